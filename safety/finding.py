"""Finds the terms of the dictionaries and the word groups of the rules in a reading. No verdict."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from safety.library import Entry, Phrase, groups, lexicon
from safety.normal import Forms, Reading, Word

FEWEST_LETTERS = 4
"""Of a term whose masked letters ("f**k") are guessed."""
FEWEST_SHOWN = 2
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "shri", "shrimati", "smt", "kumari")
)
_ENGLISH = frozenset((("too",),))
"""Words that are read as Hindi ones when they are folded: this one as "tu"."""
Span = tuple[int, int]
"""Places of words: the first, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the dictionaries at its place."""

    entry: Entry
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def terms_in(reading: Reading) -> tuple[Hit, ...]:
    """Every term, the longest at its place; what its neighbours make harmless is left out."""
    found = []
    words, neighbours = reading.words, Neighbours(reading)
    place = 0
    while place < len(words):
        hit = _at(words, place)
        if hit is not None and _counts(hit, neighbours, place):
            found.append(hit)
        place += len(hit.words) if hit is not None else 1
    for word in reading.spaced:
        hit = _at((word,), 0)
        if hit is not None and hit.entry.weight >= 0.3:
            found.append(hit)
    return tuple(found)


def _at(words: Sequence[Word], place: int) -> Hit | None:
    word = words[place]
    for phrase, entry, is_folded in _terms_from(word.forms, word.folded):
        if len(phrase) == 1 or _follows(words, place, phrase, folded=is_folded):
            return Hit(entry, tuple(words[place : place + len(phrase)]))
    masked = _masked(word) if "*" in word.raw and "*" in word.raw.strip("*") else None
    return Hit(masked, (word,)) if masked is not None else None


@lru_cache(maxsize=1 << 15)
def _terms_from(forms: Forms, folded: Forms) -> tuple[tuple[Phrase, Entry, bool], ...]:
    """The terms that such a word may begin, in the order in which they are tried."""
    known = lexicon()
    return tuple(
        (phrase, entry, is_folded)
        for spellings, table, is_folded in (
            (forms, known.plain, False),
            (folded, known.folded, True),
        )
        for form in spellings
        for phrase, entry in table.get(form, ())
    )


Phrased = dict[str, list[tuple[Phrase, str]]]
"""By their second word, phrases with the word group they belong to."""


@lru_cache(maxsize=1 << 15)
def _groups_from(forms: Forms, folded: Forms) -> tuple[dict[str, int], Phrased, Phrased]:
    """Likewise, the rules' word groups: those the word is in, at a length of one, and the phrases
    it may begin, as written and folded.
    """
    plain, hindi = groups()
    if forms[:1] in _ENGLISH:
        folded = ()
    alone: dict[str, int] = {}
    longer: tuple[Phrased, Phrased] = ({}, {})
    for spellings, table, phrased in ((forms, plain, longer[0]), (folded, hindi, longer[1])):
        for phrase, group in (one for form in spellings for one in table.get(form, ())):
            if len(phrase) == 1:
                alone[group] = 1
            else:
                phrased.setdefault(phrase[1], []).append((phrase, group))
    return alone, *longer


def _follows(words: Sequence[Word], place: int, phrase: Phrase, *, folded: bool) -> bool:
    if place + len(phrase) > len(words):
        return False
    for step in range(1, len(phrase)):
        word = words[place + step]
        if phrase[step] not in (word.folded if folded else word.forms):
            return False
    return True


def _masked(word: Word) -> Entry | None:
    """The strong term that a word with asterisks for letters stands for."""
    shown = word.raw.casefold().strip("@$|!'")
    alike = _strong().get(len(shown), ())
    if not alike or sum(c.isalpha() for c in shown) < FEWEST_SHOWN:
        return None
    pattern = re.compile("".join(r"\w" if c == "*" else re.escape(c) for c in shown))
    return next((entry for term, entry in alike if pattern.fullmatch(term)), None)


@cache
def _strong() -> dict[int, list[tuple[str, Entry]]]:
    """Strong terms of one word by their length."""
    tables = (lexicon().plain, lexicon().folded)
    found = {
        phrase[0]: entry
        for table in tables
        for phrases in table.values()
        for phrase, entry in phrases
        if len(phrase) == 1 and entry.weight >= 0.5 and len(phrase[0]) >= FEWEST_LETTERS
    }
    by_length: dict[int, list[tuple[str, Entry]]] = {}
    for term, entry in found.items():
        by_length.setdefault(len(term), []).append((term, entry))
    return by_length


class Neighbours:
    """What the sentences of a reading say, gathered once for all the terms that stand in them."""

    def __init__(self, reading: Reading) -> None:
        self.words = reading.words
        self._said: dict[int, Said] = {}

    def of(self, number: int) -> "Said":
        """The sentence of that number."""
        if number not in self._said:
            start = bisect_left(self.words, number, key=_sentence_of)
            end = bisect_left(self.words, number + 1, lo=start, key=_sentence_of)
            self._said[number] = Said(self.words[start:end])
        return self._said[number]


def _sentence_of(word: Word) -> int:
    return word.sentence


class Said:
    """The words of a sentence, for looking some up."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self._in_a_row: dict[str, bool] = {}

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(form for word in self.words for form in (*word.forms, *word.folded))

    def has_in_a_row(self, several: str) -> bool:
        """Whether these words follow each other in it."""
        if several not in self._in_a_row:
            self._in_a_row[several] = several in self._plain
        return self._in_a_row[several]

    @cached_property
    def _plain(self) -> str:
        return " ".join(word.forms[0] for word in self.words if word.forms)


