"""What people always do to a brand's drafts, from the drafts and what was made of them. Pure.

A habit is proposed as a rule when it was seen in at least `FEWEST` acts (an edited post, or one
message in the chat, however many posts it changed), in at least `SHARE` of the occasions, and when
the lower bound of Wilson's score interval (one-sided, 90 %) of that share lies above one half:
more often than not, and not by luck. Three of three pass (0.65), four of five do (0.51), three of
four do not (0.44). An occasion is a draft of ours that a person approved or edited and in which
the thing could have been done; the opposite, done by a person, counts as one that was let pass.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from domain.emoji import EMOJI
from domain.frozen import Frozen
from domain.habits import SHORTENED, TRAITS, Outcome, Words, judge
from domain.handling import Handled, Step
from domain.hashtag import tag_key
from domain.lettering import IN_WORD
from domain.platform import Platform
from domain.rule import SHORTEST, Aspect, Evidence, Habit, Params

FEWEST = 3
SHARE = 0.8
SURE = 0.5
_Z = 1.2816
"""The normal deviate of 90 %, one-sided."""
MOST_WORDS = 4
"""Words of a phrase that is replaced or taken out; longer ones are another sentence."""
COMPARED_CHARS = 4_000
"""Of longer texts the words are not compared: no network shows so much of a post."""
CUT_CHARS = 60
"""What has to be gone before a text counts as cut down: a word or two are no cut."""
_TOKEN = re.compile(rf"{EMOJI.pattern}|{IN_WORD}+(?:[’'-]{IN_WORD}+)*|[^\s]")


class Noticed(Frozen):
    habit: Habit
    platform: Platform | None = None
    language: str | None = None
    evidence: Evidence


def notice(handled: Sequence[Handled]) -> tuple[Noticed, ...]:
    """The habits that are sure enough to be proposed, the surest first.

    One that holds for the whole brand is not told again of a platform or a language; one that does
    not is looked for on each platform, then in each language.
    """
    found: list[Noticed] = []
    for habit in _candidates(handled):
        for platform, language in _scopes(handled):
            within = [h for h in handled if _is_in(h, platform, language)]
            evidence = evidence_of(habit, within)
            if is_habit(evidence.acts, evidence.occasions):
                found.append(
                    Noticed(habit=habit, platform=platform, language=language, evidence=evidence)
                )
                if platform is None and language is None:
                    break
    found.sort(key=lambda n: (-n.evidence.acts, -wilson_low(n.evidence.acts, n.evidence.occasions)))
    return _without_doubles(found)


def evidence_of(habit: Habit, handled: Iterable[Handled]) -> Evidence:
    """How often it was done, and could have been."""
    done: list[tuple[Step, str]] = []
    passed = 0
    for one in handled:
        step = one.step_of(habit)
        if step is not None:
            done.append((step, one.content_id))
        else:
            passed += judge(habit, one.before, one.after) is not Outcome.NO_OCCASION
    done.sort(key=lambda pair: (pair[0].at, pair[1]), reverse=True)
    acts = len({step.act for step, _ in done})
    return Evidence(
        edited=tuple(content_id for step, content_id in done if not step.by_wish),
        wished=tuple(content_id for step, content_id in done if step.by_wish),
        acts=acts,
        occasions=acts + passed,
    )


def undone(habit: Habit, handled: Iterable[Handled]) -> tuple[str, ...]:
    """Ids of the content in which a person did the opposite, oldest first."""
    found = [h for h in handled if judge(habit, h.before, h.after) is Outcome.UNDONE]
    return tuple(h.content_id for h in sorted(found, key=lambda h: (h.at, h.content_id)))


def is_habit(acts: int, occasions: int) -> bool:
    """Whether so many of so many are enough (see the module)."""
    if acts < FEWEST or acts < SHARE * occasions:
        return False
    return wilson_low(acts, occasions) > SURE


def wilson_low(done: int, of: int) -> float:
    """The lower bound of a share (Wilson 1927, score interval), one-sided 90 %; 0 for none."""
    if not of:
        return 0.0
    share = done / of
    middle = share + _Z**2 / (2 * of)
    spread = _Z * math.sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return (middle - spread) / (1 + _Z**2 / of)


def _scopes(handled: Sequence[Handled]) -> list[tuple[Platform | None, str | None]]:
    platforms = sorted({h.platform for h in handled})
    languages = sorted({h.language for h in handled})
    scopes: list[tuple[Platform | None, str | None]] = [(None, None)]
    scopes += [(p, None) for p in platforms] if len(platforms) > 1 else []
    scopes += [(None, code) for code in languages] if len(languages) > 1 else []
    return scopes


def _is_in(one: Handled, platform: Platform | None, language: str | None) -> bool:
    return platform in (None, one.platform) and language in (None, one.language)


def _candidates(handled: Sequence[Handled]) -> list[Habit]:
    """What could be a habit: every aspect without parameters, and what was done often enough."""
    plain = (*TRAITS, Aspect.ADD_PRICE, Aspect.LINE_PER_SENTENCE, Aspect.INFORMAL)
    seen: Counter[Habit] = Counter()
    for one in handled:
        if one.before != one.after:
            seen.update(set(_changes(one.before, one.after)))
    often = [habit for habit, times in seen.items() if times >= FEWEST]
    bounds = [h for h in seen if h.aspect in (Aspect.MOST_HASHTAGS, Aspect.LENGTH)]
    return [*(Habit(aspect=aspect) for aspect in plain), *dict.fromkeys((*often, *bounds))]


def _changes(before: Words, after: Words) -> list[Habit]:
    return [*_of_tags(before, after), *_of_lines(before, after), *_of_words(before, after)]


def _of_tags(before: Words, after: Words) -> list[Habit]:
    found = [_habit(Aspect.NO_HASHTAG, text=tag) for tag in before.tags - after.tags]
    found += [_habit(Aspect.ADD_HASHTAG, text=tag) for tag in _own(after) - before.tags]
    if len(after.tags) < len(before.tags):
        found.append(_habit(Aspect.MOST_HASHTAGS, most=len(after.tags)))
    return [habit for habit in found if habit]


def _own(words: Words) -> frozenset[str]:
    return frozenset(tag_key(tag) for tag in words.hashtags)


def _of_lines(before: Words, after: Words) -> list[Habit]:
    found = []
    if SHORTEST <= len(after.text) <= SHORTENED * len(before.text):
        found.append(_habit(Aspect.LENGTH, most=round(len(after.text), -1)))
    first, last = after.lines[:1], after.lines[-1:]
    if len(after.lines) > 1 and set(before.lines[:1]) <= set(after.lines[1:]):
        found.append(_habit(Aspect.OPENING, text=first[0]))
    if len(after.lines) > 1 and last[0] not in before.lines:
        aspect = Aspect.SIGN_OFF if before.lines[-1:] == after.lines[-2:-1] else None
        found.append(_habit(aspect or Aspect.CALL_TO_ACTION, text=last[0]))
    found += [
        _habit(Aspect.ADD_EMOJI, text=emoji)
        for emoji in set(EMOJI.findall(after.text)) - set(EMOJI.findall(before.text))
    ]
    return [habit for habit in found if habit]


def _of_words(before: Words, after: Words) -> list[Habit]:
    """Phrases replaced by others, or taken out of a text that was not cut down as a whole."""
    if before.text == after.text or max(len(before.text), len(after.text)) > COMPARED_CHARS:
        return []
    old, new = _TOKEN.findall(before.text), _TOKEN.findall(after.text)
    matcher = SequenceMatcher(
        a=[t.casefold() for t in old], b=[t.casefold() for t in new], autojunk=False
    )
    is_cut = len(after.text) < min(SHORTENED * len(before.text), len(before.text) - CUT_CHARS)
    found: list[Habit | None] = []
    for kind, i, j, k, end in matcher.get_opcodes():
        taken, put = old[i:j], new[k:end]
        if max(len(taken), len(put)) > MOST_WORDS or not _is_wordy(taken):
            continue
        if kind == "replace" and _is_wordy(put):
            found.append(_habit(Aspect.REPLACE, old=_phrase(taken), text=_put(taken, put)))
        elif kind == "delete" and not is_cut and not EMOJI.search(" ".join(taken)):
            found.append(_habit(Aspect.LEAVE_OUT, old=_phrase(taken)))
    return [habit for habit in found if habit]


def _is_wordy(tokens: list[str]) -> bool:
    """Words or an emoji, without marks between them."""
    return bool(tokens) and all(t[0].isalpha() or EMOJI.fullmatch(t) for t in tokens)


def _phrase(tokens: list[str]) -> str:
    return " ".join(tokens).lower()


def _put(taken: list[str], put: list[str]) -> str:
    """What stands there now; a capital that only began the sentence is not part of it."""
    text = " ".join(put)
    began = taken[0][0].isupper() and text[0].isupper() and not text.isupper()
    return text[0].lower() + text[1:] if began else text


def _habit(aspect: Aspect, **params: str | int) -> Habit | None:
    """The habit, unless its parameters could not be applied."""
    try:
        return Habit(aspect=aspect, params=Params.model_validate(params))
    except ValueError:
        return None


_ONE_BOUND = (Aspect.MOST_HASHTAGS, Aspect.LENGTH)
_STRONGER: dict[Aspect, tuple[Aspect, ...]] = {
    Aspect.NO_EMOJI: (Aspect.REPLACE, Aspect.LEAVE_OUT, Aspect.ADD_EMOJI),
}


def _without_doubles(found: list[Noticed]) -> tuple[Noticed, ...]:
    """One bound per aspect and scope, and no part of a habit that is proposed as a whole."""
    kept: list[Noticed] = []
    for one in found:
        beside = [k for k in kept if (k.platform, k.language) == (one.platform, one.language)]
        if not any(_covers(other.habit, one.habit) for other in beside):
            kept = [k for k in kept if k not in beside or not _covers(one.habit, k.habit)]
            kept.append(one)
    return tuple(kept)


def _covers(whole: Habit, part: Habit) -> bool:
    if whole.aspect == part.aspect:
        if whole.aspect in _ONE_BOUND:
            return True
        inner, outer = part.params.old or "", whole.params.old or ""
        return whole.aspect is Aspect.LEAVE_OUT and inner != outer and f" {inner} " in f" {outer} "
    if whole.aspect is Aspect.REPLACE and part.aspect is Aspect.LEAVE_OUT:
        return whole.params.old == part.params.old
    is_mark = bool(EMOJI.search(part.params.old or part.params.text or ""))
    return is_mark and part.aspect in _STRONGER.get(whole.aspect, ())
