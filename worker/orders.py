"""Long work that requests have ordered: taken up job by job, seen through, or ended with a reason.

What a job has done is written together with how far it is, so a process that dies in between
leaves nothing half done, and whoever takes the job next neither repeats a part nor misses one.
"""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import ClassVar

import structlog

from domain.errors import ConflictError, InstaMediaError, UnavailableError
from domain.job import Job
from tools.services import Services

EVERY_S = 0.5
PATIENCE_S = 3.0
"""How long a stop waits for the part at hand."""
log = structlog.get_logger()


class Orders(ABC):
    """Works on one job of its kind at a time.

    Args:
        owner: This process's executor id, by which it holds a job.
    """

    kind: ClassVar[str]
    broke: ClassVar[str]
    """What is told when it ends for a reason that nobody foresaw."""

    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def start(self) -> None:
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Let the part at hand end; the next start goes on behind it."""
        self._stopping.set()
        if self._task:
            await asyncio.wait({self._task}, timeout=PATIENCE_S)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def work(self) -> bool:
        """Take the oldest job that waits and see it through; False when none does."""
        job = await self._taken()
        if job is None:
            return False
        try:
            await self._see_through(job)
        except UnavailableError:
            raise  # the database is away, not the order wrong: the job is taken up again
        except ConflictError:
            log.warning("job.taken_over", job_id=job.id)
        except InstaMediaError as error:
            await self._fail(job, error.message)
        except Exception:
            log.exception("job.broke", job_id=job.id)
            await self._fail(job, self.broke)
        return True

    @abstractmethod
    async def _see_through(self, job: Job) -> None:
        """Do all that is left of the job and end it; return early when this process stops."""

    async def _fail(self, job: Job, reason: str) -> None:
        async with self._services.store.writing() as unit:
            await unit.jobs.end(job, self._services.real_clock(), result=None, error=reason)

    async def _forever(self) -> None:
        while not self._stopping.is_set():
            try:
                while await self.work() and not self._stopping.is_set():
                    pass
            except UnavailableError as error:
                log.warning("jobs.failed", kind=self.kind, code=error.code)
            except Exception:
                log.exception("jobs.failed", kind=self.kind)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), EVERY_S)

    async def _taken(self) -> Job | None:
        store, now = self._services.store, self._services.real_clock()
        async with store.reading() as unit:
            job = await unit.jobs.waiting(self.kind, self._owner)
        if job is None:
            return None
        async with store.writing() as unit:
            if not await unit.jobs.take(job, self._owner, now):
                return None
        return job.model_copy(update={"holder": self._owner})
