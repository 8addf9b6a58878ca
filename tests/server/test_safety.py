"""A post that a check blocks: by which ways it cannot be approved, and who may answer for it."""

import io

import pytest
from PIL import Image

V1 = "/api/v1"
BLOCKED = {"platform": "linkedin", "text": "Only idiots like you drink cheap chai."}
WHY = {"reason": "It quotes a film that our people know."}


@pytest.fixture
def asked(shop):
    """The open approval of a blocked post."""
    return shop.post(f"{V1}/content", BLOCKED)["approval"]


def decision(person, asked, **more):
    body = {"decision": "approve", "version": asked["version"], **more}
    return person.http.post(f"{V1}/approvals/{asked['id']}/decision", json=body)


def overridden(person, asked, **more):
    body = {"version": asked["version"], **WHY, **more}
    path = f"{V1}/content/{asked['content']['id']}/safety/override"
    return person.http.post(path, json=body)


def test_every_step_says_what_it_came_to(asked):
    safety = asked["content"]["safety"]
    assert (safety["passed"], safety["method"], safety["override"]) == (
        False,
        "rules and dictionaries",
        None,
    )
    steps = {step["name"]: step for step in safety["steps"]}
    assert list(steps) == [
        "toxicity",
        "sensitive_terms",
        "brand",
        "text",
        "claims",
        "personal_data",
        "disclosure",
    ]
    assert steps["toxicity"]["result"] == "blocked"
    assert steps["toxicity"]["score"] >= 0.3
    assert (steps["brand"]["result"], steps["brand"]["category"]) == ("blocked", "brand")
    assert steps["claims"]["result"] == "passed"
    assert all(step["reason"] for step in steps.values())


def test_a_blocked_post_is_refused_with_the_reasons_and_how_to_go_on(shop, asked):
    answer = decision(shop, asked)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "unsafe_content")
    assert "“idiots” insults somebody" in told["detail"]
    assert "list of words to avoid" in told["detail"]
    assert "override_safety" in told["detail"]
    assert shop.get(f"{V1}/publications")["items"] == []
    rehearsed = shop.post(f"{V1}/approvals/{asked['id']}/dry-run")
    assert any("did not pass the safety check" in one for one in rehearsed["problems"])


def test_an_approver_may_answer_for_it_and_that_is_kept_and_audited(shop, asked):
    answer = overridden(shop, asked)
    assert answer.status_code == 200
    given = answer.json()["override"]
    assert (answer.json()["passed"], given["reason"]) == (False, WHY["reason"])
    shown = shop.get(f"{V1}/approvals/{asked['id']}")
    assert shown["content"]["safety"]["override"] == given
    assert shown["status"] == "open", "answering for it approves nothing"
    (entry,) = shop.get(f"{V1}/audit", subject=asked["content"]["id"])["items"][:1]
    assert entry["action"] == "content.safety_override"
    assert entry["detail"]["reason"] == WHY["reason"]
    assert {flag["category"] for flag in entry["detail"]["flags"]} == {"insult", "brand"}
    assert decision(shop, asked).json()["decision"] == "approve"


def test_a_decision_may_carry_it_and_a_chat_client_too(shop, asked):
    for bad in ({"reason": "  "}, {"reason": "a\u202eb because"}, {"reason": "x" * 1001}):
        answer = decision(shop, asked, override_safety=bad)
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_reason")
    answer = decision(shop, asked, override_safety=WHY)
    assert (answer.status_code, answer.json()["decision"]) == (200, "approve")
    kept = answer.json()["content"]["safety"]["override"]
    assert kept["reason"] == WHY["reason"]


