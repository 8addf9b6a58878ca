"""Films small enough for a test, and posts of every form."""

import hashlib

import pytest

from domain.form import Form, Format
from domain.media import MediaFacts
from platforms.ports import MediaItem
from tests.films import mp4


@pytest.fixture
def film(facebook):
    """Makes a tall film and puts it where the adapter reads files."""

    def make(seconds: float = 10, padding: int = 0, salt: int = 0, **fields) -> MediaItem:
        content = mp4(width=1080, height=1920, seconds=seconds, padding=padding, number=salt)
        sha256 = hashlib.sha256(content).hexdigest()
        facebook.files[sha256] = content
        return MediaItem(
            sha256=sha256,
            content_type="video/mp4",
            width=1080,
            height=1920,
            size=len(content),
            facts=MediaFacts(duration_s=seconds, fps=30, video_codec="h264", audio_codec="aac"),
            url="https://media.example/film.mp4",
        ).model_copy(update=fields)

    return make


@pytest.fixture
def photo(facebook, pictures):
    def make(number: int = 1, **fields) -> MediaItem:
        item = pictures.add(number, **fields)
        facebook.files[item.sha256] = pictures.files[item.sha256]
        return item

    return make


@pytest.fixture
def post_of(facebook, make_version):
    """A rendered post of any form."""

    def make(text="", *media, format=Format.POST, comment=None, alt_text=None, **form):  # noqa: A002 - as Form calls it
        version = make_version(
            text,
            media=tuple(item.sha256 for item in media),
            form=Form(format=format, **form),
            first_comment=comment,
            alt_text=alt_text,
        )
        return facebook.can.renderer.render(version, account_id=facebook.account(), media=media)

    return make
