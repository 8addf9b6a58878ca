"""Which card of several this is: a row of dots at the lower edge, the present one drawn long."""

from PIL import ImageDraw

from media.layouts.pieces import Sheet, smooth
from media.palette import mixed

_DOT = 14
"""For a side of 1080 pixels, as every size here."""
_LONG = 40
_GAP = 12
_PLATE = 13
"""Around the dots in the ground's colour, so that they show on any pattern."""


def mark_place(sheet: Sheet, number: int, of: int) -> None:
    """Draw the row; in a 9:16 form above what the platform covers."""
    frame, colours = sheet.frame, sheet.colours
    dot, long, gap, plate = (frame.scaled(size) for size in (_DOT, _LONG, _GAP, _PLATE))
    width = (of - 1) * (dot + gap) + long + 2 * plate
    height = dot + 2 * plate
    free = frame.below or frame.margin
    left, top = (frame.width - width) // 2, round(frame.height - free * 0.5 - height / 2)
    quiet = mixed(colours.ink, colours.ground, 0.6)

    def put(draw: ImageDraw.ImageDraw, fine: int) -> None:
        right, bottom = width * fine - 1, height * fine - 1
        draw.rounded_rectangle((0, 0, right, bottom), radius=bottom / 2, fill=colours.ground)
        x = plate * fine
        for one in range(1, of + 1):
            size = (long if one == number else dot) * fine
            fill = colours.ink if one == number else quiet
            y = plate * fine
            draw.rounded_rectangle(
                (x, y, x + size, y + dot * fine), radius=dot * fine / 2, fill=fill
            )
            x += size + gap * fine

    smooth(sheet.card, (left, top, left + width, top + height), put)
