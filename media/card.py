"""Draws a brand's card in one of four styles and five forms, alone or of several. Stores nothing.

The same words, colours, style and form give the same bytes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from domain.look import Ratio, Style
from media.frames import FRAMES
from media.layouts import minimalist, modern, traditional, vibrant
from media.layouts.paging import mark_place
from media.layouts.pieces import Said, Sheet
from media.palette import light_scheme, lively_scheme, scheme
from media.seed import number
from media.wording import CardWords

QUALITY = 92
_DRAWN: dict[Style, Callable[[Sheet], None]] = {
    Style.MODERN: modern.draw,
    Style.TRADITIONAL: traditional.draw,
    Style.MINIMALIST: minimalist.draw,
    Style.VIBRANT: vibrant.draw,
}
_SCHEMES = {Style.MINIMALIST: light_scheme, Style.VIBRANT: lively_scheme}


@dataclass(frozen=True)
class Place:
    """Where a card stands among several that are swiped through."""

    number: int
    """From 1."""
    of: int
    first: str
    """The first card's headline: all of them have its colours and shapes."""


def draw(
    words: CardWords,
    palette: tuple[str, ...],
    *,
    logo: bytes | None = None,
    style: Style = Style.MODERN,
    ratio: Ratio = Ratio.PORTRAIT,
    place: Place | None = None,
) -> bytes:
    """The card as a JPEG (sRGB), as large as its form's frame."""
    frame = FRAMES[ratio]
    choose = _SCHEMES.get(style, scheme)
    first = place.first if place else words.headline
    colours = choose(palette, brand=words.brand, turn=number(first))
    card = Image.new("RGB", (frame.width, frame.height), colours.ground)
    sheet = Sheet(card, frame, Said.of(words), colours, (words.brand, first), logo)
    _DRAWN[style](sheet)
    if place:
        mark_place(sheet, place.number, place.of)
    return _jpeg(card)


def _jpeg(card: Image.Image) -> bytes:
    # no profile and no dates inside: untagged JPEG is sRGB, and the bytes stay the same
    file = io.BytesIO()
    card.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return file.getvalue()
