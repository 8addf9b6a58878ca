"""Vibrant: rays around a round window like a sun, and large words across them."""

from PIL import Image, ImageDraw

from media.layouts.pieces import Sheet, smooth
from media.layouts.vibrant import draw_rays
from media.storyboard.planes import Box
from media.storyboard.scenery import patterned
from media.storyboard.stage import Plate, Room
from media.storyboard.styles.pieces import Given, evened, moving, sign

_FINE = 3


def lay(given: Given) -> Plate:
    frame, still = given.frame, given.blank()
    left, right = frame.margin, frame.width - frame.margin
    window = _window(given)
    middle = ((window[0] + window[2]) / 2, (window[1] + window[3]) / 2)
    draw_rays(Sheet(still, frame, given.said, given.colours, given.seed), middle)
    side = right if given.is_upright else window[0] - frame.scaled(60)
    foot = sign(given, still, left=left, right=side, bottom=frame.bottom)
    _rings(given, still, window)
    shown = moving(given, window, patterned, _round((window[2] - window[0], window[3] - window[1])))
    top = window[3] + frame.scaled(70) if given.is_upright else frame.top + frame.scaled(20)
    largest = round(frame.scaled(given.by_part(hook=190, content=146, call=140)))
    room = Room((left, top, side, foot), given.colours.ink, largest, frame.scaled(46))
    return Plate(still, (shown,), room)


def _window(given: Given) -> Box:
    """A round window that leaves the frame on the right, as its sun."""
    frame = given.frame
    if not given.is_upright:
        across = frame.height * given.by_part(hook=0.96, content=0.9, call=0.7)
        left, top = frame.width - across * 0.92, (frame.height - across) * 0.4
        return evened(left, top, left + across, top + across)
    edge = frame.height * given.by_part(hook=0.45, content=0.48, call=0.37)
    across = min(frame.width * 0.96, edge - frame.scaled(20) if frame.above else edge * 1.04)
    left, top = frame.width - across * 0.93, edge - across
    return evened(left, top, left + across, edge)


def _rings(given: Given, still: Image.Image, window: Box) -> None:
    """Bright rings around the window."""
    frame, accents = given.frame, given.colours.accents
    rows = ((44, accents[0]), (26, given.colours.ground), (14, given.colours.ink))
    most = frame.scaled(rows[0][0])
    left, top, right, bottom = window
    box = (max(0, left - most), max(0, top - most), min(frame.width, right + most), bottom + most)

    def rise(draw: ImageDraw.ImageDraw, fine: int) -> None:
        for reach, colour in rows:
            out = frame.scaled(reach)
            around = (left - out, top - out, right + out, bottom + out)
            moved = [(part - box[side % 2]) * fine for side, part in enumerate(around)]
            draw.ellipse(moved, fill=colour)

    smooth(still, box, rise)


def _round(size: tuple[int, int]) -> Image.Image:
    width, height = size[0] * _FINE, size[1] * _FINE
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, width - 1, height - 1), fill=255)
    return mask.resize(size, Image.Resampling.BOX)
