"""Hateful statements and threats: a people and what is said of it, in one breath. Pure.

No list of words finds "they should all be sent back". What is looked for is a protected group (or
a pronoun for it) near a predicate that degrades, excludes or wishes harm, unless it is denied.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safety.contexts import REACH, Scene, denies, says_no
from safety.finding import Span
from safety.roles import NEAR, degrading, harming, peoples_in

HATE, HARM = 0.8, 0.85
"""Toxicity of degrading a group, and of wishing it harm."""
BREATH = 40
"""Words between a group and a swear word for it at most."""


@dataclass(frozen=True, slots=True)
class Statement:
    kind: str
    """hate or threat"""
    weight: float
    span: Span


def statements_in(scene: Scene, oaths: Sequence[Span]) -> Iterator[Statement]:
    """The gravest hateful statement of each sentence; a pronoun may stand for a group before it.

    Args:
        scene: All that was read.
        oaths: Where swear words stand, in order.
    """
    if not scene.marks.spans.keys() & {"groups", "peoples"}:
        return
    peoples = [peoples_in(scene, (one.start, one.end)) for one in scene.sentences]
    for number in range(len(peoples)):
        about = peoples[number] or _told_of(scene, peoples, number)
        said = _statement(scene, number, about) or _abuse(scene, number, about, oaths)
        if said is not None:
            yield said


def _statement(scene: Scene, number: int, about: Sequence[Span]) -> Statement | None:
    sentence = scene.sentences[number]
    own = (sentence.start, sentence.end)
    for group in about:
        for span in harming(scene, group, own):
            if _belongs(scene, group, span, own):
                return Statement("threat", HARM, _joined(group, span))
    for group in about:
        for span in degrading(scene, group, own):
            if _belongs(scene, group, span, own) and not _spares(scene, span, sentence.end):
                return Statement("hate", HATE, _joined(group, span))
    said = _unworthy(scene, about, own)
    return Statement("hate", HATE, said) if said is not None else None


def _joined(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _told_of(scene: Scene, peoples: Sequence[Sequence[Span]], number: int) -> list[Span]:
    """The pronouns of a sentence that names no group, for those of the one beside it."""
    sentence, marks = scene.sentences[number], scene.marks
    for beside in (number - 1, number + 1):
        if not 0 <= beside < len(peoples) or not peoples[beside]:
            continue
        other, is_next = scene.sentences[beside], beside > number
        # "They are … . They are women.": what follows has to speak of the same
        if is_next and not marks.has("pronouns", other.start, other.start + 2):
            continue
        told = marks.inside("pronouns", sentence.start, sentence.end)
        # "… like you should … . You deserve …"
        is_spoken_to = not is_next and marks.has("you", other.start, other.end)
        if not told and is_spoken_to:
            return marks.inside("you", sentence.start, sentence.end)
        return told
    return []


def _unworthy(scene: Scene, groups: Sequence[Span], sentence: Span) -> Span | None:
    """What is good, denied of a group: "… lives do not matter", "no … is our equal"."""
    marks = scene.marks
    for group in groups:
        for no in marks.near("negation", group, sentence, NEAR):
            if not -1 <= no[0] - group[1] <= REACH and group[0] - no[1] not in (0, 1):
                continue
            for good in marks.inside("worth", no[1], min(sentence[1], no[1] + REACH + 4)):
                return min(group[0], no[0]), max(group[1], good[1])
    return None


def _belongs(scene: Scene, group: Span, predicate: Span, sentence: Span) -> bool:
    """Whether it is said, not denied, and not in favour of the group."""
    start, end = sentence
    span = _joined(group, predicate)
    if _is_denied(scene, span, predicate, scene.clause_at(span[0])):
        return False
    return not scene.marks.has("positive", max(start, span[0] - 2), min(end, span[1] + 3))


def _is_denied(scene: Scene, span: Span, predicate: Span, start: int) -> bool:
    """Whether a negation stands before the predicate; one inside the predicate is a part of it."""
    if denies(scene, (predicate[0] - REACH, predicate[0]), start):
        return True
    if denies(scene, (span[0] - 1, span[0]), start):
        return True
    if scene.marks.has("untold", start, span[0]):
        return True
    return says_no(scene, predicate[1], 2)


def _spares(scene: Scene, predicate: Span, end: int) -> bool:
    """Whether what is not deserved or wanted is harm: "do not deserve to be tortured" is on their
    side.
    """
    words = {form for word in scene.reading.words[slice(*predicate)] for form in word.forms}
    if not words & {"deserve", "should", "want"} or not words & {
        "not",
        "don't",
        "doesn't",
        "shouldn't",
    }:
        return False
    return scene.marks.has("violence", predicate[1], min(end, predicate[1] + REACH))


def _abuse(
    scene: Scene, number: int, about: Sequence[Span], oaths: Sequence[Span]
) -> Statement | None:
    """A swear word for or at a group: "those … immigrants", "women are …", "should … off"."""
    sentence = scene.sentences[number]
    own = (sentence.start, sentence.end)
    for group in about:
        first = bisect_left(oaths, (max(own[0], group[0] - BREATH),))
        for place in range(first, len(oaths)):
            oath = oaths[place]
            if oath[0] > group[1] + BREATH or oath[1] > own[1]:
                break
            if scene.are_parted(min(oath, group), max(oath, group)):
                continue
            if 0 <= group[0] - oath[1] <= 1 or _belongs(scene, group, oath, own):
                return Statement("hate", HATE, _joined(group, oath))
    return None
