"""Approvals: one decision by compare-and-set, one open question per post, heard once."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from domain.approval import ApprovalStatus, Decision
from domain.ids import new_id
from store.approvals import Verdict


def verdict(by: str, now) -> Verdict:
    return Verdict(decision=Decision.APPROVE, by=by, at=now)


async def test_of_many_decisions_at_once_exactly_one_counts(store, now, asked):
    async def decide(by: str) -> bool:
        async with store.writing() as unit:
            return await unit.approvals.decide(
                asked.workspace_id, asked.id, asked.version, verdict(by, now)
            )

    outcomes = await asyncio.gather(*(decide(f"person-{n}") for n in range(6)))
    async with store.reading() as unit:
        seen = await unit.approvals.get(asked.workspace_id, asked.id)
    assert outcomes.count(True) == 1
    assert seen.decided_by == f"person-{outcomes.index(True)}"


async def test_a_decision_on_another_version_changes_nothing(store, now, asked):
    async with store.writing() as unit:
        assert not await unit.approvals.decide(asked.workspace_id, asked.id, 2, verdict("a", now))
        seen = await unit.approvals.get(asked.workspace_id, asked.id)
    assert seen.status is ApprovalStatus.OPEN


async def test_a_second_open_approval_of_the_same_post_is_refused(store, asked):
    twin = asked.model_copy(update={"id": new_id()})
    with pytest.raises(IntegrityError):
        async with store.writing() as unit:
            await unit.approvals.open(twin)


async def test_asking_again_with_the_same_id_changes_nothing(store, asked):
    async with store.writing() as unit:
        await unit.approvals.open(asked)
        assert len(await unit.approvals.list(asked.workspace_id)) == 1


async def test_a_decision_is_heard_by_one_run_and_again_by_that_run_only(store, now, asked):
    async with store.writing() as unit:
        await unit.approvals.decide(asked.workspace_id, asked.id, 1, verdict("a", now))
    async with store.reading() as unit:
        assert [u.approval_id for u in await unit.approvals.unheard()] == [asked.id]

    async def hear(run_id: str) -> list[str]:
        async with store.writing() as unit:
            heard = await unit.approvals.hear(asked.workspace_id, asked.thread_id, run_id)
        return [approval.id for approval in heard]

    assert await hear("run-1") == [asked.id]
    assert await hear("run-2") == []
    assert await hear("run-1") == [asked.id]
    async with store.reading() as unit:
        assert await unit.approvals.unheard() == ()


async def test_an_old_interrupt_still_names_its_approvals(store, now, asked):
    ids = (asked.workspace_id, asked.thread_id)
    async with store.writing() as unit:
        await unit.approvals.set_interrupt(*ids, (asked.id,), "older", now)
        await unit.approvals.set_interrupt(*ids, (asked.id,), "newer", now)
        old = await unit.approvals.of_interrupt(*ids, "older")
        new = await unit.approvals.of_interrupt(*ids, "newer")
    assert [a.id for a in old] == [a.id for a in new] == [asked.id]
    assert new[0].interrupt_id == "newer"


async def test_tokens_lie_encrypted_and_come_back(store, asked, database_url):
    async with store.reading() as unit:
        tokens = await unit.connections.tokens(asked.workspace_id, asked.connection_id)
        connection = await unit.connections.get(asked.workspace_id, asked.connection_id)
    assert tokens.access_token == "a-secret"
    assert "a-secret" not in repr(tokens)
    assert "a-secret" not in connection.model_dump_json()
