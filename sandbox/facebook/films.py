"""Looks into the boxes of an MP4 file: is it one, and how long does it play? Decodes no picture.

The boxes' form: ISO/IEC 14496-12, sections 4.2 and 8.2.2.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 1_000
_LARGEST_MOOV = 16 * 1024 * 1024


class NotAFilmError(ValueError):
    """The file is no whole MP4; the message says why."""


def duration_s(path: Path) -> float:
    """How long the film plays.

    Raises:
        NotAFilmError: It is no film, or says nothing of that.
    """
    content = _moov(path)
    for name, begin, end in _boxes(content, 0, len(content)):
        if name == b"mvhd":
            return _length(content[begin:end])
    raise NotAFilmError("it does not say how long it is")


def _moov(path: Path) -> bytes:
    """The box that tells of the film, wherever in the file it stands; all boxes must be whole."""
    size, at, found = path.stat().st_size, 0, b""
    with path.open("rb") as file:
        for _ in range(_MOST_BOXES):
            if at + 8 > size:
                break
            name, length = _head(file, at, size)
            if at == 0 and name != b"ftyp":
                break
            if name == b"moov":
                file.seek(at + 8)
                found = file.read(min(length - 8, _LARGEST_MOOV))
            at += length
    if not found:
        raise NotAFilmError("it is no MP4 with a film in it")
    return found


def _head(file: BinaryIO, at: int, size: int) -> tuple[bytes, int]:
    """The name and length of the box that stands there."""
    file.seek(at)
    head = file.read(16)
    length, name = struct.unpack_from(">I4s", head)
    if length == 1 and len(head) == 16:
        length = struct.unpack_from(">Q", head, 8)[0]
    elif length == 0:
        length = size - at
    if length < 8 or at + length > size:
        raise NotAFilmError("it is cut off")
    return name, length


def _boxes(content: bytes, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while begin + 8 <= end:
        length, name = struct.unpack_from(">I4s", content, begin)
        if length < 8 or begin + length > end:
            raise NotAFilmError("a box of it is damaged")
        yield name, begin + 8, begin + length
        begin += length


def _length(mvhd: bytes) -> float:
    try:
        if mvhd[0] == 1:
            scale, ticks = struct.unpack_from(">IQ", mvhd, 20)
        else:
            scale, ticks = struct.unpack_from(">II", mvhd, 12)
    except (IndexError, struct.error):
        raise NotAFilmError("a box of it is damaged") from None
    if not scale:
        raise NotAFilmError("it does not say how long it is")
    return float(ticks / scale)
