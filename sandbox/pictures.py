"""Reads the heads of JPEG, PNG and GIF files: kind, size in pixels, frames. Decodes no pixel."""

import struct
from dataclasses import dataclass

JPEG = "image/jpeg"
PNG = "image/png"
GIF = "image/gif"
# Start-of-frame markers of JPEG; the four gaps are tables and an extension.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_SCAN = 0xDA


class NotAPictureError(ValueError):
    """The bytes are no whole picture of a kind known here; the message says why."""


@dataclass(frozen=True)
class Picture:
    content_type: str
    width: int
    height: int
    frames: int = 1

    @property
    def ratio(self) -> float:
        return self.width / self.height


def read(content: bytes) -> Picture:
    """What the file says of itself.

    Raises:
        NotAPictureError: another kind of file, or one that is cut off.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            picture = _jpeg(content)
        elif content.startswith(b"\x89PNG\r\n\x1a\n"):
            picture = _png(content)
        elif content[:6] in (b"GIF87a", b"GIF89a"):
            picture = _gif(content)
        else:
            raise _refused("it is neither JPEG nor PNG nor GIF")
    except (IndexError, struct.error):
        raise _refused("it is cut off") from None
    if not picture.width or not picture.height:
        raise _refused("it has no size")
    return picture


def _jpeg(content: bytes) -> Picture:
    size: tuple[int, int] | None = None
    at = 2
    while True:
        if content[at] != 0xFF:
            raise _refused("a JPEG marker is missing")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker == _START_OF_SCAN and size is not None:
            # Not at the very end: cameras and phones write more behind it.
            if content.find(b"\xff\xd9", at) < 0:
                raise _refused("the end of the JPEG is missing")
            return Picture(JPEG, *size)
        else:
            if marker in _FRAMES:
                height, width = struct.unpack_from(">HH", content, at + 5)
                size = width, height
            at += 2 + _length(content, at + 2)


def _length(content: bytes, at: int) -> int:
    found: int = struct.unpack_from(">H", content, at)[0]
    if found < 2:
        raise _refused("a JPEG segment has no length")
    return found


def _png(content: bytes) -> Picture:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        raise _refused("the PNG is cut off")
    width, height = struct.unpack_from(">II", content, 16)
    return Picture(PNG, width, height)


def _gif(content: bytes) -> Picture:
    width, height, packed = struct.unpack_from("<HHB", content, 6)
    at = 13 + _table(packed)
    frames = 0
    while content[at] != 0x3B:
        if content[at] == 0x21:
            at += 2
        elif content[at] == 0x2C:
            frames += 1
            at += 11 + _table(content[at + 9])
        else:
            raise _refused("a GIF block is of no known kind")
        at = _after_blocks(content, at)
    if not frames:
        raise _refused("the GIF has no frame")
    return Picture(GIF, width, height, frames)


def _table(packed: int) -> int:
    """The bytes of a colour table, if there is one."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1


def _refused(reason: str) -> NotAPictureError:
    return NotAPictureError(f"The picture cannot be used: {reason}.")
