"""A text as the words a reader of registers compares: folded, so that spellings meet. Pure."""

import re
from functools import lru_cache

from domain.devanagari import fold
from domain.language import ENGLISH
from domain.lettering import IN_WORD

MAX_CHARS = 4_000
"""Of a text that are read; what a post feels like stands at its beginning."""
_LINK = re.compile(r"https?://\S+|www\.\S+|[@]\S+")
_TOKEN = re.compile(rf"{IN_WORD}+(?:'{IN_WORD}+)?|[\u2600-\u27bf\U0001f300-\U0001faff]")
"""A word, with an apostrophe inside it, or an emoji."""


def tokens(text: str, language: str) -> tuple[str, ...]:
    """The words and emojis in order; of Hindi in either script in a form in which both meet."""
    said = _LINK.sub(" ", text[:MAX_CHARS]).casefold().replace("’", "'")
    found = _TOKEN.findall(said)
    return tuple(found) if language == ENGLISH else tuple(_folded(word) for word in found)


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word) or word
