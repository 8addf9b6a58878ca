"""Modern: the brand's pattern above flat colour; a photo melts into that colour."""

from PIL import Image

from media import motif
from media.storyboard.scenery import patterned
from media.storyboard.stage import Moving, Plate, Room
from media.storyboard.styles.pieces import Given, evened, melting, moving, sign, veil

_ACROSS = 6
_MELTS = 0.62
"""Of its height a photo is whole; then the words' ground comes up through it."""


def lay(given: Given) -> Plate:
    frame, still = given.frame, given.blank()
    left, right = frame.margin, frame.width - frame.margin
    space = frame.scaled(64)
    if given.is_upright:
        edge = frame.height * given.by_part(hook=0.44, content=0.48, call=0.36)
        foot = sign(given, still, left=left, right=right, bottom=frame.bottom)
        room = (left, round(edge + space), right - frame.scaled(40), foot)
        shown = _above(given, edge)
    else:
        edge = frame.width * given.by_part(hook=0.56, content=0.54, call=0.66)
        foot = sign(given, still, left=left, right=round(edge - space), bottom=frame.bottom)
        room = (left, frame.top + frame.scaled(20), round(edge - space), foot)
        shown = _beside(given, edge)
    if frame.below and given.picture is None:
        _hem(given, still)
    largest = round(frame.scaled(given.by_part(hook=184, content=140, call=140)))
    return Plate(still, (shown,), Room(room, given.colours.ink, largest, frame.scaled(48)))


def _hem(given: Given, still: Image.Image) -> None:
    """A row of the pattern at the foot, below all that is said."""
    frame = given.frame
    tile = frame.width // _ACROSS
    row = motif.band(given.colours, rows=1, columns=_ACROSS, tile=tile, words=given.seed)
    still.paste(row, (0, frame.height - tile))


def _above(given: Given, edge: float) -> Moving:
    frame = given.frame
    if given.picture is None:
        return moving(given, evened(0, 0, frame.width, edge), patterned)
    # the photo reaches behind the words, as far as they can be read on it
    window = evened(0, 0, frame.width, edge * 1.3)
    size = (window[2], window[3])
    mask = melting(size, begins=_MELTS, ends=1 / 1.3, veiled=veil(given))
    return moving(given, window, patterned, mask)


def _beside(given: Given, edge: float) -> Moving:
    frame = given.frame
    if given.picture is None:
        return moving(given, evened(edge, 0, frame.width, frame.height), patterned)
    start = edge - (frame.width - edge) * 0.3
    window = evened(start, 0, frame.width, frame.height)
    size = (window[3] - window[1], window[2] - window[0])
    lying = melting(size, begins=_MELTS, ends=1 / 1.3, veiled=veil(given))
    mask = lying.transpose(Image.Transpose.ROTATE_270)
    return moving(given, window, patterned, mask)
