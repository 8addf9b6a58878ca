import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.form import Form, Format, Place, Privacy, Video
from domain.media import MediaFacts
from platforms.youtube.posts import metadata_of
from platforms.youtube.render import YouTubeRenderer, length_of_tags

CHANNEL = "UC-any"


@pytest.fixture
def render(make_version, make_video, make_clip):
    item = make_video(make_clip())

    def rendered(text="Chai, slowly\nHow we make it.", *tags, media=(item,), **fields):
        made = make_version(text, *tags, media=tuple(m.sha256 for m in media), **fields)
        return YouTubeRenderer().render(made, account_id=CHANNEL, media=media)

    return dataclasses.make_dataclass("Render", ["rendered", "item"])(rendered, item)


def test_the_first_line_is_the_title_where_none_is_given(render):
    post = render.rendered("Chai, slowly\nHow we make it.", "chai")
    assert (post.form.title, post.problems) == ("Chai, slowly", ())
    assert post.wire == "Chai, slowly\nHow we make it.\n\n#chai"
    given_one = render.rendered(form=Form(title=" Monsoon tea "))
    assert given_one.form.title == "Monsoon tea"


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("x" * 101, {}, "The title has 101 characters; YouTube takes 100"),
        ("a\n" + "आ" * 1700, {}, "102 bytes too long"),
        ("1 < 2", {}, "no < or >"),
        ("", {}, "needs a title"),
        ("a", {"form": Form(video=Video(tags=("x" * 501,)))}, "have 501 characters"),
        ("a", {"form": Form(video=Video(tags=("a,b",)))}, "no <, > or comma"),
        ("a", {"form": Form(video=Video(category="music"))}, "is not a YouTube category"),
        ("a", {"form": Form(format=Format.STORY)}, "no Stories"),
        ("a", {"form": Form(place=Place(id="1"))}, "takes no location"),
        ("a", {"form": Form(video=Video(cover_ms=5))}, "takes no cover moment"),
        ("a", {"first_comment": "x" * 10_001}, "first comment has 10001"),
        (
            "a",
            {"first_comment": "x", "form": Form(video=Video(privacy=Privacy.PRIVATE))},
            "while it is private",
        ),
        (
            "a",
            {"first_comment": "x", "form": Form(video=Video(made_for_kids=True))},
            "made for children",
        ),
    ],
)
def test_what_youtube_would_refuse_is_said_before(render, text, fields, words):
    assert words in " ".join(render.rendered(text, **fields).problems)


def test_a_video_is_needed_and_a_short_is_short_and_not_wide(render):
    assert "need a video" in render.rendered(media=()).problems[0]
    short = {"form": Form(format=Format.SHORT)}
    assert render.rendered(**short).problems == ()
    wide = render.item.model_copy(update={"width": 1920, "height": 1080})
    long = render.item.model_copy(update={"facts": MediaFacts(duration_s=181.0)})
    assert "too wide" in render.rendered(media=(wide,), **short).problems[0]
    assert "0 to 180 s" in render.rendered(media=(long,), **short).problems[0]
    assert render.rendered(media=(wide,)).problems == render.rendered(media=(long,)).problems == ()


def test_a_video_with_its_own_time_goes_up_private(render):
    at = datetime(2027, 1, 5, 6, 30, tzinfo=UTC)
    video = Video(public_at=at, tags=("chai", "slow tea"), category="26", made_for_kids=False)
    parts = metadata_of(render.rendered(form=Form(video=video)))
    assert parts["status"] == {
        "privacyStatus": "private",
        "publishAt": "2027-01-05T06:30:00Z",
        "selfDeclaredMadeForKids": False,
    }
    assert parts["snippet"]["tags"] == ["chai", "slow tea"]
    assert parts["snippet"]["categoryId"] == "26"
    clash = render.rendered(form=Form(video=Video(public_at=at, privacy=Privacy.PUBLIC)))
    assert "goes up as private, not public" in clash.problems[0]


def test_the_first_comment_follows_as_a_part(render):
    (part,) = render.rendered(first_comment=" Recipe below ").parts
    assert (part.kind, part.wire, part.limit) == ("comment", "Recipe below", 10_000)


@given(st.lists(st.text(st.characters(exclude_characters="<>,"), min_size=1), max_size=20))
def test_tags_count_as_when_they_are_written_out(tags):
    written = ",".join(f'"{tag}"' if " " in tag else tag for tag in tags)
    assert length_of_tags(tags) == len(written)
