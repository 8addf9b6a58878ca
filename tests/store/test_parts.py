"""The ledger of what follows a post: its order, one holder, and no write with an old fence."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.errors import ConflictError, NotFoundError
from domain.part import PartState, PublicationPart
from store.parts import PartKey, PartMovedError

P = PartState


@pytest.fixture
async def parts(store, now, scheduled):
    """Three parts that are due, of one publication."""
    laid_out = [
        PublicationPart(
            workspace_id=scheduled.workspace_id,
            publication_id=scheduled.id,
            n=n,
            kind="reply",
            text=f"Part {n}",
            due_at=now,
            not_after=now + timedelta(days=1),
        )
        for n in (1, 2, 3)
    ]
    async with store.writing() as unit:
        await unit.parts.add(scheduled, laid_out, at=now)
    return laid_out


def key(part: PublicationPart) -> PartKey:
    return PartKey(workspace_id=part.workspace_id, publication_id=part.publication_id, n=part.n)


async def begin(store, part, now, owner="p"):
    async with store.writing() as unit:
        return await unit.parts.move(
            part, P.SUBMITTED, at=now, takes=True, lease_owner=owner, called_at=now
        )


async def due(store, now):
    async with store.reading() as unit:
        return [one.n for one in await unit.parts.due(now)]


async def test_a_part_is_due_once_all_before_it_are_out(store, now, parts):
    assert await due(store, now - timedelta(seconds=1)) == []
    assert await due(store, now) == [1]
    begun = await begin(store, parts[0], now)
    assert await due(store, now) == []
    async with store.writing() as unit:
        await unit.parts.move(begun, P.PUBLISHED, at=now, platform_post_id="a")
    assert await due(store, now) == [2]


async def test_a_publication_has_its_parts_and_knows_their_posts_as_not_its_own(
    store, now, parts, scheduled
):
    begun = await begin(store, parts[0], now)
    async with store.writing() as unit:
        await unit.parts.move(begun, P.PUBLISHED, at=now, platform_post_id="a")
    async with store.reading() as unit:
        row = await unit.publications.get(scheduled.workspace_id, scheduled.id)
        taken = await unit.publications.post_ids(row.workspace_id, row.connection_id, but=row.id)
        others = await unit.parts.post_ids(row.connection_id, but=row.parts[0])
    assert [part.state for part in row.parts] == [P.PUBLISHED, P.SCHEDULED, P.SCHEDULED]
    assert (taken, others) == ({"a"}, frozenset())


async def test_of_many_at_once_one_begins_it(store, now, parts):
    async def one(owner):
        try:
            return await begin(store, parts[0], now, owner)
        except PartMovedError:
            return None

    won = [begun for begun in await asyncio.gather(*(one(f"p{n}") for n in range(6))) if begun]
    assert len(won) == 1


async def test_two_calls_below_one_post_cannot_be_under_way(store, now, parts):
    await begin(store, parts[0], now)
    with pytest.raises(IntegrityError):
        await begin(store, parts[1], now)


async def test_who_was_shut_out_can_write_nothing_more(store, now, parts):
    begun = await begin(store, parts[0], now, "gone")
    async with store.writing() as unit:
        (left,) = await unit.parts.abandoned("p", frozenset())
        assert await unit.parts.abandoned("p", frozenset({left})) == ()
        taken = await unit.parts.take_abandoned(left, owner="p", now=now)
        await unit.parts.move(taken, P.UNKNOWN, at=now, next_probe_at=now)
        assert await unit.parts.take_abandoned(left, owner="p", now=now) is None
    async with store.writing() as unit:
        with pytest.raises(PartMovedError):
            await unit.parts.move(begun, P.PUBLISHED, at=now)


async def test_one_looks_at_a_time(store, now, parts):
    begun = await begin(store, parts[0], now)
    async with store.writing() as unit:
        await unit.parts.move(begun, P.UNKNOWN, at=now, next_probe_at=now)
    async with store.writing() as unit:
        (wanted,) = await unit.parts.to_probe(now)
        assert await unit.parts.take_to_look(wanted, now=now) is not None
        assert await unit.parts.take_to_look(wanted, now=now) is None


async def test_what_is_out_stays_out(store, now, parts):
    begun = await begin(store, parts[0], now)
    async with store.writing() as unit:
        out = await unit.parts.move(begun, P.PUBLISHED, at=now)
        with pytest.raises(ConflictError, match="cannot go from published"):
            await unit.parts.move(out, P.SCHEDULED, at=now)


async def test_another_workspace_sees_none_of_it(store, now, parts):
    foreign = key(parts[0]).model_copy(update={"workspace_id": "another"})
    async with store.writing() as unit:
        with pytest.raises(NotFoundError):
            await unit.parts.get(foreign)
        stolen = parts[0].model_copy(update={"workspace_id": "another"})
        with pytest.raises(PartMovedError):
            await unit.parts.move(stolen, P.SUBMITTED, at=now)
