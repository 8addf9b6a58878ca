"""Reads what a model sent as one whole picture, without an imaging library: below `media` none is.

That it is one to its last pixel shows when it is finished (`media.photo`).
"""

import base64
import binascii
import struct
from dataclasses import dataclass

MOST_BYTES = 24 * 1024 * 1024
"""Of a picture; the largest that the models here paint, unpacked, has half of that."""
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_SIZED = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG frame, which holds its size (ITU T.81, table B.1)."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    content_type: str
    width: int
    height: int


def read(sent: object) -> Picture | None:
    """The picture that some base64 holds; None where it is damaged, cut short or none."""
    if not isinstance(sent, str) or len(sent) > MOST_BYTES * 4 // 3 + 4:
        return None
    try:
        content = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        return None
    return _png(content) or _jpeg(content)


def _png(content: bytes) -> Picture | None:
    whole = content.startswith(_PNG) and content[12:16] == b"IHDR" and content.endswith(_PNG_END)
    return _sized(content, "image/png", *struct.unpack(">II", content[16:24])) if whole else None


def _jpeg(content: bytes) -> Picture | None:
    if not content.startswith(_JPEG) or not content.endswith(_JPEG_END):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _SIZED:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return _sized(content, "image/jpeg", width, height)
        at += 2 + length
    return None


def _sized(content: bytes, content_type: str, width: int, height: int) -> Picture | None:
    return Picture(content, content_type, width, height) if width and height else None
