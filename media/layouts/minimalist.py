"""Minimalist: words, much room, one shape at the edge."""

from PIL import ImageDraw

from media.layouts.pieces import Sheet, group, smooth, write_group, write_signature
from media.palette import contrast, mixed


def draw(sheet: Sheet) -> None:
    frame = sheet.frame
    mark = frame.scaled(72)
    left, below = _disc(sheet)
    footer = frame.bottom - mark
    width = min(frame.inner * 0.94, left - frame.margin) if frame.is_wide else frame.inner * 0.94
    top = frame.top if frame.is_wide else below
    room = footer - frame.scaled(84) - frame.scaled(70) - top
    words = group(
        sheet.said,
        width=width,
        height=room,
        largest=frame.scaled(112),
        smallest=frame.scaled(44),
        line=frame.scaled(46 if frame.is_wide else 40),
    )
    y = footer - frame.scaled(84) - words.height
    _rule(sheet, round(y - frame.scaled(34)))
    write_group(sheet, words, x=frame.margin, y=y, width=width)
    write_signature(sheet, x=frame.margin, middle=footer + mark / 2, width=frame.inner, mark=mark)


def _disc(sheet: Sheet) -> tuple[int, int]:
    """A disc that leaves the card at the upper right, with a thin ring beside it; how far both
    reach to the left and down.
    """
    frame, colours = sheet.frame, sheet.colours
    side = min(frame.width, frame.height)
    radius = side * (0.30 if frame.is_wide else 0.25)
    x, y = frame.width - radius * 0.62, radius * 0.66
    fill = max(colours.accents, key=lambda one: contrast(one, colours.ground))
    soft = mixed(fill, colours.ground, 0.12)
    left = max(0, int(x - radius * 1.7))
    box = (left, 0, frame.width, int(y + radius * 1.7))

    def put(draw: ImageDraw.ImageDraw, fine: int) -> None:
        at, r = ((x - left) * fine, y * fine), radius * fine
        draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=soft)
        other = (at[0] - r * 0.94, at[1] + r * 0.86)
        ring = r * 0.36
        draw.ellipse(
            (other[0] - ring, other[1] - ring, other[0] + ring, other[1] + ring),
            outline=fill,
            width=max(2, frame.scaled(5)) * fine,
        )

    smooth(sheet.card, box, put)
    return int(x - radius * 1.34), int(y + radius * 1.24)


def _rule(sheet: Sheet, y: int) -> None:
    frame = sheet.frame
    fill = max(sheet.colours.accents, key=lambda one: contrast(one, sheet.colours.ground))
    box = (frame.margin, y, frame.margin + frame.scaled(92), y + max(4, frame.scaled(8)))
    sheet.card.paste(fill, box)
