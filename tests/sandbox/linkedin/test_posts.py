import json

import pytest

ORGANIZATION = "urn:li:organization:105432001"
OTHER_ORGANIZATION = "urn:li:organization:105432002"
MEMBER = "urn:li:person:yrZCpj2Z12"


def test_a_post_answers_201_with_an_empty_body_and_its_urn(linkedin, control):
    answer = linkedin.post(linkedin.body("Kulhad chai is back"))
    assert answer.status_code == 201
    assert answer.content == b""
    urn = answer.headers["x-restli-id"]
    assert urn.startswith("urn:li:share:")
    (effect,) = control.look("effects")["effects"]
    assert effect["platform"] == "linkedin"
    assert effect["account"] == ORGANIZATION
    assert effect["post_id"] == urn
    assert effect["text"] == "Kulhad chai is back"
    assert effect["media"] == []
    assert effect["deleted"] is False


def test_a_post_can_be_read_back_and_seen_by_a_person(linkedin, http):
    urn = linkedin.publish("Ginger <b>& honey".replace("<", "\\<").replace(">", "\\>"))
    entity = linkedin.read(urn).json()
    assert entity["id"] == urn
    assert entity["author"] == ORGANIZATION
    assert entity["commentary"] == "Ginger \\<b\\>& honey"
    page = http.get(f"/feed/update/{urn}")
    assert page.status_code == 200
    assert "Ginger &lt;b&gt;&amp; honey" in page.text


def test_the_same_text_within_ten_minutes_is_a_duplicate_naming_the_first(linkedin, control):
    urn = linkedin.publish("Same again")
    answer = linkedin.post(linkedin.body("Same again"))
    assert answer.status_code == 422
    assert f"Content is a duplicate of {urn}" in answer.json()["message"]
    control.ask("clock", {"advance_s": 601})
    assert linkedin.publish("Same again") != urn


def test_a_duplicate_is_judged_by_the_shown_text_and_the_author(linkedin):
    linkedin.publish("Tea time (first)")
    assert linkedin.post(linkedin.body("Tea time (second)")).status_code == 422
    assert linkedin.post(linkedin.body("Tea time (third)", MEMBER)).status_code == 201


def test_a_deleted_post_still_guards_against_its_duplicate(linkedin):
    linkedin.delete(linkedin.publish("Gone soon"))
    assert linkedin.post(linkedin.body("Gone soon")).status_code == 422


def test_deleting_answers_204_even_when_already_gone(linkedin, control):
    urn = linkedin.publish("Short life")
    assert linkedin.delete(urn).status_code == 204
    assert linkedin.delete(urn).status_code == 204
    assert linkedin.delete("urn:li:share:1").status_code == 204
    assert linkedin.read(urn).status_code == 404
    assert control.texts() == []
    (effect,) = control.look("effects?deleted=true")["effects"]
    assert effect["deleted"] is True


def test_the_finder_lists_newest_first_in_pages(linkedin, control):
    urns = []
    for number in range(5):
        urns.append(linkedin.publish(f"Post number {number}"))
        control.ask("clock", {"advance_s": 1})
    urns.reverse()
    first = linkedin.find(more="&count=2&sortBy=LAST_MODIFIED").json()
    rest = linkedin.find(more="&count=10&start=2").json()
    assert [element["id"] for element in first["elements"]] == urns[:2]
    assert [element["id"] for element in rest["elements"]] == urns[2:]
    assert first["paging"]["total"] == 5


def test_the_finder_needs_its_method_header_and_encoded_urns(linkedin):
    path = "/rest/posts?q=author&author="
    assert linkedin.get(path + ORGANIZATION.replace(":", "%3A")).status_code == 400
    raw = linkedin.get(path + ORGANIZATION, **{"X-RestLi-Method": "FINDER"})
    assert raw.status_code == 400


def test_a_members_posts_cannot_be_listed_or_read(linkedin):
    urn = linkedin.publish("By a person", MEMBER)
    assert linkedin.find(MEMBER).status_code == 403
    assert linkedin.read(urn).status_code == 403


def test_a_urn_in_the_path_must_be_percent_encoded(linkedin):
    urn = linkedin.publish("Encode me")
    assert linkedin.get(f"/rest/posts/{urn}").status_code == 400


@pytest.mark.parametrize(
    ("scope", "author"),
    [
        ("w_member_social", ORGANIZATION),
        ("w_organization_social", MEMBER),
        ("w_member_social w_organization_social", OTHER_ORGANIZATION),
        ("w_member_social w_organization_social", "urn:li:person:q7Lm0Xv4Ke"),
    ],
)
def test_a_token_acts_only_as_whom_it_may(stranger, control, scope, author):
    linkedin = stranger.connect(scope=scope)
    answer = linkedin.post(linkedin.body("Not mine", author))
    assert answer.status_code == 403
    assert answer.json()["code"] == "ACCESS_DENIED"
    assert control.texts() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"author": None}, "MISSING_FIELD"),
        ({"author": "urn:li:share:1"}, "INVALID_URN_TYPE"),
        ({"author": 7}, "INVALID_VALUE_FOR_FIELD"),
        ({"commentary": "x" * 3001}, "FIELD_LENGTH_TOO_LONG"),
        ({"commentary": "   "}, "INVALID_VALUE_FOR_FIELD"),
        ({"visibility": "EVERYONE"}, "INVALID_VALUE_FOR_FIELD"),
        ({"visibility": []}, "INVALID_VALUE_FOR_FIELD"),
        ({"lifecycleState": "DRAFT"}, "INVALID_VALUE_FOR_FIELD"),
        ({"distribution": None}, "MISSING_FIELD"),
        ({"distribution": {}}, "MISSING_FIELD"),
        ({"distribution": {"feedDistribution": "ALL"}}, "INVALID_VALUE_FOR_FIELD"),
        ({"distribution": {"feedDistribution": "NONE", "x": 1}}, "INVALID_VALUE_FOR_FIELD"),
        ({"isReshareDisabledByAuthor": "no"}, "INVALID_VALUE_FOR_FIELD"),
        ({"publishAt": 1}, "INVALID_VALUE_FOR_FIELD"),
    ],
)
def test_a_wrong_body_is_refused_field_by_field(linkedin, control, change, code):
    answer = linkedin.post(linkedin.body("Fine text", **change))
    assert answer.status_code == 400
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["code"] == code
    assert problem["errorDetails"]["inputErrors"][0]["code"] == code
    assert control.texts() == []


def test_three_thousand_characters_are_just_short_enough(linkedin):
    assert linkedin.publish("क" * 3000)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'"\\ud800"', b"NaN", b"[" * 9000])
def test_a_body_that_is_not_a_json_object_is_refused(linkedin, http, body):
    headers = {**linkedin.headers, "content-type": "application/json"}
    answer = http.post("/rest/posts", content=body, headers=headers)
    assert answer.status_code == 400


def test_another_content_type_is_refused(linkedin, http):
    headers = {**linkedin.headers, "content-type": "text/plain"}
    content = json.dumps(linkedin.body("Hello")).encode()
    assert http.post("/rest/posts", content=content, headers=headers).status_code == 415


def test_the_daily_limit_of_a_member_ends_at_midnight(linkedin, control):
    for _ in range(150):
        assert linkedin.post({}).status_code == 400
    answer = linkedin.post(linkedin.body("One too many"))
    assert answer.status_code == 429
    assert answer.json()["code"] == "TOO_MANY_REQUESTS"
    control.ask("clock", {"advance_s": 24 * 3600})
    linkedin.publish("A new day")
