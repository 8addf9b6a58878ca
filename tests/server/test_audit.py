"""What happened to a post, and who did what through which surface: in the chat and the log."""

from datetime import datetime, timedelta

import pytest

V1 = "/api/v1"


@pytest.fixture
def server(ahead):
    return ahead


@pytest.fixture
def thread_id(chat):
    thread = chat.threads.create()["thread_id"]
    say(chat, thread, "One LinkedIn post about our masala chai")
    return thread


def say(chat, thread_id, text):
    said = {"messages": [{"role": "user", "content": text}]}
    return chat.runs.wait(thread_id, "insta-media", input=said)["messages"][-1]["content"]


def last_words(chat, thread_id):
    return chat.threads.get_state(thread_id)["values"]["messages"][-1]["content"]


def scheduled(shop, slot):
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    for decision, more in (("edit", {"edits": {"publish_at": slot}}), ("approve", {})):
        body = {"decision": decision, "version": asked["version"], **more}
        decided = shop.post(f"{V1}/approvals/{asked['id']}/decision", body)
        if decision == "edit":
            asked = shop.get(f"{V1}/approvals/{decided['next_approval_id']}")
    return shop.get(f"{V1}/publications")["items"][-1]


def of(shop, row):
    return shop.get(f"{V1}/publications/{row['id']}")


def in_days(shop, days):
    now = datetime.fromisoformat(shop.get(f"{V1}/health")["clock"]["now"])
    return (now + timedelta(days=days)).isoformat()


def test_the_chat_tells_what_happened_to_a_post(shop, chat, thread_id, eventually):
    row = scheduled(shop, in_days(shop, 3))
    eventually(lambda: "is approved" in last_words(chat, thread_id))
    told = say(chat, thread_id, "What happened to post 1?")
    assert "Post 1 on LinkedIn is approved and goes out" in told
    assert "IST: Approved by" in told
    shop.post(f"{V1}/publications/{row['id']}/cancel")
    told = say(chat, thread_id, "what happened to post 1")
    assert "was called off" in told
    assert "Cancelled by" in told
    assert "there is no such post" in say(chat, thread_id, "What happened to post 7?")


def test_the_audit_log_tells_who_did_what_and_by_which_surface(shop, chat, thread_id):
    row = scheduled(shop, in_days(shop, 3))
    moved = shop.post(f"{V1}/publications/{row['id']}/reschedule", {"publish_at": in_days(shop, 4)})
    shop.post(f"{V1}/publications/{moved['id']}/cancel")
    shop.post(f"{V1}/platforms/{row['connection_id']}/pause")
    shop.post(f"{V1}/platforms/{row['connection_id']}/resume")
    page = shop.get(f"{V1}/audit", limit=200)["items"]
    assert [entry["action"] for entry in page][:7] == [
        "platform.resume",
        "platform.pause",
        "publication.cancel",
        "approval.approve",
        "publication.reschedule",
        "approval.approve",
        "approval.edit",
    ]
    assert {entry["who"] for entry in page} == {shop.pair["user"]["email"]}
    assert {entry["surface"] for entry in page} == {"api", "web"}
    assert "platform.connect" in {entry["action"] for entry in page}
    about = shop.get(f"{V1}/audit", subject=row["id"])["items"]
    assert [entry["action"] for entry in about] == ["publication.reschedule"]


def test_a_change_by_chat_is_in_the_audit_log_and_in_the_timeline(shop, chat, thread_id):
    row = scheduled(shop, in_days(shop, 3))
    say(chat, thread_id, "Make post 1 shorter")
    assert of(shop, row)["state"] == "cancelled"
    assert "asked for a change" in of(shop, row)["timeline"][-1]["detail"]
    (entry, *_) = shop.get(f"{V1}/audit", subject=row["id"])["items"]
    assert (entry["action"], entry["surface"]) == ("content.change", "chat")
    assert entry["who"] == shop.pair["user"]["email"]


def test_the_audit_log_is_read_page_by_page_and_by_owners_only(shop, thread_id, as_role):
    scheduled(shop, in_days(shop, 3))
    everything = shop.get(f"{V1}/audit", limit=200)["items"]
    seen, cursor = [], None
    while True:
        page = shop.get(f"{V1}/audit", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == everything
    lost = shop.http.get(f"{V1}/audit", params={"cursor": "x"})
    assert (lost.status_code, lost.json()["code"]) == (422, "bad_cursor")
    as_role(shop, "approver")
    assert shop.http.get(f"{V1}/audit").status_code == 403
