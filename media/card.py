"""Draws a brand's card: pattern, headline, a smaller line, who it is from. Stores nothing.

The same words and colours give the same bytes.
"""

import io
import re
from dataclasses import dataclass

from PIL import Image

from media import inspecting, motif
from media.ink import disc, write
from media.palette import Scheme, contrast, scheme
from media.seed import number
from media.setting import Block, fit, fit_line
from media.shaping import drawable, shape
from media.wording import CardWords

WIDTH, HEIGHT = 1080, 1350
"""4:5, the tallest that Instagram's feed shows whole; its grid keeps the middle 3:4."""
QUALITY = 92
_MARGIN = 84
_INNER = WIDTH - 2 * _MARGIN
_TILE = WIDTH // motif.COLUMNS
_MARK = 92
_FOOTER = HEIGHT - _MARGIN - _MARK


@dataclass(frozen=True)
class Room:
    """How a card divides: rows of pattern, and the sizes that a headline may have under them."""

    rows: int
    largest: int
    smallest: int


_ROOMS = (Room(3, 144, 84), Room(2, 108, 68), Room(1, 88, 48))
"""A short headline is large under much pattern; a long one gets the pattern's room."""


def draw(words: CardWords, palette: tuple[str, ...], *, logo: bytes | None = None) -> bytes:
    """The card as a JPEG (sRGB, 1080 by 1350)."""
    headline = drawable(words.headline, "Bold")
    colours = scheme(palette, brand=words.brand, turn=number(words.headline))
    line = drawable(words.line, "Medium")
    room, block = _set(headline or drawable(words.brand, "Bold"), has_line=bool(line))
    card = Image.new("RGB", (WIDTH, HEIGHT), colours.ground)
    pattern = motif.band(colours, rows=room.rows, tile=_TILE, words=(words.brand, words.headline))
    card.paste(pattern, (0, 0))
    _write_middle(card, block, line, colours, top=room.rows * _TILE)
    _write_footer(card, words, colours, logo)
    return _jpeg(card)


def _set(headline: str, *, has_line: bool) -> tuple[Room, Block]:
    """The first division in which the headline fits without tearing."""
    for room in _ROOMS:
        height = _height(room, has_line=has_line)
        block = fit(
            headline,
            weight="Bold",
            width=_INNER,
            height=height,
            largest=room.largest,
            smallest=room.smallest,
        )
        whole = " ".join(line.text for line in block.lines) == headline
        if whole and block.height <= height:
            return room, block
    return room, block


def _height(room: Room, *, has_line: bool) -> float:
    return _FOOTER - room.rows * _TILE - 2 * 56 - (76 if has_line else 0)


def _write_middle(card: Image.Image, block: Block, line: str, colours: Scheme, *, top: int) -> None:
    """Headline and line as one group, a little above the middle of the space they have."""
    gap = 24 if line else 0
    small = fit_line(line, weight="Medium", width=_INNER, size=42)
    height = block.height + gap + (small.size * 1.3 if line else 0)
    free = _FOOTER - top - height
    y = top + free * 0.46
    for shaped in block.lines:
        y += block.leading
        write(card, shaped, x=_MARGIN, baseline=y - block.leading * 0.27, colour=colours.ink)
    if line:
        baseline = y + gap + small.size
        write(card, small, x=_MARGIN, baseline=baseline, colour=colours.quiet)


def _write_footer(card: Image.Image, words: CardWords, colours: Scheme, logo: bytes | None) -> None:
    """The mark, the brand's name, and the place to the right of both."""
    x = _MARGIN + _draw_mark(card, words, colours, logo)
    name, place = drawable(words.brand, "Bold"), drawable(words.place, "Medium")
    width = WIDTH - _MARGIN - x
    middle = _FOOTER + _MARK / 2
    upper = fit_line(name, weight="Bold", width=width, size=38)
    lower = fit_line(place, weight="Medium", width=width, size=30)
    write(card, upper, x=x, baseline=middle + (-7 if place else 13), colour=colours.ink)
    write(card, lower, x=x, baseline=middle + 39, colour=colours.quiet)


def _draw_mark(card: Image.Image, words: CardWords, colours: Scheme, logo: bytes | None) -> int:
    """The logo, or a disc with the initials; how far it reaches, with the space after it."""
    picture = inspecting.opened(logo) if logo else None
    if picture is not None:
        picture.thumbnail((_MARK * 3, _MARK), Image.Resampling.LANCZOS)
        card.paste(picture, (_MARGIN, _FOOTER + (_MARK - picture.height) // 2), picture)
        return picture.width + 28
    letters = drawable(initials(words.brand), "Bold")
    if not letters:
        return 0
    fill = max(colours.accents, key=lambda colour: contrast(colour, colours.ground))
    ends = (colours.ground, colours.ink, (255, 255, 255), (0, 0, 0))
    colour = next((c for c in ends if contrast(c, fill) >= 4.5), ends[-1])
    x, y = _MARGIN + _MARK / 2, _FOOTER + _MARK / 2
    disc(card, x=x, y=y, radius=_MARK / 2, colour=fill)
    line = shape(letters, "Bold", 40 if len(letters) > 1 else 46)
    write(card, line, x=x - line.width / 2, baseline=y + 14, colour=colour)
    return _MARK + 28


def initials(name: str) -> str:
    """One or two letters for a name: of its first words, without "the", "and", "co."."""
    words = [word for word in re.sub(r"[^\w\s]", "", name).split() if word[0].isalnum()]
    telling = [w for w in words if w.casefold() not in ("the", "and", "of", "co", "ltd", "pvt")]
    return "".join(word[0].upper() for word in (telling or words)[:2])


def _jpeg(card: Image.Image) -> bytes:
    # no profile and no dates inside: untagged JPEG is sRGB, and the bytes stay the same
    file = io.BytesIO()
    card.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return file.getvalue()
