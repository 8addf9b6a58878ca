"""Events of a workspace: written with their rows, numbered without a gap, in order of commits."""

import asyncio
from contextlib import suppress

import pytest

from domain.approval import Decision
from domain.connection import ConnectionStatus
from domain.publication import PublicationState
from domain.run import Run, RunStatus
from store.approvals import Verdict
from store.unit import Store
from store.waiting import Due

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def after(store, workspace_id, number=0, limit=1000):
    async with store.reading() as unit:
        return await unit.events.after(workspace_id, number, limit=limit)


def kinds(events):
    return [event.type for event in events]


def something(unit, workspace_id, now, n=0):
    unit.outbox.add(workspace_id, "import.progress", now, {"done": n})


async def rolled_back(store, workspace_id, now):
    with suppress(LookupError):
        async with store.writing() as unit:
            something(unit, workspace_id, now)
            raise LookupError


async def test_a_publications_way_is_told_move_by_move(store, now, asked, submitted):
    async with store.writing() as unit:
        at = {"platform_post_id": "urn:1", "permalink": "https://x.example/1", "published_at": now}
        await unit.ledger.move(submitted, PublicationState.PUBLISHED, at=now, detail="Out.", **at)
    told = await after(store, asked.workspace_id)
    assert kinds(told) == [
        "connection.connected",
        "approval.opened",
        "publication.scheduled",
        "publication.claimed",
        "publication.prepared",
        "publication.submitted",
        "publication.published",
    ]
    assert [event.id for event in told] == [1, 2, 3, 4, 5, 6, 7]
    assert told[-2].data["permalink"] is None
    assert told[-1].data == {
        "publication_id": submitted.id,
        "state": "published",
        "platform": "linkedin",
        "connection_id": asked.connection_id,
        "content_id": asked.content.id,
        "content_version": 1,
        "approval_id": asked.id,
        "campaign_id": None,
        "thread_id": asked.thread_id,
        "publish_at": None,
        "platform_post_id": "urn:1",
        "permalink": "https://x.example/1",
        "published_at": now.isoformat(),
        "error": None,
    }


async def test_a_failure_is_told_by_its_code_and_without_its_words(store, now, claimed):
    error = {"code": "invalid_media", "message": "The picture of Asha", "retryable": False}
    async with store.writing() as unit:
        await unit.ledger.move(claimed, PublicationState.FAILED, at=now, detail="", error=error)
    failed = (await after(store, claimed.workspace_id))[-1]
    assert failed.data["error"] == {"code": "invalid_media", "retryable": False}
    assert "Asha" not in str(failed)


async def test_a_unit_sees_its_own_moves_before_they_are_written(store, now, scheduled):
    async with store.writing() as unit:
        cancelled = await unit.publications.change(
            scheduled, PublicationState.CANCELLED, at=now, detail="Called off."
        )
    assert [entry.detail for entry in cancelled.timeline] == ["Approved.", "Called off."]
    async with store.reading() as unit:
        assert await unit.publications.get(scheduled.workspace_id, scheduled.id) == cancelled


async def test_what_is_rolled_back_is_not_told_and_leaves_no_gap(store, now, asked):
    ws = asked.workspace_id
    await rolled_back(store, ws, now)
    async with store.writing() as unit:
        something(unit, ws, now)
    assert [event.id for event in await after(store, ws)] == [1, 2, 3]


async def test_of_an_approval_it_is_told_who_decided_what_and_when(store, now, asked):
    verdict = Verdict(decision=Decision.APPROVE, by="Asha", at=now, message="Go, quickly!")
    async with store.writing() as unit:
        assert await unit.approvals.decide(asked.workspace_id, asked.id, 1, verdict)
        assert not await unit.approvals.decide(asked.workspace_id, asked.id, 1, verdict)
    opened, decided = (await after(store, asked.workspace_id))[1:]
    assert (opened.type, opened.data["status"]) == ("approval.opened", "open")
    assert decided.type == "approval.decided"
    assert decided.data["approval_id"] == asked.id
    assert decided.data["decision"] == "approve"
    assert decided.data["decided_by"] == "Asha"
    assert decided.data["decided_at"] == now.isoformat()
    assert "quickly" not in str(decided)


async def test_of_a_superseded_approval_the_next_one_is_told(store, now, asked):
    async with store.writing() as unit:
        await unit.approvals.supersede(asked.workspace_id, asked.id, next_approval_id="n", at=now)
    told = (await after(store, asked.workspace_id))[-1]
    assert (told.type, told.data["next_approval_id"]) == ("approval.superseded", "n")


async def test_an_account_is_told_of_once_per_change_and_never_with_its_grant(store, now, asked):
    ws, connection = asked.workspace_id, asked.connection_id
    async with store.writing() as unit:
        for by in ("Asha", "Asha", None, None):
            await unit.connections.set_pause(ws, connection, by=by, at=now)
        for _ in range(2):
            await unit.connections.set_status(ws, connection, ConnectionStatus.NEEDS_RECONNECT, now)
        await unit.connections.disconnect(ws, connection, now)
    told = (await after(store, ws))[2:]
    assert kinds(told) == [
        "connection.paused",
        "connection.resumed",
        "connection.needs_reconnect",
        "connection.disconnected",
    ]
    assert told[0].data["paused_by"] == "Asha"
    assert [event.data["status"] for event in told][-2:] == ["needs_reconnect", "disconnected"]
    assert "a-secret" not in str(await after(store, ws))


