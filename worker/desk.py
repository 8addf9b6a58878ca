"""Hands out the long work that waits: side by side, so that nobody waits for another's platform."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from domain.errors import UnavailableError
from domain.job import Job
from llm.model.paying import Payer, paid_by
from tools.services import Services
from worker.orders import Orders

EVERY_S = 1.0
PATIENCE_S = 5.0
"""How long a stop waits for the parts at hand."""
log = structlog.get_logger()


class Desk:
    """Takes up what waits of all kinds, each kind within its bound.

    Args:
        services: What the jobs need.
        kinds: Who does which kind.
        owner: This process's executor id, by which it holds a job.
    """

    def __init__(self, services: Services, kinds: Sequence[Orders], *, owner: str) -> None:
        self._services = services
        self._kinds = {one.kind: one for one in kinds}
        self._owner = owner
        self._task: asyncio.Task[None] | None = None
        self._at_hand: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._has_room = asyncio.Event()
        self._is_stopping = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Let the parts at hand end; the next start goes on behind them."""
        self._is_stopping = True
        for one in self._kinds.values():
            one.stop()
        self._has_room.set()
        await _ended([self._task] if self._task else [])
        await _ended([task for _, task in self._at_hand.values()])

    async def look(self) -> list[asyncio.Task[None]]:
        """Take up what waits and there is room for: the work on each."""
        begun: list[asyncio.Task[None]] = []
        room = self._room()
        if not room:
            return begun
        async with self._services.store.reading() as unit:
            waiting = await unit.jobs.waiting(room, self._owner, at_hand=self._at_hand)
        for job in waiting:
            if not self._is_stopping and self._may_begin(job) and await self._take(job):
                held = job.model_copy(update={"holder": self._owner})
                task = asyncio.create_task(self._work_on(held))
                self._at_hand[job.id] = (held, task)
                begun.append(task)
        return begun

    def _room(self) -> dict[str, int]:
        """The kinds of which another job may begin, and how many."""
        busy = [job.kind for job, _ in self._at_hand.values()]
        left = {kind: one.at_once - busy.count(kind) for kind, one in self._kinds.items()}
        return {kind: n for kind, n in left.items() if n > 0}

    def _may_begin(self, job: Job) -> bool:
        """Within the bound, and the only one of its brand and kind: they write the same posts."""
        return job.kind in self._room() and all(
            job.line != other.line for other, _ in self._at_hand.values()
        )

    async def _take(self, job: Job) -> bool:
        async with self._services.store.writing() as unit:
            return await unit.jobs.take(job, self._owner, self._services.real_clock())

    async def _work_on(self, job: Job) -> None:
        try:
            with paid_by(Payer(job.workspace_id)):
                await self._kinds[job.kind].work_on(job)
        except UnavailableError as error:
            log.warning("jobs.failed", kind=job.kind, code=error.code)
        except Exception:
            log.exception("jobs.failed", kind=job.kind)
        else:
            self._has_room.set()  # after a fault only in a while: it may last
        finally:
            del self._at_hand[job.id]

    async def _forever(self) -> None:
        while not self._is_stopping:
            self._has_room.clear()
            try:
                if await self._services.store.peeks.has_jobs():
                    await self.look()
            except UnavailableError as error:
                log.warning("jobs.failed", code=error.code)
            except Exception:
                log.exception("jobs.failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._has_room.wait(), EVERY_S)


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait for them as long as a stop may take, then cut them off."""
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE_S)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
