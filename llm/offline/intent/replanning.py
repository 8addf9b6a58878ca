"""A wish for another plan: how many posts, where, how often, from when, until when, on what money.

Reads whole clauses only: a word that is left over (a subject, a festival, a line to be written)
makes the message something else. Decides no day of any post.
"""

import re
from datetime import datetime

from domain.platform import Platform
from llm.offline.intent.budgets import budget_in
from llm.offline.intent.hindi import in_english_days, of_plans, platforms_of, words_in
from llm.offline.intent.message import platforms_in
from llm.offline.intent.naming import posts_of
from llm.offline.intent.plan_meaning import PROBLEMS, READERS, Read, Said
from llm.offline.intent.plan_words import PLACE, wishes
from llm.tasks.intent import Intent, IntentInputs, IntentKind, PlanRevision, Problem

_LONGEST = 200
_LEAD = re.compile(
    r"^(?:(?:please|pls|plz|kindly|ok|okay|so|now|and|then|hey|hi|yes|just|actually"
    r"|can you|could you|will you|can we|could we|let'?s|we (?:want|need) to|i (?:want|need) to"
    r"|i'd like to|for this campaign|in this campaign|bhai|ji|achha|accha|ab),? )+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,? (?:please|pls|plz|thanks|thank you|from now on|now|ok|okay|for me|ji|bhai))+$"
    r"|[\s.!।?]+$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[,;.।]\s+(?:(?:and|aur|और)\s+)?|\s+(?:and|aur|और|&)\s+", re.IGNORECASE)


def revision_in(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """The wish, where the message holds nothing else and there is a plan that can change."""
    if not (inputs.has_open_plan and posts_of(inputs)) or inputs.pending_request:
        return None
    if len(said) > _LONGEST:
        return None
    found = _clauses(said, now)
    if found is None:
        return None
    problems = found.pop(PROBLEMS, ())
    if not found and not problems:
        return None
    return Intent.model_validate(
        {
            "kind": IntentKind.REVISE_PLAN,
            "revision": PlanRevision.model_validate(found),
            "problems": problems,
        }
    )


def _clauses(said: str, now: datetime) -> Read | None:
    """The message as one wish, or as several of which each can be read."""
    if (whole := _clause(said, now)) is not None:
        return whole
    for joint in _JOINT.finditer(said):
        first = _clause(said[: joint.start()], now)
        rest = _clauses(said[joint.end() :], now) if first is not None else None
        if first is not None and rest is not None:
            return _joined(first, rest)
    return None


def _joined(first: Read, rest: Read) -> Read | None:
    """Both wishes as one; None where they say different things of the same, or of places."""
    told = (*_of(first), *_of(rest))
    both = first | rest | ({PROBLEMS: told} if told else {})
    if set(first) & set(rest) - {PROBLEMS}:
        return None
    counted = {"more", "posts"} & set(both)
    named = first if "platforms" in first else rest
    is_apart = "platforms" in both and counted and not counted & set(named)
    return None if is_apart else both


def _of(read: Read) -> tuple[Problem, ...]:
    found = read.get(PROBLEMS, ())
    return found if isinstance(found, tuple) else ()


def _clause(said: str, now: datetime) -> Read | None:
    text = _trimmed(said)
    if not text:
        return None
    return _budget(text) or _english(text, now) or _hindi(text, now)


def _trimmed(said: str) -> str:
    text = said.strip()
    for _ in range(4):
        text = _TAIL.sub("", _LEAD.sub("", text)).strip()
    return text


def _budget(text: str) -> Read | None:
    amount, rest = budget_in(text)
    if not amount:
        return None
    rest = _trimmed(rest)
    folded = " ".join(word.folded for word in words_in(rest))
    plain = re.fullmatch(_CHANGES, rest, re.I) or any(
        what == "budget" and pattern.fullmatch(folded) for what, pattern in of_plans()
    )
    return {"budget": amount} if plain else None


_CHANGES = (
    r"(?:(?:please|let'?s)? ?(?:change|set|make|raise|increase|lower|reduce|cut|update|bring|use"
    r"|put|keep|take|edit|adjust)(?: (?:it|up|down|the|to|of|instead))*)?(?: ?instead)?"
)


def _english(text: str, now: datetime) -> Read | None:
    if PLACE in text:
        return None
    marked, places = _places_marked(text)
    for what, pattern in wishes():
        if match := pattern.fullmatch(marked):
            groups = match.groupdict()
            named = tuple(
                places[int(n)] for n in re.findall(rf"{PLACE}(\d)", groups.get("p") or "")
            )
            return READERS[what](Said(groups, named, now))
    return None


def _places_marked(text: str) -> tuple[str, list[Platform]]:
    """The text with a mark for each network (at most ten), and which they are."""
    mentions = platforms_in(text)[:10]
    for n, mention in reversed([*enumerate(mentions)]):
        text = f"{text[: mention.start]}{PLACE}{n}{text[mention.end :]}"
    return text, [mention.platform for mention in mentions]


# Hindi and Hinglish


def _hindi(text: str, now: datetime) -> Read | None:
    words = words_in(text)
    folded = " ".join(word.folded for word in words)
    for what, pattern in of_plans():
        match = pattern.fullmatch(folded) if what != "budget" else None
        if match is None:
            continue
        groups = match.groupdict()
        for name in ("d", "w"):  # days as they were typed: the folded form is no English
            if groups.get(name):
                start = folded[: match.start(name)].count(" ")
                said = words[start : start + (groups[name] or "").count(" ") + 1]
                groups[name] = in_english_days(" ".join(word.said for word in said))
        named = tuple(platforms_of(groups.get("p") or ""))
        return READERS[what](Said(groups, named, now))
    return None
