"""What a platform tells of an account over HTTP: its people, and other accounts."""

import pytest

V1 = "/api/v1"


@pytest.fixture
def account(person):
    def connected(platform: str, kind: str = "organization") -> str:
        found = person.connect(platform)
        return next(
            c["id"] for c in found if c["platform"] == platform and c["account_kind"] == kind
        )

    return connected


def test_a_page_tells_who_follows_it(person, account):
    seen = person.get(f"{V1}/platforms/{account('linkedin')}/audience")
    assert seen["demographics"]
    assert all(isinstance(n, int) for n in seen["values"].values())


def test_another_account_is_seen_through_ours(person, account):
    mine = account("x")
    handle = next(c for c in person.get(f"{V1}/platforms")["items"] if c["id"] == mine)
    seen = person.get(f"{V1}/platforms/{mine}/public", handle=f"@{handle['account_name']}")
    assert seen["platform"] == "x"
    assert seen["handle"]
    nobody = person.http.get(f"{V1}/platforms/{mine}/public", params={"handle": "nobody404"})
    assert nobody.status_code == 404


def test_what_a_platform_does_not_tell_is_said(person, account):
    answer = person.http.get(f"{V1}/platforms/{account('x')}/audience")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_offered")
    path = f"{V1}/platforms/{account('linkedin')}/public"
    answer = person.http.get(path, params={"handle": "nasa"})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_offered")
    backwards = {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    answer = person.http.get(f"{V1}/platforms/{account('linkedin')}/audience", params=backwards)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_time")
