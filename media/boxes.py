"""The outermost boxes of an MP4 or MOV file: whether it is whole, and where its index is.

Reads a few bytes per box and nothing of what is in them.
ISO/IEC 14496-12, 4.2; https://developer.apple.com/documentation/quicktime-file-format/atoms
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidError
from media.sniffing import unknown

_MOST_BOXES = 100_000
"""A file of fragments has two for each second or so."""


@dataclass(frozen=True)
class Boxes:
    index_first: bool
    """Whether it can be played while it arrives: `moov` stands before `mdat`."""


def look_through(file: Path) -> Boxes:
    """Walk the boxes to the end of the file.

    Raises:
        InvalidError: `media_unknown`; it is cut short, or no such file.
    """
    size, at = file.stat().st_size, 0
    names: list[bytes] = []
    with file.open("rb") as opened:
        while at < size and len(names) < _MOST_BOXES:
            opened.seek(at)
            length, name = _head(opened.read(16), size - at)
            if at + length > size:
                raise unknown(
                    "This video is cut short: a part of it is missing, as after a broken download. "
                    "Copy or export it once more."
                )
            names.append(name)
            at += length
    if at < size or b"moov" not in names or b"mdat" not in names:
        raise _damaged()
    return Boxes(index_first=names.index(b"moov") < names.index(b"mdat"))


def _head(begin: bytes, left: int) -> tuple[int, bytes]:
    """How long the box is, with its head, and its name."""
    if len(begin) < 8:
        raise _damaged()
    length, name = struct.unpack(">I4s", begin[:8])
    least = 8
    if length == 1 and len(begin) == 16:
        length, least = struct.unpack(">Q", begin[8:])[0], 16
    elif length == 0:
        length = left  # up to the end of the file
    if length < least:
        raise _damaged()
    return length, name


def _damaged() -> InvalidError:
    return unknown(
        "This video is damaged: its parts do not add up to a whole. Export it once more as MP4."
    )
