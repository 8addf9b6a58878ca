"""Text into placed glyphs, for Latin and the scripts of India alike. Knows nothing of pictures.

Shaping is HarfBuzz's: the imaging library shapes only where the system has FriBidi, and without
shaping Devanagari comes out wrong (matras on the wrong side, no conjuncts).
"""

import unicodedata
from dataclasses import dataclass

import uharfbuzz as hb

from media.scripts import Weight, family_of, font, is_indic, runs

_JOINERS = ("\u200c", "\u200d")
"""Say how letters join; they are no glyphs themselves, and emoji are glued with one too."""


@dataclass(frozen=True)
class Glyph:
    """One glyph where it stands, in pixels from the line's start and baseline, y upwards."""

    family: str
    """Of the font that it is of."""
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


def drawable(text: str, weight: Weight) -> str:
    """The text without what no font can show; empty when letters would be lost.

    Emoji and ornaments are left out. A letter that is missing (another script) would garble
    the words, so then nothing is drawn of them.
    """
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        # letters in a bold or wide form of their own are drawn as the plain letters
        is_there = family_of(letter, weight) is not None
        plain = letter if is_there else unicodedata.normalize("NFKC", letter)
        if letter in _JOINERS:
            kept.append(letter if kept and is_indic(kept[-1]) else "")
        elif is_there or all(family_of(one, weight) for one in plain):
            kept.append(plain)
        elif unicodedata.category(letter)[0] in "LMN" and letter not in "\ufe0e\ufe0f\u20e3":
            return ""
        else:
            kept.append(" ")
    words = " ".join("".join(kept).split())
    return words if any(letter.isalnum() for letter in words) else ""


def shape(text: str, weight: Weight, size: float) -> Line:
    """Place the glyphs of a line; each script is shaped by its own rules, in its own font."""
    glyphs: list[Glyph] = []
    x = 0.0
    for family, part in runs(text, weight):
        used = font(family, weight)
        scale = size / used.face.upem
        buffer = hb.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        hb.shape(used, buffer)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            left, up = x + at.x_offset * scale, at.y_offset * scale
            glyphs.append(Glyph(family, info.codepoint, left, up))
            x += at.x_advance * scale
    return Line(text=text, weight=weight, size=size, width=x, glyphs=tuple(glyphs))


def clusters(word: str, weight: Weight) -> list[str]:
    """The word in the smallest pieces that may be torn apart when nothing else helps."""
    pieces: list[str] = []
    for family, part in runs(word, weight):
        buffer = hb.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        hb.shape(font(family, weight), buffer)
        starts = sorted({info.cluster for info in buffer.glyph_infos} | {0})
        ends = [*starts[1:], len(part)]
        pieces += [part[a:b] for a, b in zip(starts, ends, strict=True)]
    return pieces
