import hashlib

import pytest

from tests.films import mp4

DAY = 86_400


@pytest.fixture
def reel(instagram, control, host):
    """A container of a film, after it was processed."""

    def made(content, media_type="REELS", **form):
        container = instagram.container(
            media_type=media_type, video_url=host.offer(content), image_url="", **form
        )
        assert instagram.status(container)["status_code"] == "IN_PROGRESS"
        control.ask("clock", {"advance_s": 3})
        return container

    return made


@pytest.fixture
def upload(instagram, http):
    def sent(container, content, offset=0, size=None, scheme="OAuth", token=None):
        headers = {
            "authorization": f"{scheme} {token or instagram.token}",
            "offset": str(offset),
            "file_size": str(len(content) if size is None else size),
        }
        return http.post(f"/ig-api-upload/v26.0/{container}", content=content, headers=headers)

    return sent


def test_a_film_is_fetched_processed_and_shown_as_a_reel(instagram, control, reel):
    content = mp4()
    container = reel(content, caption="Boiling milk", thumb_offset=1000, share_to_feed="false")
    assert instagram.status(container)["status_code"] == "FINISHED"
    media = instagram.release(container).json()["id"]
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    told = instagram.get(media, fields="media_type,media_product_type,is_shared_to_feed").json()
    assert (told["media_type"], told["media_product_type"]) == ("VIDEO", "REELS")
    assert told["is_shared_to_feed"] is False


@pytest.mark.parametrize(
    ("film", "form", "subcode"),
    [
        ({"seconds": 2.5}, {}, 2207026),
        ({"seconds": 901}, {}, 2207026),
        ({"seconds": 61}, {"media_type": "STORIES"}, 2207026),
        ({"width": 1921}, {}, 2207026),
        ({"codec": b"vp09"}, {}, 2207026),
        ({"sound": b"Opus"}, {}, 2207026),
        ({"fps": 20}, {}, 2207026),
        ({"padding": 16 * 1024 * 1024}, {}, 2207026),
        ({}, {"thumb_offset": 6000}, 2207057),
    ],
)
def test_a_film_that_does_not_fit_fails_while_it_is_processed(instagram, reel, film, form, subcode):
    status = instagram.status(reel(mp4(**film), **form))
    assert status["status_code"] == "ERROR"
    assert str(subcode) in status["status"]


def test_a_film_that_cannot_be_fetched_fails_in_its_container(instagram, control):
    container = instagram.container(
        media_type="REELS", video_url="http://127.0.0.1:9/a.mp4", image_url=""
    )
    control.ask("clock", {"advance_s": 3})
    assert "2207077" in instagram.status(container)["status"]


def test_an_upload_goes_on_at_the_confirmed_offset(instagram, control, upload):
    content = mp4(padding=5000)
    made = instagram.prepare(media_type="REELS", upload_type="resumable", image_url="").json()
    container = made["id"]
    assert made["uri"].endswith(f"/ig-api-upload/v26.0/{container}")
    assert upload(container, content[:2000], size=len(content)).status_code == 400
    phase = instagram.get(container, fields="video_status").json()["video_status"]
    assert phase["uploading_phase"] == {"status": "in_progress", "bytes_transferred": 2000}
    wrong = upload(container, content, offset=0)
    assert wrong.json()["debug_info"]["type"] == "OffsetInvalidError"
    rest = upload(container, content[2000:], offset=2000, size=len(content))
    assert rest.json()["success"] is True
    assert instagram.status(container)["status_code"] == "IN_PROGRESS"
    control.ask("clock", {"advance_s": 3})
    assert instagram.release(container).status_code == 200
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]


def test_an_upload_needs_its_scheme_its_token_and_its_container(instagram, somebody, upload):
    made = instagram.prepare(media_type="REELS", upload_type="resumable", image_url="").json()
    assert upload(made["id"], b"x", scheme="Bearer").status_code == 401
    other = somebody.connect("17841430019672058")
    assert upload(made["id"], b"x", token=other.token).status_code == 404
    assert upload(made["id"], b"xyz", size=2).status_code == 400
    assert upload(instagram.container("A picture"), b"x").status_code == 404


def test_a_carousel_mixes_pictures_and_finished_videos(instagram, control, reel, code_of):
    film = reel(mp4(), "VIDEO", is_carousel_item="true")
    picture = instagram.container(is_carousel_item="true")
    parent = instagram.container("Both", media_type="CAROUSEL", children=f"{film},{picture}")
    control.ask("clock", {"advance_s": 3})
    media = instagram.release(parent).json()["id"]
    told = instagram.get(media, fields="media_type,children").json()
    assert told["media_type"] == "CAROUSEL_ALBUM"
    assert len(told["children"]["data"]) == 2


def test_a_story_is_gone_from_sight_after_a_day(instagram, control, http, code_of):
    media = instagram.publish(media_type="STORIES")
    assert code_of(instagram.get(f"{media}/insights", metric="views")) == (10, None)
    assert [one["id"] for one in instagram.get("me/stories").json()["data"]] == [media]
    assert instagram.get("me/media").json()["data"] == []
    page = instagram.get(media, fields="permalink").json()["permalink"]
    assert http.get(page).status_code == 200
    control.ask("clock", {"advance_s": DAY})
    assert instagram.get("me/stories").json()["data"] == []
    assert http.get(page).status_code == 404


def test_a_reel_has_names_of_its_own_in_insights(instagram, control, reel, code_of):
    media = instagram.release(reel(mp4())).json()["id"]
    control.ask("clock", {"advance_s": 2 * DAY})
    names = "views,ig_reels_avg_watch_time,ig_reels_video_view_total_time"
    found = instagram.get(f"{media}/insights", metric=names).json()["data"]
    assert all(one["values"][0]["value"] > 0 for one in found)
    assert code_of(instagram.get(f"{media}/insights", metric="profile_visits")) == (100, None)
