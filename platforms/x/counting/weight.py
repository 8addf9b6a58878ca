"""The weight of a text as X counts it: at most 280 for a post.

https://docs.x.com/fundamentals/counting-characters, and version 3 of X's open configuration:
https://github.com/twitter/twitter-text/tree/master/config
"""

import unicodedata

from platforms.x.counting.emoji import EMOJI
from platforms.x.counting.letters import CASHTAG, UNFIT_LETTER
from platforms.x.counting.links import links_in

LIMIT = 280
OF_LINK = 23
_OF_EMOJI = 2
_HEAVY = 2
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Ranges of code points that count one; all others count two."""


def weight_of(text: str) -> int:
    """Composed first (NFC); a link counts 23 however long it is, an emoji 2."""
    composed = unicodedata.normalize("NFC", text)
    total, at = 0, 0
    for link in links_in(composed):
        total += _of_words(composed[at : link.start]) + OF_LINK
        at = link.end
    return total + _of_words(composed[at:])


def has_unfit(text: str) -> bool:
    """Whether it has a character that no post may have."""
    return UNFIT_LETTER.search(text) is not None


def cashtags_in(text: str) -> tuple[str, ...]:
    """Symbols of shares such as $TSLA, without the sign."""
    return tuple(CASHTAG.findall(text))


def _of_words(text: str) -> int:
    total, at = 0, 0
    for found in EMOJI.finditer(text):
        total += _of_letters(text[at : found.start()]) + _OF_EMOJI
        at = found.end()
    return total + _of_letters(text[at:])


def _of_letters(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(1 if _is_light(ord(letter)) else _HEAVY for letter in text)


def _is_light(code: int) -> bool:
    return any(first <= code <= last for first, last in _LIGHT)
