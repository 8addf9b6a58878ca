"""A habit of editing becomes a proposal, a person's yes makes it a rule, and new drafts keep it."""

from domain.approval import ApprovalStatus, Decision
from domain.rule import Aspect, RuleStatus
from tools import decisions, rules

SIGNED = "With love, Asha"


async def sign(shop) -> None:
    """Add the same last line to every draft that waits, by hand."""
    for approval in await shop.approvals(ApprovalStatus.OPEN):
        await decisions.decide(
            shop.system.services,
            shop.member,
            approval.id,
            version=approval.version,
            decision=Decision.EDIT,
            edits={"text": f"{approval.content.version.text}\n\n{SIGNED}"},
            surface="test",
        )


async def known(shop):
    return await rules.shown(shop.system.services, shop.member, shop.brand.id)


async def test_a_habit_is_asked_about_once_and_followed_after_a_yes(connected, neighbour):
    await connected.say("Two LinkedIn posts about our masala chai")
    await sign(connected)
    assert "I have noticed" not in await connected.say("hello")
    assert await known(connected) == ()
    await connected.say("One LinkedIn post about our masala chai tomorrow 6 pm")
    (fresh,) = [a for a in await connected.approvals(ApprovalStatus.OPEN) if a.version == 1]
    assert SIGNED not in fresh.content.version.text
    await decisions.decide(
        connected.system.services,
        connected.member,
        fresh.id,
        version=1,
        decision=Decision.EDIT,
        edits={"text": f"{fresh.content.version.text}\n\n{SIGNED}"},
        surface="test",
    )
    asked = await connected.say("hello")
    assert f"you always end with “{SIGNED}” (3 of 3 times)" in asked
    (proposal,) = await known(connected)
    assert proposal.status is RuleStatus.PROPOSED
    assert "I have noticed" not in await connected.say("which rules do you follow?")

    told = await connected.say("yes, remember that")
    assert f"From now on: end with “{SIGNED}”" in told
    (rule,) = await known(connected)
    assert (rule.status, rule.decided_by) == (RuleStatus.ACCEPTED, "Asha")
    assert [a.status for a in await connected.approvals()].count(ApprovalStatus.DECIDED) == 0
    reply = await connected.say("One LinkedIn post about our masala chai for Friday 6 pm")
    assert f"Applied your rule: end with “{SIGNED}”." in reply
    newest = (await connected.approvals(ApprovalStatus.OPEN))[-1].content.version
    assert newest.text.endswith(SIGNED)
    assert newest.rules == (f"end with “{SIGNED}”",)
    assert all(v.text.endswith(SIGNED) for v in newest.variations)

    assert "I no longer follow" in await connected.say("forget the rule about the sign-off")
    assert await known(connected) == ()
    assert await known(neighbour) == ()
    async with connected.system.store.reading() as unit:
        log = await unit.audit.list(
            connected.member.workspace_id, subject=rule.id, before=None, limit=9
        )
    assert [entry.action for entry in log] == ["rule.delete", "rule.accept"]


async def test_a_rule_that_people_write_against_is_asked_about_and_dropped(connected):
    services, member = connected.system.services, connected.member
    habit = {"aspect": Aspect.SIGN_OFF, "params": {"text": SIGNED}}
    stated = await rules.state(
        services,
        member,
        connected.brand.id,
        rules.Habit.model_validate(habit),
        platform=None,
        language=None,
        surface="test",
    )
    await connected.say("Two LinkedIn posts about our masala chai")
    for approval in await connected.approvals(ApprovalStatus.OPEN):
        await decisions.decide(
            services,
            member,
            approval.id,
            version=approval.version,
            decision=Decision.EDIT,
            edits={"text": approval.content.version.text.removesuffix(SIGNED).strip()},
            surface="test",
        )
    assert "Shall I drop it?" in await connected.say("hello")
    (rule,) = await known(connected)
    assert rule.id == stated.id
    assert rule.is_doubted
    assert "I no longer follow" in await connected.say("yes, drop it")
    assert await known(connected) == ()
