"""A version's text, hashtags and links as one caption, before any platform's own writing rules."""

import re

from domain.lettering import AFTER
from domain.links import LINK


def caption_of(text: str, tags: tuple[str, ...]) -> str:
    """The text with the tags on a line of their own, without those that the text already has."""
    written = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    missing = [f"#{tag}" for tag in tags if not _mentions(written, tag)]
    return "\n\n".join(part for part in (written, " ".join(missing)) if part)


def clean_tags(hashtags: tuple[str, ...]) -> tuple[str, ...]:
    """Without "#" and inner spaces, each once whatever its case."""
    words = (re.sub(r"[\s#]", "", tag) for tag in hashtags)
    unique = {word.casefold(): word for word in reversed(list(filter(None, words)))}
    return tuple(reversed(unique.values()))


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses in the text, without the punctuation that follows them."""
    return tuple(LINK.findall(text))


def _mentions(text: str, tag: str) -> bool:
    return re.search(rf"#{re.escape(tag)}{AFTER}", text, re.IGNORECASE) is not None
