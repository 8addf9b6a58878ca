from datetime import datetime, timedelta

import pytest


def test_info_names_addresses_the_known_app_and_what_can_go_wrong(control, server):
    info = control.look("info")
    assert info["sandbox"] == server.base
    assert info["sites"] == server.sites
    platform = info["platforms"]["linkedin"]
    assert platform["api_base"] == server.base
    assert platform["client_id"] == "sandbox-linkedin"
    assert platform["client_secret"] == "sandbox-linkedin-secret"
    assert "content_policy" in info["operations"]["linkedin"]["create_post"]
    assert set(info["operations"]["site"]) == {"robots", "page"}
    assert len(info["modes"]) == 10


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"platform": "myspace"}, "platform must be one of: linkedin, "),
        ({"platform": "linkedin", "operation": "poke"}, "operation must be one of: token,"),
        ({"platform": "linkedin", "operation": "*", "mode": "fire"}, "mode must be one of: lost_"),
        (
            {"platform": "site", "operation": "page", "mode": "token_revoked"},
            "mode must be one of: lost_response_after_effect",
        ),
        (
            {"platform": "linkedin", "operation": "token", "mode": "content_policy"},
            "mode must be one of",
        ),
        ({"platform": "site", "operation": "*", "mode": "slow", "count": 0}, "count must be"),
        ({"platform": "site", "operation": "*", "mode": "slow", "count": 1.5}, "whole number"),
        ({"platform": "site", "operation": "*", "mode": "slow", "count": True}, "count must be"),
        ({"platform": "site", "operation": "*", "mode": "slow", "seconds": 1e9}, "seconds must"),
        ({"platform": "site", "operation": "*", "mode": "slow", "when": "now"}, "Unknown fields"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_the_choices(http, body, named):
    answer = http.post("/control/faults", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in answer.json()["detail"]


@pytest.mark.parametrize("path", ["faults", "clock", "audience", "accounts", "clients", "history"])
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"advance_s": NaN}', 400),
        (b'{"name": "\\ud800"}', 400),
        (b"[" * 50_000, 400),
        (b"1" * 5000, 400),
        (b"[]", 422),
        (b"", 422),
        (b'{"advance_s": 1e400, "name": 5, "platform": []}', 422),
        (b'{"advance_s": -1, "name": "", "account": {}}', 422),
        (b"x" * 70_000, 413),
    ],
)
def test_bad_bodies_are_problems_with_words_never_a_500(http, path, content, status):
    answer = http.post(f"/control/{path}", content=content)
    assert answer.status_code == status
    assert len(answer.json()["detail"]) > 10


def test_the_clock_only_moves_forward_and_every_stand_in_follows(control, http):
    before = datetime.fromisoformat(control.look("clock")["now"])
    after = datetime.fromisoformat(control.ask("clock", {"advance_s": 3600})["now"])
    assert timedelta(seconds=3600) <= after - before < timedelta(seconds=3660)
    assert control.look("clock")["offset_s"] == 3600
    assert http.post("/control/clock", json={"advance_s": 1e9}).status_code == 422


def test_faults_are_taken_back_and_calls_go_well_again(linkedin, control, http):
    control.arm("find_posts", "http_500_before_effect", count=50)
    control.arm("create_post", "content_policy")
    assert http.delete("/control/faults").json() == {"disarmed": 2}
    assert control.look("faults")["faults"] == []
    assert linkedin.find().status_code == 200
    assert http.delete("/control/faults").json() == {"disarmed": 0}


def test_a_reset_brings_back_the_first_day(linkedin, control):
    first = control.look("accounts")["accounts"]
    linkedin.publish("Wiped away")
    control.ask("clock", {"advance_s": 3600})
    control.ask("accounts", {"platform": "linkedin", "name": "Temporary"})
    control.arm("token", "http_429")
    control.ask("reset")
    assert control.texts() == []
    assert control.look("clock")["offset_s"] == 0
    assert control.look("faults")["faults"] == []
    assert control.look("requests")["requests"] == []
    assert control.look("accounts")["accounts"] == first
    assert linkedin.find().status_code == 401


def test_an_audience_is_set_by_name_id_or_urn(control, http):
    urn = "urn:li:organization:105432001"
    for name in (urn, "105432001", "Masala Chai Co."):
        body = {"account": name, "seed": 42}
        assert control.ask("audience", body) == {"account": urn, "seed": "42"}
    unknown = http.post("/control/audience", json={"account": "nobody", "seed": 1})
    assert unknown.status_code == 422


def test_another_audience_answers_the_next_post_differently(linkedin, control):
    results = []
    for seed in ("a", "b"):
        control.ask("audience", {"account": "Masala Chai Co.", "seed": seed})
        urn = linkedin.publish("Remember the kettle from our childhood?")
        control.ask("clock", {"advance_s": 86_400})
        (element,) = linkedin.statistics(f"&shares=List({urn.replace(':', '%3A')})").json()[
            "elements"
        ]
        results.append(element["totalShareStatistics"]["impressionCount"])
    assert results[0] != results[1]


def test_effects_say_which_register_the_audience_heard(linkedin, control):
    linkedin.publish("Thank you, dhanyavaad, we are so grateful")
    linkedin.publish("Tea 4 pm")
    registers = [effect["register"] for effect in control.look("effects")["effects"]]
    assert registers == ["gratitude", None]


def test_an_unknown_path_is_answered_in_the_platforms_shape_and_noted(linkedin, control):
    assert linkedin.get("/rest/nothing").json()["status"] == 404
    line = control.look("requests")["requests"][-1]
    assert (line["path"], line["platform"], line["status"]) == ("/rest/nothing", None, 404)
