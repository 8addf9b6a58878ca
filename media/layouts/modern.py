"""Modern: a band of simple shapes in the brand's colours, large words beside or under it."""

from dataclasses import dataclass

from media import motif
from media.frames import Frame
from media.layouts.pieces import Group, Sheet, group, is_whole, write_group, write_signature


@dataclass(frozen=True)
class Room:
    """How a card divides: the band's tiles across its short side, and the headline's sizes."""

    tiles: int
    largest: int
    smallest: int


_UPRIGHT = (Room(3, 144, 84), Room(2, 108, 68), Room(1, 88, 48))
"""A short headline is large under much pattern; a long one gets the pattern's room."""
_SQUARE = (Room(2, 128, 72), Room(1, 92, 44))
_TALL = (Room(5, 150, 92), Room(4, 118, 76), Room(3, 92, 50))
_WIDE = (Room(2, 132, 76), Room(2, 84, 56), Room(1, 72, 40))
_ACROSS = 6
_DOWN = 3


def draw(sheet: Sheet) -> None:
    if sheet.frame.is_wide:
        _beside(sheet)
    else:
        _under(sheet)


def _under(sheet: Sheet) -> None:
    frame, mark = sheet.frame, sheet.frame.scaled(92)
    tile = frame.width // _ACROSS
    footer = frame.bottom - mark
    space = frame.scaled(56)
    for room in _rooms(frame):
        top = room.tiles * tile
        words = _set(sheet, room, width=frame.inner, height=footer - top - 2 * space)
        if words.block.height <= footer - top - 2 * space and is_whole(
            words.block, sheet.said.headline
        ):
            break
    band = motif.band(sheet.colours, rows=room.tiles, columns=_ACROSS, tile=tile, words=sheet.seed)
    sheet.card.paste(band, (0, 0))
    y = top + (footer - top - words.height) * 0.46
    write_group(sheet, words, x=frame.margin, y=y, width=frame.inner)
    write_signature(sheet, x=frame.margin, middle=footer + mark / 2, width=frame.inner, mark=mark)


def _beside(sheet: Sheet) -> None:
    frame, mark = sheet.frame, sheet.frame.scaled(108)
    tile = frame.height // _DOWN
    footer = frame.bottom - mark
    room_above = footer - frame.top - frame.scaled(40)
    for room in _WIDE:
        left = room.tiles * tile + frame.margin
        width = frame.width - left - frame.margin
        words = _set(sheet, room, width=width, height=room_above)
        if words.height <= room_above and is_whole(words.block, sheet.said.headline):
            break
    band = motif.band(sheet.colours, rows=_DOWN, columns=room.tiles, tile=tile, words=sheet.seed)
    sheet.card.paste(band, (0, 0))
    # three tiles seldom fill the height to the pixel
    rest = frame.height - _DOWN * tile
    if rest:
        sheet.card.paste(band.crop((0, 0, band.width, rest)), (0, _DOWN * tile))
    y = frame.top + (room_above - words.height) * 0.4
    write_group(sheet, words, x=left, y=y, width=width)
    write_signature(sheet, x=left, middle=footer + mark / 2, width=width, mark=mark)


def _set(sheet: Sheet, room: Room, *, width: float, height: float) -> Group:
    frame = sheet.frame
    return group(
        sheet.said,
        width=width,
        height=height,
        largest=frame.scaled(room.largest),
        smallest=frame.scaled(room.smallest),
        line=frame.scaled(52 if frame.is_wide else 42),
    )


def _rooms(frame: Frame) -> tuple[Room, ...]:
    if frame.height < frame.width * 1.1:
        return _SQUARE
    return _TALL if frame.height > frame.width * 1.5 else _UPRIGHT
