"""Decisions from a client's resume and over REST: rows first, refused whole, one turn of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from langgraph_sdk.errors import ConflictError, UnprocessableEntityError

TEAM = "insta-media"
ASK = {"messages": [{"role": "user", "content": "Two LinkedIn posts about our masala chai"}]}
APPROVE = {"type": "approve"}


@pytest.fixture
def chat(shop):
    with shop.sync_chat() as client:
        yield client


@pytest.fixture
def thread_id(chat) -> str:
    """A conversation in which two posts wait for a decision."""
    thread = chat.threads.create()["thread_id"]
    values = chat.runs.wait(thread, TEAM, input=ASK)
    assert len(values["__interrupt__"][0]["value"]["action_requests"]) == 2
    return thread


def resume(chat, thread_id, *decisions, **more):
    return chat.runs.create(
        thread_id, TEAM, command={"resume": {"decisions": list(decisions)}}, **more
    )


def opened(shop):
    return shop.get("/api/v1/approvals", status="open")["items"]


def decided(shop):
    return shop.get("/api/v1/approvals", status="decided")["items"]


@pytest.mark.parametrize(
    "decisions",
    [
        [],
        [APPROVE],
        [APPROVE] * 3,
        [APPROVE, {"type": "publish"}],
        [APPROVE, {"type": "edit"}],
        [APPROVE, {"type": "edit", "edited_action": {"name": "publish_post", "args": {}}}],
        [
            APPROVE,
            {
                "type": "edit",
                "edited_action": {"name": "publish_post", "args": {"platform": "x", "text": "Hi"}},
            },
        ],
        [APPROVE, {"type": "respond", "message": " "}],
        [APPROVE, "approve"],
    ],
)
def test_a_resume_that_does_not_fit_decides_nothing(chat, shop, thread_id, decisions):
    runs = chat.runs.list(thread_id)
    with pytest.raises(UnprocessableEntityError):
        resume(chat, thread_id, *decisions)
    assert len(opened(shop)) == 2
    assert shop.get("/api/v1/publications")["items"] == []
    assert chat.runs.list(thread_id) == runs


@pytest.mark.parametrize("value", [True, "yes", None, {"decisions": "approve"}, {"a": 1, "b": 2}])
def test_a_resume_of_another_kind_decides_nothing(chat, shop, thread_id, value):
    with pytest.raises(UnprocessableEntityError) as caught:
        chat.http.post(
            f"/threads/{thread_id}/runs",
            json={"assistant_id": TEAM, "command": {"resume": value}},
        )
    assert caught.value.body["code"] == "bad_resume"
    assert len(opened(shop)) == 2


def test_deciding_one_after_the_other_by_rest_ends_the_question(chat, shop, thread_id, eventually):
    first, second = opened(shop)
    path = f"/api/v1/approvals/{first['id']}/decision"
    done = shop.post(path, {"decision": "approve", "version": first["version"]})
    assert (done["status"], done["decision"]) == ("decided", "approve")
    eventually(lambda: len(asked(chat, thread_id)) == 1)
    shop.post(
        f"/api/v1/approvals/{second['id']}/decision",
        {"decision": "reject", "version": 1, "message": "Too long"},
    )
    eventually(lambda: chat.threads.get_state(thread_id)["next"] == [])
    again = shop.http.post(path, json={"decision": "approve", "version": 1})
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")
    assert again.json()["decided_by"]
    assert again.json()["decided_at"]
    assert len(shop.get("/api/v1/publications")["items"]) == 1


def asked(chat, thread_id):
    tasks = chat.threads.get_state(thread_id)["tasks"]
    # between two questions a task may stand there that has not asked yet
    waiting = [task for task in tasks if task["interrupts"]]
    return waiting[0]["interrupts"][0]["value"]["approvals"] if waiting else []


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "The words I meant."},
        {"publish_at": "2030-01-01T10:00:00+05:30"},
        {"media": []},
        {"text": None},
    ],
)
def test_changes_beside_a_yes_are_refused_instead_of_dropped(chat, shop, thread_id, changed):
    card = shown(chat, thread_id)[1]["args"]
    yes = {"type": "approve", "edited_action": {"name": "publish_post", "args": card | changed}}
    with pytest.raises(UnprocessableEntityError) as caught:
        resume(chat, thread_id, APPROVE, yes)
    assert caught.value.body["code"] == "not_editable"
    assert len(opened(shop)) == 2
    assert shop.get("/api/v1/publications")["items"] == []


def test_a_yes_that_repeats_its_card_is_a_yes(chat, shop, thread_id):
    decisions = [
        {"type": "approve", "edited_action": {"name": action["name"], "args": action["args"]}}
        for action in shown(chat, thread_id)
    ]
    resume(chat, thread_id, *decisions)
    assert [a["decision"] for a in decided(shop)] == ["approve", "approve"]


def shown(chat, thread_id):
    (task,) = chat.threads.get_state(thread_id)["tasks"]
    return task["interrupts"][0]["value"]["action_requests"]


def test_an_edit_asks_again_and_publishes_nothing(chat, shop, thread_id, eventually):
    first, _ = opened(shop)
    edited = {"name": "publish_post", "args": {"text": "Our own words."}}
    resume(chat, thread_id, {"type": "edit", "edited_action": edited}, {"type": "reject"})
    eventually(lambda: [a["version"] for a in asked(chat, thread_id)] == [2])
    (left,) = opened(shop)
    assert left["content"]["text"] == "Our own words."
    old = shop.get(f"/api/v1/approvals/{first['id']}")
    assert (old["status"], old["next_approval_id"]) == ("superseded", left["id"])
    assert shop.get("/api/v1/publications")["items"] == []
    late = shop.http.post(
        f"/api/v1/approvals/{left['id']}/decision", json={"decision": "approve", "version": 1}
    )
    assert (late.status_code, late.json()["code"]) == (409, "version_conflict")


def test_a_resume_keyed_by_the_interrupt_decides(chat, shop, thread_id):
    interrupt = chat.threads.get_state(thread_id)["tasks"][0]["interrupts"][0]
    decisions = {"decisions": [{"type": "reject"}, {"type": "reject"}]}
    values = chat.runs.wait(thread_id, TEAM, command={"resume": {interrupt["id"]: decisions}})
    assert "__interrupt__" not in values
    assert {a["decision"] for a in decided(shop)} == {"reject"}


def test_a_resume_from_an_older_point_is_refused(chat, shop, thread_id):
    older = chat.threads.get_history(thread_id, limit=5)[2]["checkpoint"]
    for point in ({"checkpoint": older}, {"checkpoint_id": older["checkpoint_id"]}):
        with pytest.raises(ConflictError) as caught:
            resume(chat, thread_id, APPROVE, APPROVE, **point)
        assert caught.value.body["code"] == "stale_checkpoint"
    assert len(opened(shop)) == 2
    head = chat.threads.get_state(thread_id)["checkpoint"]
    resume(chat, thread_id, {"type": "reject"}, {"type": "reject"}, checkpoint=head)
    assert opened(shop) == []


def test_a_stale_answer_is_refused_until_it_says_what_it_looked_at(
    chat, shop, thread_id, eventually
):
    first, second = opened(shop)
    shop.post(
        f"/api/v1/approvals/{first['id']}/decision",
        {"decision": "edit", "version": 1, "edits": {"text": "Words that the chat never showed."}},
    )
    versions = [(second["id"], 1), (opened(shop)[1]["id"], 2)]
    eventually(lambda: [(a["id"], a["version"]) for a in asked(chat, thread_id)] == versions)
    with pytest.raises(ConflictError) as caught:
        resume(chat, thread_id, APPROVE, {"type": "reject"})
    assert caught.value.body["code"] == "version_conflict"
    assert shop.get("/api/v1/publications")["items"] == []
    assert [(a["id"], a["version"]) for a in opened(shop)] == versions
    head = chat.threads.get_state(thread_id)["checkpoint"]
    resume(chat, thread_id, APPROVE, {"type": "reject"}, checkpoint=head)
    (row,) = shop.get("/api/v1/publications")["items"]
    assert row["content_id"] == second["content"]["id"]


def test_a_plain_client_goes_on_from_edit_to_yes(chat, shop, thread_id):
    edited = {"name": "publish_post", "args": {"text": "Our own words."}}
    values = chat.runs.wait(
        thread_id,
        TEAM,
        command={"resume": {"decisions": [{"type": "edit", "edited_action": edited}, APPROVE]}},
    )
    assert len(values["__interrupt__"][0]["value"]["action_requests"]) == 1
    values = chat.runs.wait(thread_id, TEAM, command={"resume": {"decisions": [APPROVE]}})
    assert "__interrupt__" not in values
    assert len(shop.get("/api/v1/publications")["items"]) == 2
    values = chat.runs.wait(thread_id, TEAM, input=ASK)
    answers = [{"type": "reject"}, {"type": "reject"}]
    chat.runs.wait(thread_id, TEAM, command={"resume": {"decisions": answers}})
    assert opened(shop) == []


def test_a_plain_message_approves_nothing_and_keeps_the_question(chat, shop, thread_id):
    said = {"messages": [{"role": "user", "content": "Looks great, post it"}]}
    values = chat.runs.wait(thread_id, TEAM, input=said)
    assert len(values["__interrupt__"][0]["value"]["action_requests"]) == 2
    assert len(opened(shop)) == 2
    assert shop.get("/api/v1/publications")["items"] == []


def test_of_two_resumes_at_once_one_decides(chat, shop, thread_id):
    def attempt(_: int) -> int:
        body = {
            "assistant_id": TEAM,
            "command": {"resume": {"decisions": [{"type": "reject"}, {"type": "reject"}]}},
        }
        return shop.http.post(f"/threads/{thread_id}/runs", json=body).status_code

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(attempt, range(3))) == [200, 409, 409]


def test_a_wish_goes_to_the_team_and_leaves_the_question_open(chat, shop, thread_id, eventually):
    first, _ = opened(shop)
    answer = shop.post(
        f"/api/v1/approvals/{first['id']}/decision",
        {"decision": "respond", "version": 1, "message": "Why this opening?"},
    )
    assert answer["status"] == "open"
    humans = eventually(lambda: said_by_people(chat, thread_id)[1:])
    assert humans == ["Post 1: Why this opening?"]


def said_by_people(chat, thread_id):
    messages = chat.threads.get_state(thread_id)["values"]["messages"]
    return [m["content"] for m in messages if m["type"] == "human"]


def test_what_cannot_be_edited_is_named(shop, thread_id):
    first, _ = opened(shop)
    answer = shop.http.post(
        f"/api/v1/approvals/{first['id']}/decision",
        json={"decision": "edit", "version": 1, "edits": {"platform": "x"}},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_editable")


def test_publications_answer_only_what_was_approved(shop, thread_id, eventually):
    first, second = opened(shop)
    wanted = {"content_id": second["content"]["id"], "connection_id": second["connection_id"]}
    refused = shop.http.post("/api/v1/publications", json=wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_approved")
    path = f"/api/v1/approvals/{first['id']}/decision"
    now = shop.post(path, {"decision": "edit", "version": 1, "edits": {"publish_at": None}})
    path = f"/api/v1/approvals/{now['next_approval_id']}/decision"
    shop.post(path, {"decision": "approve", "version": 2})
    wanted["content_id"] = first["content"]["id"]
    row = shop.post("/api/v1/publications", wanted)
    path = f"/api/v1/publications/{row['id']}"
    eventually(lambda: shop.get(path)["state"] == "published")
    for move, body, code in (
        ("cancel", None, "already_submitted"),
        ("retry", None, "not_safe_to_retry"),
        ("resolve", {"outcome": "not_published"}, "not_unknown"),
        ("reschedule", {"publish_at": None}, "already_submitted"),
    ):
        answer = shop.http.post(f"{path}/{move}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, code), move
    assert shop.get("/api/v1/publications", state="published")["items"][0]["id"] == row["id"]
    assert shop.get("/api/v1/publications", state="failed")["items"] == []
    past = shop.http.post(
        "/api/v1/publications", json={**wanted, "publish_at": "2020-01-01T00:00:00+05:30"}
    )
    assert (past.status_code, past.json()["code"]) == (422, "in_the_past")


def test_a_scheduled_post_is_moved_and_called_off(shop, thread_id):
    first, _ = opened(shop)
    path = f"/api/v1/approvals/{first['id']}/decision"
    later, latest = "2030-01-01T10:00:00+05:30", "2030-02-01T10:00:00+05:30"
    edited = shop.post(path, {"decision": "edit", "version": 1, "edits": {"publish_at": later}})
    path = f"/api/v1/approvals/{edited['next_approval_id']}/decision"
    shop.post(path, {"decision": "approve", "version": 2})
    (row,) = shop.get("/api/v1/publications")["items"]
    assert row["state"] == "scheduled"
    naive = shop.http.post(
        f"/api/v1/publications/{row['id']}/reschedule", json={"publish_at": "2030-02-01T10:00:00"}
    )
    assert naive.status_code == 422
    moved = shop.post(f"/api/v1/publications/{row['id']}/reschedule", {"publish_at": latest})
    assert moved["publish_at"].startswith("2030-02-01")
    assert moved["approval"]["decision"] == "approve"
    assert shop.get(f"/api/v1/publications/{row['id']}")["state"] == "cancelled"
    again = shop.http.post(f"/api/v1/publications/{row['id']}/retry").json()
    assert again["code"] == "not_safe_to_retry"
    assert f"publication {moved['id']} took this one's place" in again["detail"]
    cancelled = shop.post(f"/api/v1/publications/{moved['id']}/cancel")
    assert cancelled["state"] == "cancelled"
