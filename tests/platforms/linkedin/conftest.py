"""Films and papers as small as LinkedIn takes them, and posts with a form."""

import hashlib
import struct
from collections.abc import Callable

import pytest

from domain.connection import AccountKind
from domain.form import Form
from domain.media import MediaFacts
from platforms.ports import MediaItem, RenderedPost


def make_film(size: int = 100 * 1024, *, lasts_s: int = 10, number: int = 0) -> bytes:
    """An MP4 by its head, filled up to that size."""
    head = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", number)
    times = struct.pack(">4xIIII", 0, 0, 1000, lasts_s * 1000) + bytes(80)
    mvhd = struct.pack(">I4s", 8 + len(times), b"mvhd") + times
    moov = struct.pack(">I4s", 8 + len(mvhd), b"moov") + mvhd
    rest = size - len(head) - len(moov)
    # no two parts alike, so that a wrong order would show
    filling = b"".join(at.to_bytes(8) for at in range(rest // 8)) + bytes(rest % 8)
    return head + moov + struct.pack(">I4s", rest, b"mdat") + filling[8:]


@pytest.fixture
def film() -> Callable[..., bytes]:
    return make_film


@pytest.fixture
def hold(signed) -> Callable[..., MediaItem]:
    """Has a file here, and says what it is."""

    def held(content: bytes, content_type: str = "video/mp4", **fields: object) -> MediaItem:
        sha256 = hashlib.sha256(content).hexdigest()
        signed.files[sha256] = content
        is_film = content_type.startswith("video/")
        return MediaItem(
            sha256=sha256,
            content_type=content_type,
            width=1280 if is_film else 0,
            height=720 if is_film else 0,
            size=len(content),
            facts=MediaFacts(duration_s=10 if is_film else None),
            url="http://127.0.0.1:9/x",
        ).model_copy(update=fields)

    return held


@pytest.fixture
def compose(signed, make_version) -> Callable[..., RenderedPost]:
    """A post with a form, media and a first comment."""

    def composed(
        text: str,
        *media: MediaItem,
        kind: AccountKind = AccountKind.ORGANIZATION,
        hashtags: tuple[str, ...] = (),
        first_comment: str | None = None,
        **form: object,
    ) -> RenderedPost:
        version = make_version(
            text,
            *hashtags,
            first_comment=first_comment,
            media=tuple(item.sha256 for item in media),
            form=Form(**form),
        )
        return signed.can.renderer.render(version, account_id=signed.account(kind), media=media)

    return composed
