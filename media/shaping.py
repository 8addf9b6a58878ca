"""Text into placed glyphs, for Latin and Devanagari alike. Knows nothing of pictures.

Shaping is HarfBuzz's: the imaging library shapes only where the system has FriBidi, and without
shaping Devanagari comes out wrong (matras on the wrong side, no conjuncts).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import uharfbuzz as hb

Weight = Literal["Bold", "Medium"]
_JOINERS = ("\u200c", "\u200d")
"""Say how letters join; they are no glyphs themselves, and emoji are glued with one too."""


@dataclass(frozen=True)
class Glyph:
    """One glyph where it stands, in pixels from the line's start and baseline, y upwards."""

    index: int
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """One shaped line."""

    text: str
    weight: Weight
    size: float
    width: float
    glyphs: tuple[Glyph, ...]


@cache
def font(weight: Weight) -> hb.Font:
    data = files("media").joinpath("fonts", f"Poppins-{weight}.ttf").read_bytes()
    return hb.Font(hb.Face(data))


@cache
def _covered(weight: Weight) -> frozenset[int]:
    return frozenset(font(weight).face.unicodes)


def drawable(text: str, weight: Weight) -> str:
    """The text without what the font cannot show; empty when letters would be lost.

    Emoji and ornaments are left out. A letter that is missing (another script) would garble
    the words, so then nothing is drawn of them.
    """
    covered = _covered(weight)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        # letters in a bold or wide form of their own are drawn as the plain letters
        plain = letter if ord(letter) in covered else unicodedata.normalize("NFKC", letter)
        if letter in _JOINERS:
            kept.append(letter if kept and has_devanagari(kept[-1]) else "")
        elif all(ord(one) in covered for one in plain):
            kept.append(plain)
        elif unicodedata.category(letter)[0] in "LMN" and letter not in "\ufe0e\ufe0f\u20e3":
            return ""
        else:
            kept.append(" ")
    words = " ".join("".join(kept).split())
    return words if any(letter.isalnum() for letter in words) else ""


def shape(text: str, weight: Weight, size: float) -> Line:
    """Place the glyphs of a line; each script is shaped by its own rules."""
    used = font(weight)
    scale = size / used.face.upem
    glyphs: list[Glyph] = []
    x = 0.0
    for part in by_script(text):
        buffer = hb.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        hb.shape(used, buffer)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(info.codepoint, x + at.x_offset * scale, at.y_offset * scale))
            x += at.x_advance * scale
    return Line(text=text, weight=weight, size=size, width=x, glyphs=tuple(glyphs))


def by_script(text: str) -> Iterator[str]:
    """Runs of one script; marks, digits and spaces belong to the run they stand in."""
    start, current = 0, ""
    for at, letter in enumerate(text):
        script = _script(letter)
        if script and current and script != current:
            yield text[start:at]
            start = at
        current = script or current
    if start < len(text):
        yield text[start:]


def clusters(word: str, weight: Weight) -> list[str]:
    """The word in the smallest pieces that may be torn apart when nothing else helps."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font(weight), buffer)
    starts = sorted({info.cluster for info in buffer.glyph_infos} | {0})
    return [word[a:b] for a, b in zip(starts, [*starts[1:], len(word)], strict=True)]


def has_devanagari(text: str) -> bool:
    return any(_script(letter) == "devanagari" for letter in text)


def _script(letter: str) -> str:
    if "\u0900" <= letter <= "\u097f" and letter not in "।॥":
        return "devanagari"
    return "latin" if letter.isalpha() else ""
