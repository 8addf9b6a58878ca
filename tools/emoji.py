"""Holds a text to the brand's wish for emoji, whoever wrote it. Adds none."""

import re
from collections.abc import Sequence

from domain.brand import BrandProfile
from domain.platform import Platform
from platforms.x.counting.emoji import EMOJI

_LEFT_OPEN = re.compile(r"[ \t]+(?=[ \t.,;:!?।]|\n|$)")


def most_emoji(brand: BrandProfile, platform: Platform, examples: Sequence[str]) -> int | None:
    """How many a text may have; None is any number.

    Args:
        brand: Whose wish it is.
        platform: On LinkedIn a brand that is sparing uses none, unless its own posts do.
        examples: The brand's own posts to learn from.
    """
    wish = brand.brand_voice.emoji
    if wish is None or wish == "free":
        return None
    if wish == "none":
        return 0
    if platform is Platform.LINKEDIN and not any(EMOJI.search(text) for text in examples):
        return 0
    return 1


def held_to(text: str, most: int | None) -> str:
    """The text with its first emoji as far as it may have them, and the gaps of others closed."""
    found = list(EMOJI.finditer(text))
    if most is None or len(found) <= most:
        return text
    for match in reversed(found[most:]):
        text = text[: match.start()] + text[match.end() :]
    lines = (_LEFT_OPEN.sub("", line).rstrip() for line in text.split("\n"))
    return "\n".join(lines).strip()