async def test_a_run_that_is_entered_again_is_told_of_once(store, now, asked):
    run = Run(
        id="r1",
        workspace_id=asked.workspace_id,
        thread_id=asked.thread_id,
        number=0,
        status=RunStatus.PENDING,
        payload={},
        created_at=now,
        updated_at=now,
    )
    statuses = [RunStatus.RUNNING, RunStatus.RUNNING, RunStatus.SUCCESS]
    async with store.writing() as unit:
        await unit.runs.accept(run)
        for status in statuses:
            await unit.runs.set_status(run.workspace_id, run.id, status, now)
    told = (await after(store, asked.workspace_id))[2:]
    assert kinds(told) == ["run.started", "run.finished"]
    assert told[1].data == {
        "run_id": "r1",
        "thread_id": asked.thread_id,
        "status": "success",
        "thread_status": "idle",
    }


async def test_each_workspace_has_its_own_numbers(store, now, asked, another_workspace):
    other, _brand = await another_workspace()
    async with store.writing() as unit:
        something(unit, other.workspace_id, now)
        something(unit, asked.workspace_id, now)
    assert [event.id for event in await after(store, other.workspace_id)] == [1]
    assert [event.id for event in await after(store, asked.workspace_id)] == [1, 2, 3]


async def test_a_reader_skips_nothing_while_many_write(store, now, workspace):
    """Units that number late and commit when they like: a number never comes after a higher one."""
    ws, seen = workspace[0].workspace_id, []

    async def write(n: int) -> None:
        async with store.writing() as unit:
            await unit.accounts.workspace(ws)  # its transaction is open, and others overtake it
            await asyncio.sleep(0 if store.url.startswith("sqlite") else 0.01 * (n % 7))
            something(unit, ws, now, n)
            something(unit, ws, now, n)

    async def read() -> None:
        while len(seen) < 120:
            seen.extend(await after(store, ws, seen[-1].id if seen else 0, limit=7))

    async with asyncio.timeout(60):
        await asyncio.gather(read(), *(write(n) for n in range(60)))
    assert [event.id for event in seen] == list(range(1, 121))
    assert sorted(event.data["done"] for event in seen) == sorted([*range(60), *range(60)])


@on_postgresql
async def test_a_higher_number_waits_for_a_lower_one(store, now, workspace):
    """The first to number holds its transaction open: the second gets no number until it ends."""
    ws = workspace[0].workspace_id
    numbered, go_on = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with store.writing() as unit:
            something(unit, ws, now, 1)
            await unit.outbox.flush()
            numbered.set()
            await go_on.wait()

    async def second() -> None:
        async with store.writing() as unit:
            something(unit, ws, now, 2)

    held = asyncio.create_task(first())
    await numbered.wait()
    late = asyncio.create_task(second())
    await asyncio.sleep(0.5)
    assert not late.done()
    assert await after(store, ws) == ()
    go_on.set()
    await asyncio.gather(held, late)
    assert [event.data["done"] for event in await after(store, ws)] == [1, 2]


async def test_the_bell_rings_for_what_was_committed_here(store, now, workspace):
    ws = workspace[0].workspace_id
    with store.bell.listening(ws) as ear, store.bell.listening("another") as deaf:
        await rolled_back(store, ws, now)
        assert not await ear.wait(0)
        async with store.writing() as unit:
            something(unit, ws, now)
        assert await ear.wait(0)
        assert not await deaf.wait(0)


@on_postgresql
async def test_the_bell_rings_for_what_another_process_committed(store, now, workspace):
    ws, other = workspace[0].workspace_id, Store(store.url, secret_keys=("a-test-key",))
    async with store.hearing():
        with store.bell.listening(ws) as ear:
            assert await ear.wait(10)  # it rings for all once it hears
            async with other.writing() as unit:
                something(unit, ws, now)
            assert await ear.wait(10)
    await other.close()


async def test_what_is_further_back_than_is_kept_is_pruned_but_no_timeline(store, now, scheduled):
    ws = scheduled.workspace_id
    async with store.writing() as unit:
        for n in range(20):
            something(unit, ws, now, n)
    async with store.reading() as unit:
        ((of, number),) = await unit.events.overfull(kept=5)
    async with store.writing() as unit:
        await unit.events.prune(of, number)
    left = await after(store, ws)
    assert kinds(left) == ["publication.scheduled", *["import.progress"] * 5]
    async with store.reading() as unit:
        assert await unit.events.overfull(kept=5) == ()
        assert await unit.events.newest(ws) == left[-1].id
        assert len((await unit.publications.get(ws, scheduled.id)).timeline) == 1
    async with store.writing() as unit:
        due = Due(workspace_id=ws, publication_id=scheduled.id)
        await unit.ledger.claim(due, owner="publisher", now=now)
    assert (await after(store, ws))[-1].id == left[-1].id + 1
