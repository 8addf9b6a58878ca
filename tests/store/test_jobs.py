"""Long work in a real database: who may take up what, in which order."""

from datetime import timedelta

import pytest

from domain.job import Job, JobStatus


@pytest.fixture
def queued(store, workspace, another_workspace, now):
    """Queues a job of somebody's brand; each is a minute younger than the one before."""
    made = []

    async def add(brand, kind="history"):
        job = Job(
            id=f"{len(made)}",
            workspace_id=brand.workspace_id,
            kind=kind,
            order={"brand_id": brand.id},
            tally={},
            created_at=now + timedelta(minutes=len(made)),
        )
        made.append(job)
        async with store.writing() as unit:
            await unit.jobs.add(job)
        return job

    return add


async def ids(store, room, **more):
    async with store.reading() as unit:
        return [job.id for job in await unit.jobs.waiting(room, "me", **more)]


async def test_each_brand_waits_for_itself_alone(store, workspace, another_workspace, queued):
    _, brand = workspace
    _, other = await another_workspace()
    first, _, theirs, file = [
        await queued(brand),
        await queued(brand),
        await queued(other),
        await queued(brand, "import"),
    ]
    both = {"history": 4, "import": 2}
    assert await ids(store, both) == [first.id, theirs.id, file.id]
    assert await ids(store, {"history": 4}) == [first.id, theirs.id]
    assert await ids(store, {"history": 1}) == [first.id]
    assert await ids(store, both, at_hand=[first.id]) == [theirs.id, file.id]


async def test_what_the_living_hold_keeps_its_line_and_the_deads_is_anybodys(
    store, workspace, queued, now
):
    _, brand = workspace
    first, second = [await queued(brand), await queued(brand)]
    async with store.writing() as unit:
        await unit.executors.register("alive", host="here", at=now)
        assert await unit.jobs.take(first, "alive", now)
    assert await ids(store, {"history": 4}) == []
    held = first.model_copy(update={"holder": "alive"})
    async with store.writing() as unit:
        assert await unit.jobs.take(held, "dead", now)
    assert await ids(store, {"history": 4}) == [first.id]
    held = first.model_copy(update={"holder": "dead"})
    async with store.writing() as unit:
        await unit.jobs.end(held, now, result={}, error=None)
    assert await ids(store, {"history": 4}) == [second.id]
    async with store.reading() as unit:
        assert (await unit.jobs.get(first.workspace_id, first.id)).status is JobStatus.DONE
