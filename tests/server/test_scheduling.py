"""Scheduling comfort over HTTP: free slots, quiet hours, repeats, parameters, the dry run."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

V1 = "/api/v1"
KOLKATA = ZoneInfo("Asia/Kolkata")


@pytest.fixture
def words():
    """A text of its own for each test: all people here share the sandbox's one page."""
    name = secrets.token_hex(3)
    return f"Rain outside, masala chai inside at {name}. Come by before six, stay for a second cup."


@pytest.fixture
def server(ahead):
    return ahead


@pytest.fixture
def account(shop):
    return next(
        c["id"] for c in shop.get(f"{V1}/platforms")["items"] if c["account_kind"] != "member"
    )


def now_of(person) -> datetime:
    return datetime.fromisoformat(person.get(f"{V1}/health")["clock"]["now"])


@pytest.fixture
def pass_time(server, shop, eventually):
    def run(seconds: float) -> None:
        before = now_of(shop)
        url = f"{server.env['INSTA_SANDBOX_URL']}/control/clock"
        httpx.post(url, json={"advance_s": seconds}, timeout=60).raise_for_status()
        eventually(lambda: now_of(shop) >= before + timedelta(seconds=seconds))

    return run


def compose(person, account, text, **more):
    body = {"platform": "linkedin", "connection_id": account, "text": text, **more}
    return person.post(f"{V1}/content", body)["approval"]


def decide(person, asked, decision="approve", **more):
    body = {"decision": decision, "version": asked["version"], **more}
    return person.post(f"{V1}/approvals/{asked['id']}/decision", body)


def week(person, account, *, slots=(), quiet=()):
    body = {"timezone": "Asia/Kolkata", "slots": list(slots), "quiet": list(quiet)}
    return person.put(f"{V1}/timetables/{account}", body)


EVENINGS = [{"weekday": day, "at": "19:30"} for day in range(7)]


def test_posts_take_the_next_free_slots_one_each_however_many_ask_at_once(shop, account, words):
    week(shop, account, slots=EVENINGS)
    with ThreadPoolExecutor(4) as pool:
        asked = list(
            pool.map(lambda n: compose(shop, account, f"{words} {n}", next_free=True), range(4))
        )
    whens = sorted(one["publish_at_local"]["wall"] for one in asked)
    assert len(set(whens)) == 4
    assert all(when.endswith("T19:30:00") for when in whens)
    free = shop.get(f"{V1}/timetables/{account}/free", count=1)["slots"][0]["wall"]
    assert free > whens[-1]


def test_an_edit_and_a_move_take_the_next_free_slot_too(shop, account, words):
    week(shop, account, slots=EVENINGS)
    first = compose(shop, account, words, next_free=True)
    other = compose(shop, account, "Ginger biscuits, two for thirty.")
    edited = decide(shop, other, "edit", edits={"next_free": True})
    moved = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")
    assert moved["publish_at"] > first["publish_at"]
    decide(shop, first)
    (row,) = shop.get(f"{V1}/publications")["items"]
    again = shop.post(f"{V1}/publications/{row['id']}/reschedule", {"next_free": True})
    # its own slot is free again once it leaves it
    assert again["approval"]["publish_at"] == first["publish_at"]


