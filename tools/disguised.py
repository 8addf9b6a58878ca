"""A brand's own words to avoid and its competitors' names, found in whatever disguise they wear."""

import re

from domain.brand import Competitor
from domain.lettering import has_word
from safety.normal import Reading, Word, read

_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#\s]+)", re.I)
_SHORTEST_GLUED = 6
"""Letters: a shorter name run together may be another word."""


def says(text: str, reading: Reading, word: str, *, any_spelling: bool = False) -> bool:
    """Whether the text has the word: as it is, letters apart or replaced, or in the other script.

    Args:
        reading: The text as words.
        any_spelling: Also in another spelling of the same script: for names, which are written
            as one hears them; of a word (kam, kaam) that may be another one.
    """
    if has_word(text, word):
        return True
    wanted = read(word).words
    if not wanted or not all(any(c.isalpha() for c in one.raw) for one in wanted):
        return False
    if len(wanted) == 1 and any(
        _same(one, wanted[0], any_spelling=any_spelling) for one in reading.spaced
    ):
        return True
    return any(
        all(
            _same(a, b, any_spelling=any_spelling)
            for a, b in zip(reading.words[at : at + len(wanted)], wanted, strict=True)
        )
        for at in range(len(reading.words) - len(wanted) + 1)
        if _same(reading.words[at], wanted[0], any_spelling=any_spelling)
    )


def names(text: str, reading: Reading, competitor: Competitor) -> bool:
    """Whether the text names the competitor: by name, run together, by handle or by site."""
    if says(text, reading, competitor.name, any_spelling=True):
        return True
    host = _HOST.match(competitor.website or "")
    named = (*competitor.handles.values(), *([host[1]] if host else []))
    if any(len(one.lstrip("@")) > 2 and has_word(text, one.lstrip("@")) for one in named):
        return True
    glued = "".join(c for c in competitor.name.casefold() if c.isalnum())
    return len(glued) >= _SHORTEST_GLUED and any(glued in word.forms for word in reading.words)


def _same(found: Word, wanted: Word, *, any_spelling: bool) -> bool:
    if wanted.forms[0] in found.forms:
        return True
    if not any_spelling and found.raw.isascii() == wanted.raw.isascii():
        return False
    return any(one in wanted.folded for one in found.folded)
