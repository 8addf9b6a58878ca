import hashlib

import pytest

DAY = 86_400


def test_a_picture_is_fetched_kept_and_soon_ready(instagram, control, host, make_jpeg):
    content = make_jpeg(1080, 1350)
    url = host.offer(content)
    container = instagram.container("Kulhad", image_url=url, alt_text="A cup")
    assert url.removeprefix(host.base) in host.fetched
    assert instagram.status(container)["status_code"] == "IN_PROGRESS"
    control.ask("clock", {"advance_s": 1})
    assert instagram.status(container)["status_code"] == "FINISHED"
    # What happens at that address later changes nothing.
    host.pages.clear()
    assert instagram.release(container).status_code == 200
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    assert effect["account"] == instagram.account


def test_a_container_is_no_post(instagram, control):
    instagram.container("Not yet")
    assert control.texts() == []
    assert instagram.get(f"{instagram.account}/media").json() == {"data": []}


def test_the_image_itself_must_be_a_good_one(instagram, host, make_jpeg, make_png, code_of):
    cases = {
        host.base + "/missing": (9004, 2207052),
        "http://127.0.0.1:9/refused": (9004, 2207052),
        "ftp://127.0.0.1/a.jpg": (9004, 2207052),
        "http://[::": (9004, 2207052),
        host.offer(b"", 302, Location="file:///etc/hostname"): (9004, 2207052),
        host.offer(make_jpeg(), 500): (9004, 2207052),
        host.offer(make_png()): (36001, 2207005),
        host.offer(b"<html>not found</html>"): (36001, 2207005),
        host.offer(make_jpeg()[:-2]): (36001, 2207005),
        host.offer(make_jpeg()[:9] + b"\xff\xd9"): (36001, 2207005),
        host.offer(b""): (36001, 2207005),
        host.offer(b"\xff\xd8" + b"\0" * (8 * 1024 * 1024)): (36000, 2207004),
        host.offer(make_jpeg(1080, 1351)): (36003, 2207009),
        host.offer(make_jpeg(1920, 1000)): (36003, 2207009),
    }
    for url, expected in cases.items():
        answer = instagram.prepare(image_url=url)
        assert answer.status_code == 400
        assert code_of(answer) == expected, url
        assert answer.json()["error"]["error_user_title"]


def test_a_redirect_to_the_picture_is_followed(instagram, host, make_jpeg):
    target = host.offer(make_jpeg())
    assert instagram.prepare(image_url=host.offer(b"", 302, Location=target)).status_code == 200


@pytest.mark.parametrize(
    ("caption", "is_good"),
    [
        ("x" * 2200, True),
        ("x" * 2201, False),
        ("#a " * 30, True),
        ("#a " * 31, False),
        ("@a " * 20, True),
        ("@a " * 21, False),
    ],
)
def test_captions_have_three_limits(instagram, code_of, caption, is_good):
    answer = instagram.prepare(caption)
    if is_good:
        assert answer.status_code == 200
    else:
        assert code_of(answer) == (36004, 2207010)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"colour": "red"}, (100, None)),
        ({"alt_text": "x" * 1001}, (100, None)),
        ({"media_type": "POEM"}, (100, 2207023)),
        ({"media_type": "CAROUSEL", "children": "1"}, (100, 2207028)),
        ({"media_type": "CAROUSEL", "children": "1,2", "image_url": ""}, (24, 2207006)),
        ({"media_type": "REELS", "video_url": "http://127.0.0.1:9/a.mp4"}, (100, None)),
        ({"media_type": "VIDEO", "image_url": "", "video_url": "http://x/a.mp4"}, (100, 2207067)),
        ({"thumb_offset": "5"}, (100, None)),
        ({"media_type": "STORIES", "alt_text": "A cup"}, (100, None)),
        ({"media_type": "STORIES", "location_id": "7"}, (100, None)),
        ({"upload_type": "magic"}, (100, None)),
        ({"user_tags": '[{"username":"a"}]'}, (100, None)),
        ({"is_carousel_item": "perhaps"}, (100, None)),
        ({"image_url": ""}, (100, None)),
        ({"collaborators": '["a","b","c","d"]'}, (100, None)),
        ({"user_tags": '[{"username":'}, (100, None)),
        ({"location_id": "Pune"}, (100, None)),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_is_fetched(
    instagram, code_of, form, expected
):
    answer = instagram.prepare(**{"image_url": "http://127.0.0.1:9/never", **form})
    assert answer.status_code == 400
    assert code_of(answer) == expected


