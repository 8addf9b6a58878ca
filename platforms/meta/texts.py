"""Texts as Meta counts them and as they can be compared. Pure text."""

import unicodedata

from platforms.values import Part


def count(text: str) -> int:
    """The text's length in UTF-16 units.

    Meta does not say what it counts. Of the usual ways this is the one that never comes to less
    than another, so what fits by it fits.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """A text as it can be compared, however Meta chose to space and compose it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def comment_of(text: str, *, limit: int) -> Part:
    """The first comment, which goes out as it is written."""
    return Part(kind="comment", wire=text, text=text, character_count=count(text), limit=limit)
