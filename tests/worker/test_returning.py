"""Posts that come back for approval: asked about once a round, whatever becomes of the rule."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.approval import ApprovalStatus
from domain.errors import ConflictError, LimitError, NotFoundError
from domain.ids import new_id
from domain.publication import PublicationState
from tests.worker.world import World, approved
from tools import again, asking, decisions
from tools.services import Services
from tools.slotting import When
from worker.returner import Returner

ASK = "One LinkedIn post about our masala chai"


@pytest.fixture
async def out(connected, until):
    """A post that is out."""
    await connected.say(ASK)
    await decide(connected, await waiting(connected), "approve")

    async def published():
        rows = await connected.publications()
        return rows[0] if rows[0].state is PublicationState.PUBLISHED else None

    return await until(published)


async def decide(shop, asked, decision):
    for one in asked:
        await decisions.decide(
            shop.system.services,
            shop.member,
            one.id,
            version=one.version,
            decision=decision,
            surface="test",
        )


async def waiting(shop):
    return await shop.approvals(ApprovalStatus.OPEN)


async def wish(shop, row, days):
    services = shop.system.services
    return await again.repeat_every(services, shop.member, row.id, days=days, surface="test")


async def comes_due(shop, rule):
    """Its day comes, and one look is made."""
    services = shop.system.services
    async with services.store.writing() as unit:
        await unit.evergreens.put(rule.model_copy(update={"next_at": services.clock()}))
    await Returner(services).look()
    return await again.rule_of(services, shop.member, rule.publication_id)


async def test_every_round_has_a_question_of_its_own_also_by_a_rule_that_was_changed(
    connected, out
):
    rule = await comes_due(connected, await wish(connected, out, 30))
    first = await waiting(connected)
    assert [one.content.version.again_of for one in first] == [out.id]
    await decide(connected, first, "reject")
    # counted from when it was last asked about, not from the first time it was said
    changed = await wish(connected, out, 60)
    assert (changed.rounds, changed.next_at) == (1, rule.next_at + timedelta(days=30))
    services = connected.system.services
    await again.stop_repeating(services, connected.member, out.id, surface="test")
    rule = await comes_due(connected, await wish(connected, out, 30))
    second = await waiting(connected)
    assert (len(second), rule.problem) == (1, None)
    assert second[0].content.id != first[0].content.id


async def test_a_repeat_is_checked_in_all_that_readers_see(connected, out):
    services = connected.system.services
    async with services.store.reading() as unit:
        before = await unit.contents.get(out.workspace_id, out.content_id)
    version = before.version.model_copy(update={"first_comment": "Cheap at [price]."})
    said = before.model_copy(update={"version": version})
    made = await again.prepared(services, said, out, by="Asha")
    assert made.version.safety.passed is False
    assert {flag.severity for flag in made.version.safety.flags} >= {"block"}


async def test_a_rule_that_breaks_keeps_no_other_waiting_and_says_that_it_broke(connected, out):
    services: Services = connected.system.services
    world = World(now=services.clock() - timedelta(hours=1))
    member, broken = await approved(_at(services, world), None, "UTC")
    rule = await wish(connected, out, 30)
    longest_due = rule.model_copy(
        update={
            "publication_id": broken.id,
            "workspace_id": broken.workspace_id,
            "user_id": member.user_id,
            "next_at": world.now,
        }
    )
    damage = text("UPDATE content_versions SET body = '[]' WHERE content_id = :id")
    async with services.store.writing() as unit:
        await unit.evergreens.put(longest_due)
        await unit.parts._session.execute(damage, {"id": broken.content_id})
    await comes_due(connected, rule)
    assert len(await waiting(connected)) == 1
    told = await again.rule_of(services, member, broken.id)
    assert "tried again in a day" in (told.problem or "")
    assert told.next_at > services.clock()


async def test_a_post_that_was_taken_down_comes_back_by_no_rule(connected, out):
    services = connected.system.services
    async with services.store.writing() as unit:
        await unit.publications.mark_deleted(out, at=services.clock(), detail="Deleted.")
    with pytest.raises(ConflictError, match="requeue") as told:
        await wish(connected, out, 30)
    assert told.value.code == "deleted"


async def test_a_repeat_counts_among_the_posts_that_the_plan_has(connected, out):
    services = connected.system.services
    async with services.store.writing() as unit:
        one = await unit.contents.get(out.workspace_id, out.content_id)
        version = one.version.model_copy(update={"created_at": services.clock()})
        for _ in range(60):
            spare = {"id": new_id(), "campaign_id": None, "version": version}
            await unit.contents.add(one.model_copy(update=spare))
    with pytest.raises(LimitError):
        await again.requeue(services, connected.member, out.id, when=When(), surface="test")
    rule = await comes_due(connected, await wish(connected, out, 30))
    assert (rule.rounds, await waiting(connected)) == (0, ())
    assert "are used up" in (rule.problem or "")


def _at(services: Services, world: World) -> Services:
    return replace(services, clock=world.clock)


async def test_nothing_is_asked_or_comes_back_for_a_brand_that_was_taken_away(connected, out):
    services, member = connected.system.services, connected.member
    async with services.store.writing() as unit:
        post = await unit.contents.get(out.workspace_id, out.content_id)
        account = await unit.connections.get(out.workspace_id, out.connection_id)
        await unit.brands.remove(out.workspace_id, post.brand_id, services.clock())
    with pytest.raises(NotFoundError):
        await again.requeue(services, member, out.id, when=When(), surface="test")
    with pytest.raises(NotFoundError):
        await wish(connected, out, 30)
    async with services.store.writing() as unit:
        now, place = services.clock(), {"connection": account, "thread_id": None}
        with pytest.raises(NotFoundError):
            await asking.open_approval(unit, services, post, at=now, **place)
    assert await waiting(connected) == ()
    async with services.store.reading() as unit:
        assert await unit.evergreens.of(out.workspace_id, (out.id,)) == {}
