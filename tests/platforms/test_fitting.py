import pytest

from domain.media import MediaFacts
from domain.platform import Platform
from platforms.fitting import described, media_problems
from platforms.material import MediaItem, MediaProfile, PictureRules, VideoRules

PROFILE = MediaProfile(
    pictures=PictureRules(
        content_types=("image/jpeg", "image/png"),
        max_bytes=2 * 1024 * 1024,
        most=3,
        min_width=100,
        min_aspect=0.5,
        max_aspect=2.0,
        max_pixels=1_000_000,
    ),
    most=3,
)


def item(number=1, **fields):
    made = {"content_type": "image/png", "width": 800, "height": 600, "size": 1000, **fields}
    return MediaItem(sha256=f"{number:064}", url=f"https://me.example/{number}.png", **made)


@pytest.fixture
def problems(make_version):
    def found(*items, promised=None, profile=PROFILE):
        shas = [i.sha256 for i in items] if promised is None else promised
        version = make_version("x", media=tuple(shas))
        return media_problems(profile, Platform.X, version, items, longest_alt_text=10)

    return found


def test_media_that_fit_have_no_problem(problems):
    assert problems() == problems(item()) == problems(item(1), item(2), item(3)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"content_type": "image/webp"}, "JPEG or PNG"),
        ({"size": 2 * 1024 * 1024 + 1}, "larger than 2 MB"),
        ({"width": 99, "height": 99}, "99 pixels wide"),
        ({"width": 900, "height": 449}, "Crop it"),
        ({"width": 449, "height": 900}, "Crop it"),
        ({"width": 1001, "height": 1000}, "1,001,000 pixels"),
        ({"alt_text": "x" * 11}, "more than 10 characters"),
    ],
)
def test_a_medium_that_does_not_fit_says_why_and_what_to_do(problems, fields, words):
    (found,) = problems(item(**fields))
    assert words in found
    assert found.startswith("The picture ")
    (second,) = problems(item(1), item(2, **fields))
    assert second.startswith("Picture 2 ")


def test_a_video_of_unknown_coding_is_not_called_none(problems):
    video = item(content_type="video/mp4", facts=MediaFacts(duration_s=5))
    profile = MediaProfile(videos=VideoRules(codecs=("h264",), max_bytes=2000))
    (found,) = problems(video, profile=profile)
    assert found.startswith("The video has no known coding")


def test_too_many_and_too_few_are_told(problems):
    assert "Remove 1" in problems(*(item(number) for number in range(4)))[0]
    needy = PROFILE.model_copy(update={"least": 1})
    assert "need a picture" in problems(profile=needy)[0]


def test_other_media_than_the_approved_ones_never_go_out(problems):
    one, two = item(1), item(2)
    (missing,) = problems(one, promised=[one.sha256, two.sha256])
    assert "picture, video or document" in missing
    assert problems(one, two, promised=[two.sha256, one.sha256])
    assert problems(promised=[one.sha256])
    assert problems(one, promised=[])


def test_a_description_goes_to_the_first_medium_that_has_none(make_version):
    version = make_version("x", alt_text="A cup")
    shown = described(version, [item(1), item(2)])
    assert [i.alt_text for i in shown] == ["A cup", None]
    assert described(version, [item(1, alt_text="Own")])[0].alt_text == "Own"
    assert described(make_version("x"), [item(1)]) == (item(1),)