def test_an_alt_text_may_be_long_and_json_is_understood(instagram, host, make_jpeg):
    assert instagram.prepare(alt_text="x" * 1000).status_code == 200
    body = {
        "image_url": host.offer(make_jpeg()),
        "user_tags": [{"username": "a", "x": 0.5, "y": 0.5}],
        "is_ai_generated": True,
    }
    headers = {"Authorization": f"Bearer {instagram.token}"}
    path = f"/v26.0/{instagram.account}/media"
    assert instagram.http.post(path, json=body, headers=headers).status_code == 200


def test_nobody_prepares_for_another_account_or_without_the_permission(
    instagram, somebody, host, make_jpeg, code_of
):
    url = host.offer(make_jpeg())
    path = url.removeprefix(host.base)
    other = instagram.post("17841430019672058/media", image_url=url)
    assert code_of(other) == (100, 33)
    reader = somebody.connect(scope="instagram_business_basic")
    refused = reader.post(f"{reader.account}/media", image_url=url)
    assert refused.status_code == 403
    assert code_of(refused) == (10, None)
    assert path not in host.fetched


def test_a_container_expires_after_a_day(instagram, control, code_of):
    container = instagram.container("Too late")
    control.ask("clock", {"advance_s": DAY})
    assert instagram.status(container)["status_code"] == "EXPIRED"
    answer = instagram.release(container)
    assert code_of(answer) == (24, 2207008)
    assert control.texts() == []


def test_a_published_container_reads_published_for_good(instagram, control):
    container = instagram.container("Once")
    control.ask("clock", {"advance_s": 1})
    instagram.release(container)
    control.ask("clock", {"advance_s": 2 * DAY})
    assert instagram.status(container)["status_code"] == "PUBLISHED"


def test_a_container_that_failed_says_so_with_the_reason(instagram, control, code_of):
    container = instagram.container("Bad pixels")
    control.arm("container_status", "invalid_media", platform="instagram")
    told = instagram.status(container)
    assert told["status_code"] == "ERROR"
    assert "2207005" in told["status"]
    control.ask("clock", {"advance_s": 10})
    assert instagram.status(container)["status_code"] == "ERROR"
    assert code_of(instagram.release(container)) == (9007, 2207027)
    assert control.texts() == []


def test_containers_of_others_and_unknown_fields_are_not_shown(instagram, somebody, code_of):
    container = instagram.container("Mine")
    other = somebody.connect("17841430019672058")
    assert code_of(other.get(container)) == (100, 33)
    assert code_of(instagram.get("17881111111111111")) == (100, 33)
    assert code_of(instagram.get(container, fields="status_code,mood")) == (100, None)
    assert instagram.get(container).json() == {"id": container}


def test_there_are_400_containers_in_a_day(instagram, control, host, make_jpeg, code_of):
    url = host.offer(make_jpeg())
    for _ in range(400):
        assert instagram.prepare(image_url=url).status_code == 200
    assert code_of(instagram.prepare(image_url=url)) == (9, 2207042)
    control.ask("clock", {"advance_s": DAY + 1})
    assert instagram.prepare(image_url=url).status_code == 200


def test_a_carousel_takes_its_children_in_their_order(instagram, control, host, make_jpeg):
    contents = [make_jpeg(1080, 1080, salt) for salt in range(3)]
    children = [
        instagram.container(is_carousel_item="true", image_url=host.offer(content), alt_text="A")
        for content in contents
    ]
    parent = instagram.container("Three cups", media_type="CAROUSEL", children=",".join(children))
    control.ask("clock", {"advance_s": 1})
    media = instagram.release(parent).json()["id"]
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest() for content in contents]
    told = instagram.get(media, fields="media_type,children").json()
    assert told["media_type"] == "CAROUSEL_ALBUM"
    assert len(told["children"]["data"]) == 3
    assert {instagram.status(child)["status_code"] for child in children} == {"PUBLISHED"}


def test_a_carousel_takes_carousel_items_only_and_they_go_nowhere_else(instagram, control, code_of):
    single = instagram.container("Single")
    child = instagram.container(is_carousel_item="true")
    mixed = instagram.prepare(media_type="CAROUSEL", children=f"{child},{single}")
    assert code_of(mixed) == (100, 2207028)
    control.ask("clock", {"advance_s": 1})
    assert code_of(instagram.release(child)) == (100, 2207028)
    captioned = instagram.prepare("Words", is_carousel_item="true")
    assert code_of(captioned) == (100, None)
    control.ask("clock", {"advance_s": DAY})
    late = instagram.prepare(media_type="CAROUSEL", children=f'["{child}","{child}"]')
    assert code_of(late) == (-2, 2207020)
