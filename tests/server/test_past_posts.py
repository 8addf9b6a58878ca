"""Past posts are brought in over HTTP: answered at once when few, by a job when many."""

import httpx
import pytest

PAGE = "urn:li:organization:105432001"
PATH = "/api/v1/platforms/linkedin/history"


@pytest.fixture(scope="module")
def past(sandbox):
    """A page that had posts before anybody connected it."""
    body = {"account": PAGE, "count": 30, "days": 90}
    httpx.post(f"{sandbox}/control/history", json=body, timeout=60).raise_for_status()


@pytest.fixture
def connections(person, past):
    return {one["account_kind"]: one["id"] for one in person.connect_linkedin()}


def test_few_are_answered_as_an_import_is_and_can_be_searched(person, connections):
    done = person.post(PATH, {"connection_id": connections["organization"], "limit": 5})
    assert (done["imported"], done["updated"], done["unchanged"]) == (5, 0, 0)
    assert (done["rejected"], done["mapping"]) == ([], {})
    assert "newest 5 posts" in done["notes"][0]
    found = person.post("/api/v1/esg/search", {"text": "a cup of chai with ginger", "k": 3})
    assert len(found["references"]) == 3


def test_without_a_word_the_page_is_meant_and_a_job_brings_all_in(person, connections, eventually):
    answer = person.http.post(PATH)
    assert answer.status_code == 202
    path = f"/api/v1/jobs/{answer.json()['job_id']}"
    job = eventually(lambda: (found := person.get(path))["status"] in ("done", "failed") and found)
    assert (job["status"], job["kind"], job["error"]) == ("done", "history", None)
    assert job["result"]["imported"] == job["done"] >= 30
    again = person.post(PATH, {"limit": 5})
    assert again["imported"] == 0


def test_a_profile_is_refused_with_what_to_do_instead(person, connections):
    answer = person.http.post(PATH, json={"connection_id": connections["member"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "history_not_offered")
    assert "Import a CSV" in answer.json()["detail"]
    told = {c["id"]: c["history_refusal"] for c in person.get("/api/v1/platforms")["items"]}
    assert told[connections["organization"]] is None
    assert answer.json()["detail"] == told[connections["member"]]


@pytest.mark.parametrize(
    ("path", "body", "status", "word"),
    [
        ("/api/v1/platforms/instagram/history", {}, 404, "No Instagram account is connected"),
        ("/api/v1/platforms/tiktok/history", {}, 422, "tiktok"),
        ("/api/v1/platforms/facebook/history", {}, 404, "No Facebook account is connected"),
        (PATH, {"limit": 0}, 422, "limit"),
        (PATH, {"limit": 5001}, 422, "limit"),
        (PATH, {"brand_id": "nobodys"}, 404, "nobodys"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(person, connections, path, body, status, word):
    answer = person.http.post(path, json=body)
    assert answer.status_code == status, answer.text
    assert word in answer.text


def test_an_account_of_another_platform_is_not_found_under_this_one(person, connections):
    path = "/api/v1/platforms/instagram/history"
    answer = person.http.post(path, json={"connection_id": connections["organization"]})
    assert answer.status_code == 404


def test_another_workspaces_account_is_not_there(person, register, connections):
    stranger = register()
    answer = stranger.http.post(PATH, json={"connection_id": connections["organization"]})
    assert answer.status_code == 404
    assert person.get("/api/v1/posts")["items"] == stranger.get("/api/v1/posts")["items"] == []


def test_who_only_reads_brings_nothing_in(person, connections, as_role):
    as_role(person, "viewer")
    assert person.http.post(PATH).status_code == 403
