"""What a habit looks like in a text: whether it could be, was, or was undone. Pure."""

import re
from collections.abc import Callable
from enum import StrEnum

from domain.emoji import EMOJI
from domain.frozen import Frozen
from domain.hashtag import tag_key
from domain.lettering import has_word
from domain.links import LINK
from domain.pronouns import is_formal, is_informal
from domain.rule import Aspect, Habit

MONEY = re.compile(r"₹\s?\d|\b(?:rs|inr)\b\.?\s?\d|\d\s?(?:/-|rupees?\b|रुपय)", re.IGNORECASE)
DASH = re.compile(r"[ \t]*—[ \t]*|[ \t]+–[ \t]+")
ELLIPSIS = re.compile(r"…|\.{3,}")
CAPITALS = re.compile(r"(?<![\w#@])[A-Z]{5,}(?![\w])")
SENTENCE = re.compile(r"(?<=[.!?।])[\"”’)]*\s+(?=\S)")
_TAG = re.compile(r"#[^\s#.,!?;:()।…]+")
SHORTENED = 0.8
"""Of its length: what a text has to fall to before it counts as shortened."""
ABOUT = 1.15
"""How far a length may lie above the one wished and still be about it."""


class Words(Frozen):
    """What of a version is compared."""

    text: str
    hashtags: tuple[str, ...] = ()

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(tag_key(t) for t in (*self.hashtags, *_TAG.findall(self.text)))

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


class Outcome(StrEnum):
    DONE = "done"
    """It could have been, and was."""
    LEFT = "left"
    """It could have been, and was not."""
    UNDONE = "undone"
    """The person did the opposite."""
    NO_OCCASION = "no_occasion"


def judge(habit: Habit, before: Words, after: Words) -> Outcome:
    """What the person did with a draft, as far as this habit goes."""
    judged = _JUDGES.get(habit.aspect)
    if judged is not None:
        return judged(habit, before, after)
    has = TRAITS[habit.aspect]
    return _outcome(
        could=has(before.text),
        did=not has(after.text),
        undid=not has(before.text) and has(after.text),
    )


def _outcome(*, could: bool, did: bool, undid: bool) -> Outcome:
    if could:
        return Outcome.DONE if did else Outcome.LEFT
    return Outcome.UNDONE if undid else Outcome.NO_OCCASION


def is_dense(text: str) -> bool:
    """Whether a line holds more than one sentence."""
    return any(SENTENCE.search(line.strip()) for line in text.splitlines())


def asks_first(text: str) -> bool:
    lines = Words(text=text).lines
    return len(lines) > 1 and lines[0].rstrip('"”’) ').endswith("?")


def _without_links(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.search(LINK.sub(" ", text)))


TRAITS: dict[Aspect, Callable[[str], bool]] = {
    Aspect.NO_EXCLAMATION: _without_links(re.compile("!")),
    Aspect.NO_EMOJI: _without_links(EMOJI),
    Aspect.NO_PRICE: _without_links(MONEY),
    Aspect.NO_CAPITALS: _without_links(CAPITALS),
    Aspect.NO_ELLIPSIS: _without_links(ELLIPSIS),
    Aspect.NO_DASHES: _without_links(DASH),
    Aspect.ONE_PARAGRAPH: lambda text: "\n" in text.strip(),
    Aspect.NO_OPENING_QUESTION: asks_first,
}
"""What the rule takes away, for aspects without parameters."""


def _add_price(_: Habit, before: Words, after: Words) -> Outcome:
    had, has = bool(MONEY.search(before.text)), bool(MONEY.search(after.text))
    return _outcome(could=not had, did=has, undid=had and not has)


def _line_per_sentence(_: Habit, before: Words, after: Words) -> Outcome:
    had, has = is_dense(before.text), is_dense(after.text)
    # a text cut down to one sentence says nothing of lines
    return _outcome(could=had, did=not has and len(after.lines) > 1, undid=not had and has)


