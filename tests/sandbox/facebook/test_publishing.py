import time

import pytest

PAGE = "104523809112771"


def test_what_is_posted_is_read_listed_commented_and_deleted(facebook, control, refused):
    made = facebook.post(
        f"{PAGE}/feed?fields=id,permalink_url,created_time,message", message="Kettle on"
    ).json()
    assert made["message"] == "Kettle on"
    assert facebook.http.get(made["permalink_url"]).status_code == 200
    shown = facebook.get(made["id"], fields="message,shares,comments.summary(true)").json()
    assert shown["comments"]["summary"]["total_count"] == 0
    comment = facebook.post(f"{made['id']}/comments", message="Order by phone").json()["id"]
    found = facebook.get(f"{made['id']}/comments", fields="id,from").json()["data"]
    assert [(one["id"], one["from"]["id"]) for one in found] == [(comment, PAGE)]
    listed = facebook.get(f"{PAGE}/published_posts", fields="id,attachments{media_type}").json()
    assert [one["id"] for one in listed["data"]] == [made["id"]]
    assert facebook.delete(made["id"]).json() == {"success": True}
    assert refused(facebook.get(made["id"])) == (100, 33)
    assert control.texts() == []


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        ({}, (100, None)),
        ({"message": "x" * 63_207}, (100, None)),
        ({"message": "x", "colour": "red"}, (100, None)),
        ({"message": "x", "link": "https://www.facebook.com/us"}, (100, 1609008)),
        ({"message": "x", "link": "ftp://chai.example"}, (100, 2061006)),
        ({"message": "x", "place": "Pune"}, (100, None)),
        ({"message": "x", "attached_media": '[{"media_fbid": "1220404"}]'}, (100, None)),
        ({"message": "x", "attached_media": "[1]"}, (100, None)),
        ({"message": "x", "scheduled_publish_time": "2000000000"}, (100, None)),
    ],
)
def test_what_the_api_refuses_is_refused(facebook, control, refused, fields, numbers):
    assert refused(facebook.post(f"{PAGE}/feed", **fields)) == numbers
    assert control.texts() == []


def test_the_same_post_twice_is_a_duplicate(facebook, control, refused):
    facebook.publish("Kettle on")
    assert refused(facebook.post(f"{PAGE}/feed", message="Kettle on")) == (506, 1366051)
    facebook.publish("Kettle off")
    facebook.publish("Kettle on")
    assert control.texts() == ["Kettle on", "Kettle off", "Kettle on"]


@pytest.mark.parametrize(
    ("ahead_s", "is_taken"), [(590, False), (660, True), (29 * 86_400, True), (31 * 86_400, False)]
)
def test_scheduling_keeps_its_window_and_shows_the_post_in_time(
    facebook, control, refused, ahead_s, is_taken
):
    when = int(time.time()) + ahead_s
    fields = {"message": "Later", "published": "false", "scheduled_publish_time": str(when)}
    answer = facebook.post(f"{PAGE}/feed", **fields)
    if not is_taken:
        assert refused(answer) == (100, 1363188)
        return
    made = answer.json()["id"]
    assert control.texts() == []
    listed = facebook.get(f"{PAGE}/scheduled_posts").json()["data"]
    assert [(one["id"], one["scheduled_publish_time"]) for one in listed] == [(made, when)]
    control.ask("clock", {"advance_s": ahead_s + 5})
    assert facebook.get(made).json()["id"] == made
    assert control.texts() == ["Later"]


def test_photos_are_unseen_until_a_post_attaches_them_once(facebook, control, picture, refused):
    first, second = (facebook.photo(picture(salt=n)).json()["id"] for n in range(2))
    assert control.texts() == []
    facebook.publish("Two", attached_media=facebook.attached(first, second))
    (effect,) = control.look("effects")["effects"]
    assert len(effect["media"]) == 2
    again = facebook.post(f"{PAGE}/feed", message="x", attached_media=facebook.attached(first))
    assert refused(again) == (100, None)


def test_a_photo_is_looked_at(facebook, picture, refused):
    assert refused(facebook.photo(b"no picture")) == (324, 1366046)
    assert refused(facebook.photo(picture() + bytes(4 * 1024 * 1024))) == (324, 1366046)
    assert refused(facebook.post(f"{PAGE}/photos", published="false")) == (324, None)


def test_a_story_shows_a_photo_for_a_day(facebook, control, refused):
    photo = facebook.photo().json()["id"]
    made = facebook.post(f"{PAGE}/photo_stories", photo_id=photo).json()
    assert made["success"] is True
    (story,) = facebook.get(f"{PAGE}/stories").json()["data"]
    assert (story["post_id"], story["media_id"]) == (made["post_id"], photo)
    assert facebook.http.get(story["url"]).status_code == 200
    assert refused(facebook.post(f"{PAGE}/photo_stories", photo_id=photo)) == (100, None)
    control.ask("clock", {"advance_s": 86_401})
    assert facebook.get(f"{PAGE}/stories").json()["data"] == []
    assert facebook.http.get(story["url"]).status_code == 404


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [
        ("http_429", (32, None)),
        ("token_revoked", (190, 460)),
        ("content_policy", (368, 1404102)),
        ("invalid_media", (324, 1366046)),
        ("http_500_before_effect", (2, None)),
    ],
)
def test_each_fault_has_facebooks_own_words_and_no_effect(
    facebook, control, refused, mode, numbers
):
    control.arm("create_post", mode, platform="facebook")
    assert refused(facebook.post(f"{PAGE}/feed", message="Hi")) == numbers
    assert control.texts() == []


def test_pages_of_a_list_follow_its_cursors(facebook, control):
    control.ask("history", {"account": PAGE, "count": 7, "days": 30})
    first = facebook.get(f"{PAGE}/published_posts", limit=4).json()
    rest = facebook.http.get(first["paging"]["next"], headers=facebook.headers).json()
    ids = [one["id"] for one in (*first["data"], *rest["data"])]
    assert len(set(ids)) == 7
    assert "next" not in rest["paging"]
