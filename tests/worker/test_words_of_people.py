"""Whose words a post says, and what it claims, after people and the team changed it."""

from domain.approval import ApprovalStatus, Decision
from tools import decisions

LONG = "Rain outside, chai inside.\n\nWe brew it slowly. It takes its time.\n\nCome by at four."


async def edit(shop, text: str) -> None:
    (asked,) = await shop.approvals(ApprovalStatus.OPEN)
    await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        decision=Decision.EDIT,
        edits={"text": text},
        surface="test",
    )


async def test_a_new_time_by_chat_leaves_the_words_with_the_person_who_wrote_them(connected):
    await connected.say("One LinkedIn post about our masala chai tomorrow at 7 pm")
    await edit(connected, LONG)
    (mine,) = await connected.approvals(ApprovalStatus.OPEN)
    await connected.say("move it to Friday 8 pm")
    (moved,) = await connected.approvals(ApprovalStatus.OPEN)
    assert moved.publish_at != mine.publish_at
    assert moved.content.version.provenance == mine.content.version.provenance
    assert "edited by a person" in moved.content.version.provenance.author
    await connected.say("make it shorter")
    (shorter,) = await connected.approvals(ApprovalStatus.OPEN)
    assert shorter.content.version.text != moved.content.version.text
    assert "edited by a person" in shorter.content.version.provenance.author


async def test_a_persons_own_words_carry_no_claim_of_the_old_ones(connected):
    await connected.say("One LinkedIn post about our masala chai")
    (asked,) = await connected.approvals()
    assert asked.content.version.claims
    await edit(connected, "Rain outside. Warm inside.")
    (mine,) = await connected.approvals(ApprovalStatus.OPEN)
    assert mine.content.version.claims == ()