def _informal(_: Habit, before: Words, after: Words) -> Outcome:
    had, has = is_formal(before.text), is_formal(after.text)
    return _outcome(could=had, did=not has and is_informal(after.text), undid=has and not had)


def _add_emoji(habit: Habit, before: Words, after: Words) -> Outcome:
    had, has = _param(habit) in before.text, _param(habit) in after.text
    return _outcome(could=not had, did=has, undid=had and not has)


def _no_hashtag(habit: Habit, before: Words, after: Words) -> Outcome:
    tag = tag_key(_param(habit))
    had, has = tag in before.tags, tag in after.tags
    return _outcome(could=had, did=not has, undid=not had and has)


def _add_hashtag(habit: Habit, before: Words, after: Words) -> Outcome:
    tag = tag_key(_param(habit))
    had, has = tag in before.tags, tag in after.tags
    return _outcome(could=not had, did=has, undid=had and not has)


def _most_hashtags(habit: Habit, before: Words, after: Words) -> Outcome:
    most = habit.params.most or 0
    had, has = len(before.tags), len(after.tags)
    return _outcome(could=had > most, did=has <= most, undid=had <= most < has)


def _length(habit: Habit, before: Words, after: Words) -> Outcome:
    most = habit.params.most or 0
    had, has = len(before.text), len(after.text)
    return _outcome(
        could=had > most / SHORTENED,
        did=has <= most * ABOUT and has <= had * SHORTENED,
        undid=had <= most * ABOUT and has > most / SHORTENED,
    )


def _leave_out(habit: Habit, before: Words, after: Words) -> Outcome:
    had, has = _says(before.text, habit.params.old), _says(after.text, habit.params.old)
    return _outcome(could=had, did=not has, undid=not had and has)


def _replace(habit: Habit, before: Words, after: Words) -> Outcome:
    old, new = habit.params.old, habit.params.text
    had, has = _says(before.text, old), _says(after.text, old)
    return _outcome(could=had, did=not has and _says(after.text, new), undid=not had and has)


def _says(text: str, words: str | None) -> bool:
    """Whole words in any case; an emoji needs no edge."""
    if not words:
        return False
    return words in text if EMOJI.search(words) else has_word(text, words)


def _opening(habit: Habit, before: Words, after: Words) -> Outcome:
    had, has = before.lines[:1] == (_param(habit),), after.lines[:1] == (_param(habit),)
    return _outcome(could=not had, did=has, undid=had and not has)


def _sign_off(habit: Habit, before: Words, after: Words) -> Outcome:
    had, has = _ends_with(before, habit), _ends_with(after, habit)
    kept = set(before.lines[-1:]) <= set(after.lines)
    return _outcome(could=not had, did=has and kept, undid=had and not has)


def _call_to_action(habit: Habit, before: Words, after: Words) -> Outcome:
    had, has = _ends_with(before, habit), _ends_with(after, habit)
    kept = set(before.lines[-1:]) <= set(after.lines)
    return _outcome(could=not had, did=has and not kept, undid=had and not has)


def _ends_with(words: Words, habit: Habit) -> bool:
    return words.lines[-1:] == (_param(habit),)


def _param(habit: Habit) -> str:
    return habit.params.text or ""


_JUDGES: dict[Aspect, Callable[[Habit, Words, Words], Outcome]] = {
    Aspect.ADD_PRICE: _add_price,
    Aspect.LINE_PER_SENTENCE: _line_per_sentence,
    Aspect.INFORMAL: _informal,
    Aspect.ADD_EMOJI: _add_emoji,
    Aspect.NO_HASHTAG: _no_hashtag,
    Aspect.ADD_HASHTAG: _add_hashtag,
    Aspect.MOST_HASHTAGS: _most_hashtags,
    Aspect.LENGTH: _length,
    Aspect.LEAVE_OUT: _leave_out,
    Aspect.REPLACE: _replace,
    Aspect.OPENING: _opening,
    Aspect.SIGN_OFF: _sign_off,
    Aspect.CALL_TO_ACTION: _call_to_action,
}
