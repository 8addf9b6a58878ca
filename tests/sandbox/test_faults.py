import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from sandbox.faults import CHAOS_MODES, Faults, Mode
from sandbox.state import State


def test_a_lost_response_drops_the_connection_after_the_effect(linkedin, control):
    control.arm("create_post", "lost_response_after_effect")
    with pytest.raises(httpx.TransportError):
        linkedin.post(linkedin.body("Out, but nobody was told"))
    assert control.texts() == ["Out, but nobody was told"]
    assert control.look("faults")["faults"] == []
    assert linkedin.find().json()["paging"]["total"] == 1


def test_a_500_before_the_effect_leaves_nothing(linkedin, control):
    control.arm("create_post", "http_500_before_effect")
    answer = linkedin.post(linkedin.body("Try me"))
    assert answer.status_code == 500
    assert answer.json()["status"] == 500
    assert control.texts() == []
    linkedin.publish("Try me")


def test_a_500_after_the_effect_leaves_the_post(linkedin, control):
    control.arm("create_post", "http_500_after_effect")
    assert linkedin.post(linkedin.body("Half told")).status_code == 500
    assert control.texts() == ["Half told"]


def test_a_429_refuses_as_often_as_counted(linkedin, control):
    control.arm("find_posts", "http_429", count=2, seconds=0)
    answers = [linkedin.find() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].json()["code"] == "TOO_MANY_REQUESTS"
    assert "retry-after" not in answers[0].headers


@pytest.mark.parametrize(("seconds", "named"), [({}, "1"), ({"seconds": 1.2}, "2")])
def test_a_429_of_a_burst_names_its_time(linkedin, control, seconds, named):
    control.arm("find_posts", "http_429", **seconds)
    answer = linkedin.find()
    assert (answer.status_code, answer.headers["retry-after"]) == (429, named)


def test_a_slow_answer_comes_after_a_client_gave_up_but_the_effect_is_there(linkedin, control):
    control.arm("create_post", "slow", seconds=60)
    with pytest.raises(httpx.ReadTimeout):
        linkedin.http.post(
            "/rest/posts", json=linkedin.body("Slowly"), headers=linkedin.headers, timeout=0.3
        )
    assert control.texts() == ["Slowly"]


def test_a_slow_answer_is_right_when_it_comes(linkedin, control):
    control.arm("get_post", "slow", seconds=0.3)
    urn = linkedin.publish("Wait for it")
    begun = time.monotonic()
    assert linkedin.read(urn).status_code == 200
    assert time.monotonic() - begun >= 0.3


def test_a_revoked_token_stays_revoked_until_the_person_connects_again(linkedin, stranger, control):
    control.arm("create_post", "token_revoked")
    answer = linkedin.post(linkedin.body("Not today"))
    assert answer.status_code == 401
    assert answer.json()["message"] == "The token has been revoked"
    assert linkedin.find().status_code == 401
    assert control.texts() == []
    assert stranger.connect().find().status_code == 200


def test_refusals_of_content_and_media_have_no_effect(linkedin, control):
    control.arm("create_post", "content_policy")
    control.arm("create_post", "invalid_media")
    policy = linkedin.post(linkedin.body("Bad words"))
    media = linkedin.post(linkedin.body("Bad picture"))
    assert (policy.status_code, policy.json()["code"]) == (422, "CONTENT_POLICY_VIOLATION")
    assert (media.status_code, media.json()["code"]) == (400, "INVALID_IMAGE_ID")
    assert control.texts() == []


def test_a_star_hits_the_next_call_that_can_suffer_it(linkedin, control):
    control.arm("*", "http_429")
    assert linkedin.get("/v2/userinfo").status_code == 429
    control.arm("*", "content_policy")
    assert linkedin.find().status_code == 200
    assert linkedin.post(linkedin.body("Hello")).status_code == 422


def test_the_token_endpoint_can_fail_after_using_up_the_code(stranger, control):
    control.arm("token", "lost_response_after_effect")
    code = stranger.code()
    with pytest.raises(httpx.TransportError):
        stranger.redeem(code)
    assert stranger.redeem(code).status_code == 400


@pytest.fixture
def state(tmp_path):
    opened = State(tmp_path)
    yield opened
    opened.close()


def test_chaos_hits_about_one_call_in_five_and_never_needs_a_person(state):
    faults = Faults(state, "chaos:7")
    drawn = [faults.take("linkedin", "create_post", frozenset(Mode)) for _ in range(1000)]
    hit = [fault.mode for fault in drawn if fault is not None]
    assert 150 < len(hit) < 250
    assert set(hit) == set(CHAOS_MODES)


def test_chaos_repeats_itself_for_the_same_seed(state, tmp_path):
    other = State(tmp_path / "other")
    runs = [Faults(state, "chaos:7"), Faults(other, "chaos:7")]
    first, second = (
        [faults.take("linkedin", "token", frozenset(Mode)) for _ in range(50)] for faults in runs
    )
    other.close()
    assert first == second


def test_an_unknown_faults_setting_is_refused(state):
    with pytest.raises(ValueError, match="chaos:SEED"):
        Faults(state, "mayhem")


def test_an_answer_without_a_body_drips_its_head(linkedin, control):
    control.arm("create_post", "slow", seconds=1.2, drip=True)
    begun = time.monotonic()
    answer = linkedin.http.post(
        "/rest/posts", json=linkedin.body("Drop by drop"), headers=linkedin.headers, timeout=0.6
    )
    assert time.monotonic() - begun >= 1.1
    assert answer.status_code == 201
    assert answer.headers["x-restli-id"].startswith("urn:li:share:")
    assert control.texts() == ["Drop by drop"]


def test_a_dripping_body_comes_after_its_head(linkedin, control):
    urn = linkedin.publish("Head first")
    control.arm("get_post", "slow", seconds=60, drip=True)
    path = f"/rest/posts/{urn.replace(':', '%3A')}"
    with linkedin.http.stream("GET", path, headers=linkedin.headers, timeout=5) as answer:
        assert answer.status_code == 200
        pieces = answer.iter_raw()
        assert [len(next(pieces)) for _ in range(3)] == [1, 1, 1]


def test_a_reset_ends_what_drips(linkedin, control, http):
    control.arm("find_posts", "slow", seconds=60, drip=True)
    headers = {**linkedin.headers, "X-RestLi-Method": "FINDER"}
    path = "/rest/posts?q=author&author=urn%3Ali%3Aorganization%3A105432001"
    with (
        httpx.Client(base_url=http.base_url) as other,
        other.stream("GET", path, headers=headers, timeout=5) as answer,
    ):
        control.ask("reset")
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_a_steady_latency_is_slow_many_times_and_delays_nobody_else(linkedin, control):
    control.arm("create_post", "slow", seconds=0.3, count=1_000_000)
    begun = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: linkedin.post(linkedin.body(f"Number {n}")), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert 0.3 <= time.monotonic() - begun < 2


def test_a_throttled_publication_has_no_effect(linkedin, control):
    control.arm("create_post", "http_429")
    assert linkedin.post(linkedin.body("Too many")).status_code == 429
    assert control.texts() == []
