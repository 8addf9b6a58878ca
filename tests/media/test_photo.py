"""A painted picture made ready: its form, what is kept of it, its logo, its bytes."""

import io

import pytest
from PIL import Image, ImageDraw

from domain.errors import InvalidError
from domain.look import Ratio, Style
from media.frames import FRAMES
from media.photo import finished

GREY = (128, 128, 128)
LOGO_BOX = (1080 - 84 - 96, 1080 - 84 - 96, 1080 - 84, 1080 - 84)
"""Of a square logo on a square picture."""


def plain(size=(1024, 1024), colour=GREY, kind="PNG", **how):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **how)
    return file.getvalue()


def noisy(size=(1024, 1024)):
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


def logo(colour, size=(200, 200)):
    file = io.BytesIO()
    Image.new("RGBA", size, colour).save(file, "PNG")
    return file.getvalue()


def seen(content):
    return Image.open(io.BytesIO(content))


def near(one, other, by=6):
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def stripe(size, box):
    """A plain picture with all its detail, black and white bars, within a box."""
    picture = Image.new("RGB", size, GREY)
    draw = ImageDraw.Draw(picture)
    for x in range(box[0], box[2], 8):
        draw.rectangle((x, box[1], x + 3, box[3]), fill="black")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("ratio", "size"),
    [
        *((ratio, (1024, 1024)) for ratio in Ratio),
        *((ratio, (1152, 1000)) for ratio in Ratio),
        (Ratio.WIDE, (1173, 640)),
        (Ratio.LINK, (1408, 768)),
        (Ratio.STORY, (768, 1408)),
        (Ratio.STORY, (576, 1024)),
    ],
)
def test_a_picture_gets_its_forms_size_and_is_never_stretched(ratio, size):
    frame = FRAMES[ratio]
    # squares stay squares: as wide as high wherever one is cut out
    picture = Image.new("RGB", size, "white")
    middle = (size[0] // 2 - 100, size[1] // 2 - 100)
    ImageDraw.Draw(picture).rectangle((*middle, middle[0] + 199, middle[1] + 199), fill="black")
    file = io.BytesIO()
    picture.save(file, "PNG")
    with seen(finished(file.getvalue(), ratio=ratio)) as found:
        assert (found.format, found.mode, found.size) == (
            "JPEG", "RGB", (frame.width, frame.height),
        )  # fmt: skip
        dark = found.convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
    assert abs((dark[2] - dark[0]) - (dark[3] - dark[1])) <= 3


@pytest.mark.parametrize(
    ("box", "where"),
    [((40, 300, 300, 700), "left"), ((900, 300, 1160, 700), "right"), ((500, 0, 700, 1099), "mid")],
)
def test_the_part_with_most_detail_is_kept(box, where):
    content = finished(stripe((1200, 1100), box), ratio=Ratio.STORY, style=Style.MODERN)
    with seen(content) as found:
        edges = found.convert("L").point(lambda v: 255 if v < 60 else 0).getbbox()
    assert edges is not None, where
    assert edges[2] - edges[0] > 300


def test_a_picture_without_detail_is_cut_around_its_middle():
    picture = Image.new("RGB", (1200, 900), GREY)
    picture.paste((200, 30, 30), (0, 0, 60, 900))
    picture.paste((200, 30, 30), (1140, 0, 1200, 900))
    file = io.BytesIO()
    picture.save(file, "PNG")
    with seen(finished(file.getvalue(), ratio=Ratio.PORTRAIT)) as found:
        for at in ((2, 600), (1077, 600), (540, 600)):
            assert near(found.getpixel(at), GREY)


def test_the_same_picture_gives_the_same_bytes():
    one, two = (finished(noisy(), ratio=Ratio.SQUARE, logo=None) for _ in range(2))
    assert len(one) == pytest.approx(len(two), rel=0.1)  # noise is drawn anew
    still, mark = plain(), logo((200, 0, 0, 255))
    assert finished(still, ratio=Ratio.SQUARE, logo=mark) == finished(
        still, ratio=Ratio.SQUARE, logo=mark
    )


def test_a_logo_stands_at_the_lower_right_and_nowhere_else():
    with seen(finished(plain(), ratio=Ratio.SQUARE, logo=logo((255, 255, 255, 255)))) as found:
        assert near(found.getpixel((940, 940)), (255, 255, 255))
        assert near(found.getpixel((880, 940)), GREY)  # calm ground, clear enough: no plate
        assert near(found.getpixel((1020, 1020)), GREY)
        assert near(found.getpixel((60, 60)), GREY)


def test_the_logo_of_a_story_stands_above_what_covers_its_end():
    picture = plain((768, 1408))
    with seen(finished(picture, ratio=Ratio.STORY, logo=logo((255, 255, 255, 255)))) as found:
        bright = found.convert("L").point(lambda v: 255 if v > 240 else 0).getbbox()
    assert bright[3] <= 1920 - 380


@pytest.mark.parametrize("colour", [(255, 255, 255, 255), (10, 10, 10, 255), (200, 40, 40, 255)])
@pytest.mark.parametrize("style", list(Style))
def test_a_logo_on_a_busy_ground_gets_a_quiet_plate(colour, style):
    with seen(finished(noisy(), ratio=Ratio.SQUARE, style=style, logo=logo(colour))) as found:
        beside = found.crop((LOGO_BOX[0] - 10, 930, LOGO_BOX[0] - 4, 960)).convert("L")
        values = beside.get_flattened_data()
    assert max(values) - min(values) < 60
    mean = sum(values) / len(values)
    bright = sum(colour[:3]) / 3
    assert abs(mean - bright) > 60


def test_a_logo_as_bright_as_a_calm_ground_gets_one_too():
    pale = plain(colour=(250, 250, 250))
    with seen(finished(pale, ratio=Ratio.SQUARE, logo=logo((255, 255, 255, 255)))) as found:
        assert max(found.getpixel((LOGO_BOX[0] - 8, 940))) < 90
        assert near(found.getpixel((940, 940)), (255, 255, 255))


def test_a_wide_logo_keeps_its_form():
    mark = logo((255, 0, 0, 255), (900, 150))
    with seen(finished(plain(), ratio=Ratio.SQUARE, logo=mark)) as found:
        red = found.split()[0].point(lambda v: 255 if v > 200 else 0).getbbox()
    assert (red[2] - red[0]) / (red[3] - red[1]) == pytest.approx(6, rel=0.1)
    assert red[2] - red[0] <= 96 * 3 + 4


@pytest.mark.parametrize("mark", [b"no logo", logo((0, 0, 0, 0)), b""])
def test_a_logo_that_shows_nothing_is_left_out(mark):
    bare = finished(plain(), ratio=Ratio.SQUARE)
    assert finished(plain(), ratio=Ratio.SQUARE, logo=mark) == bare


def test_bytes_are_kept_by_pressing_harder_and_the_size_stays():
    picture = noisy()
    free = finished(picture, ratio=Ratio.SQUARE)
    tight = finished(picture, ratio=Ratio.SQUARE, max_bytes=len(free) // 2)
    assert len(tight) <= len(free) // 2
    with seen(tight) as found:
        assert found.size == (1080, 1080)


def test_what_cannot_be_pressed_so_far_is_refused():
    with pytest.raises(InvalidError, match="without being ruined") as refused:
        finished(noisy(), ratio=Ratio.SQUARE, max_bytes=20_000)
    assert refused.value.code == "media_unfit"


def test_nothing_but_the_picture_is_in_the_file():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    content = finished(plain(kind="JPEG", exif=exif, comment=b"made by"), ratio=Ratio.SQUARE)
    with seen(content) as found:
        assert not found.getexif()
        assert {"comment", "icc_profile", "exif"}.isdisjoint(found.info)
    assert b"camera" not in content


def test_what_is_clear_becomes_white():
    file = io.BytesIO()
    Image.new("RGBA", (1024, 1024), (0, 0, 0, 0)).save(file, "PNG")
    with seen(finished(file.getvalue(), ratio=Ratio.SQUARE)) as found:
        assert near(found.getpixel((500, 500)), (255, 255, 255))


@pytest.mark.parametrize("content", [b"", b"<html>", plain()[:900], plain(kind="JPEG")[:2000]])
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(InvalidError) as refused:
        finished(content, ratio=Ratio.SQUARE)
    assert refused.value.code == "not_a_picture"


def test_a_picture_that_is_far_too_small_is_refused():
    with pytest.raises(InvalidError, match="too few") as refused:
        finished(plain((64, 64)), ratio=Ratio.SQUARE)
    assert refused.value.code == "media_unfit"
