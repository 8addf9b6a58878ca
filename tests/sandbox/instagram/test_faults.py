import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

REFUSED = {
    "http_500_before_effect": (500, 2),
    "http_429": (403, 4),
    "token_revoked": (400, 190),
    "content_policy": (400, 368),
    "invalid_media": (400, 36001),
}


@pytest.fixture
def arm(control):
    return lambda operation, mode, **more: control.arm(
        operation, mode, platform="instagram", **more
    )


@pytest.fixture
def ready(instagram, control):
    """A container that can be published."""
    container = instagram.container("Under fault")
    control.ask("clock", {"advance_s": 1})
    return container


@pytest.mark.parametrize("mode", REFUSED)
def test_a_refused_publication_has_no_effect(instagram, control, arm, ready, mode):
    arm("publish_media", mode)
    answer = instagram.release(ready)
    assert (answer.status_code, answer.json()["error"]["code"]) == REFUSED[mode]
    assert control.texts() == []


@pytest.mark.parametrize("mode", REFUSED)
def test_a_refused_container_does_not_come_to_be(instagram, arm, host, make_jpeg, mode):
    arm("create_container", mode)
    url = host.offer(make_jpeg())
    path = url.removeprefix(host.base)
    before = host.fetched.count(path)
    answer = instagram.prepare(image_url=url)
    assert (answer.status_code, answer.json()["error"]["code"]) == REFUSED[mode]
    assert host.fetched.count(path) == before


def test_a_lost_response_leaves_the_post_and_a_container_that_tells(instagram, control, arm, ready):
    arm("publish_media", "lost_response_after_effect")
    with pytest.raises(httpx.TransportError):
        instagram.release(ready)
    assert control.texts() == ["Under fault"]
    assert instagram.status(ready)["status_code"] == "PUBLISHED"


def test_a_500_after_the_effect_leaves_the_post(instagram, control, arm, ready):
    arm("publish_media", "http_500_after_effect")
    assert instagram.release(ready).status_code == 500
    assert control.texts() == ["Under fault"]


def test_a_slow_answer_comes_after_the_effect(instagram, control, arm, ready):
    arm("publish_media", "slow", seconds=60)
    instagram.http.timeout = 0.3
    with pytest.raises(httpx.ReadTimeout):
        instagram.release(ready)
    instagram.http.timeout = 15
    assert control.texts() == ["Under fault"]


@pytest.mark.parametrize(("mode", "texts"), [("before", []), ("after", ["Under fault"])])
def test_a_held_publication_shows_when_its_mode_says(instagram, control, arm, ready, mode, texts):
    arm("publish_media", f"hold_{mode}_effect")
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(instagram.release, ready)
        assert control.wait_held()
        assert control.texts() == texts
        control.ask("release")
        assert future.result(10).status_code == 200
    assert control.texts() == ["Under fault"]


def test_a_held_container_blocks_nobody_else(instagram, control, arm, host, make_jpeg):
    arm("create_container", "hold_after_effect")
    url = host.offer(make_jpeg())
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(instagram.prepare, image_url=url)
        assert control.wait_held()
        assert url.removeprefix(host.base) in host.fetched
        begun = time.monotonic()
        assert instagram.get("me").status_code == 200
        assert time.monotonic() - begun < 2
        control.ask("release")
        assert future.result(10).status_code == 200


def test_a_lost_container_leaves_no_visible_effect(instagram, control, arm):
    for mode in ("lost_response_after_effect", "http_500_after_effect"):
        arm("create_container", mode)
    with pytest.raises(httpx.TransportError):
        instagram.prepare("Nobody knows it")
    assert instagram.prepare("Nobody knows it").status_code == 500
    assert control.texts() == []


def test_a_throttle_tells_in_its_headers_and_names_no_time(instagram, arm, code_of):
    arm("find_media", "http_429", seconds=0)
    answer = instagram.get("me/media")
    assert code_of(answer) == (4, None)
    assert json.loads(answer.headers["x-app-usage"])["call_count"] == 100
    assert "retry-after" not in answer.headers
    assert instagram.get("me/media").status_code == 200


def test_a_revoked_token_stays_revoked_until_the_person_connects_again(
    instagram, somebody, arm, ready, code_of
):
    arm("publish_media", "token_revoked")
    assert code_of(instagram.release(ready)) == (190, 460)
    assert code_of(instagram.get("me")) == (190, 460)
    assert somebody.connect().get("me").status_code == 200


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("profile", "me"),
        ("publishing_limit", "me/content_publishing_limit"),
        ("find_media", "me/media"),
        ("account_insights", "me/insights"),
        ("get_media", "18020000000000000"),
        ("find_comments", "18020000000000000/comments"),
        ("insights", "18020000000000000/insights"),
        ("container_status", "17880000000000000"),
    ],
)
def test_every_read_can_fail_on_the_way(instagram, arm, operation, path):
    arm(operation, "http_500_before_effect")
    assert instagram.get(path).status_code == 500
    arm(operation, "lost_response_after_effect")
    with pytest.raises(httpx.TransportError):
        instagram.get(path)


def test_tokens_can_be_lost_on_the_way(somebody, arm):
    arm("token", "lost_response_after_effect")
    code = somebody.code()
    with pytest.raises(httpx.TransportError):
        somebody.redeem(code)
    assert somebody.redeem(code).status_code == 400
    short = somebody.redeem(somebody.code()).json()["access_token"]
    arm("exchange_token", "http_500_before_effect")
    assert somebody.exchange(short).status_code == 500
    assert somebody.exchange(short).status_code == 200


def test_a_dripping_answer_outlasts_every_single_wait(instagram, control, arm, ready):
    arm("publish_media", "slow", seconds=1.2, drip=True)
    instagram.http.timeout = 0.6
    begun = time.monotonic()
    answer = instagram.release(ready)
    assert time.monotonic() - begun >= 1.1
    instagram.http.timeout = 15
    assert instagram.get(answer.json()["id"]).status_code == 200


def test_a_wrong_drip_is_refused(http):
    body = {"platform": "instagram", "operation": "profile", "mode": "http_429", "drip": True}
    answer = http.post("/control/faults", json=body)
    assert answer.status_code == 422
    assert "drip" in answer.json()["detail"]


def test_chaos_reaches_instagram(start, tmp_path: Path):
    with httpx.Client(base_url=start("--faults", "chaos:3").base) as client:
        outcomes = set()
        for _ in range(60):
            try:
                outcomes.add(client.get("/v26.0/me").status_code)
            except httpx.RemoteProtocolError:
                outcomes.add("dropped")
            if {401, 403, 500, "dropped"} <= outcomes:
                break
        assert {401, 403, 500, "dropped"} <= outcomes


def test_info_names_the_app_and_the_operations(control, server):
    info = control.look("info")
    assert info["platforms"]["instagram"] == {
        "api_base": server.base,
        "auth_base": server.base,
        "token_base": server.base,
        "client_id": "sandbox-instagram",
        "client_secret": "sandbox-instagram-secret",
    }
    for operation in ("create_container", "publish_media"):
        assert len(info["operations"]["instagram"][operation]) == 10
