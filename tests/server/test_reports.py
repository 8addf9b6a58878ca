"""Reports over HTTP: figures that name their rows, and a page that needs nothing but itself."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

CSV = "Date,Caption,Likes,Comments,Shares\n" + "\n".join(
    f"2026-0{1 + n // 9}-{10 + n % 9}T{9 + n % 4:02}:30:00+05:30,"
    f"Chai and “buns” <b>number</b> {n} & more,{40 + 11 * n},{n},{n % 3}"
    for n in range(18)
)


@dataclass
class Measured:
    person: Any
    campaign_id: str
    publication_id: str


@pytest.fixture
def measured(shop, chat, eventually):
    """A workspace with one post out and its first numbers there."""
    thread = chat.threads.create()
    said = {"role": "user", "content": "One LinkedIn post about our masala chai, right away"}
    chat.runs.wait(thread["thread_id"], "insta-media", input={"messages": [said]})
    (asked,) = shop.get("/api/v1/approvals", status="open")["items"]
    # words that no other test posts: the platform takes none twice
    edits = {"text": f"Cup number {secrets.randbelow(10**9)}"}
    edit = {"decision": "edit", "version": asked["version"], "edits": edits}
    edited = shop.post(f"/api/v1/approvals/{asked['id']}/decision", edit)
    decision = {"decision": "approve", "version": asked["version"] + 1}
    shop.post(f"/api/v1/approvals/{edited['next_approval_id']}/decision", decision)
    (publication,) = shop.get("/api/v1/publications")["items"]
    path = f"/api/v1/publications/{publication['id']}/metrics"
    eventually(lambda: shop.get(path)["items"], within_s=90)
    return Measured(shop, asked["campaign_id"], publication["id"])


def test_a_campaigns_report_names_the_row_behind_each_number(measured):
    person, path = measured.person, f"/api/v1/campaigns/{measured.campaign_id}"
    told = person.get(f"{path}/report")
    (post,) = told["posts"]
    known = {s["id"]: s for s in told["snapshots"]}
    assert known[post["snapshot_id"]]["values"] == post["values"]
    rows = person.get(f"/api/v1/publications/{measured.publication_id}/metrics")["items"]
    assert post["snapshot_id"] in {row["id"] for row in rows}
    assert (post["maturity"], post["verdict"], told["maturity"]) == ("early", "too_early", "early")
    assert "Too early to judge" in told["headline"]
    pointed = {i for sentence in told["sentences"] for i in sentence["snapshot_ids"]}
    assert pointed <= set(known)
    # another look may come in between, so the two are alike in what they are about
    same = person.get(f"{path}/analytics")
    assert (same["scope"], set(same)) == (told["scope"], set(told))
    alone = person.get("/api/v1/analytics/report", publication_id=measured.publication_id)
    assert alone["scope"]["kind"] == "post"
    assert person.http.get(alone["links"]["json"]).json()["scope"] == alone["scope"]
    page = person.http.get(alone["links"]["html"])
    assert page.text.startswith("<!doctype html>")


@pytest.fixture
def shop_with_history(shop):
    assert shop.import_posts(CSV)["imported"] == 18
    return shop


def test_a_time_and_a_platform_choose_the_posts(shop_with_history):
    shop = shop_with_history
    whole = shop.get("/api/v1/analytics/report")
    assert len(whole["posts"]) == 18
    short = whole["summary"]
    assert (short["total_posts"], short["total_impressions"]) == (18, None)
    counts = ("likes", "comments", "shares")
    assert short["total_engagement"] == sum(p["values"][n] for p in whole["posts"] for n in counts)
    assert short["top_performing_post"]["number"] == whole["best_number"]
    assert short["worst_performing_post"]["number"] == whole["worst_number"]
    days = [datetime.fromisoformat(post["published_at"]) for post in whole["posts"]]
    period = [datetime.fromisoformat(whole["period"][end]) for end in ("start", "end")]
    assert period == [min(days), max(days)]
    some = shop.get(
        "/api/v1/analytics/report",
        since="2026-01-10T00:00:00+05:30",
        until="2026-01-13T00:00:00+05:30",
    )
    assert len(some["posts"]) == 3
    days = [datetime.fromisoformat(p["published_at"]) for p in some["posts"]]
    assert max(days) - min(days) < timedelta(days=3)
    assert shop.get("/api/v1/analytics/report", platform="x")["posts"] == []
    assert shop.get("/api/v1/analytics/report", period="this_month")["scope"]["since"]
    hours = {group["key"]: group["brand"]["n"] for group in whole["hours"]}
    assert set(hours) == {"09", "10", "11", "12"}
    assert sum(hours.values()) == 18
    assert {note["code"] for note in whole["notes"]} >= {"imported", "no_register"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}, "bad_period"),
        ({"since": "2026-02-01T00:00:00Z", "period": "this_week"}, "bad_period"),
        ({"since": "2026-02-01T00:00:00"}, "invalid"),
        ({"platform": "orkut"}, "unknown_platform"),
        ({"period": "some_day"}, "invalid"),
    ],
)
def test_a_period_that_cannot_be_is_refused(person, query, code):
    answer = person.http.get("/api/v1/analytics/report", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_the_page_carries_all_it_needs_and_escapes_what_people_wrote(shop_with_history):
    answer = shop_with_history.http.get("/api/v1/analytics/report.html")
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = answer.text
    assert "Numbers as you imported them · 18 posts" in page
    assert "<script" not in page
    assert " style=" not in page
    assert "<b>number</b>" not in page
    assert "&lt;b&gt;number&lt;/b&gt; 3 &amp; more" in page
    assert not re.search(r"(?:src|href)=\"(?!https?://www|#)", page)
    for heading in ("What happened", "Is it getting better?", "What to do next", "All numbers"):
        assert f"<h2>{heading}</h2>" in page
    # every drawing says in words what it shows, and a table of the same numbers is behind it
    drawings, tables = page.count('role="img"'), page.count("<table>")
    assert drawings >= 2
    assert tables >= drawings


def test_the_page_needs_access(anyone):
    assert anyone.get("/api/v1/analytics/report.html").status_code == 401


def test_a_brand_without_posts_is_told_so_kindly(shop):
    told = shop.get("/api/v1/analytics/report")
    assert told["headline"] == "No data yet on your posts: no post is out."
    assert told["next_step"]
    page = shop.http.get("/api/v1/analytics/report.html")
    assert page.status_code == 200
    assert "No data yet on your posts" in page.text


@pytest.mark.parametrize("header", ["Date,Caption", "Date,Caption,Impressions"])
def test_imported_posts_without_counts_are_said_to_have_none(person, header):
    person.import_posts(f"{header}\n2026-01-05,Chai at six\n2026-01-06,Chai at ten\n")
    told = person.get("/api/v1/analytics/report")
    assert "2 posts were imported, and have no counts" in told["headline"]
    assert "Import the file again" in told["next_step"]
    today = person.get("/api/v1/analytics/report", period="today")
    assert "no post is out" in today["headline"]
