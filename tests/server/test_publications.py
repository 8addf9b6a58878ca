"""What people do with publications over HTTP, by a clock that the tests move: who may, and what is
refused with which code.
"""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import httpx
import pytest

TEAM = "insta-media"
ASK = "One LinkedIn post about our masala chai"
DAY = 86400
V1 = "/api/v1"


@pytest.fixture
def server(ahead):
    return ahead


def control(server, path, body):
    httpx.post(
        f"{server.env['INSTA_SANDBOX_URL']}/control/{path}", json=body, timeout=60
    ).raise_for_status()


def effects(server, text):
    answer = httpx.get(f"{server.env['INSTA_SANDBOX_URL']}/control/effects", timeout=60)
    return [e for e in answer.json()["effects"] if e["text"].startswith(text)]


def clock(person) -> datetime:
    return datetime.fromisoformat(person.get(f"{V1}/health")["clock"]["now"])


@pytest.fixture
def pass_time(server, person, eventually):
    """Moves the sandbox's clock, and waits until the server goes by it."""

    def run(seconds: float) -> None:
        before = clock(person)
        control(server, "clock", {"advance_s": seconds})
        eventually(lambda: clock(person) >= before + timedelta(seconds=seconds))

    return run


@pytest.fixture
def thread_id(chat):
    thread = chat.threads.create()["thread_id"]
    say(chat, thread, ASK)
    return thread


def say(chat, thread_id, text):
    said = {"messages": [{"role": "user", "content": text}]}
    return chat.runs.wait(thread_id, TEAM, input=said)["messages"][-1]["content"]


def decide(shop, asked, decision="approve", **more):
    body = {"decision": decision, "version": asked["version"], **more}
    return shop.post(f"{V1}/approvals/{asked['id']}/decision", body)


def planned(shop, slot, **more):
    """The one open post moved to that slot: the approval that asks about it."""
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    edited = decide(shop, asked, "edit", edits={"publish_at": slot, **more})
    return shop.get(f"{V1}/approvals/{edited['next_approval_id']}")


def scheduled(shop, slot):
    decide(shop, planned(shop, slot))
    return newest(shop)


def newest(shop):
    return shop.get(f"{V1}/publications")["items"][-1]


def of(shop, row):
    return shop.get(f"{V1}/publications/{row['id']}")


def in_days(shop, days):
    return (clock(shop) + timedelta(days=days)).isoformat()


def refused(shop, path, body=None):
    answer = shop.http.post(f"{V1}/{path}", json=body)
    return answer.status_code, answer.json()["code"]


# time


def test_a_slot_is_shown_as_an_instant_and_as_the_brands_wall_time(shop, thread_id):
    asked = planned(shop, "2031-06-10T14:00:00+00:00")
    assert asked["publish_at"] == "2031-06-10T14:00:00+00:00"
    local = {"wall": "2031-06-10T19:30:00", "zone": "Asia/Kolkata"}
    assert asked["publish_at_local"] == local
    decide(shop, asked)
    assert newest(shop)["publish_at_local"] == local
    assert "7:30 pm IST" in newest(shop)["timeline"][0]["detail"]


def test_a_request_may_name_the_zone_it_means(shop, thread_id):
    zone = "America/New_York"
    asked = planned(shop, "2031-06-10T19:30:00-04:00", publish_zone=zone)
    assert asked["publish_at_local"] == {"wall": "2031-06-10T19:30:00", "zone": zone}
    decide(shop, asked)
    moved = shop.post(
        f"{V1}/publications/{newest(shop)['id']}/reschedule",
        {"publish_at": "2031-12-10T19:30:00+00:00", "zone": "Europe/London"},
    )
    assert moved["publish_at_local"] == {"wall": "2031-12-10T19:30:00", "zone": "Europe/London"}


def test_moving_the_day_in_the_chat_keeps_the_hour_across_a_change_of_clocks(
    shop, chat, thread_id, profile
):
    shop.put(f"{V1}/profile", {**profile, "timezone": "America/New_York"})
    planned(shop, "2031-10-30T19:30:00-04:00")
    say(chat, thread_id, "Move post 1 to 5 November 2031")
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    assert asked["publish_at_local"]["wall"] == "2031-11-05T19:30:00"
    assert asked["publish_at"] == "2031-11-06T00:30:00+00:00"