def _counts(hit: Hit, neighbours: Neighbours, place: int) -> bool:
    entry = hit.entry
    if entry.may_be_name and _is_name(neighbours.words, place):
        return False
    if not (entry.unless or entry.near):
        return True
    number = hit.words[0].sentence
    said = neighbours.of(number)
    if entry.unless and _any_of(entry.unless, said, hit):
        return False
    # nothing else is said: then the word itself is what is posted
    around = len(said.words) - sum(word.sentence == number for word in hit.words)
    return not entry.near or around < FEWEST_SHOWN or _any_of(entry.near, said, hit)


def _any_of(listed: tuple[str, ...], said: Said, hit: Hit) -> bool:
    """Whether one of them stands there; a term of one word is not beside itself."""
    own = {form for word in hit.words for form in (*word.forms, *word.folded)}
    for one in listed:
        if " " in one:
            if said.has_in_a_row(one):
                return True
        elif one in own:
            if len(hit.words) > 1:
                return True
        elif one in said.forms:
            return True
    return False


def _is_name(words: Sequence[Word], place: int) -> bool:
    """A capitalised word after a title or beside another one: Mr. Lund, Dick Smith."""
    word = words[place]
    if not word.is_capitalised:
        return False
    beside = [words[i] for i in (place - 1, place + 1) if 0 <= i < len(words)]
    if place and words[place - 1].forms[:1] and words[place - 1].forms[0] in _TITLES:
        return True  # the point of "Mr." looks like the end of a sentence
    return any(one.is_capitalised and one.sentence == word.sentence for one in beside)


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the word groups of the rules stand in a reading, all found in one pass.

    Spans of a group are in order and do not overlap, so that a few of many are found at once.
    """

    spans: dict[str, list[Span]]

    def inside(self, group: str, start: int, end: int) -> list[Span]:
        """The spans of a group that lie within these places, in order."""
        spans = self.spans.get(group)
        if not spans:
            return []
        first = last = bisect_left(spans, (start,))
        while last < len(spans) and spans[last][1] <= end:
            last += 1
        return spans[first:last]

    def has(self, group: str, start: int, end: int) -> bool:
        return self.first(group, start, end) is not None

    def first(self, group: str, start: int, end: int) -> Span | None:
        """The first span of a group that lies within these places."""
        spans = self.spans.get(group)
        if not spans:
            return None
        first = bisect_left(spans, (start,))
        return spans[first] if first < len(spans) and spans[first][1] <= end else None

    def last(self, group: str, start: int, end: int) -> Span | None:
        """Likewise the last."""
        spans = self.spans.get(group)
        last = bisect_left(spans, (end,)) - 1 if spans else -1
        if not spans or last < 0:
            return None
        last -= spans[last][1] > end
        return spans[last] if last >= 0 and spans[last][0] >= start else None

    def near(self, group: str, span: Span, within: Span, reach: int) -> list[Span]:
        """The spans of a group within these places that are at most so many words from one."""
        start, end = max(within[0], span[0] - reach), min(within[1], span[1] + reach)
        spans = self.spans.get(group)
        if not spans:
            return []
        first = bisect_left(spans, (start,))
        while first and spans[first - 1][1] >= start and spans[first - 1][0] >= within[0]:
            first -= 1
        last = first
        while last < len(spans) and spans[last][0] <= end and spans[last][1] <= within[1]:
            last += 1
        return spans[first:last]


def marked(reading: Reading) -> Marks:
    spans: dict[str, list[Span]] = {}
    words = reading.words
    for place in range(len(words)):
        for group, length in _groups_at(words, place).items():
            known = spans.setdefault(group, [])
            if not known or known[-1][1] <= place:
                known.append((place, place + length))
    return Marks(spans)


def _groups_at(words: Sequence[Word], place: int) -> dict[str, int]:
    """The length of the longest phrase of each group that begins there."""
    word = words[place]
    alone, plain, hindi = _groups_from(word.forms, word.folded)
    if not (plain or hindi) or place + 1 == len(words):
        return alone
    found, following = alone.copy(), words[place + 1]
    for phrased, seconds, is_folded in (
        (plain, following.forms, False),
        (hindi, following.folded, True),
    ):
        for phrase, group in (one for second in seconds for one in phrased.get(second, ())):
            if len(phrase) > found.get(group, 0) and _follows(
                words, place, phrase, folded=is_folded
            ):
                found[group] = len(phrase)
    return found
