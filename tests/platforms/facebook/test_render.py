import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.form import Form, Format, Link, Mention, Place, Video
from domain.media import MediaFacts
from platforms.facebook.render import TEXT_LIMIT
from platforms.meta.texts import count


def problem(post):
    (only,) = post.problems
    return only


def test_text_tags_and_comment_are_shown_as_they_are_sent(post_of):
    post = post_of("Kettle on", comment="Order by phone")
    assert (post.wire, post.text, post.problems) == ("Kettle on", "Kettle on", ())
    assert [(part.kind, part.wire) for part in post.parts] == [("comment", "Order by phone")]


@given(st.text(max_size=50))
def test_the_count_is_never_below_any_usual_one(text):
    assert count(text) >= len(text)


def test_too_long_a_text_is_told_with_numbers(post_of):
    assert f"1 characters too long for Facebook ({TEXT_LIMIT + 1} of" in problem(
        post_of("x" * (TEXT_LIMIT + 1))
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"mentions": (Mention(name="Asha", id="5"),)}, "takes no mentions"),
        ({"thread": ("next",)}, "takes no thread"),
        ({"title": "T"}, "only a video has a title"),
        ({"place": Place(id="Pune")}, "not one of Facebook's own"),
        ({"link": Link(url="https://a.example", title="T")}, "from the page behind the link"),
        ({"video": Video(cover_ms=3)}, "takes no cover moment"),
        ({"format": Format.SHORT}, "has no Shorts"),
        ({"format": Format.THREAD}, "has no threads"),
    ],
)
def test_what_has_no_place_there_is_said_in_words(post_of, form, said):
    assert said in " ".join(post_of("Text", **form).problems)


def test_a_link_card_and_a_photo_do_not_go_together(post_of, photo):
    post = post_of("Text", photo(), link=Link(url="https://a.example"))
    assert "not both" in problem(post)


def test_an_empty_post_is_refused_and_a_bare_photo_is_not(post_of, photo):
    assert "neither text nor media" in problem(post_of(""))
    assert post_of("", photo()).problems == ()
    assert post_of("", link=Link(url="https://a.example")).problems == ()


def test_ten_photos_go_and_eleven_do_not(post_of, photo):
    items = [photo(number) for number in range(11)]
    assert post_of("Text", *items[:10]).problems == ()
    assert "Remove 1" in problem(post_of("Text", *items))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"facts": MediaFacts(duration_s=91, fps=30)}, "90"),
        ({"facts": MediaFacts(duration_s=2, fps=30)}, "3"),
        ({"facts": MediaFacts(duration_s=10, fps=15)}, "15 frames"),
        ({"width": 1080, "height": 1080}, "Crop it"),
        ({"width": 450, "height": 800}, "540"),
        ({"content_type": "video/quicktime"}, "MP4"),
    ],
)
def test_a_reel_has_rules_of_its_own(post_of, film, changes, said):
    assert said in " ".join(post_of("Text", film(**changes), format=Format.REEL).problems)


def test_a_story_takes_no_text_no_comment_and_a_minute_at_most(post_of, film, photo):
    assert "takes no text" in problem(post_of("Text", photo(), format=Format.STORY))
    assert "no comments" in problem(post_of("", photo(), format=Format.STORY, comment="Hi"))
    assert "60" in problem(post_of("", film(61), format=Format.STORY))
    assert post_of("", film(60), format=Format.STORY).problems == ()


def test_a_video_takes_no_description_and_no_location(post_of, film):
    assert "no description of a video" in problem(post_of("Text", film(), alt_text="A film"))
    assert "no location with a video" in problem(post_of("Text", film(), place=Place(id="1")))


def test_an_account_of_another_kind_is_refused(facebook, make_version):
    post = facebook.can.renderer.render(
        make_version("Text", form=Form()), account_id="urn:li:person:1"
    )
    assert "not a Facebook Page" in problem(post)
