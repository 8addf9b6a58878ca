"""Minimalist: a print with much air around it, a short rule, words."""

from PIL import Image

from media.palette import contrast
from media.storyboard.scenery import plain
from media.storyboard.stage import Plate, Room
from media.storyboard.styles.pieces import Given, evened, moving, sign


def lay(given: Given) -> Plate:
    frame, still = given.frame, given.blank()
    left, right = frame.margin, frame.width - frame.margin
    if given.is_upright:
        top = frame.scaled(150) if frame.above else frame.margin
        edge = frame.height * given.by_part(hook=0.46, content=0.5, call=0.38)
        window = evened(left, top, right, edge)
        side, words_top = right, round(edge + frame.scaled(66))
    else:
        edge = frame.width * given.by_part(hook=0.56, content=0.54, call=0.64)
        window = evened(edge, frame.margin, right, frame.height - frame.margin)
        side, words_top = round(edge - frame.margin), frame.top + frame.scaled(24)
    foot = sign(given, still, left=left, right=side, bottom=frame.bottom)
    _rule(given, still, words_top)
    box = (left, words_top + frame.scaled(44), side - frame.scaled(30), foot)
    largest = round(frame.scaled(given.by_part(hook=156, content=116, call=116)))
    room = Room(box, given.colours.ink, largest, frame.scaled(46))
    return Plate(still, (moving(given, window, plain),), room)


def _rule(given: Given, still: Image.Image, y: int) -> None:
    frame, colours = given.frame, given.colours
    fill = max(colours.accents, key=lambda one: contrast(one, colours.ground))
    box = (frame.margin, y, frame.margin + frame.scaled(92), y + max(4, frame.scaled(8)))
    still.paste(fill, box)
