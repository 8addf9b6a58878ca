"""What layouts are made of: words in a group, who it is from, shapes with smooth edges."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

from media import inspecting
from media.frames import Frame
from media.ink import disc, write
from media.palette import Colour, Scheme, contrast
from media.setting import Block, fit, fit_line
from media.shaping import Line, drawable, shape
from media.wording import CardWords

Align = Literal["left", "center"]
_FINE = 3
"""Drawn this much larger and reduced, which smooths the edges."""


@dataclass(frozen=True)
class Said:
    """A card's words, as they can be drawn."""

    headline: str
    line: str
    brand: str
    place: str
    initials: str

    @classmethod
    def of(cls, words: CardWords) -> "Said":
        headline = drawable(words.headline, "Bold")
        return cls(
            headline=headline or drawable(words.brand, "Bold"),
            line=drawable(words.line, "Medium"),
            brand=drawable(words.brand, "Bold"),
            place=drawable(words.place, "Medium"),
            initials=drawable(initials(words.brand), "Bold"),
        )


@dataclass(frozen=True)
class Sheet:
    """A card while it is drawn."""

    card: Image.Image
    frame: Frame
    said: Said
    colours: Scheme
    seed: tuple[str, str]
    """Brand and headline: what looks free is drawn from them."""
    logo: bytes | None = None


@dataclass(frozen=True)
class Group:
    """Headline and smaller line, set for a box."""

    block: Block
    small: Line | None
    gap: float

    @property
    def height(self) -> float:
        below = self.gap + self.small.size * 1.3 if self.small else 0.0
        return self.block.height + below


def is_whole(block: Block, text: str) -> bool:
    return " ".join(line.text for line in block.lines) == text


def group(
    said: Said, *, width: float, height: float, largest: int, smallest: int, line: int
) -> Group:
    """The words in the largest sizes that fit.

    Args:
        line: The size of the smaller line.
    """
    small = fit_line(said.line, weight="Medium", width=width, size=line) if said.line else None
    gap = line * 0.6 if small else 0.0
    left = height - (gap + line * 1.3 if small else 0.0)
    block = fit(
        said.headline,
        weight="Bold",
        width=width,
        height=left,
        largest=largest,
        smallest=smallest,
    )
    return Group(block, small, gap)


def write_group(
    sheet: Sheet, words: Group, *, x: float, y: float, width: float, align: Align = "left"
) -> None:
    """The group from the height `y` down."""
    colours = sheet.colours

    def put(line: Line, baseline: float, colour: Colour) -> None:
        left = x + (width - line.width) / 2 if align == "center" else x
        write(sheet.card, line, x=left, baseline=baseline, colour=colour)

    for line in words.block.lines:
        y += words.block.leading
        put(line, y - words.block.leading * 0.27, colours.ink)
    if words.small is not None:
        put(words.small, y + words.gap + words.small.size, colours.quiet)


def write_signature(
    sheet: Sheet, *, x: float, middle: float, width: float, mark: int, align: Align = "left"
) -> None:
    """The mark, the brand's name, and the place under it, around a middle height.

    Args:
        mark: The height of the logo or of the disc with the initials.
    """
    said, colours = sheet.said, sheet.colours
    beside = width - _mark_width(sheet, mark)
    upper = fit_line(said.brand, weight="Bold", width=beside, size=round(mark * 0.41))
    lower = fit_line(said.place, weight="Medium", width=beside, size=round(mark * 0.33))
    taken = _mark_width(sheet, mark) + max(upper.width, lower.width)
    left = x + (width - taken) / 2 if align == "center" else x
    left += _draw_mark(sheet, mark, left, middle)
    up = mark * (-0.07 if said.place else 0.14)
    write(sheet.card, upper, x=left, baseline=middle + up, colour=colours.ink)
    write(sheet.card, lower, x=left, baseline=middle + mark * 0.42, colour=colours.quiet)


def _logo(sheet: Sheet, mark: int) -> Image.Image | None:
    picture = inspecting.opened(sheet.logo) if sheet.logo else None
    if picture is not None:
        picture.thumbnail((mark * 3, mark), Image.Resampling.LANCZOS)
    return picture


def _mark_width(sheet: Sheet, mark: int) -> int:
    """How far the mark reaches, with the space after it."""
    space = round(mark * 0.3)
    picture = _logo(sheet, mark)
    if picture is not None:
        return picture.width + space
    return mark + space if sheet.said.initials else 0


def _draw_mark(sheet: Sheet, mark: int, x: float, middle: float) -> int:
    """The logo, or a disc with the initials; how far it reaches, with the space after it."""
    picture, card, colours = _logo(sheet, mark), sheet.card, sheet.colours
    if picture is not None:
        card.paste(picture, (round(x), round(middle - picture.height / 2)), picture)
        return _mark_width(sheet, mark)
    letters = sheet.said.initials
    if not letters:
        return 0
    fill = max(colours.accents, key=lambda colour: contrast(colour, colours.ground))
    ends = (colours.ground, colours.ink, (255, 255, 255), (0, 0, 0))
    colour = next((c for c in ends if contrast(c, fill) >= 4.5), ends[-1])
    disc(card, x=x + mark / 2, y=middle, radius=mark / 2, colour=fill)
    line = shape(letters, "Bold", mark * (0.435 if len(letters) > 1 else 0.5))
    write(
        card, line, x=x + mark / 2 - line.width / 2, baseline=middle + mark * 0.152, colour=colour
    )
    return _mark_width(sheet, mark)


def initials(name: str) -> str:
    """One or two letters for a name: of its first words, without "the", "and", "co."."""
    words = [word for word in re.sub(r"[^\w\s]", "", name).split() if word[0].isalnum()]
    telling = [w for w in words if w.casefold() not in ("the", "and", "of", "co", "ltd", "pvt")]
    return "".join(word[0].upper() for word in (telling or words)[:2])


def smooth(
    card: Image.Image,
    box: tuple[int, int, int, int],
    draw: Callable[[ImageDraw.ImageDraw, int], None],
) -> None:
    """Draw over a part of the card, smooth at the edges.

    Args:
        box: Left, top, right, bottom of the part.
        draw: Given a picture of the part and how many of its pixels are one of the card's.
    """
    part = card.crop(box)
    fine = part.resize((part.width * _FINE, part.height * _FINE), Image.Resampling.NEAREST)
    draw(ImageDraw.Draw(fine), _FINE)
    card.paste(fine.reduce(_FINE), box[:2])


def stencil(
    card: Image.Image, colour: Colour, draw: Callable[[ImageDraw.ImageDraw, int], None]
) -> None:
    """One colour over the whole card, smooth at the edges: a third of the bytes of `smooth`.

    Args:
        draw: Given a grey picture to draw in white, and how many of its pixels are one of the
            card's.
    """
    mask = Image.new("L", (card.width * _FINE, card.height * _FINE))
    draw(ImageDraw.Draw(mask), _FINE)
    card.paste(colour, (0, 0, card.width, card.height), mask.reduce(_FINE))
