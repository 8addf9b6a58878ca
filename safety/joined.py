"""Undoes two slips that hide a word: a lost space, and two letters that changed place.

Only words of the rules and strong terms are looked for, in tokens that are no such word themselves.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from safety.library import groups, lexicon
from safety.normal import Reading, Word

SHORTEST = 5
"""Letters of a word that is guessed."""
LONGEST = 30
"""Letters of a token in which one is looked for."""
STRONG = 0.5
_SMALL = frozenset(
    ("i", "all", "are", "is", "to", "be", "should", "of", "you", "u", "them", "must")
)
_REAL = frozenset(("beats", "steal", "angels", "lair", "lairs", "christina"))
"""Words of their own that two changed letters make."""


def mended(reading: Reading) -> Reading:
    """The reading with such tokens told as what they hide."""
    hidden = [
        _hidden(word.forms[0])
        if word.forms and SHORTEST <= len(word.forms[0]) <= LONGEST and word.raw.isascii()
        else ()
        for word in reading.words
    ]
    if not any(hidden):
        return reading
    words = (
        one
        for word, found in zip(reading.words, hidden, strict=True)
        for one in (_told(word, found) if found else (word,))
    )
    return replace(reading, words=tuple(words))


def _told(word: Word, found: tuple[str, ...]) -> Iterator[Word]:
    start = word.start
    for place, form in enumerate(found):
        end = word.end if place == len(found) - 1 else start + len(form)
        yield word._replace(start=start, end=end, forms=(form,), folded=(form,))
        start = end


@lru_cache(maxsize=1 << 14)
def _hidden(form: str) -> tuple[str, ...]:
    """What a token hides: one word, two words, or nothing."""
    known = _vocabulary()
    if form in known or not form.isalpha():
        return ()
    swapped = _swapped().get(form)
    if swapped is not None:
        return (swapped,)
    for cut in range(1, len(form)):
        left, right = form[:cut], form[cut:]
        pair = {left, right}
        if pair & _long() and all(one in known or one in _SMALL for one in pair):
            return left, right
    return ()


@cache
def _vocabulary() -> frozenset[str]:
    """Single words of the rules' groups, of predicates and of strong terms."""
    plain, _ = groups()
    wanted = {"groups", "loathe", "scum", "degrade", "violence"}
    ruled = {
        phrase[0]
        for phrases in plain.values()
        for phrase, name in phrases
        if len(phrase) == 1 and name in wanted
    }
    strong = {
        phrase[0]
        for phrases in lexicon().plain.values()
        for phrase, entry in phrases
        if len(phrase) == 1 and entry.weight >= STRONG and entry.language == "en"
    }
    return frozenset(
        word for word in ruled | strong if word.isascii() and word.isalpha() and len(word) > 2
    )


@cache
def _long() -> frozenset[str]:
    """Those that are long enough to be no accident beside a small word."""
    return frozenset(word for word in _vocabulary() if len(word) >= SHORTEST - 1)


@cache
def _swapped() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in sorted(_vocabulary()):
        if len(word) < SHORTEST:
            continue
        for at in range(len(word) - 1):
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if slip not in _vocabulary() and slip not in _REAL:
                found.setdefault(slip, word)
    return found
