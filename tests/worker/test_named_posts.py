"""What a message about one named post does and does not do, in whole turns."""

from domain.approval import ApprovalStatus, Decision
from domain.publication import PublicationState
from tools import decisions

ASK = "One LinkedIn post about our masala chai"


async def test_a_message_drops_no_post_and_says_where_that_is_done(connected, sandbox):
    await connected.say("One LinkedIn post about Diwali")
    reply = await connected.say("cancel the Diwali post")
    assert "A message drops no post. Press Reject on the card of post 1" in reply
    (approval,) = await connected.approvals()
    assert approval.status is ApprovalStatus.OPEN
    assert sandbox.calls("create_post") == 0
    unknown = await connected.say("holi wali post rok do")
    assert "“holi”" in unknown.lower()
    assert "1 (Diwali" in unknown
    assert len(await connected.approvals(ApprovalStatus.OPEN)) == 1


async def test_an_approved_post_is_called_off_on_its_card(connected):
    await connected.say("One LinkedIn post about our masala chai tomorrow at 7 pm")
    (approval,) = await connected.approvals(ApprovalStatus.OPEN)
    await decisions.decide(
        connected.system.services,
        connected.member,
        approval.id,
        version=approval.version,
        decision=Decision.APPROVE,
        surface="test",
    )
    reply = await connected.say("don't post the chai one")
    assert "Press Call off on the card of post 1" in reply
    (row,) = await connected.publications()
    assert row.state is PublicationState.SCHEDULED


async def test_who_cancels_everything_is_told_where_each_post_is_dropped_and_none_is(connected):
    await connected.say("Two LinkedIn posts about our masala chai, tomorrow and on 20 December")
    first, second = await connected.approvals(ApprovalStatus.OPEN)
    await decisions.decide(
        connected.system.services,
        connected.member,
        first.id,
        version=first.version,
        decision=Decision.APPROVE,
        surface="test",
    )
    reply = await connected.say("cancel everything")
    assert "Nothing is cancelled yet: a message drops no post." in reply
    assert "Press Reject on the card of each draft that waits: 2 (" in reply
    assert "Press Call off on the card of each approved post: 1 (" in reply
    assert "अभी कुछ रद्द नहीं हुआ" in await connected.say("सब रद्द करो")
    assert "Abhi kuch radd nahi hua" in await connected.say("sab cancel kar do")
    (row,) = await connected.publications()
    assert row.state is PublicationState.SCHEDULED
    assert [a.id for a in await connected.approvals(ApprovalStatus.OPEN)] == [second.id]


async def test_a_new_price_makes_a_new_version_of_the_post_that_is_named(connected):
    await connected.say(ASK)
    (before,) = await connected.approvals(ApprovalStatus.OPEN)
    assert "₹40" in before.content.version.text
    reply = await connected.say("change the price of the chai post to 45")
    assert "The price now says ₹45 (it said ₹40)." in reply
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert fresh.version == 2
    assert "₹45" in fresh.content.version.text
    assert "₹40" not in fresh.content.version.text
