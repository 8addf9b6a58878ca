"""A whole campaign, driven by the unmodified client of the chat protocol."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

ASSISTANT = "insta-media"
EVERY_S = 0.2


async def until(look: Callable[[], Any], *, within_s: float = 40) -> Any:
    """What `look` answers, as soon as it is something."""
    for _ in range(round(within_s / EVERY_S)):
        if found := await asyncio.to_thread(look):
            return found
        await asyncio.sleep(EVERY_S)
    pytest.fail("it did not come")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory, starts):
    """Its own: LinkedIn refuses words that another test's shop has posted there before."""
    twins = starts.sandbox(tmp_path_factory.mktemp("sandbox-of-its-own"))
    yield json.loads(twins.line)["sandbox"]
    twins.stop()


@pytest.fixture(scope="module")
def server(sandbox, tmp_path_factory, starts):
    running = starts.server(tmp_path_factory.mktemp("data-of-its-own"), sandbox)
    yield running
    running.stop()


@pytest.mark.slow
async def test_a_sentence_becomes_an_approved_published_measured_post(person, profile, sandbox):
    person.put("/api/v1/profile", profile)
    assert person.import_posts()["imported"] == 5
    connections = person.connect_linkedin()
    assert {c["account_kind"] for c in connections} >= {"organization"}

    async with person.chat() as chat:
        thread = await chat.threads.create()
        thread_id = thread["thread_id"]
        events = [
            part
            async for part in chat.runs.stream(
                thread_id,
                ASSISTANT,
                input={
                    "messages": [
                        {"role": "user", "content": "One LinkedIn post about our masala chai"}
                    ]
                },
                stream_mode=["values", "updates", "messages-tuple", "custom"],
            )
        ]
        assert events[0].event == "metadata"
        assert events[0].data["attempt"] == 1
        ids = [int(part.id) for part in events]
        assert ids == sorted(set(ids))
        assert {"values", "updates"} <= {part.event for part in events}
        assert not [part for part in events if part.event == "error"]

        state = await chat.threads.get_state(thread_id)
        assert state["next"] == ["review"]
        (interrupt,) = state["tasks"][0]["interrupts"]
        (asked,) = interrupt["value"]["action_requests"]
        assert asked["name"] == "publish_post"
        assert asked["args"]["text"]
        assert (await chat.threads.get(thread_id))["status"] == "interrupted"

        (approval,) = person.get("/api/v1/approvals", status="open")["items"]
        assert approval["id"] == interrupt["value"]["approvals"][0]["id"]
        assert approval["interrupt_id"] == interrupt["id"]
        assert approval["content"]["references"]

        resumed = await chat.runs.wait(
            thread_id, ASSISTANT, command={"resume": {"decisions": [{"type": "approve"}]}}
        )
        assert resumed["messages"][-1]["type"] == "ai"
        assert "__interrupt__" not in resumed

        def published():
            found = person.get("/api/v1/publications")["items"]
            return [p for p in found if p["state"] == "published"]

        (publication,) = await until(published)
        assert publication["content_hash"] == approval["content_hash"]
        assert publication["platform_post_id"]
        async with httpx.AsyncClient(base_url=sandbox) as control:
            effects = (await control.get("/control/effects")).json()["effects"]
            text = approval["content"]["text"]
            assert len([e for e in effects if e["text"].startswith(text)]) == 1
            later = {"advance_s": 2 * 86400}
            (await control.post("/control/clock", json=later)).raise_for_status()

        path = f"/api/v1/publications/{publication['id']}/metrics"
        (first, *_) = await until(lambda: person.get(path)["items"])
        assert first["values"]

        campaign_id = resumed["campaign_id"]
        report_path = f"/api/v1/campaigns/{campaign_id}/report"
        await until(lambda: person.http.get(report_path).status_code == 200)
        report = person.get(report_path)
        assert report["rows"][0]["publication_id"] == publication["id"]

        for _ in range(300):  # the turns that tell of publication and numbers come by themselves
            state = await chat.threads.get_state(thread_id)
            told = [m for m in state["values"]["messages"] if m["type"] == "ai"]
            if state["next"] == [] and len(told) >= 3:
                break
            await asyncio.sleep(0.1)
        assert len({m["id"] for m in told}) == len(told) >= 3
        assert state["next"] == []
        assert [r["status"] for r in await chat.runs.list(thread_id)][-1] == "success"