def test_without_slots_there_is_no_free_one_and_both_at_once_are_refused(shop, account, words):
    body = {"platform": "linkedin", "connection_id": account, "text": words, "next_free": True}
    answer = shop.http.post(f"{V1}/content", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_free_slot")
    assert shop.get(f"{V1}/approvals")["items"] == []
    week(shop, account, slots=EVENINGS, quiet=[{"begins": "19:00", "ends": "20:00"}])
    answer = shop.http.post(f"{V1}/content", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_free_slot")
    assert "all its weekly times lie in its quiet hours" in answer.json()["detail"]
    both = {**body, "publish_at": "2031-01-01T10:00:00Z"}
    for path in ("content", "content/preview"):
        answer = shop.http.post(f"{V1}/{path}", json=both)
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_edit")
    asked = compose(shop, account, words)
    edits = {"next_free": True, "publish_at": "2031-01-01T10:00:00Z"}
    body = {"decision": "edit", "version": 1, "edits": edits}
    answer = shop.http.post(f"{V1}/approvals/{asked['id']}/decision", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_edit")


def test_a_post_for_now_waits_until_the_quiet_hours_end(
    shop, account, pass_time, eventually, words
):
    local = now_of(shop).astimezone(KOLKATA)
    begins, ends = local - timedelta(hours=1), local + timedelta(hours=2)
    week(shop, account, quiet=[{"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}])
    asked = compose(shop, account, words)
    (caution,) = asked["cautions"]
    assert caution["code"] == "quiet_hours"
    assert "it waits until then" in caution["message"]
    end = ends.replace(second=0, microsecond=0)
    tried = shop.post(f"{V1}/approvals/{asked['id']}/dry-run")
    assert tried["ok"]
    assert [one["code"] for one in tried["cautions"]] == ["quiet_hours"]
    approved = decide(shop, asked)
    (row,) = shop.get(f"{V1}/publications")["items"]
    told = (tried["not_before"], approved["not_before"], row["not_before"], row["due_at"])
    assert {datetime.fromisoformat(at) for at in told} == {end}
    assert "Quiet hours: it waits until" in row["timeline"][0]["detail"]
    pass_time(60)
    assert shop.get(f"{V1}/publications/{row['id']}")["state"] == "scheduled"
    pass_time(2 * 3600)
    out = eventually(
        lambda: (r := shop.get(f"{V1}/publications/{row['id']}"))["state"] == "published" and r
    )
    assert datetime.fromisoformat(out["published_at"]) >= end


def test_a_slot_in_quiet_hours_is_told_before_it_is_approved(shop, account, words):
    week(shop, account, quiet=[{"begins": "22:00", "ends": "07:00"}])
    day = (now_of(shop).astimezone(KOLKATA) + timedelta(days=2)).date()
    at = datetime(day.year, day.month, day.day, 23, 0, tzinfo=KOLKATA)
    asked = compose(shop, account, words, publish_at=at.isoformat())
    (caution,) = asked["cautions"]
    assert caution["code"] == "quiet_hours"
    assert "11:00 pm" in caution["message"]
    decide(shop, asked)
    (row,) = shop.get(f"{V1}/publications")["items"]
    assert (row["state"], row["publish_at"]) == ("scheduled", at.astimezone(UTC).isoformat())


def test_a_near_duplicate_is_told_with_the_post_it_repeats(shop, account, eventually, words):
    decide(shop, compose(shop, account, words))
    eventually(lambda: shop.get(f"{V1}/publications")["items"][0]["state"] == "published")
    same = compose(shop, account, words.upper())
    assert same["cautions"][0]["code"] == "near_duplicate"
    assert "It says the same words as the post of" in same["cautions"][0]["message"]
    body = {"platform": "linkedin", "connection_id": account, "text": f"{words} ☔"}
    shown = shop.post(f"{V1}/content/preview", body)
    assert [one["code"] for one in shown["cautions"]] == ["near_duplicate"]
    other = compose(shop, account, "We are closed on Monday for repairs to the old stove.")
    assert other["cautions"] == []
    edited = decide(shop, other, "edit", edits={"text": f"{words}!"})
    found = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")["cautions"]
    assert [one["code"] for one in found] == ["near_duplicate"]


def test_the_brands_links_carry_campaign_parameters_that_are_seen_before_approval(shop, account):
    assert shop.get(f"{V1}/tracking")["on"] is False
    shop.put(f"{V1}/tracking", {"on": True, "campaign": "monsoon", "hosts": ["chai.example"]})
    asked = compose(
        shop,
        account,
        "See https://chai.example/menu and https://other.example/x",
        first_comment=None,
    )
    added = "?utm_source=linkedin&utm_medium=social&utm_campaign=monsoon"
    assert asked["content"]["text"] == (
        f"See https://chai.example/menu{added} and https://other.example/x"
    )
    edited = decide(shop, asked, "edit", edits={"text": "Now https://chai.example/new"})
    text = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")["content"]["text"]
    assert text == f"Now https://chai.example/new{added}"


def test_a_dry_run_says_what_would_go_out_and_all_that_stands_in_its_way(shop, account, words):
    asked = compose(shop, account, words, hashtags=["chai"])
    path = f"{V1}/approvals/{asked['id']}/dry-run"
    seen = shop.post(path)
    assert (seen["ok"], seen["problems"], seen["parts"]) == (True, [], [])
    assert seen["text"].endswith("#chai")
    assert seen["character_count"] <= seen["limit"]
    shop.post(f"{V1}/platforms/{account}/pause")
    decide(shop, asked)
    blocked = shop.post(path)
    assert not blocked["ok"]
    assert any("is paused" in problem for problem in blocked["problems"])
    assert shop.get(f"{V1}/publications")["items"][0]["attempts"] == []


def test_a_post_that_is_out_can_be_asked_about_again_and_comes_back_when_wished(
    shop, account, eventually, pass_time, words
):
    week(shop, account, slots=EVENINGS)
    decide(shop, compose(shop, account, words))
    (row,) = shop.get(f"{V1}/publications")["items"]
    early = shop.http.put(f"{V1}/publications/{row['id']}/evergreen", json={"every_days": 3})
    assert (early.status_code, early.json()["code"]) in ((422, "bad_days"), (409, "not_published"))
    eventually(lambda: shop.get(f"{V1}/publications/{row['id']}")["state"] == "published")
    again = shop.post(f"{V1}/publications/{row['id']}/requeue", {"next_free": True})
    assert again["status"] == "open"
    assert again["content"]["text"] == words
    assert again["content"]["again_of"] == row["id"]
    assert [one["code"] for one in again["cautions"]] == ["near_duplicate"]
    decide(shop, again, "reject")

    rule = shop.put(f"{V1}/publications/{row['id']}/evergreen", {"every_days": 30})
    assert shop.get(f"{V1}/publications/{row['id']}/evergreen") == rule
    pass_time(30 * 86_400 + 60)

    def returned():
        items = shop.get(f"{V1}/approvals", status="open")["items"]
        return [a for a in items if a["content"]["again_of"] == row["id"]]

    (asked,) = eventually(returned, within_s=60)
    assert asked["publish_at_local"]["wall"].endswith("T19:30:00")
    # nobody approved it: nothing went out
    assert len(shop.get(f"{V1}/publications")["items"]) == 1
    shop.http.delete(f"{V1}/publications/{row['id']}/evergreen").raise_for_status()
    gone = shop.http.get(f"{V1}/publications/{row['id']}/evergreen")
    assert gone.status_code == 404
