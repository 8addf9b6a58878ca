"""Traditional: a festoon above, a palace window in the middle, a woven border below."""

import math

from PIL import Image, ImageDraw

from media.layouts.pieces import Sheet
from media.layouts.traditional import hang_festoon, heights, weave_border
from media.palette import Colour
from media.storyboard.planes import Box
from media.storyboard.scenery import patterned
from media.storyboard.stage import Plate, Room
from media.storyboard.styles.pieces import Given, evened, moving, sign

_LOBES = 7
_FINE = 3


def lay(given: Given) -> Plate:
    frame, still = given.frame, given.blank()
    sheet = Sheet(still, frame, given.said, given.colours, given.seed)
    festoon, border = heights(sheet)
    if frame.is_wide:
        festoon = frame.scaled(120)
    hang_festoon(sheet, festoon)
    weave_border(sheet, border)
    bottom = min(frame.height - border - frame.scaled(40), frame.bottom)
    top = festoon + frame.scaled(36)
    window, words = _divided(given, top, bottom)
    left, _, right, _ = words
    foot = sign(given, still, left=left, right=right, bottom=bottom, align="center")
    _mouldings(given, still, window)
    shown = moving(given, window, patterned, _arch((window[2] - window[0], window[3] - window[1])))
    largest = round(frame.scaled(given.by_part(hook=150, content=124, call=120)))
    room = Room(
        (left, words[1], right, foot),
        given.colours.ink,
        largest,
        frame.scaled(42),
        align="center",
        is_middle=True,
    )
    return Plate(still, (shown,), room)


def _divided(given: Given, top: int, bottom: int) -> tuple[Box, Box]:
    """The window, and the box of words and signature."""
    frame = given.frame
    space, inset = frame.scaled(40), frame.scaled(20)
    left, right = frame.margin + inset, frame.width - frame.margin - inset
    if not given.is_upright:
        edge = round(frame.width * given.by_part(hook=0.56, content=0.54, call=0.62))
        window = evened(edge + space, top + space, right, bottom - space)
        return window, (left, top, edge - space, bottom)
    share = given.by_part(hook=0.48, content=0.52, call=0.4)
    edge = round(top + (bottom - top) * share)
    high = edge - top - space
    wide = min(right - left - space, high * 1.6)
    middle = frame.width / 2
    window = evened(middle - wide / 2, top + space, middle + wide / 2, edge)
    return window, (left, round(edge + frame.scaled(56)), right, bottom)


def _mouldings(given: Given, still: Image.Image, window: Box) -> None:
    """Frames of the window's own shape around it, in the brand's colours."""
    accents, frame = given.colours.accents, given.frame
    rows: tuple[tuple[int, Colour], ...] = (
        (34, accents[0]),
        (25, given.colours.ground),
        (18, accents[1]),
        (7, given.colours.ground),
    )
    for reach, colour in rows:
        out = frame.scaled(reach)
        left, top, right, bottom = window
        size = (right - left + 2 * out, bottom - top + 2 * out)
        still.paste(colour, (left - out, top - out), _arch(size))


def _arch(size: tuple[int, int]) -> Image.Image:
    """The shape of a palace window: upright sides, and lobes that meet in an arch."""
    width, height = size[0] * _FINE, size[1] * _FINE
    mask = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(mask)
    x, rise = width / 2, min(width * 0.42, height * 0.62)
    lobe = math.pi * (width / 2 + rise) / 2 / _LOBES * 0.56
    across, up = width / 2 - lobe, rise - lobe
    # from the middle of the lowest lobes down, where they are widest
    foot = rise - up * math.sin(math.pi / 2 / _LOBES)
    draw.rectangle((0, foot, width, height), fill=255)
    draw.ellipse((x - across, rise - up, x + across, rise + up), fill=255)
    for at in range(_LOBES):
        angle = math.pi * (at + 0.5) / _LOBES
        _disc(draw, x - across * math.cos(angle), rise - up * math.sin(angle), lobe)
    return mask.resize(size, Image.Resampling.BOX)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
