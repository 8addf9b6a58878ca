"""Whole turns: plan, draft, ask, decide, publish, tell, report; and what a chat must never do."""

import asyncio

import pytest

from domain.approval import ApprovalStatus, Decision
from domain.campaign import TaskType
from domain.errors import ConflictError, InvalidError
from domain.ids import derived_id
from domain.publication import PublicationState
from domain.run import RunStatus
from tools import decisions, resuming

S = PublicationState
ASK = "One LinkedIn post about our masala chai"


async def decide(shop, decision=Decision.APPROVE, **more):
    (approval,) = await shop.approvals(ApprovalStatus.OPEN)
    return await decisions.decide(
        shop.system.services,
        shop.member,
        approval.id,
        version=approval.version,
        decision=decision,
        surface="test",
        **more,
    )


async def test_looks_great_post_it_publishes_nothing_and_keeps_the_question(connected, sandbox):
    await connected.say(ASK)
    before = await connected.approvals()
    reply = await connected.say("Looks great, post it")
    assert "Nothing was published" in reply
    assert await connected.publications() == ()
    after = await connected.approvals()
    assert [(a.id, a.status, a.content_hash) for a in after] == [
        (a.id, a.status, a.content_hash) for a in before
    ]
    state = await connected.system.states.latest(connected.thread.id)
    assert state["next"] == ["review"]
    assert [a["id"] for a in state["interrupts"][0]["value"]["approvals"]] == [before[0].id]
    assert sandbox.calls("create_post") == 0


async def test_a_change_by_chat_after_approval_voids_it(connected, sandbox, until):
    await connected.say("One LinkedIn post about our masala chai tomorrow at 7 pm")
    approved = await decide(connected)
    (row,) = await connected.publications()
    assert row.state is S.SCHEDULED
    await connected.say("make it shorter")
    (row,) = await connected.publications()
    assert row.state is S.CANCELLED
    old = next(a for a in await connected.approvals() if a.id == approved.id)
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert old.status is ApprovalStatus.SUPERSEDED
    assert old.next_approval_id == fresh.id
    assert fresh.version == 2
    assert fresh.content_hash != old.content_hash
    assert sandbox.effects() == []


async def test_a_change_after_it_is_out_is_refused_in_words(connected, sandbox, until):
    await connected.say(ASK)
    await decide(connected)

    async def out():
        rows = await connected.publications()
        return rows and rows[0].state is S.PUBLISHED

    await until(out)
    reply = await connected.say("make post 1 shorter")
    (row,) = await connected.publications()
    assert row.state is S.PUBLISHED
    assert len(await connected.approvals()) == 1
    assert "LinkedIn" in reply


async def test_an_edit_asks_again_and_never_publishes(connected, sandbox):
    await connected.say(ASK)
    edited = await decide(connected, Decision.EDIT, edits={"text": "Chai at four. Come by."})
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert edited.status is ApprovalStatus.SUPERSEDED
    assert edited.decision is Decision.EDIT
    assert edited.next_approval_id == fresh.id
    assert fresh.content.version.text == "Chai at four. Come by."
    assert await connected.publications() == ()


async def test_the_second_decision_hears_who_was_first(connected):
    await connected.say(ASK)
    decided = await decide(connected)
    with pytest.raises(ConflictError) as refused:
        await decisions.decide(
            connected.system.services,
            connected.member,
            decided.id,
            version=1,
            decision=Decision.REJECT,
            surface="test",
        )
    assert refused.value.code == "already_decided"
    assert refused.value.extra["decided_by"] == "Asha"
    assert refused.value.extra["decided_at"]


UNFIT = (
    ({"platform": "x"}, "not_editable"),
    ({}, "empty_edit"),
    ({"text": ""}, "bad_edit"),
    ({"text": "   "}, "bad_edit"),
    ({"text": "\u200b\u200b"}, "bad_edit"),
    ({"hashtags": ["two words"]}, "bad_edit"),
    ({"publish_at": "9999-12-31T23:59:59+00:00"}, "bad_time"),
    ({"publish_at": "0001-01-01T00:00:00+14:00"}, "bad_time"),
    ({"publish_at": "2020-01-01T00:00:00+00:00"}, "in_the_past"),
    ({"publish_at": "2030-01-01T00:00:00"}, "bad_edit"),
    ({"hashtags": "chai"}, "bad_edit"),
    ({"text": "x" * 3001}, "not_publishable"),
    ({"text": "Chai at ten.\x1b[8m Buy elsewhere.\x1b[0m"}, "bad_edit"),
    ({"text": "Chai at ten.\rTea"}, "bad_edit"),
    ({"text": "Chai \u202eat ten"}, "bad_edit"),
    ({"hashtags": ["#chai\x9b8m"]}, "bad_edit"),
    ({"first_comment": "Come\x1b]0;by\x07"}, "bad_edit"),
    ({"alt_text": "A cup\U000e0041"}, "bad_edit"),
)


