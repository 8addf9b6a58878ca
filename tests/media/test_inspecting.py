"""What is taken for a picture, and what is refused before it can do harm."""

import hashlib
import io
import struct
import zlib

import pytest
from PIL import Image

from domain.errors import InvalidError
from media.inspecting import inspect, opened
from media.sniffing import most_bytes


def picture(kind: str, size=(40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (10, 20, 30)).save(file, kind)
    return file.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_a_picture_is_known_by_its_bytes(kind, content_type):
    content = picture(kind)
    found = inspect(content)
    assert (found.content_type, found.width, found.height) == (content_type, 40, 30)
    assert found.size == len(content)
    assert found.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<svg/>", b"%PDF-1.4", picture("JPEG")[:200], b"\x89PNG\r\n\x1a\nrest"],
    ids=["empty", "words", "svg", "pdf", "cut short", "only the magic"],
)
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(InvalidError) as refused:
        inspect(content)
    assert refused.value.code == "not_a_picture"
    assert opened(content) is None


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_unfold_to_gigabytes_is_refused_before_it_does(size):
    with pytest.raises(InvalidError) as refused:
        inspect(bomb(*size))
    assert refused.value.code in ("picture_too_large", "not_a_picture")


def test_too_many_bytes_are_refused():
    with pytest.raises(InvalidError) as refused:
        inspect(picture("JPEG") + b"\0" * most_bytes("image/jpeg"))
    assert refused.value.code == "picture_too_large"
