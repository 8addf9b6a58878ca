import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import videos
from tests.films import mp4


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    file = tmp_path_factory.mktemp("films") / "film"

    def reading(content):
        file.write_bytes(content)
        return videos.read(file)

    return reading


def test_a_film_tells_its_kind_size_length_and_codecs(read):
    content = mp4(width=1080, height=1920, seconds=12, fps=25, codec=b"hvc1", hz=48_000)
    film = read(content)
    assert (film.content_type, film.size) == ("video/mp4", len(content))
    assert (film.width, film.height, film.duration_s, film.fps) == (1080, 1920, 12, 25)
    assert (film.codec, film.audio_codec, film.audio_hz) == ("hevc", "aac", 48_000)


def test_quicktime_and_films_without_sound_are_known(read):
    film = read(mp4(brand=b"qt  ", sound=None))
    assert film.content_type == "video/quicktime"
    assert (film.audio_codec, film.audio_hz) == (None, None)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no tables"),
        (b"GIF89a" + bytes(20), "neither MP4 nor QuickTime"),
        (mp4()[:-1], "cut off"),
        (mp4(width=0), "no picture"),
        (mp4(seconds=0), "no length"),
    ],
)
def test_what_is_no_whole_film_says_why(read, content, why):
    with pytest.raises(videos.NotAVideoError, match=why):
        read(content)


@given(at=st.integers(0, 500), value=st.integers(0, 255))
def test_a_damaged_film_is_read_or_refused_and_never_breaks_the_reader(read, at, value):
    content = bytearray(mp4())
    content[at % len(content)] = value
    with contextlib.suppress(videos.NotAVideoError):
        assert read(bytes(content)).size == len(content)
