import pytest

from domain.form import Form, Format, Link, Video
from domain.media import MediaFacts
from platforms.material import MediaItem
from platforms.x.render import XRenderer

ACCOUNT = "1780001234567890123"


def medium(content_type="image/jpeg", number=0, **fields):
    facts = {
        "image/gif": MediaFacts(frames=12),
        "video/mp4": MediaFacts(duration_s=20.0, fps=30, video_codec="h264", audio_codec="aac"),
    }.get(content_type, MediaFacts())
    made = MediaItem(
        sha256=f"{number:064x}",
        content_type=content_type,
        width=1080,
        height=1080,
        size=100_000,
        facts=facts,
        url="http://127.0.0.1/x",
    )
    return made.model_copy(update=fields)


@pytest.fixture
def render(make_version):
    def rendered(text, *tags, media=(), account_id=ACCOUNT, **fields):
        version = make_version(text, *tags, media=tuple(m.sha256 for m in media), **fields)
        return XRenderer().render(version, account_id=account_id, media=media)

    return rendered


def test_the_preview_is_the_payload_with_tags_links_and_weight(render):
    post = render("Kulhad chai is back: chai.in/menu 🎉", "ChaiTime")
    assert post.wire == post.text == "Kulhad chai is back: chai.in/menu 🎉\n\n#ChaiTime"
    assert (post.links, post.hashtags) == (("chai.in/menu",), ("ChaiTime",))
    assert (post.character_count, post.limit) == (21 + 23 + 3 + 11, 280)
    assert post.problems == ()


def test_a_thread_and_a_first_comment_become_replies_in_their_order(render):
    form = Form(format=Format.THREAD, thread=("Second  ", "Third"))
    post = render("First", form=form, first_comment="Link: chai.in")
    assert [(p.kind, p.wire, p.character_count) for p in post.parts] == [
        ("reply", "Second", 6),
        ("reply", "Third", 5),
        ("comment", "Link: chai.in", 29),
    ]
    assert post.problems == ()
    assert [p.wire for p in render("First", first_comment="More").parts] == ["More"]


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("क" * 281, {}, "1 characters too long for X (281 of 280"),
        ("茶" * 141, {}, "2 characters too long"),
        ("  ", {}, "no text"),
        ("x\ufeff", {}, "U+FEFF"),
        ("Buy $TSLA and $AAPL", {}, "several cashtags"),
        ("x", {"account_id": "urn:li:person:1"}, "not an X account"),
        ("x", {"form": Form(format=Format.THREAD)}, "only its first post"),
        ("x", {"form": Form(thread=("y",))}, "takes no thread here"),
        (
            "x",
            {"form": Form(format=Format.THREAD, thread=("y", "z" * 281))},
            "Post 3 of the thread",
        ),
        ("x", {"first_comment": "z" * 281}, "The first comment is 1"),
        ("x", {"form": Form(format=Format.REEL)}, "no Reels"),
        ("x", {"form": Form(title="T")}, "takes no title"),
        ("x", {"form": Form(link=Link(url="https://chai.in"))}, "takes no link card"),
        ("x", {"form": Form(video=Video(tags=("a",)))}, "video tags"),
    ],
)
def test_what_cannot_go_as_it_is_says_why(render, text, fields, words):
    assert words in " ".join(render(text, **fields).problems)


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ([medium(number=n) for n in range(5)], "takes 4 pictures at most"),
        ([medium(), medium("image/gif", 1)], "does not take pictures and animations (GIF)"),
        ([medium("video/mp4"), medium("video/mp4", 1)], "takes 1 videos at most"),
        ([medium(size=6 * 1024 * 1024)], "larger than 5 MB"),
        ([medium("image/gif", width=1300)], "1300 pixels wide"),
        ([medium("image/gif", facts=MediaFacts(frames=400))], "400 frames"),
        ([medium("video/mp4", facts=MediaFacts(duration_s=141, video_codec="h264"))], "141.0 s"),
        ([medium("video/mp4", alt_text="A kettle")], "not of videos"),
        ([medium("application/pdf")], "takes only"),
        ([medium(alt_text="x" * 1001)], "more than 1000 characters"),
    ],
)
def test_media_that_x_does_not_take_are_named(render, media, words):
    assert words in " ".join(render("Chai", media=media).problems)


@pytest.mark.parametrize(
    "media",
    [[medium(number=n) for n in range(4)], [medium("image/gif")], [medium("video/mp4")]],
)
def test_four_pictures_or_an_animation_or_a_video_go_even_without_words(render, media):
    assert render("", media=media).problems == ()
