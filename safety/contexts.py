"""What stands around a finding: quotation, report, condemnation, negation, oneself. Pure."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from safety.finding import Hit, Marks, Span, marked
from safety.normal import Reading

REACH = 4
"""Words before a statement in which a negation denies it."""
SHORT = 6
"""Words of a sentence that answers the one before it: "We disagree."."""
NAMED = 4
"""Words before a term in which it is told that somebody was called so."""
BESIDE = 5
"""Words around a term in which somebody it is said of is looked for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The places of its words: the first, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with what its words do and where its sentences end."""

    reading: Reading
    marks: Marks
    """Beside the word groups of the rules: `rejected`, what condemns the thing behind it, `untold`,
    a report that is denied ("I never said that …"), `supposed`, one of nobody in particular ("if
    you say …"), and `plainly not`, a negation that is not quoted."""
    sentences: tuple[Sentence, ...]
    parts: tuple[int, ...]
    """Where commas and the like stand in the text."""

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds this place."""
        return bisect_right(self.sentences, place, key=_start) - 1

    def clause_at(self, place: int) -> int:
        """Where the clause begins that holds this place: its sentence, or what follows "but"."""
        start = self.sentences[self.sentence_at(place)].start
        contrast = self.marks.last("contrast", start, place)
        return contrast[1] if contrast else start

    def are_parted(self, first: Span, second: Span) -> bool:
        """Whether a comma or the like stands between the one and the other behind it."""
        words = self.reading.words
        after = bisect_left(self.parts, words[first[1] - 1].end)
        return after < len(self.parts) and self.parts[after] < words[second[0]].start


def _start(sentence: Sentence) -> int:
    return sentence.start


_PARTS = re.compile("[,;:–—|(]")


def scene_of(reading: Reading) -> Scene:
    starts = [
        place
        for place, word in enumerate(reading.words)
        if not place or word.sentence != reading.words[place - 1].sentence
    ]
    ends = (*starts[1:], len(reading.words))
    sentences = tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True))
    parts = tuple(match.start() for match in _PARTS.finditer(reading.text))
    scene = Scene(reading, marked(reading), sentences, parts)
    _mark_more(scene)
    return scene


def _mark_more(scene: Scene) -> None:
    """What is known of a mark whatever it is asked for."""
    spans = scene.marks.spans
    for group in ("negation", "condemn") if "affirmed" in spans else ():
        spans[group] = [one for one in spans.get(group, ()) if not _is_affirmed(scene, one)]
    # "it is wrong to …", "it is stupid to call …"
    judged = (
        one for one in spans.get("judged", ()) if scene.marks.has("report", one[1], one[1] + 2)
    )
    rejected = sorted(
        span
        for span in (*spans.get("condemn", ()), *judged)
        if _leads_on(scene, span[1]) and not _is_asked(scene, span[0])
    )
    untold = [
        told
        for told in spans.get("report", ())
        if denies(scene, (told[0] - 2, told[0]), scene.clause_at(told[0]), through=True)
    ]
    # "if you say …", "anyone who thinks …"
    supposed = [
        (who[0], told[1])
        for who in spans.get("whoever", ())
        for told in scene.marks.near("report", (who[1], who[1] + 2), (who[0], who[1] + 2), 0)[-1:]
        if told[1] > who[1]
    ]
    spoken = [one for one in spans.get("negation", ()) if not scene.reading.words[one[0]].quoted]
    spans.update(rejected=rejected, untold=untold, supposed=supposed)
    spans["plainly not"] = spoken


def _is_affirmed(scene: Scene, span: Span) -> bool:
    near = scene.marks.near("affirmed", span, (0, len(scene.reading.words)), 0)
    return any(one[0] < span[1] and span[0] < one[1] for one in near)


def denies(scene: Scene, within: Span, start: int, *, through: bool = False) -> bool:
    """Whether a negation stands there; one that opens a question ("Isn't it …") denies none.

    Args:
        scene: All that was read.
        within: Places of words; those before the clause do not count.
        start: Where the clause begins.
        through: Whether it may go on behind them, as "never said" does over "said".
    """
    end = len(scene.reading.words) if through else within[1]
    found = [
        span
        for span in scene.marks.near("negation", within, (start, end), 0)
        if span[1] > within[0] and span[0] < within[1]
    ]
    if not found or found[-1][0] >= start + 2:
        return bool(found)
    at = scene.reading.words[start].start
    return "?" not in scene.reading.text[at : at + 400]


def is_mentioned(scene: Scene, said: Span) -> bool:
    """Whether it is told of what others say, and rejected or set apart as a quotation."""
    number, marks = scene.sentence_at(said[0]), scene.marks
    sentence = scene.sentences[number]
    own = (scene.clause_at(said[0]), sentence.end)
    condemned, reported = marks.has("condemn", *own), marks.has("report", *own)
    denied = marks.has("negation", *own)
    if scene.reading.words[said[0]].quoted and not scene.reading.is_one_quote:
        around = scene.sentences[max(0, number - 1) : number + 2]
        return (
            reported
            or marks.has("plainly not", *own)
            or any(marks.has("condemn", s.start, s.end) for s in around)
        )
    if condemned and (reported or denied):
        return True
    if marks.has("rejected", own[0], min(own[1], said[0])):
        return True
    return _is_answered(scene, said, own, number) or _is_judged(scene, said, own)


def _is_answered(scene: Scene, said: Span, own: Span, number: int) -> bool:
    """As in "If you say …, do not come here" and "Some say that … . We disagree."."""
    marks = scene.marks
    if not marks.has("report", own[0], said[0]):
        return False
    if marks.has("supposed", own[0], said[0]):
        return marks.has("negation", said[1], own[1]) or marks.has("condemn", said[1], own[1])
    following = scene.sentences[number + 1 : number + 2]
    return any(s.end - s.start <= SHORT and marks.has("condemn", s.start, s.end) for s in following)


def _is_judged(scene: Scene, said: Span, own: Span) -> bool:
    """As in "Saying that … is vile", "The idea that … is absurd" and "… ko maarna band karo"."""
    marks = scene.marks
    last = scene.reading.words[said[1] - 1]
    if any(form.endswith("na") for form in last.folded):
        return marks.has("condemn", said[1], min(own[1], said[1] + REACH))
    if not marks.has("opening", own[0], min(own[0] + 2, said[1])):
        return False
    verb = marks.first("copula", said[1], own[1])
    return marks.has("condemn", said[1], own[1]) or (
        verb is not None and marks.has("judged", verb[1], own[1])
    )


def _is_asked(scene: Scene, place: int) -> bool:
    """As in "am I wrong to think that …", which rejects nothing."""
    before = scene.reading.words[max(0, place - 2) : place]
    said = [word.forms[0] for word in before if word.forms]
    return said[-1:] in (["i"], ["it"]) and said[0] in ("am", "is", "isn't", "was")


def _leads_on(scene: Scene, place: int) -> bool:
    words = scene.reading.words
    return place < len(words) and any(form in _LEADS for form in words[place].forms)


_LEADS = frozenset(("to", "that", "how", "when", "if", "for"))


def is_denied(scene: Scene, said: Span) -> bool:
    """Whether somebody is said not to be one: "are no …", in Hindi "… nahi hain"."""
    if denies(scene, (said[0] - 2, said[0]), scene.clause_at(said[0])):
        return True
    return says_no(scene, said[1], 1)


def says_no(scene: Scene, place: int, reach: int) -> bool:
    """Whether Hindi denies what stands before that place, as it does behind the adjective."""
    after = scene.reading.words[place : place + reach]
    return any(form in _HINDI_NO for word in after for form in word.folded)


_HINDI_NO = frozenset({"nahi", "nahin", "nhi", "nai"})


def is_named(scene: Scene, place: int) -> bool:
    """Whether it is told that somebody was called so: "being called a …"."""
    start = scene.sentences[scene.sentence_at(place)].start
    return scene.marks.has("named", max(start, place - NAMED), place)


def is_own(scene: Scene, place: int) -> bool:
    """Whether somebody says it of themselves."""
    sentence = scene.sentences[scene.sentence_at(place)]
    near = (max(sentence.start, place - REACH - 1), min(sentence.end, place + REACH + 2))
    if place > sentence.start and scene.reading.words[place - 1].forms[:1] == ("we",):
        return True
    if scene.marks.has("you", *near):
        return False
    return any(_is_oneself(scene, span, place) for span in scene.marks.inside("self", *near))


def _is_oneself(scene: Scene, span: Span, place: int) -> bool:
    """Whether it is oneself: in "my neighbours are …" others are what is said."""
    owns = scene.reading.words[span[0]].forms[:1] in _OWNING
    return not (owns and scene.marks.has("copula", span[1], place))


_OWNING = frozenset((("my",), ("our",)))


def is_directed(scene: Scene, hit: Hit, place: int) -> bool:
    """Whether it is said to or of somebody, rather than only named."""
    sentence = scene.sentences[scene.sentence_at(place)]
    after = place + len(hit.words)
    groups = ("you",) if hit.entry.category == "insult" else ("you", "predicate", "pronouns")
    if sentence.end - sentence.start <= 3 and "pronouns" in groups:
        return sentence.end - sentence.start > len(hit.words)
    before = (max(sentence.start, place - BESIDE), place)
    behind = (after, min(sentence.end, after + BESIDE))
    return any(scene.marks.has(group, *side) for group in groups for side in (before, behind))
