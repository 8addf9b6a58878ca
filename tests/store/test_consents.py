"""How consent round trips end, as whoever began one is told: on both databases."""

from datetime import timedelta

import pytest

from domain.connection import ConsentOutcome
from domain.errors import NotFoundError
from domain.platform import Platform
from store.connections import ConsentState

Ended = ConsentOutcome
LINKEDIN = Platform.LINKEDIN


@pytest.fixture
async def begun(store, now, workspace):
    """A round trip that ends in half an hour; its workspace."""
    member, _ = workspace
    consent = ConsentState(
        workspace_id=member.workspace_id,
        user_id=member.user_id,
        platform=LINKEDIN,
        redirect_uri="http://127.0.0.1/callback",
        verifier="v" * 43,
        expires_at=now + timedelta(minutes=30),
    )
    async with store.writing() as unit:
        await unit.connections.remember_state("s", consent)
    return member.workspace_id


async def stands(store, workspace_id, at):
    async with store.reading() as unit:
        return await unit.connections.consent(workspace_id, "s", at)


async def closed(store, outcome, at, problem=None, *, platform=LINKEDIN):
    async with store.writing() as unit:
        await unit.connections.close_state("s", platform, outcome, at, problem)


async def test_it_waits_until_its_time_is_over(store, now, begun):
    assert (await stands(store, begun, now)).outcome is Ended.WAITING
    assert (await stands(store, begun, now + timedelta(hours=1))).outcome is Ended.EXPIRED


async def test_a_no_is_kept_and_spends_the_state(store, now, begun):
    await closed(store, Ended.DECLINED, now, "It was declined there.")
    consent = await stands(store, begun, now + timedelta(hours=1))
    assert (consent.outcome, consent.problem) == (Ended.DECLINED, "It was declined there.")
    async with store.writing() as unit:
        assert await unit.connections.use_state("s", now) is None


async def test_the_first_end_stays(store, now, begun):
    async with store.writing() as unit:
        assert await unit.connections.use_state("s", now)
    await closed(store, Ended.CONNECTED, now)
    await closed(store, Ended.FAILED, now, "Too late.")
    consent = await stands(store, begun, now)
    assert (consent.outcome, consent.problem) == (Ended.CONNECTED, None)


async def test_another_platforms_return_ends_nothing(store, now, begun):
    await closed(store, Ended.DECLINED, now, "No.", platform=Platform.INSTAGRAM)
    assert (await stands(store, begun, now)).outcome is Ended.WAITING


async def test_another_workspace_is_told_nothing(store, now, begun):
    with pytest.raises(NotFoundError):
        await stands(store, "another", now)


async def test_the_proof_key_is_kept_encrypted_and_handed_back_once(store, begun, now):
    async with store.writing() as unit:
        spent = await unit.connections.use_state("s", now)
        again = await unit.connections.use_state("s", now)
    assert (spent.workspace_id, spent.verifier, again) == (begun, "v" * 43, None)
