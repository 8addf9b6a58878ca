import pytest

from domain.form import Form, Format, Mention, Place, Video
from platforms.instagram.render import CAPTION_LIMIT, InstagramRenderer

ACCOUNT = "17841405822304914"


@pytest.fixture
def render(make_version, pictures):
    def rendered(text, *tags, account_id=ACCOUNT, media=None, **fields):
        items = (pictures.add(),) if media is None else media
        version = make_version(text, *tags, media=tuple(i.sha256 for i in items), **fields)
        return InstagramRenderer().render(version, account_id=account_id, media=items)

    return rendered


def test_the_caption_is_the_text_and_the_hashtags_as_written(render):
    post = render("Fresh chai (₹35) *today* _only_\r\n@chai.adda", "ChaiTime", "#दिवाली")
    assert (
        post.wire == post.text == "Fresh chai (₹35) *today* _only_\n@chai.adda\n\n#ChaiTime #दिवाली"
    )
    assert post.hashtags == ("ChaiTime", "दिवाली")
    assert post.problems == ()


def test_a_link_is_shown_as_text_and_is_no_problem(render):
    post = render("See https://chai.example/menu.")
    assert (post.links, post.problems) == (("https://chai.example/menu",), ())


def test_the_limit_counts_an_emoji_as_its_two_units(render):
    fits = render("☕" * (CAPTION_LIMIT - 2) + "🎉")
    assert (fits.character_count, fits.problems) == (CAPTION_LIMIT, ())
    over = render("☕" * (CAPTION_LIMIT - 1) + "🎉")
    assert over.character_count == CAPTION_LIMIT + 1
    assert "1 characters too long" in over.problems[0]


def test_thirty_hashtags_fit_and_not_one_more_wherever_they_stand(render):
    tags = [f"tag{number}" for number in range(29)]
    assert render("Fresh #chai", *tags).problems == ()
    (problem,) = render("Fresh #chai #tea", *tags).problems
    assert "31 hashtags" in problem
    assert "Remove 1" in problem


def test_twenty_mentions_fit_and_an_email_address_is_none(render):
    people = " ".join(f"@friend.{number}" for number in range(20))
    assert render(f"{people} write to us@chai.example").problems == ()
    (problem,) = render(f"{people} @onemore").problems
    assert "21 mentions" in problem


def test_a_post_needs_a_picture_and_takes_ten(render, pictures):
    assert "need a picture" in render("x", media=()).problems[0]
    ten = tuple(pictures.add(number) for number in range(10))
    assert render("x", media=ten).problems == ()
    assert "10 pictures at most" in render("x", media=(*ten, pictures.add(11))).problems[0]


def test_the_versions_description_goes_with_the_first_picture(render, pictures):
    own = pictures.add(2, alt_text="Its own")
    post = render("x", media=(pictures.add(1), own), alt_text="A cup of chai")
    assert [item.alt_text for item in post.media] == ["A cup of chai", "Its own"]


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        ((1080, 1350), True),
        ((1080, 1351), False),
        ((1910, 1000), True),
        ((1911, 1000), False),
        ((320, 320), True),
        ((319, 319), False),
    ],
)
def test_size_and_shape_are_checked_to_the_pixel(render, pictures, size, fits):
    width, height = size
    post = render("x", media=(pictures.add(1, width=width, height=height),))
    assert (post.problems == ()) == fits


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_comment": "#a " * 31}, "The first comment has 31 hashtags"),
        ({"form": Form(format=Format.STORY)}, "shows no caption"),
        ({"form": Form(format=Format.STORY), "first_comment": "x"}, "takes no first comment"),
        ({"form": Form(format=Format.REEL)}, "only videos"),
        ({"form": Form(format=Format.SHORT)}, "has no Shorts"),
        ({"form": Form(place=Place(id="Pune"))}, "none that Instagram knows"),
        ({"form": Form(mentions=(Mention(name="Asha", id="asha k"),))}, "no Instagram user name"),
        ({"form": Form(video=Video(cover_ms=5))}, "no cover moment"),
        ({"form": Form(title="x")}, "no title"),
        ({"account_id": "urn:li:person:1"}, "Connect it again"),
        ({"alt_text": "x" * 1001}, "description of more than 1000"),
    ],
)
def test_what_cannot_go_as_it_is_says_why(render, fields, words):
    assert words in " ".join(render("x", **fields).problems)


def test_the_first_comment_is_a_part_that_follows(render):
    (part,) = render("x", first_comment=" #chai @asha ").parts
    assert (part.kind, part.wire, part.character_count) == ("comment", "#chai @asha", 11)
    assert render("x").parts == ()


def test_a_mention_stands_in_the_caption_under_its_user_name(render):
    form = Form(mentions=(Mention(name="Asha K", id="asha.k"), Mention(name="Asha", id="asha")))
    assert render("With @Asha K and @Asha!", form=form).wire == "With @asha.k and @asha!"


@pytest.mark.parametrize(
    ("film", "form", "words"),
    [
        ({}, Form(format=Format.REEL, video=Video(cover_ms=4000, in_feed=False)), ""),
        ({"content_type": "video/quicktime"}, Form(), ""),
        ({}, Form(video=Video(cover_ms=5001)), "behind the end"),
        ({"seconds": 2.9}, Form(), "takes 3 to 900 s"),
        ({"seconds": 61.0}, Form(format=Format.REEL), ""),
        ({"seconds": 61.0}, Form(format=Format.STORY), "takes 3 to 60 s"),
        ({"size": 101 * 1024 * 1024, "seconds": 50.0}, Form(format=Format.STORY), "100 MB"),
        ({}, Form(alt_texts=("A cup",)), "descriptions of pictures only"),
    ],
)
def test_films_fit_by_their_format(render, pictures, film, form, words):
    text = "" if form.format is Format.STORY else "x"
    problems = " ".join(render(text, media=(pictures.film(**film),), form=form).problems)
    assert words in problems
    assert bool(words) == bool(problems)


def test_pictures_and_films_go_together_and_only_pictures_are_described(render, pictures):
    post = render("x", media=(pictures.film(), pictures.add()), alt_text="Ours")
    assert post.problems == ()
    assert [item.alt_text for item in post.media] == [None, None]
