"""How long an MP4 film lasts, by the head of the file. Decodes no picture."""

import struct
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 10_000


class NotAVideoError(ValueError):
    """The file is no whole MP4; the message says why."""


def duration_s(file: Path) -> float:
    """What the file says of itself.

    Raises:
        NotAVideoError: another kind of file, or one that is cut off.
    """
    with file.open("rb") as stream:
        if stream.read(8)[4:] != b"ftyp":
            raise _refused("it is no MP4")
        stream.seek(0)
        end = file.stat().st_size
        for name in (b"moov", b"mvhd"):
            end = _enter(stream, name, end)
        return _seconds(stream)


def _enter(stream: BinaryIO, wanted: bytes, end: int) -> int:
    """Go to the content of that box among those up to `end`; where it ends."""
    for _ in range(_MOST_BOXES):
        at = stream.tell()
        head = stream.read(8)
        if at >= end or len(head) < 8:
            break
        size, name = struct.unpack(">I4s", head)
        if size == 1:
            size = struct.unpack(">Q", stream.read(8).rjust(8, b"\0"))[0]
        # 0 means: to the end of the file
        after = at + size if size else end
        if after <= at or after > end:
            raise _refused("it is cut off")
        if name == wanted:
            return after
        stream.seek(after)
    raise _refused(f"{wanted.decode()} is missing")


def _seconds(stream: BinaryIO) -> float:
    head = stream.read(32)
    try:
        if head[0] == 1:
            scale, length = struct.unpack_from(">IQ", head, 20)
        else:
            scale, length = struct.unpack_from(">II", head, 12)
    except (IndexError, struct.error):
        raise _refused("its head is cut off") from None
    if not scale:
        raise _refused("it has no length")
    return float(length / scale)


def _refused(reason: str) -> NotAVideoError:
    return NotAVideoError(f"The video cannot be used: {reason}.")
