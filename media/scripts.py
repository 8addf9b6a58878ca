"""Which script a letter belongs to, and which packaged font shows it. Shapes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import uharfbuzz as hb

Weight = Literal["Bold", "Medium"]


@dataclass(frozen=True, slots=True)
class Script:
    name: str
    first: str
    last: str
    font: str
    """The family's file, without weight."""

    def has(self, letter: str) -> bool:
        return self.first <= letter <= self.last


LATIN = Script("latin", "", "", "Poppins")
"""Also digits, signs, and whatever no other font has."""
INDIC = (
    Script("devanagari", "\u0900", "\u097f", "Poppins"),
    Script("bengali", "\u0980", "\u09ff", "NotoSansBengali"),
    Script("gurmukhi", "\u0a00", "\u0a7f", "NotoSansGurmukhi"),
    Script("gujarati", "\u0a80", "\u0aff", "NotoSansGujarati"),
    Script("odia", "\u0b00", "\u0b7f", "NotoSansOriya"),
    Script("tamil", "\u0b80", "\u0bff", "NotoSansTamil"),
    Script("telugu", "\u0c00", "\u0c7f", "NotoSansTelugu"),
    Script("kannada", "\u0c80", "\u0cff", "NotoSansKannada"),
    Script("malayalam", "\u0d00", "\u0d7f", "NotoSansMalayalam"),
)
_SHARED = "।॥"
"""End sentences in most of them; they stand in Devanagari's block."""


def script_of(letter: str) -> Script | None:
    """None: it belongs to whichever it stands in."""
    if letter in _SHARED:
        return None
    found = next((script for script in INDIC if script.has(letter)), None)
    return found or (LATIN if letter.isalpha() else None)


def is_indic(text: str) -> bool:
    return any(script_of(letter) not in (None, LATIN) for letter in text)


@cache
def font(family: str, weight: Weight) -> hb.Font:
    data = files("media").joinpath("fonts", f"{family}-{weight}.ttf").read_bytes()
    return hb.Font(hb.Face(data))


@cache
def _covered(family: str, weight: Weight) -> frozenset[int]:
    return frozenset(font(family, weight).face.unicodes)


def family_of(letter: str, weight: Weight, *, within: str = LATIN.font) -> str | None:
    """The font that shows a letter; None where none does.

    Args:
        within: The font of the letters before it, which shows what belongs to no script, too.
    """
    script = script_of(letter)
    wanted = (script.font,) if script else (within, LATIN.font)
    return next((family for family in wanted if ord(letter) in _covered(family, weight)), None)


def runs(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """Pieces of one script and one font, with the font's family."""
    start, script, family = 0, None, LATIN.font
    for at, letter in enumerate(text):
        own, shown = script_of(letter), family_of(letter, weight, within=family) or family
        if at > start and (shown != family or (own and script and own != script)):
            yield family, text[start:at]
            start, script = at, None
        family, script = shown, own or script
    if start < len(text):
        yield family, text[start:]
