import json

import pytest

from domain.form import Form, Format, Mention, Place, Video
from platforms.instagram import payload
from platforms.instagram.render import InstagramRenderer

HTTPS = "https://media.example/a.mp4"
ASHA = Form(mentions=(Mention(name="Asha", id="asha.k"),))


@pytest.fixture
def post(make_version):
    def made(text, *media, form):
        version = make_version(text, media=tuple(item.sha256 for item in media), form=form)
        found = InstagramRenderer().render(version, account_id="17841405822304914", media=media)
        assert found.problems == ()
        return found

    return made


def single(post, **options):
    return payload.single(post, **{"fetches_http": False} | options)


def test_a_video_in_the_feed_goes_as_a_reel_fetched_where_that_is_possible(post, pictures):
    fetched = single(post("x", pictures.film(url=HTTPS), form=Form()))
    assert fetched == {"media_type": "REELS", "video_url": HTTPS, "caption": "x"}
    local = post("x", pictures.film(), form=Form())
    assert payload.is_uploaded(single(local))
    assert not payload.is_uploaded(single(local, fetches_http=True))


def test_the_bytes_of_a_reel_are_always_sent(post, pictures):
    form = Form(
        format=Format.REEL, video=Video(cover_ms=1500, in_feed=False), place=Place(id="213385402")
    )
    assert single(post("x", pictures.film(url=HTTPS), form=form), fetches_http=True) == {
        "media_type": "REELS",
        "upload_type": "resumable",
        "thumb_offset": "1500",
        "share_to_feed": "false",
        "caption": "x",
        "location_id": "213385402",
    }


def test_a_story_has_no_words(post, pictures):
    item = pictures.add()
    form = Form(format=Format.STORY)
    assert single(post("", item, form=form)) == {"media_type": "STORIES", "image_url": item.url}


def test_who_is_not_named_in_the_caption_is_tagged_on_the_medium(post, pictures):
    named = single(post("With @Asha", pictures.add(), form=ASHA))
    assert (named["caption"], "user_tags" in named) == ("With @asha.k", False)
    tagged = single(post("x", pictures.add(), form=ASHA))
    assert json.loads(tagged["user_tags"]) == [{"username": "asha.k", "x": 0.5, "y": 0.5}]
    film = single(post("x", pictures.film(), form=ASHA))
    assert json.loads(film["user_tags"]) == [{"username": "asha.k"}]


def test_on_a_carousel_people_are_tagged_on_its_first_picture(post, pictures):
    mixed = post("x", pictures.film(url=HTTPS), pictures.add(), form=ASHA)
    first, second = (payload.child(mixed, n, fetches_http=False) for n in (0, 1))
    assert first == {"is_carousel_item": "true", "media_type": "VIDEO", "video_url": HTTPS}
    assert "user_tags" in second
    assert payload.parent(mixed, ["1", "2"]) == {
        "media_type": "CAROUSEL",
        "children": "1,2",
        "caption": "x",
    }
