"""The system by the sandbox's clock: posts wait for it, and nothing of our own does."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.approval import ApprovalStatus, Decision
from domain.errors import InvalidError
from domain.platform import Platform
from domain.publication import PublicationState
from tools import connecting, decisions

S = PublicationState
CALLBACK = "http://127.0.0.1:8000/api/v1/platforms/callback/linkedin"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"clock": "sandbox"})


async def approve_for(shop, slot: datetime):
    """Plan the one open post for that instant and approve it; returns its publication."""
    services, member = shop.system.services, shop.member
    (asked,) = await shop.approvals(ApprovalStatus.OPEN)
    edited = await decisions.decide(
        services,
        member,
        asked.id,
        version=1,
        decision=Decision.EDIT,
        edits={"publish_at": slot.isoformat()},
        surface="test",
    )
    await decisions.decide(
        services,
        member,
        edited.next_approval_id or "",
        version=2,
        decision=Decision.APPROVE,
        surface="test",
    )
    (row,) = await shop.publications()
    return row


async def test_a_post_of_next_week_goes_out_once_the_sandbox_is_there(connected, sandbox, until):
    await connected.say("One LinkedIn post about our masala chai")
    slot = connected.system.services.clock() + timedelta(days=7)
    row = await approve_for(connected, slot)
    assert row.state is S.SCHEDULED
    sandbox.control("clock", {"advance_s": 7 * 86400 + 60})

    async def is_out():
        (row,) = await connected.publications()
        return row if row.state is S.PUBLISHED else None

    row = await until(is_out)
    assert row.not_before <= row.published_at <= row.not_after
    assert len(sandbox.effects()) == 1


async def test_runs_and_threads_keep_real_time(shop, sandbox, until):
    sandbox.control("clock", {"advance_s": 30 * 86400})
    services = shop.system.services

    async def is_ahead():
        return services.clock() - services.real_clock() > timedelta(days=29)

    await until(is_ahead)
    run = await shop.turn({"messages": [{"role": "user", "content": "Hello"}]})
    assert abs(run.updated_at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_consent_begun_before_the_clock_is_moved_can_be_finished(shop, sandbox, until):
    services = shop.system.services
    url, state = await connecting.start(services, shop.member, Platform.LINKEDIN, CALLBACK)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(url, data={"action": "allow"})
    code = httpx.URL(answer.headers["location"]).params["code"]
    before = services.clock()
    sandbox.control("clock", {"advance_s": 3600})

    async def is_ahead():
        return services.clock() - before > timedelta(minutes=50)

    await until(is_ahead)
    # the sandbox's own code is too old by its clock; our state is not
    with pytest.raises(Exception, match="code") as refused:
        await connecting.finish(services, Platform.LINKEDIN, code, state)
    assert not isinstance(refused.value, InvalidError)
