"""Media that X's stand-in takes, and a way to put them into posts."""

import hashlib
import struct

import pytest

from domain.form import ORDINARY
from domain.media import MediaFacts
from platforms.material import MediaItem

VIDEO = MediaFacts(duration_s=20.0, fps=30, video_codec="h264", audio_codec="aac")


def gif() -> bytes:
    """Two pixels that are shown once."""
    head = b"GIF89a" + struct.pack("<HHBBB", 2, 1, 0, 0, 0)
    return head + b"\x2c" + struct.pack("<HHHHB", 0, 0, 2, 1, 0) + b"\x02\x02\x44\x01\x00\x3b"


def mp4(size: int) -> bytes:
    """What says of itself to be a video; its frames are nobody's business here."""
    return (struct.pack(">I", 16) + b"ftypisom" + bytes(4)).ljust(size, b"\x07")


@pytest.fixture
def add(x, pictures):
    """Puts a medium where the adapter finds its bytes."""

    def added(kind="image/jpeg", number=1, *, size=100, **fields):
        if kind == "image/jpeg":
            item = pictures.add(number)
            x.files[item.sha256] = pictures.files[item.sha256]
            return item.model_copy(update=fields)
        content = gif() if kind == "image/gif" else mp4(size)
        sha256 = hashlib.sha256(content).hexdigest()
        x.files[sha256] = content
        return MediaItem(
            sha256=sha256,
            content_type=kind,
            width=720,
            height=720,
            size=len(content),
            facts=VIDEO if kind == "video/mp4" else MediaFacts(frames=1),
            url="http://127.0.0.1/none",
        ).model_copy(update=fields)

    return added


@pytest.fixture
def compose(x, make_version):
    def composed(text, *media, form=ORDINARY, **fields):
        version = make_version(text, media=tuple(m.sha256 for m in media), form=form, **fields)
        post = x.can.renderer.render(version, account_id=x.account(), media=media)
        assert post.problems == ()
        return post

    return composed


@pytest.fixture
def operations(sandbox):
    """The names of X's calls so far, in order."""
    return lambda: [asked["operation"] for asked in sandbox.requests("x")]
