"""Decisions by position: taken when it is certain what their sender looked at."""

import pytest

from domain.approval import ApprovalStatus, Decision
from domain.errors import ConflictError, InvalidError
from domain.ids import new_id
from tools import decisions, resuming

ONE = "One LinkedIn post about our masala chai tomorrow at 7 pm"
TWO = "Two LinkedIn posts about our masala chai tomorrow at 7 pm"
APPROVE = {"type": "approve"}
REJECT = {"type": "reject"}


def edit(**args):
    return {"type": "edit", "edited_action": {"name": "publish_post", "args": args}}


async def interrupt(shop):
    state = await shop.system.states.latest(shop.thread.id)
    return state["interrupts"][0] if state["interrupts"] else None


def ids(question):
    return [one["id"] for one in question["value"]["approvals"]]


async def resume(shop, *given, keyed=None, member=None):
    """As the chat's server does it: the decisions first, then the turn that takes them in."""
    services, turns = shop.system.services, shop.system.turns
    member = member or shop.member
    sent: object = {"decisions": list(given)}
    payload = await resuming.decide_resume(
        services, member, shop.thread.id, {keyed: sent} if keyed else sent, surface="chat"
    )
    run = None
    if "resume" in payload:
        run = await turns.nudge(
            shop.member.workspace_id, shop.thread.id, user_id=shop.member.user_id
        )
    if run is None:
        return await shop.turn(payload)
    return await turns.join(run.workspace_id, run.id)


async def elsewhere(shop, approval_id, until, decision=Decision.EDIT, **more):
    """Somebody decides on another surface, and the thread goes on by itself."""
    before = await interrupt(shop)
    await decisions.decide(
        shop.system.services,
        shop.member,
        approval_id,
        version=1,
        decision=decision,
        surface="api",
        **more,
    )
    await shop.system.turns.nudge(shop.member.workspace_id, shop.thread.id)

    async def asked_anew():
        now = await interrupt(shop)
        return now if now and now["id"] != before["id"] and await is_idle(shop) else None

    return await until(asked_anew)


async def is_idle(shop):
    async with shop.system.store.reading() as unit:
        return not await unit.runs.unfinished(shop.member.workspace_id, shop.thread.id)


async def refused(shop, *given, **more):
    with pytest.raises(ConflictError) as caught:
        await resume(shop, *given, **more)
    assert await shop.publications() == ()
    return caught.value.code


async def test_a_stale_yes_never_approves_words_that_its_sender_was_not_shown(connected, until):
    await connected.say(ONE)
    (shown,) = ids(await interrupt(connected))
    await elsewhere(connected, shown, until, edits={"text": "Words that nobody here has seen."})
    assert await refused(connected, APPROVE) == "version_conflict"
    (still,) = await connected.approvals(ApprovalStatus.OPEN)
    assert still.version == 2


async def test_a_post_that_was_rejected_is_not_approved_instead_of_another(connected, until):
    await connected.say(TWO)
    first, second = ids(await interrupt(connected))
    asked = await elsewhere(connected, first, until, edits={"hashtags": ["chai"]})
    assert ids(asked)[0] == second
    assert await refused(connected, APPROVE, REJECT) == "version_conflict"
    assert len(await connected.approvals(ApprovalStatus.OPEN)) == 2


async def test_a_question_of_the_same_length_about_other_posts_is_another_question(
    connected, until
):
    await connected.say(TWO)
    first, second = ids(await interrupt(connected))
    await elsewhere(connected, first, until, Decision.REJECT)
    # another person's turn adds a post; the question lists two again
    await connected.system.turns.join(
        connected.member.workspace_id,
        (
            await connected.system.turns.submit(
                workspace_id=connected.member.workspace_id,
                thread_id=connected.thread.id,
                payload={"messages": [{"role": "user", "content": ONE}]},
                user_id=new_id(),
            )
        ).id,
    )
    asked = ids(await interrupt(connected))
    assert (len(asked), asked[0]) == (2, second)
    assert await refused(connected, REJECT, APPROVE) == "version_conflict"


async def test_looking_again_makes_it_certain(connected, until):
    await connected.say(ONE)
    (shown,) = ids(await interrupt(connected))
    asked = await elsewhere(connected, shown, until, edits={"text": "Better words."})
    await resume(connected, APPROVE, keyed=asked["id"])
    (row,) = await connected.publications()
    assert row.content_version == 2


async def test_a_turn_of_ones_own_shows_what_it_asks(connected, until):
    await connected.say(ONE)
    (shown,) = ids(await interrupt(connected))
    await elsewhere(connected, shown, until, edits={"text": "Better words."})
    await connected.say("hello")
    await resume(connected, APPROVE)
    (row,) = await connected.publications()
    assert row.content_version == 2


async def test_a_wish_sent_from_elsewhere_shows_nothing_in_the_chat(connected):
    await connected.say(ONE)
    await connected.turn(
        {"messages": [{"role": "user", "content": "make it shorter"}], "elsewhere": True}
    )
    (open_now,) = await connected.approvals(ApprovalStatus.OPEN)
    assert open_now.version == 2
    assert await refused(connected, APPROVE) == "version_conflict"


async def test_a_plain_client_goes_on_through_edits_and_further_posts(connected):
    await connected.say(TWO)
    await resume(connected, edit(text="Chai at four."), edit(text="Chai at five."))
    await resume(connected, APPROVE, APPROVE)
    assert [r.content_version for r in await connected.publications()] == [2, 2]
    await connected.say(TWO)
    await resume(connected, REJECT, edit(text="Chai at six."))
    await resume(connected, APPROVE)
    rows = await connected.publications()
    assert len(rows) == 3
    assert await interrupt(connected) is None


async def test_an_answer_to_an_old_question_reaches_the_posts_of_that_question_only(
    connected, until
):
    await connected.say(TWO)
    old = await interrupt(connected)
    first, second = ids(old)
    await elsewhere(connected, first, until, edits={"text": "Better words."})
    assert await refused(connected, APPROVE, APPROVE, keyed=old["id"]) == "already_decided"
    with pytest.raises(InvalidError):
        await resume(connected, APPROVE, keyed=old["id"])
    open_now = await connected.approvals(ApprovalStatus.OPEN)
    assert second in [a.id for a in open_now]
    assert len(open_now) == 2


async def test_an_answer_before_the_question_is_out_is_told_to_wait(connected):
    await connected.say(ONE)
    run = await connected.system.turns.submit(
        workspace_id=connected.member.workspace_id,
        thread_id=connected.thread.id,
        payload={"messages": [{"role": "user", "content": "make it shorter"}]},
        user_id=connected.member.user_id,
    )
    assert await refused(connected, APPROVE, keyed="not-noted-yet") == "thread_busy"
    await connected.system.turns.join(run.workspace_id, run.id)
    with pytest.raises(InvalidError, match="No interrupt not-noted-yet is known"):
        await resume(connected, APPROVE, keyed="not-noted-yet")
