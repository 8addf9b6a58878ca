"""Takes long history files in, job by job: a slice of posts at a time, and on from where it was.

A slice is one unit of work together with how far the job is, so a process that dies in between
leaves nothing half done, and whoever takes the job next neither repeats a slice nor misses one.
"""

import asyncio
from contextlib import suppress

import structlog

from domain.errors import ConflictError, InstaMediaError, UnavailableError
from domain.job import Job
from domain.platform import Platform
from esg.importing import ImportEvents, ImportPlan
from esg.learn import Learned
from tools.imports import IMPORT, view_of
from tools.services import Services

EVERY_S = 0.5
PATIENCE_S = 3.0
"""How long a stop waits for the slice at hand."""
log = structlog.get_logger()


class Importer:
    """Works on one import at a time.

    Args:
        owner: This process's executor id, by which it holds a job.
    """

    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def start(self) -> None:
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Let the slice at hand end; the next start goes on behind it."""
        self._stopping.set()
        if self._task:
            await asyncio.wait({self._task}, timeout=PATIENCE_S)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _forever(self) -> None:
        while not self._stopping.is_set():
            try:
                while await self.work() and not self._stopping.is_set():
                    pass
            except UnavailableError as error:
                log.warning("import.failed", code=error.code)
            except Exception:
                log.exception("import.failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), EVERY_S)

    async def work(self) -> bool:
        """Take the oldest import that waits and see it through; False when none does."""
        job = await self._taken()
        if job is None:
            return False
        try:
            await self._see_through(job)
        except UnavailableError:
            raise  # the database is away, not the file wrong: the job is taken up again
        except ConflictError:
            log.warning("import.taken_over", job_id=job.id)
        except InstaMediaError as error:
            await self._fail(job, error.message)
        except Exception:
            log.exception("import.broke", job_id=job.id)
            await self._fail(
                job, "The import broke off. What was read is kept; import the file once more."
            )
        return True

    async def _taken(self) -> Job | None:
        store, now = self._services.store, self._services.real_clock()
        async with store.reading() as unit:
            job = await unit.jobs.waiting(IMPORT, self._owner)
        if job is None:
            return None
        async with store.writing() as unit:
            if not await unit.jobs.take(job, self._owner, now):
                return None
        return job.model_copy(update={"holder": self._owner})

    async def _see_through(self, job: Job) -> None:
        plan = await self._plan(job)
        events = self._events(plan, job)
        done, learned = job.done, Learned(**job.tally) if job.tally else Learned(0, 0, 0)
        await self._move(job, done, learned, len(plan.told))
        for some in plan.slices(done):
            if self._stopping.is_set():
                return
            async with self._services.store.writing() as unit:
                learned += await self._services.esg.learn(unit, plan, some)
                done += len(some)
                if done == len(some):
                    events.started(unit, plan.outcome(learned))
                await unit.jobs.move(
                    job, self._services.real_clock(), done=done, tally=_tally(learned)
                )
                events.progress(unit, done, len(plan.told))
            # to look for what else has none would take longer with each slice
            ids = [one.post.id for one in some]
            await self._services.esg.ensure_vectors(job.workspace_id, plan.brand_id, among=ids)
        # what was known by another id, and what a process that died left behind its last slice
        await self._services.esg.ensure_vectors(job.workspace_id, plan.brand_id)
        await self._end(job, plan, learned)

    async def _plan(self, job: Job) -> ImportPlan:
        order = job.order
        raw = await self._services.blobs.get(str(order["blob"]))
        return await self._services.esg.plan(
            job.workspace_id,
            str(order["brand_id"]),
            raw,
            Platform(order["platform"]),
            order["mapping"],
            now=job.created_at,  # so that a plan made again holds the same rows
        )

    def _events(self, plan: ImportPlan, job: Job) -> ImportEvents:
        return ImportEvents(
            job.workspace_id,
            plan.brand_id,
            plan.platform,
            now=self._services.clock,
            import_id=job.id,
        )

    async def _move(self, job: Job, done: int, learned: Learned, total: int) -> None:
        async with self._services.store.writing() as unit:
            await unit.jobs.move(
                job, self._services.real_clock(), done=done, tally=_tally(learned), total=total
            )

    async def _end(self, job: Job, plan: ImportPlan, learned: Learned) -> None:
        outcome = plan.outcome(learned)
        async with self._services.store.writing() as unit:
            self._events(plan, job).finished(unit, outcome)
            await unit.jobs.end(
                job, self._services.real_clock(), result=view_of(outcome), error=None
            )
        await self._services.blobs.delete(str(job.order["blob"]))

    async def _fail(self, job: Job, reason: str) -> None:
        async with self._services.store.writing() as unit:
            await unit.jobs.end(job, self._services.real_clock(), result=None, error=reason)
        await self._services.blobs.delete(str(job.order["blob"]))


def _tally(learned: Learned) -> dict[str, int]:
    return {
        "imported": learned.imported,
        "updated": learned.updated,
        "unchanged": learned.unchanged,
    }
