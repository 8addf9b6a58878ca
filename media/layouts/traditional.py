"""Traditional: a festoon above and a woven border below, words in the middle between them."""

import math
from itertools import cycle, islice

from PIL import ImageDraw

from media.layouts.pieces import Sheet, group, smooth, write_group, write_signature
from media.palette import Colour, contrast

_SHOWN = 1.6
"""The least contrast with the ground of what is as small as a petal."""


def draw(sheet: Sheet) -> None:
    frame = sheet.frame
    mark = frame.scaled(84)
    festoon, border = heights(sheet)
    hang_festoon(sheet, festoon)
    weave_border(sheet, border)
    top = max(festoon + frame.scaled(30), frame.above)
    bottom = min(frame.height - border - frame.scaled(40), frame.height - frame.below)
    footer = bottom - mark
    room = footer - top - frame.scaled(90)
    width = frame.inner - frame.scaled(40)
    words = group(
        sheet.said,
        width=width,
        height=room,
        largest=frame.scaled(118 if frame.is_wide else 108),
        smallest=frame.scaled(44),
        line=frame.scaled(50 if frame.is_wide else 42),
    )
    x = (frame.width - width) / 2
    y = top + (room - words.height) / 2
    write_group(sheet, words, x=x, y=y, width=width, align="center")
    draw_divider(sheet, footer - frame.scaled(46))
    write_signature(sheet, x=x, middle=footer + mark / 2, width=width, mark=mark, align="center")


def heights(sheet: Sheet) -> tuple[int, int]:
    frame = sheet.frame
    if frame.height > frame.width * 1.5:
        return frame.above + frame.scaled(20), frame.below - frame.scaled(80)
    return frame.scaled(210 if not frame.is_wide else 190), frame.scaled(96)


def hang_festoon(sheet: Sheet, height: int) -> None:
    """Half discs that hang in a row, each within another, with a drop where two meet."""
    frame, colours = sheet.frame, sheet.colours
    count = max(5, round(frame.width / (height * 1.05)) | 1)
    step = frame.width / count
    radius = step / 2

    def hang(draw: ImageDraw.ImageDraw, fine: int) -> None:
        strip = (height - radius - step * 0.16) * fine
        draw.rectangle((0, 0, frame.width * fine, strip), fill=colours.accents[0])
        line = max(2, round(step * 0.03)) * fine
        draw.rectangle((0, strip - line * 2, frame.width * fine, strip - line), fill=colours.ground)
        for at in range(count):
            x = (at + 0.5) * step * fine
            for share, colour in zip((1.0, 0.72, 0.42), _rings(sheet, at), strict=True):
                _hanging(draw, x, strip, radius * share * fine, colour)
        for at in range(count + 1):
            _drop(draw, at * step * fine, strip, step * 0.085 * fine, colours.accents[1])

    smooth(sheet.card, (0, 0, frame.width, height), hang)


def _rings(sheet: Sheet, at: int) -> tuple[Colour, Colour, Colour]:
    outer, inner = sheet.colours.accents[at % 2], sheet.colours.accents[(at + 1) % 2]
    return outer, sheet.colours.ground, inner


def _hanging(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    draw.pieslice((x - radius, y - radius, x + radius, y + radius), 0, 180, fill=colour)


def _drop(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour) -> None:
    """A bead on a thread, and a smaller one under it."""
    draw.ellipse((x - size, y + size * 0.4, x + size, y + size * 2.4), fill=colour)
    draw.ellipse((x - size * 0.5, y + size * 2.7, x + size * 0.5, y + size * 3.7), fill=colour)


def weave_border(sheet: Sheet, height: int) -> None:
    """A woven edge: a plain band, and steps that rise from it like a temple's."""
    frame, colours = sheet.frame, sheet.colours
    steps_high = min(height * 0.5, frame.scaled(52))
    tooth = steps_high * 1.5
    count = max(7, round(frame.width / tooth))
    tooth = frame.width / count

    def weave(draw: ImageDraw.ImageDraw, fine: int) -> None:
        base = steps_high * fine
        draw.rectangle((0, base, frame.width * fine, height * fine), fill=colours.accents[0])
        for at, colour in zip(range(count), cycle(colours.accents[:2]), strict=False):
            left = at * tooth * fine
            _steps(draw, left, base, tooth * fine, colours.accents[0])
            middle = left + tooth * fine / 2
            size = tooth * 0.11 * fine
            y = base + (height - steps_high) * fine * 0.5
            if height > steps_high * 1.6:
                _diamond(draw, middle, y, size * 1.4, colours.ground)
            _diamond(draw, middle, base - tooth * 0.12 * fine, size, _other(colour, sheet))

    smooth(sheet.card, (0, frame.height - height, frame.width, frame.height), weave)


def _other(colour: Colour, sheet: Sheet) -> Colour:
    others = [one for one in sheet.colours.accents if one != sheet.colours.accents[0]]
    return others[0] if others else colour


def _steps(
    draw: ImageDraw.ImageDraw, left: float, base: float, width: float, colour: Colour
) -> None:
    for step in range(3):
        inset = width * (0.06 + 0.15 * step)
        top = base - width * 0.2 * (step + 1)
        draw.rectangle((left + inset, top, left + width - inset, base), fill=colour)


def _diamond(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour) -> None:
    draw.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=colour)


def draw_divider(sheet: Sheet, y: int) -> None:
    """A lotus seen from the side, between two thin lines."""
    frame, colours = sheet.frame, sheet.colours
    half, size = frame.scaled(210), frame.scaled(38)
    middle = frame.width // 2
    box = (middle - half, y - size, middle + half, y + size)

    def bloom(draw: ImageDraw.ImageDraw, fine: int) -> None:
        x, base = half * fine, size * 1.5 * fine
        thin = max(1, frame.scaled(3)) * fine
        for left, right in ((0.0, 0.74), (1.26, 2.0)):
            draw.rectangle((x * left, base - thin, x * right, base), fill=colours.accents[0])
        shown = [one for one in colours.accents if contrast(one, colours.ground) >= _SHOWN]
        petals = islice(cycle(shown[:2] or [colours.ink]), 3)
        for turn, colour in zip((74, 38, 0), petals, strict=True):
            for side in {turn, -turn}:
                _petal(draw, x, base, size * 1.3 * fine, side, colour)

    smooth(sheet.card, box, bloom)


def _petal(
    draw: ImageDraw.ImageDraw, x: float, y: float, length: float, turn: int, colour: Colour
) -> None:
    """A leaf that stands on a point and leans by so many degrees."""
    angle = math.radians(turn)
    points = []
    for side in (1, -1):
        for share in range(11):
            along = share / 10 if side == 1 else 1 - share / 10
            across = side * 0.27 * math.sin(math.pi * along)
            dx = length * (along * math.sin(angle) + across * math.cos(angle))
            dy = length * (along * math.cos(angle) - across * math.sin(angle))
            points.append((x + dx, y - dy))
    draw.polygon(points, fill=colour)
