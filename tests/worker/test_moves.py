"""Whole turns about when posts go out: what moves, what is written anew, what is asked."""

from domain.approval import ApprovalStatus


async def test_a_new_post_asked_for_by_its_subject_moves_no_other(connected):
    await connected.say("Two LinkedIn posts about our masala chai this week")
    before = {a.content.id: (a.version, a.publish_at) for a in await connected.approvals()}
    assert len(set(before.values())) == 2
    reply = await connected.say("masala chai pe kal shaam ko post karo")
    assert "1 post" in reply
    after = {a.content.id: (a.version, a.publish_at) for a in await connected.approvals()}
    assert after.items() > before.items()
    assert len(after) == 3


async def test_a_move_that_could_mean_several_posts_moves_none_and_asks(connected):
    await connected.say("Two LinkedIn posts about our masala chai this week")
    before = [(a.content.id, a.version, a.publish_at) for a in await connected.approvals()]
    reply = await connected.say("move it to tomorrow at 8 pm")
    assert "Which one is meant?" in reply
    assert [(a.content.id, a.version, a.publish_at) for a in await connected.approvals()] == before
    await connected.say("post 2 tomorrow at 8 pm")
    versions = [a.version for a in await connected.approvals(ApprovalStatus.OPEN)]
    assert sorted(versions) == [1, 2]
