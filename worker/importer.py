"""Takes long history files in: a slice of posts at a time, and on from where it was."""

from domain.job import Job
from domain.platform import Platform
from esg.importing import ImportEvents, ImportPlan
from esg.learn import Learned
from tools.imports import IMPORT, view_of
from worker.orders import Orders


class Importer(Orders):
    kind = IMPORT
    at_once = 2  # embedding takes all of a processor
    broke = "The import broke off. What was read is kept; import the file once more."

    async def _see_through(self, job: Job) -> None:
        plan = await self._plan(job)
        events = self._events(plan, job)
        done, learned = job.done, Learned.of(job.tally)
        await self._move(job, done, learned, len(plan.told))
        for some in plan.slices(done):
            if self._is_stopping:
                return
            async with self._services.store.writing() as unit:
                new = await self._services.esg.learn(unit, plan, some)
                learned += new
                done += len(some)
                if done == len(some):
                    events.started(unit, plan.outcome(learned))
                await unit.jobs.move(
                    job, self._services.real_clock(), done=done, tally=learned.counts()
                )
                events.progress(unit, done, len(plan.told))
            # to look for what else has none would take longer with each slice
            await self._services.esg.ensure_vectors(
                job.workspace_id, plan.brand_id, among=new.reworded
            )
        # what a process that died left behind its last slice
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
            timezone=order.get("timezone"),
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
                job, self._services.real_clock(), done=done, tally=learned.counts(), total=total
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
        await super()._fail(job, reason)
        await self._services.blobs.delete(str(job.order["blob"]))
