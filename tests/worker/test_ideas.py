"""Ideas in a conversation: offered, picked by number, planned once."""

from domain.approval import ApprovalStatus
from domain.idea import IdeaStatus


async def offered(shop):
    async with shop.system.store.reading() as unit:
        return await unit.ideas.list(shop.member.workspace_id, limit=20)


async def test_an_idea_is_offered_picked_and_becomes_a_plan(connected):
    reply = await connected.say("Give me three ideas")
    assert reply.startswith("Here are 3 ideas:")
    assert "Nothing is planned before that" in reply
    assert await connected.approvals() == ()
    ideas = await offered(connected)
    assert [idea.status for idea in ideas] == [IdeaStatus.OPEN] * 3
    reply = await connected.say("take 2")
    assert "Here is the plan: 1 post." in reply
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    picked = next(idea for idea in await offered(connected) if idea.number == 2)
    assert (picked.status, picked.campaign_id) == (IdeaStatus.PICKED, asked.campaign_id)
    assert asked.content.language == "en"
    again = await connected.say("take idea 2")
    assert "its campaign is planned already" in again
    assert len(await connected.approvals()) == 1
    missing = await connected.say("take idea 9")
    assert "There is no idea 9 here. I offered 3." in missing


async def test_ideas_are_told_and_planned_in_hindi(connected):
    reply = await connected.say("तीन आइडिया दो")
    assert "ये रहे 3 आइडिया" in reply
    reply = await connected.say("दूसरा वाला")
    assert "यह रहा प्लान: 1 पोस्ट।" in reply
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    assert asked.content.language == "hi"


async def test_a_pick_that_cannot_be_planned_leaves_the_idea_open(shop):
    await shop.say("Give me two ideas")
    reply = await shop.say("take 1")
    assert "Connect" in reply
    assert [idea.status for idea in await offered(shop)] == [IdeaStatus.OPEN] * 2
