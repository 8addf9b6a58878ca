"""Pictures and films made to fit: what comes out is looked at again, nothing is done silently."""

import io

import pytest
from PIL import Image, ImageCms

from domain.errors import InvalidError
from media.boxes import look_through
from media.developing import Order, develop, picture_type
from media.filming import convert, planned
from media.inspecting import inspect
from media.looking import look
from media.reshaping import Shape
from platforms.material import VideoRules

REEL = VideoRules(
    codecs=("h264", "hevc"), audio_codecs=("aac",), max_bytes=300 << 20, min_s=0.5, max_s=900,
    min_fps=23, max_fps=60, max_width=1920, min_aspect=0.01, max_aspect=10, max_audio_hz=48_000,
)  # fmt: skip


def as_it_is(picture: Image.Image) -> Shape:
    return Shape(kept=picture.size, scaled=picture.size, canvas=picture.size)


@pytest.fixture
def developed(tmp_path):
    """The result and what was said of it."""

    def run(picture: Image.Image, kind: str, to: str = "image/jpeg", max_bytes=1 << 20, **how):
        source, result = tmp_path / "source", tmp_path / "result"
        shape = how.pop("shape", None) or as_it_is(picture)
        picture.save(source, kind, **how)
        order = Order(
            of_type=f"image/{kind.lower()}", content_type=to, shape=shape, max_bytes=max_bytes
        )
        changes = develop(source, order, result)
        inspect(result.read_bytes())
        return Image.open(io.BytesIO(result.read_bytes())), changes

    return run


def test_what_was_see_through_is_white_in_a_jpeg(developed):
    made, changes = developed(Image.new("RGBA", (40, 40), (200, 0, 0, 0)), "PNG")
    assert made.getpixel((20, 20)) == (255, 255, 255)
    assert changes == ["Saved as JPEG instead of PNG.", "What was see-through is white now."]


def test_what_the_file_says_of_itself_stays_behind(developed):
    made, _ = developed(Image.new("RGB", (40, 40)), "JPEG", comment=b"taken at home")
    assert "comment" not in made.info


def test_print_colours_become_screen_colours(developed):
    made, changes = developed(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")
    red, green, blue = made.getpixel((20, 20))
    assert made.mode == "RGB"
    assert red > 200 > 80 > max(green, blue)
    assert any("CMYK" in change for change in changes)


def test_the_place_and_the_turn_in_the_file_are_gone_and_the_picture_is_upright(developed):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = exif.get_ifd(0x8825)
    sideways = Image.new("RGB", (60, 40), (9, 9, 9))
    upright = Shape(kept=(40, 60), scaled=(40, 60), canvas=(40, 60))
    made, changes = developed(sideways, "JPEG", exif=exif, shape=upright)
    assert made.size == (40, 60)
    assert not made.getexif()
    assert any("place" in change for change in changes)


def test_a_wide_gamut_is_brought_into_srgb(developed):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made, _ = developed(Image.new("RGB", (40, 40), (120, 60, 30)), "JPEG", icc_profile=lab)
    assert "icc_profile" not in made.info
    assert abs(made.getpixel((20, 20))[0] - 120) < 6


def test_it_gets_small_enough_step_by_step_and_says_so(developed):
    noise = Image.effect_noise((600, 600), 90).convert("RGB")
    made, changes = developed(noise, "PNG", max_bytes=230_000)
    assert made.size == (600, 600)
    assert any("quality" in change for change in changes)
    made, changes = developed(noise, "PNG", max_bytes=60_000)
    assert made.size[0] < 600
    assert any("still too large" in change for change in changes)


def test_what_would_be_ruined_is_refused(developed):
    with pytest.raises(InvalidError, match="without being ruined"):
        developed(Image.effect_noise((300, 300), 90).convert("RGB"), "PNG", max_bytes=900)


def test_a_picture_keeps_its_type_where_it_can():
    both = ("image/jpeg", "image/png")
    assert picture_type("image/png", 10, both, 100) == "image/png"
    assert picture_type("image/png", 1000, both, 100) == "image/jpeg"
    assert picture_type("image/webp", 10, both, 100) == "image/jpeg"
    with pytest.raises(InvalidError):
        picture_type("image/png", 10, ("image/gif",), 100)


async def made_to_fit(source, rules, tmp_path, *, crop=False):
    found = await look(source)
    first = look_through(source).index_first
    film, changes = planned(found, rules, crop=crop, index_first=first)
    told = []

    async def tell(done_s):
        told.append(done_s)

    await convert(source, film, tmp_path / "made.mp4", tell)
    assert told
    assert look_through(tmp_path / "made.mp4").index_first
    return await look(tmp_path / "made.mp4"), changes


async def test_a_film_that_fits_needs_nothing(film):
    source = film("-movflags", "+faststart")
    assert planned(await look(source), REEL, crop=False, index_first=True) == (None, [])


async def test_a_mov_is_only_wrapped_anew(film, tmp_path):
    made, changes = await made_to_fit(film(name="mov"), REEL, tmp_path)
    assert (made.content_type, made.width, made.facts.video_codec) == ("video/mp4", 320, "h264")
    assert [change.split()[0] for change in changes] == ["Saved", "Its"]


async def test_codec_rate_sound_and_shape_are_made_right_and_the_length_stays(film, tmp_path):
    source = film(
        "-c:v", "mpeg4", "-c:a", "libmp3lame", "-ar", "32000", seconds=2, rate=10, size="402x202"
    )
    rules = REEL.model_copy(update={"max_aspect": 1.0, "max_width": 300, "max_audio_hz": 24_000})
    made, changes = await made_to_fit(source, rules, tmp_path)
    assert (made.width, made.height) == (300, 300)
    assert (made.facts.video_codec, made.facts.audio_codec) == ("h264", "aac")
    assert (made.facts.fps, made.facts.audio_hz) == (23, 22_050)
    assert made.facts.duration_s == pytest.approx(2.0, abs=0.15)
    said = " ".join(changes)
    for part in (
        "black bars above and below",
        "Made smaller",
        "H.264",
        "23 frames",
        "AAC",
        "22050",
    ):
        assert part in said


async def test_edges_go_only_when_asked(film, tmp_path):
    rules = REEL.model_copy(update={"max_aspect": 1.0})
    made, changes = await made_to_fit(film(), rules, tmp_path, crop=True)
    assert (made.width, made.height) == (180, 180)
    assert "edges are gone" in changes[0]


async def test_too_many_bits_are_fewer_afterwards(film, tmp_path):
    source = film("-b:v", "6M", "-crf", "1", seconds=3, size="640x360")
    rules = REEL.model_copy(update={"max_bytes": 200_000})
    assert (await look(source)).size > rules.max_bytes
    made, changes = await made_to_fit(source, rules, tmp_path)
    assert made.size <= rules.max_bytes
    assert any("Compressed" in change for change in changes)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"max_s": 0.9}, "not cut by itself"),
        ({"codecs": ("vp9",)}, "coded as vp9"),
        ({"min_width": 2_000}, "too small"),
        ({"max_bytes": 5_000}, "too long for"),
    ],
)  # fmt: skip
async def test_what_no_conversion_mends_is_refused_in_words(film, rule, words):
    rules = REEL.model_copy(update={"max_width": None, **rule})
    with pytest.raises(InvalidError, match=words) as caught:
        planned(await look(film()), rules, crop=False, index_first=True)
    assert caught.value.code == "media_unfit"
