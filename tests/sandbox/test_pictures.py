import struct

import pytest

from sandbox import pictures

END = b"\xff\xd9"


def segment(marker, content):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(marker=0xC0, *, before=b"", end=END):
    size = segment(marker, struct.pack(">BHHB", 8, 77, 123, 1) + b"\x01\x11\x00")
    return b"\xff\xd8" + before + size + segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x01\x02" + end


@pytest.mark.parametrize("marker", [0xC0, 0xC1, 0xC2, 0xC9, 0xCA])
def test_every_kind_of_jpeg_tells_its_size(marker):
    picture = pictures.read(jpeg(marker))
    assert (picture.content_type, picture.width, picture.height) == ("image/jpeg", 123, 77)


def test_tables_fillers_and_thumbnails_before_the_frame_are_passed_over():
    thumbnail = segment(0xE1, b"Exif\0\0" + jpeg()[:40] + END)
    before = thumbnail + segment(0xC4, b"\0" * 17) + b"\xff\xff" + segment(0xFE, b"hi")[1:]
    assert pictures.read(jpeg(before=before)).width == 123


def test_what_a_camera_writes_behind_the_end_is_no_harm():
    assert pictures.read(jpeg(end=END + b"trailer")).height == 77


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"RIFF\0\0\0\0WEBP",
        jpeg(end=b""),
        jpeg(0xC4),
        jpeg()[:12],
        jpeg(before=b"\xff\xe0\x00\x01"),
        jpeg(before=b"stray"),
        jpeg().replace(struct.pack(">HH", 77, 123), struct.pack(">HH", 77, 0)),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"GIF89a" + struct.pack("<HHBBB", 5, 5, 0, 0, 0) + b";",
        b"GIF89a" + struct.pack("<HHBBB", 5, 5, 0, 0, 0) + b"\x21\xf9\x04",
    ],
)
def test_what_is_no_whole_picture_is_refused_in_words(content):
    with pytest.raises(pictures.NotAPictureError, match="The picture cannot be used"):
        pictures.read(content)