def test_an_hour_that_the_clocks_skip_is_moved_and_said(shop, chat, thread_id, profile):
    shop.put(f"{V1}/profile", {**profile, "timezone": "America/New_York"})
    reply = say(chat, thread_id, "Move post 1 to 9 March 2031 at 2:30 am")
    assert "2:30 am does not exist on Sun 9 Mar" in reply
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    assert asked["publish_at_local"]["wall"] == "2031-03-09T03:30:00"


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({"publish_at": "2031-06-10T19:30:00"}, "bad_edit"),
        ({"publish_at": "2020-06-10T19:30:00Z"}, "in_the_past"),
        ({"publish_at": "2031-06-10T19:30:00Z", "publish_zone": "Mars/Olympus"}, "bad_zone"),
        ({"publish_zone": "Asia/Kolkata"}, "bad_edit"),
        ({"publish_at": "2190-06-10T19:30:00Z"}, "bad_time"),
        ({"publish_at": 1938868200}, "bad_edit"),
        ({"publish_at": "1938868200"}, "bad_edit"),
    ],
)
def test_a_time_that_is_none_is_refused_and_changes_nothing(shop, thread_id, edits, code):
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    body = {"decision": "edit", "version": 1, "edits": edits}
    assert refused(shop, f"approvals/{asked['id']}/decision", body) == (422, code)
    assert shop.get(f"{V1}/approvals/{asked['id']}")["status"] == "open"


def test_a_post_whose_account_is_gone_is_not_moved(shop, thread_id):
    row = scheduled(shop, in_days(shop, 2))
    shop.http.delete(f"{V1}/platforms/linkedin").raise_for_status()
    path = f"publications/{row['id']}/reschedule"
    assert refused(shop, path, {"publish_at": in_days(shop, 3)}) == (409, "not_connected")
    assert of(shop, row) == row
    assert shop.get(f"{V1}/approvals", status="open")["items"] == []


def test_a_past_or_naive_time_moves_nothing(shop, thread_id):
    row = scheduled(shop, in_days(shop, 2))
    path = f"publications/{row['id']}/reschedule"
    assert refused(shop, path, {"publish_at": "2031-01-01T00:00:00"})[0] == 422
    assert refused(shop, path, {"publish_at": in_days(shop, -1)}) == (422, "in_the_past")
    bad = {"publish_at": in_days(shop, 3), "zone": "Nowhere"}
    assert refused(shop, path, bad) == (422, "bad_zone")
    assert of(shop, row)["state"] == "scheduled"


# windows


def test_a_slot_is_kept_open_for_two_hours(shop, thread_id, pass_time, eventually, server):
    row = scheduled(shop, in_days(shop, 3))
    opens, closes = (datetime.fromisoformat(row[n]) for n in ("not_before", "not_after"))
    assert closes - opens == timedelta(hours=2)
    assert row["not_before"] == row["publish_at"]
    pass_time(3 * DAY - 600)
    assert of(shop, row)["state"] == "scheduled"
    pass_time(660)
    eventually(lambda: of(shop, row)["state"] == "published")


def test_what_nobody_could_send_in_time_is_missed_told_and_moved(
    shop, chat, thread_id, pass_time, eventually
):
    row = scheduled(shop, in_days(shop, 1))
    pass_time(DAY + 2 * 3600 + 60)
    missed = eventually(lambda: (r := of(shop, row))["state"] == "missed" and r)
    assert missed["attempts"] == []
    assert missed["error"]["code"] == "missed"
    told = eventually(lambda: (t := last_words(chat, thread_id)) and "missed its time" in t and t)
    assert "Choose a new time" in told
    assert refused(shop, f"publications/{row['id']}/retry") == (409, "not_safe_to_retry")
    again = shop.post(f"{V1}/publications/{row['id']}/reschedule", {"publish_at": None})
    assert again["approval"]["decision"] == "approve"
    eventually(lambda: of(shop, again)["state"] == "published")
    old = of(shop, row)
    assert (old["state"], old["moved"]) == ("cancelled", True)
    assert not of(shop, again)["moved"]
    told = eventually(lambda: (t := last_words(chat, thread_id)) and "is out" in t and t)
    assert "cancelled" not in told


