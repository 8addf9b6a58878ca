"""Long files: taken in by a job that tells how far it is and survives the process."""

import time

import pytest

from tests.server.conftest import long_file

pytestmark = pytest.mark.slow
ROWS = 1_200
MANY = 5_200
"""So many that a process can be killed in the middle."""


def test_a_long_file_is_a_job_that_tells_its_progress_and_its_result(person, eventually):
    files = {"file": ("posts.csv", long_file(ROWS).encode(), "text/csv")}
    answer = person.http.post("/api/v1/posts/import", files=files, data={"platform": "x"})
    assert answer.status_code == 202
    path = f"/api/v1/jobs/{answer.json()['job_id']}"
    seen = []

    def ended():
        job = person.get(path)
        seen.append(job["done"])
        return job if job["status"] in ("done", "failed") else None

    job = eventually(ended, within_s=60)
    assert (job["status"], job["kind"], job["error"]) == ("done", "import", None)
    assert (job["done"], job["total"]) == (ROWS, ROWS)
    assert seen == sorted(seen)
    assert (job["result"]["imported"], job["result"]["rejected"]) == (ROWS, [])
    assert job["result"]["mapping"]["text"] == "Caption"
    again = person.http.post("/api/v1/posts/import", files=files, data={"platform": "x"})
    path = f"/api/v1/jobs/{again.json()['job_id']}"
    assert eventually(ended, within_s=60)["result"]["unchanged"] == ROWS


def test_a_long_file_that_is_no_history_is_refused_at_once(person):
    content = "Foo,Bar\n" + "a,b\n" * ROWS
    files = {"file": ("posts.csv", content.encode(), "text/csv")}
    answer = person.http.post("/api/v1/posts/import", files=files, data={"platform": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_text_column")


def test_a_killed_server_goes_on_where_it_was(starts, sandbox, register, tmp_path, eventually):
    server = starts.server(tmp_path, sandbox)
    person = register(at=server.url)
    job_id = person.import_posts(long_file(MANY))["job_id"]
    path = f"/api/v1/jobs/{job_id}"
    before = eventually(lambda: (job := person.get(path))["done"] and job)
    server.stop(kill=True)
    server = starts.server(tmp_path, sandbox)
    try:
        person.http.base_url = server.url
        job = eventually(lambda: (j := person.get(path))["result"] and j, within_s=90)
        assert before["done"] <= job["done"] == MANY
        assert job["result"]["imported"] == MANY
        assert not list((tmp_path / "assets" / "imports").iterdir())
    finally:
        server.stop()


def test_an_import_tells_its_progress_as_events(person, eventually):
    job_id = person.import_posts(long_file(1_001))["job_id"]
    eventually(lambda: person.get(f"/api/v1/jobs/{job_id}")["result"], within_s=60)
    told = []
    until = time.monotonic() + 20
    with person.http.stream("GET", "/api/v1/events", headers={"Last-Event-ID": "0"}) as stream:
        for line in stream.iter_lines():
            if line.startswith("event: import."):
                told.append(line.removeprefix("event: import."))
            if "finished" in told or time.monotonic() > until:
                break
    assert (told[0], told[-1], set(told[1:-1])) == ("started", "finished", {"progress"})
