"""The pattern of a card: a band of simple shapes, the same for the same words. Sets no text."""

from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

from media.palette import Colour, Scheme, contrast
from media.seed import numbers

_FINE = 3
"""Drawn this much larger and reduced, which smooths the edges."""

Draw = ImageDraw.ImageDraw
Box = tuple[int, int, int, int]
Shape = Callable[[Draw, Box, Colour, Colour, int], None]


def band(
    scheme: Scheme, *, rows: int, columns: int, tile: int, words: tuple[str, ...]
) -> Image.Image:
    """A band of so many tiles, each of `tile` pixels."""
    side = tile * _FINE
    box = (0, 0, side - 1, side - 1)
    picture = Image.new("RGB", (columns * side, rows * side), scheme.ground)
    chance = numbers("motif", *words)
    # a brand keeps to three shapes, which is what makes the pattern look meant
    family = _family(numbers("family", words[0]))
    before: Colour | None = None
    for place in range(rows * columns):
        row, column = divmod(place, columns)
        back, fore = _colours(scheme, chance, unlike=before)
        before = back
        # each on a picture of its own: a curve that ends at the edge must not mark its neighbour
        one = Image.new("RGB", (side, side), back)
        shape = family[next(chance) % len(family)]
        shape(ImageDraw.Draw(one), box, back, fore, next(chance) % 4)
        picture.paste(one, (column * side, row * side))
    return picture.resize((columns * tile, rows * tile), Image.Resampling.LANCZOS)


def _family(chance: Iterator[int]) -> list[Shape]:
    left = list(_SHAPES)
    return [left.pop(next(chance) % len(left)) for _ in range(3)]


def _colours(
    scheme: Scheme, chance: Iterator[int], *, unlike: Colour | None
) -> tuple[Colour, Colour]:
    """Back and fore of a tile: told apart, and not the back of the tile before."""
    pool = (scheme.ground, *scheme.accents)
    backs = [colour for colour in pool if colour != unlike]
    back = backs[next(chance) % len(backs)]
    fores = [colour for colour in pool if contrast(colour, back) >= 1.35] or [scheme.ink]
    return back, fores[next(chance) % len(fores)]


def _quarter(draw: Draw, box: Box, back: Colour, fore: Colour, turn: int) -> None:
    """A quarter of a disc from one corner, with a smaller one cut out of it."""
    for share, colour in ((1.0, fore), (0.42, back)):
        _corner_disc(draw, box, colour, turn, share)


def _leaf(draw: Draw, box: Box, back: Colour, fore: Colour, turn: int) -> None:
    """Where two quarter discs from opposite corners overlap."""
    draw.rectangle(box, fill=fore)
    side = box[2] - box[0]
    mask = Image.new("1", (side + 1, side + 1), 0)
    one, other = Image.new("1", mask.size, 0), Image.new("1", mask.size, 0)
    local = (0, 0, side, side)
    _corner_disc(ImageDraw.Draw(one), local, 1, turn % 2, 1.0)
    _corner_disc(ImageDraw.Draw(other), local, 1, turn % 2 + 2, 1.0)
    mask.paste(1, mask=one)
    empty = Image.new("1", mask.size, 0)
    mask = Image.composite(mask, empty, other)
    draw.bitmap((box[0], box[1]), mask, fill=back)


def _arches(draw: Draw, box: Box, back: Colour, fore: Colour, turn: int) -> None:
    """Half discs within each other, standing on one side."""
    left, top, right, bottom = box
    side = right - left
    for step, colour in ((0.0, fore), (0.17, back), (0.33, fore)):
        inset = side * step
        radius = side / 2 - inset
        x, y = (left + right) / 2, (top + bottom) / 2
        x, y = {0: (x, bottom), 1: (left, y), 2: (x, top), 3: (right, y)}[turn]
        start = {0: 180, 1: 270, 2: 0, 3: 90}[turn]
        draw.pieslice((x - radius, y - radius, x + radius, y + radius), start, start + 180, colour)


def _flower(draw: Draw, box: Box, back: Colour, fore: Colour, _: int) -> None:
    """Four discs around the middle, and the middle."""
    left, top, right, _bottom = box
    side = right - left
    for x in (0.3, 0.7):
        for y in (0.3, 0.7):
            _disc(draw, left + side * x, top + side * y, side * 0.205, fore)
    _disc(draw, left + side / 2, top + side / 2, side * 0.13, back)
    _disc(draw, left + side / 2, top + side / 2, side * 0.085, fore)


def _ring(draw: Draw, box: Box, back: Colour, fore: Colour, turn: int) -> None:
    """A disc with a hole, and a dot in it half of the time."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    side = box[2] - box[0]
    _disc(draw, x, y, side * 0.4, fore)
    _disc(draw, x, y, side * 0.22, back)
    if turn % 2:
        _disc(draw, x, y, side * 0.09, fore)


def _petals(draw: Draw, box: Box, back: Colour, fore: Colour, turn: int) -> None:
    """Two quarter discs from opposite corners that leave a wave between them."""
    for corner in (turn, (turn + 2) % 4):
        _corner_disc(draw, box, fore, corner, 0.5)
        _corner_disc(draw, box, back, corner, 0.2)


def _corner_disc(draw: Draw, box: Box, colour: Colour | int, corner: int, share: float) -> None:
    """The quarter of a disc within the tile whose middle is one of its corners."""
    left, top, right, bottom = box
    x, y = ((left, top), (right, top), (right, bottom), (left, bottom))[corner % 4]
    radius = (right - left) * share
    start = (0, 90, 180, 270)[corner % 4]
    draw.pieslice((x - radius, y - radius, x + radius, y + radius), start, start + 90, fill=colour)


def _disc(draw: Draw, x: float, y: float, radius: float, colour: Colour) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


_SHAPES: tuple[Shape, ...] = (_quarter, _leaf, _arches, _flower, _ring, _petals)