def last_words(chat, thread_id):
    return chat.threads.get_state(thread_id)["values"]["messages"][-1]["content"]


def test_a_missed_post_can_be_called_off(shop, thread_id, pass_time, eventually):
    row = scheduled(shop, in_days(shop, 1))
    pass_time(2 * DAY)
    eventually(lambda: of(shop, row)["state"] == "missed")
    called_off = shop.post(f"{V1}/publications/{row['id']}/cancel")
    assert (called_off["state"], called_off["moved"]) == ("cancelled", False)


# pauses


def test_nothing_goes_out_by_a_paused_account_until_it_is_resumed(
    shop, chat, thread_id, eventually
):
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    path = f"{V1}/platforms/{asked['connection_id']}"
    paused = shop.post(f"{path}/pause")
    assert paused["paused_at"]
    assert paused["paused_by"] == shop.pair["user"]["email"]
    assert shop.post(f"{path}/pause") == paused
    shown = {c["id"]: c["paused_at"] for c in shop.get(f"{V1}/platforms")["items"]}
    assert shown[asked["connection_id"]] == paused["paused_at"]
    decide(shop, asked)
    row = newest(shop)
    assert "is paused by" in row["timeline"][0]["detail"]
    told = eventually(lambda: (t := last_words(chat, thread_id)) and "is approved" in t and t)
    assert "is paused by" in told
    assert of(shop, row)["state"] == "scheduled"
    assert shop.post(f"{path}/resume")["paused_at"] is None
    eventually(lambda: of(shop, row)["state"] == "published")


def test_while_one_account_is_paused_the_others_go_on(shop, chat, eventually):
    shop.connect("instagram")
    thread = chat.threads.create()["thread_id"]
    say(chat, thread, "Write 1 post for LinkedIn and Instagram about our masala chai")
    asked = {a["platform"]: a for a in shop.get(f"{V1}/approvals", status="open")["items"]}
    shop.post(f"{V1}/platforms/{asked['linkedin']['connection_id']}/pause")
    for one in asked.values():
        decide(shop, one)
    rows = {r["platform"]: r for r in shop.get(f"{V1}/publications")["items"]}
    eventually(lambda: of(shop, rows["instagram"])["state"] == "published")
    assert of(shop, rows["linkedin"])["state"] == "scheduled"


def test_a_paused_account_misses_its_posts_and_says_why(shop, thread_id, pass_time, eventually):
    row = scheduled(shop, in_days(shop, 1))
    shop.post(f"{V1}/platforms/{row['connection_id']}/pause")
    pass_time(DAY + 60)
    assert of(shop, row)["state"] == "scheduled"
    pass_time(2 * 3600)
    eventually(lambda: of(shop, row)["state"] == "missed")
    assert "was paused by" in of(shop, row)["error"]["message"]


@pytest.mark.parametrize("role", ["approver", "editor", "viewer"])
def test_only_an_owner_pauses(shop, as_role, role):
    (connection, *_) = shop.get(f"{V1}/platforms")["items"]
    as_role(shop, role)
    for act in ("pause", "resume"):
        assert refused(shop, f"platforms/{connection['id']}/{act}") == (403, "not_allowed")


# rights and races


def test_an_editor_may_ask_to_move_a_post_and_nothing_goes_out_before_it_is_approved(
    shop, thread_id, as_role
):
    row = scheduled(shop, in_days(shop, 4))
    as_role(shop, "editor")
    for act, body in (("cancel", None), ("retry", None), ("resolve", {"outcome": "published"})):
        assert refused(shop, f"publications/{row['id']}/{act}", body) == (403, "not_allowed")
    moved = shop.post(f"{V1}/publications/{row['id']}/reschedule", {"publish_at": in_days(shop, 5)})
    assert (moved["state"], moved["approval"]["status"]) == ("cancelled", "open")
    asked = moved["approval"]
    body = {"decision": "approve", "version": asked["version"]}
    assert refused(shop, f"approvals/{asked['id']}/decision", body) == (403, "not_an_approver")
    as_role(shop, "approver")
    again = shop.http.post(f"{V1}/publications/{row['id']}/retry").json()
    assert f"decide on approval {asked['id']}" in again["detail"]
    decide(shop, asked)
    assert newest(shop)["publish_at"] == asked["publish_at"]
    assert newest(shop)["state"] == "scheduled"


