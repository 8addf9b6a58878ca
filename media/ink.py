"""Puts shaped lines and discs onto a picture, smooth at the edges. Chooses no place, no colour."""

import math

import uharfbuzz as hb
from PIL import Image, ImageDraw

from media.palette import Colour
from media.scripts import font
from media.shaping import Line

_FINE = 4


def write(card: Image.Image, line: Line, *, x: float, baseline: float, colour: Colour) -> None:
    """Draw the line's glyphs by their outlines, as one shape: where strokes meet is no seam."""
    if not line.glyphs:
        return
    raster = hb.RasterDraw()
    above, below = math.ceil(line.size * 1.4), math.ceil(line.size * 0.8)
    side = math.ceil(line.size * 0.5)
    width = math.ceil(line.width) + 2 * side
    left, base = math.floor(x), math.floor(baseline)
    # y grows upwards here, so the part below a whole pixel is taken from the baseline's distance
    dx, dy = x - left, base - baseline
    for glyph in line.glyphs:
        used = font(glyph.family, line.weight)
        scale = line.size / used.face.upem
        raster.transform = (scale, 0.0, 0.0, scale, glyph.x + dx, glyph.y + dy)
        raster.draw_glyph(used, glyph.index)
    raster.extents = hb.RasterExtents(-side, -below, width, above + below, 0)
    image = raster.render()
    if image is None:
        raise MemoryError("the text could not be drawn")
    stride = image.extents.stride
    mask = Image.frombytes("L", (width, above + below), image.buffer, "raw", "L", stride, -1)
    card.paste(colour, (left - side, base - above), mask)


def disc(card: Image.Image, *, x: float, y: float, radius: float, colour: Colour) -> None:
    side = math.ceil(radius * 2)
    fine = Image.new("L", (side * _FINE, side * _FINE), 0)
    ImageDraw.Draw(fine).ellipse((0, 0, side * _FINE - 1, side * _FINE - 1), fill=255)
    mask = fine.resize((side, side), Image.Resampling.LANCZOS)
    card.paste(colour, (round(x - radius), round(y - radius)), mask)
