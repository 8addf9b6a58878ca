"""The smallest files that say of themselves to be a film of some size, length and coding."""

import hashlib
import struct
from typing import Protocol

from domain.media import MediaFacts
from platforms.material import MediaItem


class Host(Protocol):
    """A web server of files by their sha256."""

    files: dict[str, bytes]
    url: str


def add_film(
    host: Host, number: int = 1, *, seconds: float = 5.0, padding: int = 64, **fields: object
) -> MediaItem:
    """A video of its own for each number; `fields` change what is said of it."""
    content = mp4(seconds=seconds, number=number, padding=padding)
    sha256 = hashlib.sha256(content).hexdigest()
    host.files[sha256] = content
    return MediaItem(
        sha256=sha256,
        content_type="video/mp4",
        width=720,
        height=1280,
        size=len(content),
        facts=MediaFacts(
            duration_s=seconds, fps=30, video_codec="h264", audio_codec="aac", audio_hz=44_100
        ),
        url=f"{host.url}/{sha256}.mp4",
    ).model_copy(update=fields)


def mp4(
    *,
    width: int = 720,
    height: int = 1280,
    seconds: float = 5.0,
    fps: int = 30,
    codec: bytes = b"avc1",
    sound: bytes | None = b"mp4a",
    hz: int = 44_100,
    brand: bytes = b"isom",
    padding: int = 64,
    number: int = 0,
) -> bytes:
    """`padding` are the bytes of its frames; `number` makes it unique."""
    frames = round(seconds * fps)
    visual = _box(codec, bytes(24) + struct.pack(">HH", width, height) + bytes(50))
    tracks = _track(b"vide", visual, seconds, frames)
    if sound:
        audio = _box(sound, bytes(24) + struct.pack(">I", hz << 16))
        tracks += _track(b"soun", audio, seconds, 100)
    movie = _box(b"moov", _box(b"mvhd", _head(seconds)) + tracks)
    content = struct.pack(">I", number) + bytes(padding)
    return _box(b"ftyp", brand + bytes(4)) + movie + _box(b"mdat", content)


def _track(kind: bytes, entry: bytes, seconds: float, samples: int) -> bytes:
    tables = _box(b"stsd", struct.pack(">II", 0, 1) + entry) + _box(
        b"stts", struct.pack(">IIII", 0, 1, samples, 1)
    )
    media = (
        _box(b"mdhd", _head(seconds))
        + _box(b"hdlr", bytes(8) + kind + bytes(12))
        + _box(b"minf", _box(b"stbl", tables))
    )
    return _box(b"trak", _box(b"mdia", media))


def _head(seconds: float) -> bytes:
    return bytes(12) + struct.pack(">II", 1000, round(seconds * 1000))


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content
