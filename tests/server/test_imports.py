"""Odd history files over HTTP: answered in words, never with a 500 and never late."""

import json
import time

import pytest

IMPORT = "/api/v1/posts/import"
PREVIEW = f"{IMPORT}/preview"


def send(person, content, path=PREVIEW, **fields):
    files = {"file": ("posts.csv", content, "text/csv")}
    data = {"platform": "instagram", **fields}
    return person.http.post(path, files=files, data=data)


@pytest.mark.parametrize("path", [PREVIEW, IMPORT])
@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (b"text,likes,n\xe9" + ",é漢字é漢字\n".encode() + b"hi,x,x,y\n", {}),
        (b'[{"zz\\ud800":"a"}]', {}),
        (b"text\nhi\n", {"mapping": json.dumps({"text": "\ud800"})}),
        (b"text\nhi\n", {"mapping": json.dumps({"\ud800": "text"})}),
        (b'[{"caption": "a", "timestamp": 1%s}]' % (b"0" * 400), {}),
        (b"text\nhi\n", {"timezone": "Mars/Olympus"}),
    ],
)
def test_what_cannot_be_told_is_told_in_words(person, path, content, fields):
    answer = send(person, content, path, **fields)
    assert answer.status_code in (200, 422), answer.text
    assert b"\\ud8" not in answer.content


def test_a_text_that_never_ends_freezes_nobody(person):
    begun = time.monotonic()
    answer = send(person, b'[{"caption":"' + b'\\"' * 64_000)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_rows")
    assert time.monotonic() - begun < 10


def test_very_many_bad_rows_are_a_job_that_counts_them(person, eventually):
    answer = send(person, b"text,likes\x81\n" + b"hi,x\n" * 5_001, IMPORT)
    assert answer.status_code == 202, answer.text
    path = f"/api/v1/jobs/{answer.json()['job_id']}"
    job = eventually(lambda: (j := person.get(path))["result"] and j, within_s=30)
    assert (job["status"], job["result"]["rejected_total"]) == ("done", 5_001)
    assert len(job["result"]["rejected"]) == 1_000
    assert job["result"]["mapping"]["likes"] == "likes\ufffd"
    assert any("4,001 more" in note for note in job["result"]["notes"])


def test_times_are_of_the_zone_that_is_named(person):
    content = b"Caption,Date,Likes\nKettle on,4 Mar 2025 15:30,10\n"
    told = send(person, content, timezone="Asia/Kolkata").json()
    assert told["sample"][0]["published_at"].startswith("2025-03-04T10:00:00")
    done = send(person, content, IMPORT, timezone="Asia/Kolkata").json()
    assert (done["imported"], done["rejected_total"]) == (1, 0)
    assert any("Asia/Kolkata" in note for note in done["notes"])
    (post,) = person.get("/api/v1/posts")["items"]
    assert post["published_at"].startswith("2025-03-04T10:00:00")
