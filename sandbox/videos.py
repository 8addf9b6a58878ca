"""Reads the heads of MP4 and QuickTime files: kind, size, length, codecs. Decodes no frame.

The file stays on disk and only its `moov` box is held. Box layout: ISO/IEC 14496-12.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MP4 = "video/mp4"
QUICKTIME = "video/quicktime"
CODECS = {
    "avc1": "h264",
    "avc3": "h264",
    "hvc1": "hevc",
    "hev1": "hevc",
    "vp09": "vp9",
    "av01": "av1",
    "mp4v": "mpeg4",
    "mp4a": "aac",
    "Opus": "opus",
    ".mp3": "mp3",
}
"""As ffmpeg names them, by sample entry; another keeps its own name."""
# An hour of film has some hundred kilobytes of tables; what has more is no honest film.
_LARGEST_TABLES = 32 * 1024 * 1024
_MOST_TRACKS = 16


class NotAVideoError(ValueError):
    """The bytes are no whole film of a kind known here; the message says why."""


@dataclass(frozen=True)
class Video:
    content_type: str
    size: int
    """Bytes."""
    width: int
    height: int
    duration_s: float
    codec: str
    fps: float
    audio_codec: str | None = None
    audio_hz: int | None = None

    @property
    def ratio(self) -> float:
        return self.width / self.height

    @property
    def bits_per_s(self) -> float:
        return self.size * 8 / self.duration_s


@dataclass(frozen=True)
class _Track:
    kind: str
    """`vide`, `soun` or another handler's name."""
    codec: str
    width: int
    height: int
    duration_s: float
    samples: int
    audio_hz: int


def read(file: Path) -> Video:
    """What the file says of itself.

    Raises:
        NotAVideoError: another kind of file, or one that is cut off.
    """
    with _damage_refused():
        brand, tables = _outer(file)
        return _video(brand, tables, file.stat().st_size)


def mp4_duration_s(file: Path) -> float:
    """How long an MP4 film plays, whatever its tracks are.

    Raises:
        NotAVideoError: it is no whole MP4, or does not say.
    """
    with _damage_refused():
        brand, tables = _outer(file)
        if _kind(brand) != MP4:
            raise _refused("it is no MP4")
        return _seconds(_inner(tables, "mvhd"))


@contextmanager
def _damage_refused() -> Iterator[None]:
    try:
        yield
    except (struct.error, IndexError, ZeroDivisionError):
        raise _refused("its tables are damaged") from None


def _kind(brand: str) -> str:
    return QUICKTIME if brand in ("qt  ", "") else MP4


def _outer(file: Path) -> tuple[str, bytes]:
    """The brand and the tables; every outer box must be whole."""
    brand, tables, has_frames = "", b"", False
    with file.open("rb") as content:
        for name, length in _outer_boxes(content, file.stat().st_size):
            if name in (b"ftyp", b"moov") and length > _LARGEST_TABLES:
                raise _refused("its tables are too large")
            if name == b"ftyp":
                brand = content.read(length)[:4].decode("latin-1")
            elif name == b"moov":
                tables = content.read(length)
            has_frames = has_frames or name == b"mdat"
    if not tables or not has_frames:
        raise _refused("it has no frames" if tables else "it has no tables")
    return brand, tables


def _outer_boxes(content: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """The name of each and the length of what is in it, where the file then stands."""
    at = 0
    while at < size:
        content.seek(at)
        head = content.read(16)
        length, name = struct.unpack_from(">I4s", head)
        begin = 8
        if length == 1:
            length, begin = struct.unpack_from(">Q", head, 8)[0], 16
        length = length or size - at
        if at == 0 and name not in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
            raise _refused("it is neither MP4 nor QuickTime")
        if length < begin or at + length > size:
            raise _refused("it is cut off")
        content.seek(at + begin)
        yield name, length - begin
        at += length


def _video(brand: str, tables: bytes, size: int) -> Video:
    found = [_track(body) for name, body in _boxes(tables) if name == "trak"][:_MOST_TRACKS]
    picture = next((one for one in found if one.kind == "vide"), None)
    sound = next((one for one in found if one.kind == "soun"), None)
    if picture is None or not picture.width or not picture.height:
        raise _refused("it has no picture")
    duration_s = max(_seconds(_inner(tables, "mvhd")), picture.duration_s)
    if duration_s <= 0:
        raise _refused("it has no length")
    return Video(
        content_type=_kind(brand),
        size=size,
        width=picture.width,
        height=picture.height,
        duration_s=duration_s,
        codec=picture.codec,
        fps=picture.samples / picture.duration_s,
        audio_codec=sound.codec if sound else None,
        audio_hz=sound.audio_hz if sound else None,
    )


def _track(body: bytes) -> _Track:
    media = _inner(body, "mdia")
    tables = _inner(_inner(media, "minf"), "stbl")
    kind = _inner(media, "hdlr")[8:12].decode("latin-1")
    entry = _inner(tables, "stsd")[8:]
    name = entry[4:8].decode("latin-1")
    width, height = struct.unpack_from(">HH", entry, 32) if kind == "vide" else (0, 0)
    return _Track(
        kind=kind,
        codec=CODECS.get(name, name.strip()),
        width=width,
        height=height,
        duration_s=_seconds(_inner(media, "mdhd")),
        samples=_samples(_inner(tables, "stts")),
        audio_hz=struct.unpack_from(">I", entry, 32)[0] >> 16 if kind == "soun" else 0,
    )


def _samples(table: bytes) -> int:
    count = struct.unpack_from(">I", table, 4)[0]
    runs = min(count, (len(table) - 8) // 8)
    return sum(struct.unpack_from(">I", table, 8 + 8 * number)[0] for number in range(runs))


def _seconds(head: bytes) -> float:
    """The length in a movie's or medium's header, of either version."""
    if head[0] == 1:
        scale, length = struct.unpack_from(">IQ", head, 20)
    else:
        scale, length = struct.unpack_from(">II", head, 12)
    return float(length) / float(scale)


def _inner(body: bytes, wanted: str) -> bytes:
    found = next((content for name, content in _boxes(body) if name == wanted), None)
    if found is None:
        raise _refused(f"it lacks the box {wanted}")
    return found


def _boxes(body: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 8 <= len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if length < 8 or at + length > len(body):
            raise _refused("its tables are cut off")
        yield name.decode("latin-1"), body[at + 8 : at + length]
        at += length


def _refused(reason: str) -> NotAVideoError:
    return NotAVideoError(f"The video cannot be used: {reason}.")
