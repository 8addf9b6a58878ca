"""The effect ledger: one holder, one unsettled attempt, and no write with an old fence."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.connection import ConnectionStatus
from domain.errors import ConflictError
from domain.publication import (
    ARRIVES_WITHIN,
    AttemptOutcome,
    PublicationState,
    second_look_at,
)
from store.ledger import FencedOffError, NotNowError
from store.waiting import Due

S = PublicationState


def due_of(publication) -> Due:
    return Due(workspace_id=publication.workspace_id, publication_id=publication.id)


async def test_of_many_publishers_one_claims_a_row(store, now, scheduled):
    due = due_of(scheduled)

    async def claim(owner: str):
        async with store.writing() as unit:
            return await unit.ledger.claim(due, owner=owner, now=now)

    claims = await asyncio.gather(*(claim(f"publisher-{n}") for n in range(8)))
    won = [row for row in claims if row is not None]
    assert len(won) == 1
    assert won[0].state is S.CLAIMED
    assert won[0].fence == scheduled.fence + 1


async def test_a_row_is_not_claimed_before_its_time(store, now, scheduled):
    async with store.writing() as unit:
        early = now - timedelta(seconds=1)
        assert await unit.ledger.claim(due_of(scheduled), owner="p", now=early) is None


async def test_a_fenced_off_publisher_can_neither_move_nor_attempt(store, now, claimed):
    async with store.writing() as unit:
        taken = await unit.ledger.take_abandoned(
            due_of(claimed), owner="other", in_hand=(), now=now
        )
    assert taken is not None
    prepared = claimed.model_copy(update={"state": S.PREPARED})

    async def move() -> None:
        async with store.writing() as unit:
            await unit.ledger.move(claimed, S.PREPARED, at=now, detail="late")

    async def attempt() -> None:
        async with store.writing() as unit:
            await unit.ledger.begin_attempt(prepared, at=now)

    for act in (move, attempt):
        with pytest.raises(FencedOffError):
            await act()
    async with store.reading() as unit:
        seen = await unit.publications.get(claimed.workspace_id, claimed.id)
    assert seen.attempts == ()
    assert seen.state is S.CLAIMED


async def test_of_several_that_sweep_one_takes_an_abandoned_row(store, now, submitted):
    async def sweep(owner: str) -> bool:
        """As a sweeper that saw the row abandoned before any of the others took it."""
        async with store.writing() as unit:
            row = await unit.ledger.take_abandoned(
                due_of(submitted), owner=owner, in_hand=(), now=now
            )
            if row is not None:
                await unit.ledger.settle_attempt(row, AttemptOutcome.UNKNOWN, at=now, detail="")
                await unit.ledger.move(row, S.UNKNOWN, at=now, detail="", lease_owner=None)
        return row is not None

    took = [await sweep(f"sweeper-{n}") for n in range(3)]
    assert took == [True, False, False]
    async with store.reading() as unit:
        seen = await unit.publications.get(submitted.workspace_id, submitted.id)
    assert seen.state is S.UNKNOWN
    assert seen.fence == submitted.fence + 1


async def test_a_row_that_a_living_process_works_on_is_not_taken_from_it(store, now, submitted):
    async with store.writing() as unit:
        await unit.executors.register("publisher", host="here", at=now)
        await unit.ledger.take_abandoned(due_of(submitted), owner="publisher", in_hand=(), now=now)
    async with store.writing() as unit:
        taken = await unit.ledger.take_abandoned(
            due_of(submitted), owner="other", in_hand=(), now=now
        )
    assert taken is None


async def test_a_settled_row_is_not_looked_for_again(store, now, submitted):
    async with store.writing() as unit:
        assert await unit.ledger.take_to_look(due_of(submitted), owner="prober", now=now) is None


async def test_a_persons_cancel_wins_over_a_publisher_that_holds_the_row(store, now, claimed):
    async with store.writing() as unit:
        await unit.publications.change(claimed, S.CANCELLED, at=now, detail="Called off.")
    with pytest.raises(FencedOffError):
        async with store.writing() as unit:
            await unit.ledger.move(claimed, S.PREPARED, at=now, detail="late")


@pytest.mark.parametrize(
    "status", [ConnectionStatus.DISCONNECTED, ConnectionStatus.NEEDS_RECONNECT]
)
async def test_nothing_is_sent_by_an_account_that_was_taken_away_while_it_was_prepared(
    store, now, claimed, status
):
    async with store.writing() as unit:
        await unit.connections.set_status(claimed.workspace_id, claimed.connection_id, status, now)
    with pytest.raises(NotNowError):
        async with store.writing() as unit:
            await unit.ledger.begin_attempt(claimed, at=now)
    async with store.reading() as unit:
        row = await unit.publications.get(claimed.workspace_id, claimed.id)
    assert (row.state, row.attempts) == (S.CLAIMED, ())


async def looked_unsent(store, now, row):
    """A try that ended without an answer and was not found; the row is planned again."""
    async with store.writing() as unit:
        row = await unit.ledger.claim(due_of(row), owner="publisher", now=now)
        row = await unit.ledger.begin_attempt(row, at=now)
        await unit.ledger.settle_attempt(
            row, AttemptOutcome.LOOKED_NOT_SENT, at=now, detail="Not found."
        )
        return await unit.ledger.move(row, S.SCHEDULED, at=now, detail="again", due_at=now)


@pytest.fixture
async def looked_twice(store, now, scheduled):
    row = await looked_unsent(store, now, await looked_unsent(store, now, scheduled))
    async with store.reading() as unit:
        return await unit.publications.get(row.workspace_id, row.id)


@pytest.mark.parametrize(
    ("outcome", "first"),
    [
        (AttemptOutcome.UNKNOWN, AttemptOutcome.LOOKED_NOT_SENT),
        (AttemptOutcome.PUBLISHED, AttemptOutcome.LOOKED_NOT_SENT),
        (AttemptOutcome.NOT_SENT, AttemptOutcome.NOT_SENT),
    ],
)
async def test_of_several_attempts_that_looked_unsent_one_at_most_is_out_or_in_doubt(
    store, now, looked_twice, outcome, first
):
    async with store.writing() as unit:
        await unit.ledger.settle_looked(looked_twice, outcome, at=now, detail="looked again")
        row = await unit.publications.get(looked_twice.workspace_id, looked_twice.id)
    assert [a.outcome for a in row.attempts] == [first, outcome]


async def test_a_dead_processes_row_keeps_its_second_look(store, now, looked_twice):
    async with store.writing() as unit:
        await unit.ledger.claim(due_of(looked_twice), owner="dead", now=now)
        taken = await unit.ledger.take_abandoned(
            due_of(looked_twice), owner="living", in_hand=(), now=now
        )
    assert second_look_at(taken) == now + ARRIVES_WITHIN


async def test_the_database_refuses_a_second_open_attempt(store, now, submitted):
    rogue = submitted.model_copy(update={"state": S.SUBMITTED})
    with pytest.raises((IntegrityError, ConflictError)):
        async with store.writing() as unit:
            await unit.ledger.begin_attempt(rogue, at=now)
    async with store.reading() as unit:
        seen = await unit.publications.get(submitted.workspace_id, submitted.id)
    assert [a.outcome for a in seen.attempts] == [AttemptOutcome.UNSETTLED]


async def test_an_unknown_attempt_still_blocks_the_next(store, now, submitted):
    async with store.writing() as unit:
        await unit.ledger.settle_attempt(
            submitted, AttemptOutcome.UNKNOWN, at=now, detail="no answer"
        )
    with pytest.raises((IntegrityError, ConflictError)):
        async with store.writing() as unit:
            await unit.ledger.begin_attempt(submitted, at=now)


async def test_a_settled_attempt_frees_the_next_with_its_own_number(store, now, submitted):
    async with store.writing() as unit:
        await unit.ledger.settle_attempt(
            submitted, AttemptOutcome.REFUSED, at=now, detail="too many"
        )
        row = await unit.ledger.move(submitted, S.SCHEDULED, at=now, detail="later", due_at=now)
    async with store.writing() as unit:
        row = await unit.ledger.claim(due_of(row), owner="p", now=now)
        row = await unit.ledger.move(row, S.PREPARED, at=now, detail="ready")
        row = await unit.ledger.begin_attempt(row, at=now)
    assert [(a.n, a.outcome) for a in row.attempts] == [
        (1, AttemptOutcome.REFUSED),
        (2, AttemptOutcome.UNSETTLED),
    ]


async def test_moves_that_the_status_machine_does_not_know_are_refused(store, now, submitted):
    with pytest.raises(ConflictError) as refused:
        async with store.writing() as unit:
            await unit.ledger.move(submitted, S.CANCELLED, at=now, detail="too late")
    assert refused.value.code == "illegal_move"


async def test_a_dead_processes_row_is_abandoned_and_a_living_ones_is_not(store, now, claimed):
    async with store.writing() as unit:
        await unit.executors.register("publisher", host="h", at=now)
        await unit.executors.register("other", host="h", at=now)
    async with store.reading() as unit:
        assert await unit.waiting.abandoned("other", ()) == ()
    async with store.writing() as unit:
        assert await unit.executors.bury("publisher")
    async with store.reading() as unit:
        assert await unit.waiting.abandoned("other", ()) == (due_of(claimed),)


async def test_what_a_living_process_let_fall_is_abandoned_for_itself_alone(store, now, claimed):
    async with store.writing() as unit:
        await unit.executors.register("publisher", host="h", at=now)
    async with store.reading() as unit:
        assert await unit.waiting.abandoned("publisher", (claimed.id,)) == ()
        assert await unit.waiting.abandoned("publisher", ()) == (due_of(claimed),)


async def test_one_that_beat_again_is_not_buried(store, now):
    async with store.writing() as unit:
        await unit.executors.register("p", host="h", at=now)
        assert await unit.executors.beat("p")
        assert not await unit.executors.bury("p", beat=0)
        assert await unit.executors.bury("p", beat=1)
        assert not await unit.executors.beat("p")


async def test_an_account_sends_one_at_a_time_and_what_is_awaited_first(
    store, now, scheduled, another_due
):
    slot = await another_due(publish_at=now - timedelta(hours=1))
    async with store.reading() as unit:
        (head,) = await unit.waiting.heads(now)
        assert (head.due, head.is_awaited) == (due_of(scheduled), True)
    async with store.writing() as unit:
        assert await unit.ledger.claim(due_of(scheduled), owner="p", now=now)
        assert await unit.ledger.claim(due_of(slot), owner="p", now=now) is None
        assert await unit.ledger.claim_next(slot.connection_id, owner="p", now=now) is None
    async with store.reading() as unit:
        assert await unit.waiting.heads(now) == ()


async def test_of_what_is_due_an_account_takes_the_awaited_then_the_slots_in_order(
    store, now, scheduled, another_due
):
    later = await another_due(publish_at=now - timedelta(hours=1))
    earlier = await another_due(publish_at=now - timedelta(hours=2))
    taken = []
    for _ in range(4):
        async with store.writing() as unit:
            row = await unit.ledger.claim_next(scheduled.connection_id, owner="p", now=now)
            if row is not None:
                taken.append(row.id)
                await unit.ledger.move(row, S.FAILED, at=now, detail="the next one's turn")
    assert taken == [scheduled.id, earlier.id, later.id]


async def test_what_stays_past_due_is_seen_until_a_person_has_it(store, now, scheduled):
    late = now + timedelta(minutes=6)
    async with store.reading() as unit:
        assert await unit.waiting.overdue(late - timedelta(minutes=5)) == (due_of(scheduled),)
    async with store.writing() as unit:
        row = await unit.ledger.claim(due_of(scheduled), owner="p", now=late)
        await unit.ledger.move(row, S.FAILED, at=late, detail="a person reads why")
    async with store.reading() as unit:
        assert await unit.waiting.overdue(late) == ()


async def test_the_timeline_tells_every_state_in_order(store, submitted):
    async with store.reading() as unit:
        seen = await unit.publications.get(submitted.workspace_id, submitted.id)
    assert [entry.state for entry in seen.timeline] == [
        S.SCHEDULED,
        S.CLAIMED,
        S.PREPARED,
        S.SUBMITTED,
    ]


async def test_another_workspace_sees_nothing_of_it(store, submitted, another_workspace):
    stranger, _ = await another_workspace()
    async with store.reading() as unit:
        assert await unit.publications.list(stranger.workspace_id) == ()
        with pytest.raises(Exception, match="no publication"):
            await unit.publications.get(stranger.workspace_id, submitted.id)


async def test_nothing_is_out_of_which_no_attempt_was_begun(store, now, scheduled):
    with pytest.raises(ConflictError) as refused:
        async with store.writing() as unit:
            await unit.ledger.move(scheduled, S.PUBLISHED, at=now, detail="found")
    assert refused.value.code == "illegal_move"
