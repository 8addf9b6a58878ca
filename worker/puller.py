"""Brings an account's past posts in: a page at a time, and on from the cursor where it was.

Posts, counts and cursor are one unit of work, so nothing is told twice after a crash.
"""

from dataclasses import asdict

from domain.job import Job
from store.unit import Unit
from tools.imports import view_of
from tools.pull import Pull, Pulled, Wanted
from tools.pulling import HISTORY, open_pull
from worker.orders import Orders


class Puller(Orders):
    kind = HISTORY
    broke = "Bringing the posts in broke off. What was read is kept; begin again to go on."

    async def _see_through(self, job: Job) -> None:
        order = dict(job.order)
        after = str(order.pop("after"))
        pull = await open_pull(self._services, Wanted(**order))
        pulled, wanted = Pulled(**job.tally), pull.wanted
        # a page that a process wrote before it died may have been the last one
        is_over = pulled.posts > 0 and not after
        if not is_over:
            async for page in pull.pages(after=after, done=job.done):
                async with self._services.store.writing() as unit:
                    if pulled.posts == 0:
                        pull.events(job.id).started(unit, pull.outcome(pulled, has_more=True))
                    pulled += await pull.learn(unit, page.posts)
                    after = page.after
                    await self._move(unit, job, pulled, after)
                await self._services.esg.ensure_vectors(wanted.workspace_id, wanted.brand_id)
                if self._stopping.is_set() and after and pulled.posts < wanted.limit:
                    return
        # also what a process that died left without vectors behind its last page
        await self._services.esg.ensure_vectors(wanted.workspace_id, wanted.brand_id)
        await self._end(job, pull, pulled, has_more=bool(after))

    async def _move(self, unit: Unit, job: Job, pulled: Pulled, after: str) -> None:
        await unit.jobs.move(
            job,
            self._services.real_clock(),
            done=pulled.posts,
            tally=asdict(pulled),
            order=job.order | {"after": after},
        )

    async def _end(self, job: Job, pull: Pull, pulled: Pulled, *, has_more: bool) -> None:
        outcome = pull.outcome(pulled, has_more=has_more)
        async with self._services.store.writing() as unit:
            pull.events(job.id).finished(unit, outcome)
            await unit.jobs.end(
                job, self._services.real_clock(), result=view_of(outcome), error=None
            )