async def test_an_edit_that_does_not_fit_changes_nothing(connected):
    await connected.say(ASK)
    for edits, code in UNFIT:
        with pytest.raises(InvalidError) as refused:
            await decide(connected, Decision.EDIT, edits=edits)
        assert (edits, refused.value.code) == (edits, code)
        (approval,) = await connected.approvals()
        assert approval.status is ApprovalStatus.OPEN
        assert approval.version == 1


async def test_a_resume_decides_all_or_nothing(connected):
    await connected.say("Two LinkedIn posts about our masala chai")
    services, member, thread = connected.system.services, connected.member, connected.thread
    for resume in (
        {"decisions": [{"type": "approve"}]},
        {"decisions": [{"type": "approve"}, {"type": "publish"}]},
        {"decisions": [{"type": "approve"}, {"type": "edit"}]},
        {"decisions": "approve"},
        True,
        {"no-such-interrupt": {"decisions": [{"type": "approve"}, {"type": "approve"}]}},
    ):
        with pytest.raises(InvalidError):
            await resuming.decide_resume(services, member, thread.id, resume, surface="test")
    assert all(a.status is ApprovalStatus.OPEN for a in await connected.approvals())
    assert await connected.publications() == ()


async def test_a_resume_by_an_old_interrupt_id_reaches_its_approvals(connected):
    await connected.say(ASK)
    old = (await connected.system.states.latest(connected.thread.id))["interrupts"][0]["id"]
    await connected.say("hello")
    new = (await connected.system.states.latest(connected.thread.id))["interrupts"][0]["id"]
    assert old != new
    payload = await resuming.decide_resume(
        connected.system.services,
        connected.member,
        connected.thread.id,
        {old: {"decisions": [{"type": "reject"}]}},
        surface="test",
    )
    run = await connected.turn(payload)
    assert run.status is RunStatus.SUCCESS
    (approval,) = await connected.approvals()
    assert approval.decision is Decision.REJECT


async def test_a_wish_given_as_a_decision_leaves_the_approval_open_or_supersedes_it(connected):
    await connected.say(ASK)
    payload = await resuming.decide_resume(
        connected.system.services,
        connected.member,
        connected.thread.id,
        {"decisions": [{"type": "respond", "message": "make it shorter"}]},
        surface="test",
    )
    await connected.turn(payload)
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert fresh.version == 2
    assert await connected.publications() == ()


async def test_a_decision_taken_elsewhere_resumes_the_thread_by_itself(connected, until):
    await connected.say(ASK)
    await decide(connected, Decision.REJECT)

    async def told():
        return "rejected" in (await connected.messages())[-1]["content"]

    await until(told)
    state = await connected.system.states.latest(connected.thread.id)
    assert state["next"] == []


async def test_a_run_entered_twice_says_everything_once(connected):
    run = await connected.turn({"messages": [{"role": "user", "content": ASK}]})
    runner = connected.system.turns
    before = await connected.messages()
    again = await runner.submit(
        workspace_id=connected.member.workspace_id,
        thread_id=connected.thread.id,
        payload={"messages": [{"role": "user", "content": ASK}]},
        user_id=None,
        run_id=run.id,
    )
    assert again.id == run.id
    assert await connected.messages() == before
    ids = [m["id"] for m in before]
    assert ids == [derived_id("message", run.id, "0"), derived_id("reply", run.id)]


async def test_turns_of_one_thread_queue_in_order_and_none_is_lost(connected):
    async def send(n: int):
        return await connected.system.turns.submit(
            workspace_id=connected.member.workspace_id,
            thread_id=connected.thread.id,
            payload={"messages": [{"role": "user", "content": f"hello {n}"}]},
            user_id=None,
        )

    runs = await asyncio.gather(*(send(n) for n in range(10)))
    for run in runs:
        await connected.system.turns.join(run.workspace_id, run.id)
    said = [m["content"] for m in await connected.messages() if m["type"] == "human"]
    accepted = [f"hello {n}" for n, _ in sorted(enumerate(runs), key=lambda pair: pair[1].number)]
    assert said == accepted


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Post something on TikTok", "TikTok"),
        ("One LinkedIn post on 1 January 2020", "passed"),
        ("what is waiting for me?", ""),
        ("hello", ""),
    ],
)
async def test_messages_that_start_no_work_get_a_clear_answer(connected, message, expected):
    reply = await connected.say(message)
    assert expected in reply
    assert len(reply) > 20
    assert await connected.approvals() == ()


async def test_without_a_connection_the_drafts_wait_and_the_reply_says_what_to_do(shop):
    reply = await shop.say(ASK)
    assert "connect" in reply.lower()
    assert await shop.approvals() == ()


