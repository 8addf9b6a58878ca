"""A brand's own posts are studied by a job beside the server, told as figures and as a page."""

import pytest

from tests.server.conftest import PROFILE

pytestmark = pytest.mark.slow
STUDY = "/api/v1/esg/study"
WORDS = ("chai", "rain", "ginger", "queue", "cups", "street", "morning", "samosa", "window", "team")


def history(rows: int) -> str:
    lines = (
        f"2025-{1 + n // 28 % 12:02}-{1 + n % 28:02} 09:{n % 60:02}:00,"
        f"{WORDS[n % 10]} and {WORDS[n // 10 % 10]} number {n},{10 + n * 7 % 90},{n % 9}\n"
        for n in range(rows)
    )
    return "Date,Caption,Likes,Comments\n" + "".join(lines)


def studied(person, eventually):
    """The study that was ordered, once it is there."""
    job_id = person.post(STUDY)["job_id"]
    job = eventually(
        lambda: (j := person.get(f"/api/v1/jobs/{job_id}"))["status"] in ("done", "failed") and j,
        within_s=90,
    )
    assert job["error"] is None
    return job["result"]


def test_own_posts_are_studied_and_the_study_is_kept(person, eventually):
    person.put("/api/v1/profile", PROFILE)
    assert person.get(STUDY) == {"under_way": None, "made_at": None, "study": None}
    assert person.http.get(f"{STUDY}/page").status_code == 404
    person.import_posts(history(90))
    result = studied(person, eventually)
    assert (result["facts"]["used"], result["facts"]["drafts"]) == (90, 70)
    assert result["summary"]
    assert result["headline"]
    kept = person.get(STUDY)
    assert kept["study"]["facts"] == result["facts"]
    assert kept["made_at"]
    page = person.http.get(f"{STUDY}/page")
    assert page.headers["content-type"].startswith("text/html")
    assert result["headline"] in page.text


def test_a_study_is_ordered_once_however_often_it_is_asked_for(person):
    person.import_posts(history(60))
    assert person.post(STUDY) == person.post(STUDY)


def test_too_few_posts_are_said_at_once_with_what_to_do(person):
    person.import_posts(history(12))
    answer = person.http.post(STUDY, json={"platform": "instagram"})
    assert (answer.status_code, answer.json()["code"]) == (422, "short_history")
    assert "at least 40" in answer.json()["detail"]
    assert "Import more" in answer.json()["detail"]


def test_a_killed_server_studies_anew_and_leaves_nothing_running(
    starts, sandbox, register, tmp_path, eventually
):
    server = starts.server(tmp_path, sandbox)
    person = register(at=server.url)
    person.import_posts(history(120))
    job_id = person.post(STUDY)["job_id"]
    eventually(lambda: person.get(f"/api/v1/jobs/{job_id}")["status"] == "running")
    server.stop(kill=True)
    server = starts.server(tmp_path, sandbox)
    try:
        person.http.base_url = server.url
        job = eventually(
            lambda: (j := person.get(f"/api/v1/jobs/{job_id}"))["result"] and j, within_s=90
        )
        assert job["result"]["facts"]["used"] == 120
    finally:
        server.stop()
