from urllib.parse import quote

import pytest

ORGANIZATION = "urn:li:organization:105432001"
MEMBER = "urn:li:person:yrZCpj2Z12"


def path(urn):
    return f"/rest/socialActions/{quote(urn, safe='')}/comments"


def comment(linkedin, urn, text="First", actor=ORGANIZATION, **changes):
    body = {"actor": actor, "object": urn, "message": {"text": text}, **changes}
    return linkedin.http.post(path(urn), json=body, headers=linkedin.headers)


def test_a_comment_is_plain_text_listed_in_its_order_and_seen_by_people(linkedin, http):
    urn = linkedin.publish("Chai")
    first = comment(linkedin, urn, "One (really) *now*")
    assert first.status_code == 201
    assert first.headers["x-restli-id"] == first.json()["commentUrn"]
    assert first.json()["commentUrn"].startswith(f"urn:li:comment:({urn},")
    comment(linkedin, urn, "Two", MEMBER)
    told = linkedin.get(f"{path(urn)}?start=0&count=10").json()
    assert [e["message"]["text"] for e in told["elements"]] == ["One (really) *now*", "Two"]
    assert [e["actor"] for e in told["elements"]] == [ORGANIZATION, MEMBER]
    assert linkedin.get(f"{path(urn)}?start=1&count=1").json()["elements"] == told["elements"][1:]
    assert "One (really) *now*" in http.get(f"/feed/update/{urn}").text


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 1251},
        {"text": "  "},
        {"text": 5},
        {"actor": "urn:li:share:1"},
        {"object": "urn:li:share:1"},
        {"message": "First"},
        {"message": {"text": "x", "attributes": [{}]}},
        {"parentComment": "x"},
    ],
)
def test_a_wrong_comment_is_refused(linkedin, changes):
    urn = linkedin.publish("Chai")
    assert comment(linkedin, urn, **changes).status_code == 400
    assert linkedin.get(path(urn)).json()["elements"] == []


def test_a_comment_needs_a_post_and_an_encoded_urn(linkedin):
    urn = linkedin.publish("Chai")
    assert comment(linkedin, "urn:li:share:1").status_code == 404
    assert linkedin.get(f"/rest/socialActions/{urn}/comments").status_code == 400
    linkedin.delete(urn)
    assert comment(linkedin, urn).status_code == 404


def test_a_comment_needs_the_scope_of_its_actor(linkedin, stranger):
    urn = linkedin.publish("Chai")
    plain = stranger.connect(scope="openid w_member_social")
    assert comment(plain, urn).status_code == 403
    assert comment(plain, urn, actor=MEMBER).status_code == 201
    assert plain.get(path(urn)).status_code == 403


def test_below_a_members_post_nobody_may_look(linkedin):
    urn = linkedin.publish("Mine", MEMBER)
    assert comment(linkedin, urn, actor=MEMBER).status_code == 201
    assert linkedin.get(path(urn)).status_code == 403


@pytest.mark.parametrize(
    ("mode", "status", "count"),
    [
        ("http_500_before_effect", 500, 0),
        ("http_500_after_effect", 500, 1),
        ("http_429", 429, 0),
        ("content_policy", 422, 0),
    ],
)
def test_faults_reach_a_comment(linkedin, control, mode, status, count):
    urn = linkedin.publish("Chai")
    control.arm("create_comment", mode)
    assert comment(linkedin, urn).status_code == status
    assert len(linkedin.get(path(urn)).json()["elements"]) == count
