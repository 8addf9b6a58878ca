"""The routes of a brand's rules: stated, listed, decided, deleted, and by whom."""

import pytest

RULES = "/api/v1/profile/rules"


def test_a_rule_is_stated_listed_and_deleted(person):
    body = {"aspect": "replace", "params": {"old": "cheap", "text": "fair"}, "platform": "x"}
    made = person.http.post(RULES, json=body)
    assert made.status_code == 201
    rule = made.json()
    assert (rule["status"], rule["words"]) == ("accepted", "“fair” instead of “cheap” on X")
    assert (rule["noticed"], rule["drop_proposed"]) == (None, False)
    assert person.post(RULES, {"aspect": "no_emoji"})["platform"] is None
    first = person.get(RULES, limit=1)
    assert first["items"] == [rule]
    (second,) = person.get(RULES, cursor=first["next_cursor"])["items"]
    assert second["words"] == "no emoji"
    assert person.post(f"{RULES}/{rule['id']}/accept")["status"] == "accepted"
    declined = person.http.post(f"{RULES}/{rule['id']}/decline")
    assert (declined.status_code, declined.json()["code"]) == (409, "not_proposed")
    for _ in range(2):
        assert person.http.delete(f"{RULES}/{rule['id']}").status_code == 204
    gone = person.http.post(f"{RULES}/{rule['id']}/accept")
    assert (gone.status_code, gone.json()["code"]) == (409, "rule_deleted")
    assert [r["words"] for r in person.get(RULES)["items"]] == ["no emoji"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"aspect": "replace"}, "bad_rule"),
        ({"aspect": "replace", "params": {"old": "₹40", "text": "₹30"}}, "bad_rule"),
        ({"aspect": "no_emoji", "language": "ta"}, "unknown_language"),
        ({"aspect": "dance"}, None),
        ({"aspect": "sign_off", "params": {"text": "Te\u202eam"}}, None),
    ],
)
def test_what_cannot_be_followed_is_refused(person, body, code):
    answer = person.http.post(RULES, json=body)
    assert answer.status_code == 422, answer.text
    assert code in (None, answer.json()["code"])


def test_who_may_only_look_changes_no_rule(person, as_role):
    rule = person.post(RULES, {"aspect": "no_price"})
    as_role(person, "viewer")
    assert person.get(RULES)["items"] == [rule]
    for method, path in (
        ("POST", RULES),
        ("POST", f"{RULES}/{rule['id']}/accept"),
        ("POST", f"{RULES}/{rule['id']}/decline"),
        ("DELETE", f"{RULES}/{rule['id']}"),
    ):
        answer = person.http.request(method, path, json={"aspect": "no_emoji"})
        assert answer.status_code == 403
