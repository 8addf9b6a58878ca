"""Small files that say of themselves to be a picture or a video, made byte by byte."""

import hashlib
import struct

from domain.media import MediaFacts
from platforms.ports import MediaItem


def jpeg(width: int, height: int, number: int = 0) -> bytes:
    """The smallest file that says of itself to be a JPEG of that size; `number` makes it unique."""
    comment = struct.pack(">HHI", 0xFFFE, 6, number)
    frame = struct.pack(">HHBHHB", 0xFFC0, 11, 8, height, width, 1) + bytes((1, 0x11, 0))
    scan = struct.pack(">HHB", 0xFFDA, 8, 1) + bytes((1, 0, 0, 63, 0)) + b"\x00"
    return b"\xff\xd8" + comment + frame + scan + b"\xff\xd9"


def clip(size: int = 2_000, number: int = 0) -> bytes:
    """So many bytes that say of themselves to be an MP4; `number` makes them unique."""
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"isom")
    return head + struct.pack(">I4sQ", size - len(head), b"mdat", number).ljust(
        size - len(head), b"\x5a"
    )


def video_item(content: bytes, **fields: object) -> MediaItem:
    """A video of ten seconds, as it would have been inspected."""
    sha256 = hashlib.sha256(content).hexdigest()
    return MediaItem(
        sha256=sha256,
        content_type="video/mp4",
        width=1080,
        height=1920,
        size=len(content),
        facts=MediaFacts(duration_s=10.0, fps=30.0, video_codec="h264", audio_codec="aac"),
        url=f"http://127.0.0.1:9/media/{sha256}.mp4",
    ).model_copy(update=fields)
