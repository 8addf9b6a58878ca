"""One turn at a time: waits for a run's place in its thread and keeps it while the run works."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from domain.errors import UnavailableError
from domain.run import Run
from tools.services import Services

LOOK_S = 1.0
POLL_S = 0.2


class LeaseLostError(Exception):
    """Another process took the thread, because this one was silent for too long."""


class CancelledRunError(Exception):
    """Somebody asked to stop this run."""


async def wait_for_place(services: Services, run: Run, owner: str) -> None:
    """Return when the run is the first unfinished one of its thread and holds the lease.

    Raises:
        CancelledRunError: The run was cancelled while it waited.
    """
    while True:
        async with services.store.reading() as unit:
            seen = await unit.runs.get(run.workspace_id, run.id)
            first = await unit.runs.is_next(run)
        if seen.cancel_requested:
            raise CancelledRunError
        if first:
            async with services.store.writing() as unit:
                if await unit.threads.lease(run.thread_id, run.id, owner=owner):
                    return
        await asyncio.sleep(POLL_S)


@asynccontextmanager
async def kept(services: Services, run: Run, owner: str) -> AsyncIterator[asyncio.Task[None]]:
    """Hold the lease; yields the task that ends, raising why, when the run has to stop."""
    over = asyncio.Event()
    watch = asyncio.create_task(_watch(services, run, owner, over))
    try:
        yield watch
    finally:
        # not cancelled: a query cut in the middle costs its connection
        over.set()
        await asyncio.wait({watch})
        with suppress(asyncio.CancelledError, LeaseLostError, CancelledRunError):
            watch.result()
        async with services.store.writing() as unit:
            await unit.threads.release(run.thread_id, run.id)


async def _watch(services: Services, run: Run, owner: str, over: asyncio.Event) -> None:
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), LOOK_S)
        if over.is_set():
            return
        try:
            async with services.store.reading() as unit:
                held = await unit.threads.holds_lease(run.thread_id, run.id, owner=owner)
                seen = await unit.runs.get(run.workspace_id, run.id)
        except UnavailableError:
            continue  # nobody else can take the thread meanwhile either
        if not held:
            raise LeaseLostError
        if seen.cancel_requested:
            raise CancelledRunError
