"""`chat` for scripts and at the prompt: words never approve, decisions do."""

import json
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from cli.api import Api
from cli.conversation import Conversation
from cli.sandbox import Sandbox
from domain.errors import InstaMediaError

pytestmark = pytest.mark.slow
BRAND = {
    "business_name": "Masala Chai Co.",
    "location": "Pune",
    "products": [{"name": "Kulhad masala chai", "price": "₹60"}],
    "facts": [{"text": "We grind our masala every morning.", "source": "the kitchen"}],
}
ASK = "Write 1 LinkedIn post about Kulhad masala chai"


@pytest.fixture
def team(served, sandbox) -> Iterator[Api]:
    """The demo workspace with a brand and a connection to the sandbox."""
    owner = json.loads((served.folder / "data" / "owner.lock").read_text())
    with Api(owner["url"], owner["token"]) as api:
        api.put("/api/v1/profile", BRAND)
        begun = api.post("/api/v1/platforms/connect", {"platform": "linkedin"})
        with Sandbox.behind(begun["authorize_url"], configured=sandbox.url) as found:
            member = found.new_member("linkedin", "Masala Chai Co.")
            back = found.consent(begun["authorize_url"], member)
        httpx.get(back, timeout=60).raise_for_status()
        yield api


def test_a_conversation_from_one_message_to_a_published_post(team, served, sandbox):
    told = served.json("chat", "--message", ASK)
    assert told["reply"]
    assert len(told["approvals"]) == 1
    assert told["interrupt"]["action_requests"][0]["name"] == "publish_post"

    thread = ("chat", "--thread", told["thread_id"])
    praised = served.run(*thread, "--message", "Looks great, post it")
    assert praised.returncode == 0, praised.stderr
    assert [a["status"] for a in team.items("/api/v1/approvals")] == ["open"]
    assert team.items("/api/v1/publications") == []

    typed = "e\nChai, boiled twice. Come by.\nLooks great, post it\na\n/quit\n"
    talked = served.run(*thread, said=typed)
    assert talked.returncode == 0, talked.stderr
    assert "Why this" in talked.stdout
    assert "Chai, boiled twice. Come by." in talked.stdout
    assert "✓ out" in talked.stdout
    texts = [effect["text"] for effect in sandbox.effects()]
    assert len(texts) == 1
    assert texts[0].startswith("Chai, boiled twice. Come by.")
    decisions = [(a["status"], a["decision"]) for a in team.items("/api/v1/approvals")]
    assert decisions == [("superseded", "edit"), ("decided", "approve")]


def test_a_rejected_post_and_one_left_for_later_stay_unpublished(team, served, sandbox):
    told = served.json("chat", "--message", "Write 2 LinkedIn posts about Kulhad masala chai")
    thread = ("chat", "--thread", told["thread_id"])
    talked = served.run(*thread, said="r\nToo long\n\nreject\n/quit\n")
    assert talked.returncode == 0, talked.stderr
    assert "Left for later: /review asks again." in talked.stderr
    assert "1 draft waits: type /review to decide." in talked.stderr
    found = team.items("/api/v1/approvals")
    assert [(a["status"], a["decision"]) for a in found] == [("decided", "reject"), ("open", None)]
    assert found[0]["message"] == "Too long"
    assert sandbox.effects() == []


def test_an_answer_never_reaches_a_post_that_was_not_shown(team, served):
    thread_id = served.json("chat", "--message", ASK)["thread_id"]
    conversation = Conversation(team, thread_id)
    with closing(conversation._client):
        shown, question = conversation.interrupt()
        (asked,) = question["approvals"]
        body = {"decision": "edit", "version": 1, "edits": {"text": "Words of somebody else."}}
        team.post(f"/api/v1/approvals/{asked['id']}/decision", body)
        deadline = time.monotonic() + 20
        while (now := conversation.interrupt()) is None or now[0] == shown:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        with pytest.raises(InstaMediaError):
            list(conversation.decide(shown, [{"type": "approve"}]))
        assert team.items("/api/v1/publications") == []
        list(conversation.decide(now[0], [{"type": "approve"}]))
    (row,) = team.items("/api/v1/publications")
    (seen,) = now[1]["approvals"]
    assert row["content_hash"] == team.get(f"/api/v1/approvals/{seen['id']}")["content_hash"]


def test_messages_that_cannot_be_taken_are_answered_with_what_to_do(served):
    for message in ("", "chai " * 20_000):
        done = served.run("chat", "--message", message)
        assert done.returncode == 1
        assert "message" in done.stderr
        assert "Traceback" not in done.stderr
    lost = served.run("chat", "--thread", "00000000-0000-4000-8000-000000000000", "--message", "Hi")
    assert lost.returncode == 1
    assert "Traceback" not in lost.stderr