async def test_a_used_up_plan_is_said_before_anything_is_written(connected):
    await connected.say("One LinkedIn post about our masala chai, number one")
    campaign, now = await connected.campaign(), connected.system.services.clock()
    async with connected.system.store.writing() as unit:
        for n in range(2, 31):
            more = campaign.model_copy(update={"id": derived_id("campaign", str(n))})
            await unit.campaigns.add(more.model_copy(update={"created_at": now}), ())
    reply = await connected.say("One LinkedIn post about our masala chai, one more")
    assert "The basic plan has 30 requests for posts and 60 posts a month" in reply
    assert "begins on 1 " in reply
    assert len(await connected.approvals()) == 1


async def test_a_wish_on_one_card_changes_that_post_only(connected):
    await connected.say("Two LinkedIn posts about our masala chai")
    payload = await resuming.decide_resume(
        connected.system.services,
        connected.member,
        connected.thread.id,
        {"decisions": [{"type": "reject"}, {"type": "respond", "message": "make it shorter"}]},
        surface="test",
    )
    await connected.turn(payload)
    versions = {a.content.id: a.version for a in await connected.approvals()}
    assert sorted(versions.values()) == [1, 2]


@pytest.mark.parametrize("when", ["to go out right away", "now"])
async def test_posts_asked_for_right_away_have_no_slot(connected, when):
    await connected.say(f"Two LinkedIn posts about our masala chai, {when}")
    slots = [a.publish_at for a in await connected.approvals()]
    assert slots == [None, None]


async def test_with_nothing_connected_and_no_platform_named_it_asks_where(shop):
    reply = await shop.say("Write a post about our masala chai")
    assert "connect" in reply.lower()
    async with shop.system.store.reading() as unit:
        assert await unit.campaigns.list(shop.member.workspace_id) == ()


async def test_a_platform_that_is_not_connected_is_said_and_the_rest_is_asked_about(connected):
    reply = await connected.say("One post on Facebook and LinkedIn about our masala chai")
    assert "Facebook" in reply
    assert "connect" in reply.lower()
    assert [a.platform for a in await connected.approvals()] == ["linkedin"]


async def test_a_bare_resume_never_approves_a_version_that_its_sender_was_not_asked_about(
    connected,
):
    await connected.say(ASK)
    await decide(connected, Decision.EDIT, edits={"text": "Something else entirely."})
    with pytest.raises(ConflictError) as refused:
        await resuming.decide_resume(
            connected.system.services,
            connected.member,
            connected.thread.id,
            {"decisions": [{"type": "approve"}]},
            surface="test",
        )
    assert refused.value.code == "version_conflict"
    assert await connected.publications() == ()


async def test_a_deleted_conversation_loses_no_approval(connected, sandbox, until):
    await connected.say(ASK)
    (approval,) = await connected.approvals()
    async with connected.system.store.writing() as unit:
        await unit.threads.delete(connected.member.workspace_id, connected.thread.id)
    decided = await decide(connected)
    assert decided.thread_id is None
    assert decided.id == approval.id

    async def out():
        rows = await connected.publications()
        return rows[0].state is S.PUBLISHED

    await until(out)
    assert len(sandbox.effects()) == 1


async def test_a_turn_of_the_products_own_cannot_be_called_off(connected, until):
    await connected.say(ASK)
    await decide(connected, Decision.REJECT)
    run = await connected.system.turns.nudge(connected.member.workspace_id, connected.thread.id)
    await connected.system.turns.cancel(connected.member.workspace_id, run.id)
    ended = await connected.system.turns.join(connected.member.workspace_id, run.id)
    assert ended.status is RunStatus.SUCCESS


async def test_an_id_that_the_thread_has_already_overwrites_nothing(connected):
    for text in ("hello", "what can you do?"):
        await connected.turn({"messages": [{"role": "user", "content": text, "id": "x"}]})
    reply = (await connected.messages())[1]
    await connected.turn({"messages": [{"role": "user", "content": "hi", "id": reply["id"]}]})
    said = [(m["type"], m["content"]) for m in await connected.messages()]
    assert [text for kind, text in said if kind == "human"] == ["hello", "what can you do?", "hi"]
    assert said[1] == ("ai", reply["content"])


async def test_the_same_request_again_says_it_in_other_words(connected):
    for _ in range(3):
        await connected.say(ASK)
    async with connected.system.store.reading() as unit:
        workspace, brand = connected.member.workspace_id, connected.thread.brand_id
        texts = await unit.contents.texts_of_brand(workspace, brand, 10)
    assert len(texts) == 3
    first_lines = {text.split("\n")[0] for text in texts}
    assert len(first_lines) == len(set(texts)) == 3


async def test_no_competitor_set_is_no_page_read(connected):
    await connected.say(ASK)
    state = await connected.system.states.latest(connected.thread.id)
    told = [entry["text"] for entry in state["values"]["activity"]]
    assert "No competitor's website is set, so there was nothing to read" in told
    assert not any("Read 0" in line for line in told)
    campaign = await connected.campaign()
    async with connected.system.store.reading() as unit:
        tasks = await unit.campaigns.tasks(campaign.workspace_id, campaign.id)
    assert [task.type for task in tasks if task.skipped] == [TaskType.INTELLIGENCE]