def test_it_is_said_of_one_version_only(shop, asked):
    assert overridden(shop, asked, version=2).json()["code"] == "version_conflict"
    overridden(shop, asked).raise_for_status()
    edits = {"text": "Only idiots drink tea."}
    edited = decision(shop, asked, decision="edit", edits=edits).json()
    fresh = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")
    assert (fresh["status"], fresh["content"]["safety"]["override"]) == ("open", None)
    fresh = shop.post(
        f"{V1}/approvals/{fresh['id']}/decision",
        {"decision": "edit", "version": 2, "edits": {"text": "You are all idiots."}},
    )
    blocked = shop.get(f"{V1}/approvals/{fresh['next_approval_id']}")
    assert blocked["content"]["safety"]["passed"] is False
    assert decision(shop, blocked).json()["code"] == "unsafe_content"


def test_there_has_to_be_something_to_answer_for_and_a_yes_to_go_with_it(shop, asked):
    kind = shop.post(f"{V1}/content", {**BLOCKED, "text": "Chai at four."})["approval"]
    assert overridden(shop, kind).json()["code"] == "not_blocked"
    answer = decision(shop, asked, decision="reject", override_safety=WHY)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_editable")
    decision(shop, asked, decision="reject").raise_for_status()
    assert overridden(shop, asked).json()["code"] == "already_decided"


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_who_may_not_decide_may_not_answer_for_it(shop, asked, as_role, role):
    as_role(shop, role)
    for answer in (overridden(shop, asked), decision(shop, asked, override_safety=WHY)):
        assert answer.status_code == 403


def test_a_post_moved_to_another_time_keeps_the_word_given_for_it(shop, asked):
    edits = {"publish_at": "2031-06-10T14:00:00Z"}
    later = decision(shop, asked, decision="edit", edits=edits).json()
    asked = shop.get(f"{V1}/approvals/{later['next_approval_id']}")
    decision(shop, asked, override_safety=WHY).raise_for_status()
    (row,) = shop.get(f"{V1}/publications")["items"]
    moved = shop.post(
        f"{V1}/publications/{row['id']}/reschedule", {"publish_at": "2031-06-11T14:00:00Z"}
    )
    assert moved["approval"]["decision"] == "approve"
    assert moved["approval"]["content"]["safety"]["override"]["reason"] == WHY["reason"]


def test_a_draft_of_the_chat_that_a_person_spoiled_is_answered_for_by_resume(shop, chat):
    thread_id = chat.threads.create()["thread_id"]
    said = {"role": "user", "content": "One LinkedIn post about our masala chai"}
    chat.runs.wait(thread_id, "insta-media", input={"messages": [said]})
    edit = {"name": "publish_post", "args": {"text": "You idiots, drink chai."}}
    chat.runs.wait(
        thread_id, "insta-media", command=_resume({"type": "edit", "edited_action": edit})
    )
    refused = shop.http.post(
        f"/threads/{thread_id}/runs/wait",
        json={"assistant_id": "insta-media", "command": _resume({"type": "approve"})},
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "unsafe_content")
    yes = {"type": "approve", "override_safety": WHY}
    chat.runs.wait(thread_id, "insta-media", command=_resume(yes))
    assert len(shop.get(f"{V1}/publications")["items"]) == 1


def test_a_picture_that_says_it_was_made_by_a_model_has_to_be_disclosed(shop):
    drawn = io.BytesIO()
    told = b"<x:xmpmeta><digitalsourcetype/trainedAlgorithmicMedia/></x:xmpmeta>"
    Image.new("RGB", (1200, 1200), "teal").save(drawn, "JPEG", xmp=told)
    files = {"file": ("chai.jpg", drawn.getvalue(), "image/jpeg")}
    kept = shop.http.post(f"{V1}/media", files=files).json()
    post = {"platform": "linkedin", "text": "A cup in the rain.", "media": [kept["sha256"]]}
    silent = shop.post(f"{V1}/content", post)["content"]["safety"]
    steps = {step["name"]: step["result"] for step in silent["steps"]}
    assert (steps["disclosure"], silent["passed"]) == ("flagged", True)
    told = shop.post(f"{V1}/content", {**post, "hashtags": ["AIGenerated"]})
    assert told["content"]["safety"]["flags"] == []


def _resume(decision):
    return {"resume": {"decisions": [decision]}}