def test_a_viewer_moves_nothing(shop, thread_id, as_role):
    row = scheduled(shop, in_days(shop, 4))
    as_role(shop, "viewer")
    body = {"publish_at": in_days(shop, 5)}
    assert refused(shop, f"publications/{row['id']}/reschedule", body)[0] == 403
    assert of(shop, row)["state"] == "scheduled"


def test_of_many_acts_on_one_post_at_once_one_wins(shop, thread_id):
    row = scheduled(shop, in_days(shop, 6))
    slots = [in_days(shop, days) for days in (7, 8, 9)]

    def act(slot):
        path = f"{V1}/publications/{row['id']}"
        if slot is None:
            return shop.http.post(f"{path}/cancel")
        return shop.http.post(f"{path}/reschedule", json={"publish_at": slot})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(act, [*slots, None]))
    lost = [a.json()["code"] for a in answers if a.status_code == 409]
    assert [a.status_code for a in answers].count(200) == 1
    assert set(lost) <= {"already_over", "state_changed", "already_submitted"}
    assert len(lost) == 3
    live = [r for r in shop.get(f"{V1}/publications")["items"] if r["state"] == "scheduled"]
    assert len(live) <= 1


def test_called_off_is_over(shop, thread_id):
    row = scheduled(shop, in_days(shop, 4))
    path = f"publications/{row['id']}"
    shop.post(f"{V1}/{path}/cancel")
    assert refused(shop, f"{path}/cancel") == (409, "already_over")
    body = {"publish_at": in_days(shop, 5)}
    assert refused(shop, f"{path}/reschedule", body) == (409, "already_over")
    wanted = {"content_id": row["content_id"], "connection_id": row["connection_id"]}
    asked = {**wanted, "publish_at": row["publish_at"]}
    assert refused(shop, "publications", asked) == (409, "not_approved")


def test_asking_for_a_scheduled_publication_answers_exactly_it(shop, thread_id):
    row = scheduled(shop, in_days(shop, 4))
    wanted = {"content_id": row["content_id"], "connection_id": row["connection_id"]}
    exact = shop.post(f"{V1}/publications", {**wanted, "publish_at": row["publish_at"]})
    assert exact["id"] == row["id"]
    assert refused(shop, "publications", wanted) == (409, "not_approved")


# retry and resolve


def test_a_failed_post_is_tried_again_by_a_person(server, shop, thread_id, eventually):
    fault = {"platform": "linkedin", "operation": "create_post", "mode": "content_policy"}
    control(server, "faults", {**fault, "count": 1})
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    decide(shop, asked)
    row = newest(shop)
    eventually(lambda: of(shop, row)["state"] == "failed")
    assert shop.post(f"{V1}/publications/{row['id']}/retry")["state"] == "scheduled"
    eventually(lambda: of(shop, row)["state"] == "published")
    assert [a["outcome"] for a in of(shop, row)["attempts"]] == ["refused", "published"]


@pytest.mark.parametrize(
    ("outcome", "state"), [("published", "published"), ("not_published", "failed")]
)
def test_an_unknown_post_is_settled_by_a_person_and_not_sent_again_before(
    server, shop, thread_id, eventually, outcome, state
):
    fault = {"platform": "linkedin", "operation": "create_post", "mode": "http_500_before_effect"}
    control(server, "faults", {**fault, "count": 1})
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    # words of its own: a probe must not find another test's post
    text = f"Chai number {secrets.token_hex(6)}"
    edited = decide(shop, asked, "edit", edits={"text": text})
    decide(shop, shop.get(f"{V1}/approvals/{edited['next_approval_id']}"))
    row = newest(shop)
    eventually(lambda: of(shop, row)["state"] == "unknown")
    path = f"publications/{row['id']}"
    assert refused(shop, f"{path}/retry") == (409, "not_safe_to_retry")
    assert refused(shop, f"{path}/cancel") == (409, "already_submitted")
    assert refused(shop, f"{path}/resolve", {"outcome": "perhaps"})[0] == 422
    settled = shop.post(f"{V1}/{path}/resolve", {"outcome": outcome})
    assert settled["state"] == state
    assert refused(shop, f"{path}/resolve", {"outcome": outcome}) == (409, "not_unknown")
    assert effects(server, text) == []
