"""Vibrant: rays from a corner under large words, and the offer on a label."""

import math
from dataclasses import replace

from PIL import ImageDraw

from media.ink import write
from media.layouts.pieces import Sheet, group, smooth, stencil, write_group, write_signature
from media.palette import READABLE, Colour, Scheme, contrast, mixed
from media.setting import fit_line

_RAYS = 22
_SHARES = (0.06, 0.1, 0.14, 0.18, 0.24, 0.3)
_SOFT = 1.28
"""The most that rays stand out from the ground: words are read across them."""


def draw(sheet: Sheet) -> None:
    frame, said = sheet.frame, sheet.said
    mark = frame.scaled(92)
    draw_rays(sheet, _corner(sheet))
    below = _sun(sheet)
    footer = frame.bottom - mark
    label = frame.scaled(46)
    has_label = label * 3 if said.line else 0
    top = frame.top if frame.is_wide else max(frame.top, below)
    width = frame.inner * (0.78 if frame.is_wide else 1)
    room = footer - top - has_label - frame.scaled(70)
    words = group(
        replace(said, line=""),
        width=width,
        height=room,
        largest=frame.scaled(150),
        smallest=frame.scaled(46),
        line=label,
    )
    y = top + (room - words.height) * 0.5
    write_group(sheet, words, x=frame.margin, y=y, width=width)
    if said.line:
        _label(sheet, y=y + words.height + label * 0.7, size=label, width=width)
    write_signature(sheet, x=frame.margin, middle=footer + mark / 2, width=frame.inner, mark=mark)


def _corner(sheet: Sheet) -> tuple[float, float]:
    """Where the rays come from."""
    return sheet.frame.width * 0.92, sheet.frame.height * 0.06


def draw_rays(sheet: Sheet, origin: tuple[float, float]) -> None:
    """Rays of another tint of the ground; words can be read on both."""
    frame = sheet.frame
    reach = math.hypot(frame.width, frame.height)

    def shine(draw: ImageDraw.ImageDraw, fine: int) -> None:
        x, y = origin[0] * fine, origin[1] * fine
        for ray in range(0, _RAYS * 2, 2):
            one, other = (math.pi * (ray + side) / _RAYS for side in (0.0, 1.0))
            draw.polygon(
                [
                    (x, y),
                    (x + reach * fine * math.cos(one), y + reach * fine * math.sin(one)),
                    (x + reach * fine * math.cos(other), y + reach * fine * math.sin(other)),
                ],
                fill=255,
            )

    stencil(sheet.card, tint(sheet.colours), shine)


def tint(colours: Scheme) -> Colour:
    """Of the tints on which both the ink and its quieter form are read, the one that shows most."""
    towards = (*colours.accents, (0, 0, 0), (255, 255, 255))
    tints = [mixed(colours.ground, end, share) for end in towards for share in _SHARES]
    fine = [
        one
        for one in tints
        if min(contrast(text, one) for text in (colours.ink, colours.quiet)) >= READABLE
    ]
    soft = [one for one in fine if contrast(one, colours.ground) <= _SOFT]
    return max(soft, key=lambda one: contrast(one, colours.ground), default=colours.ground)


def _sun(sheet: Sheet) -> int:
    """A sun where the rays come from; how far it reaches down."""
    frame, colours = sheet.frame, sheet.colours
    x, y = _corner(sheet)
    radius = min(frame.width, frame.height) * (0.2 if frame.is_wide else 0.19)
    left = int(x - radius * 1.3)
    box = (left, 0, frame.width, int(y + radius * 1.3))
    rings = ((1.0, colours.accents[0]), (0.74, colours.ground), (0.6, colours.accents[1]))

    def rise(draw: ImageDraw.ImageDraw, fine: int) -> None:
        for share, colour in rings:
            at, r = ((x - left) * fine, y * fine), radius * share * fine
            draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=colour)

    smooth(sheet.card, box, rise)
    return int(y + radius * 1.1)


def _label(sheet: Sheet, *, y: float, size: int, width: float) -> None:
    """The smaller line on a rounded label in the ink's colour."""
    frame, colours = sheet.frame, sheet.colours
    line = fit_line(sheet.said.line, weight="Bold", width=width - size * 1.6, size=size)
    left, top = frame.margin, round(y)
    box = (left, top, left + round(line.width + size * 1.5), top + round(size * 1.9))

    def stick(draw: ImageDraw.ImageDraw, fine: int) -> None:
        right, bottom = (box[2] - box[0]) * fine - 1, (box[3] - box[1]) * fine - 1
        draw.rounded_rectangle((0, 0, right, bottom), radius=bottom / 2, fill=colours.ink)

    smooth(sheet.card, box, stick)
    write(
        sheet.card,
        line,
        x=left + size * 0.75,
        baseline=top + size * 1.28,
        colour=colours.ground,
    )
