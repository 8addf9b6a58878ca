"""Brings an account's past posts in: a page at a time, and on from the cursor where it was.

Posts, counts and cursor are one unit of work, so nothing is told twice after a crash.
"""

from dataclasses import asdict

from domain.errors import InvalidError, NotFoundError, PlatformError
from domain.job import Job
from platforms.ports import OwnPosts
from tools.imports import view_of
from tools.pull import Pull, Pulled, Wanted, what_stands
from tools.pulling import HISTORY, open_pull
from worker.orders import Orders


class Puller(Orders):
    kind = HISTORY
    at_once = 4  # they wait for their platforms most of the time
    broke = "Bringing the posts in broke off. What was read is kept; begin again to go on."

    async def _see_through(self, job: Job) -> None:
        try:
            await self._bring_in(job)
        except (PlatformError, NotFoundError, InvalidError) as error:
            async with self._services.store.reading() as unit:
                kept = (await unit.jobs.get(job.workspace_id, job.id)).done
            raise error.saying(what_stands(kept)) from None

    async def _bring_in(self, job: Job) -> None:
        order = dict(job.order)
        after = str(order.pop("after"))
        pull = await open_pull(self._services, Wanted(**order))
        pulled, wanted = Pulled(**job.tally), pull.wanted
        # a page that a process wrote before it died may have been the last one
        is_over = pulled.posts > 0 and not after
        if not is_over:
            async for page in pull.pages(after=after, done=job.done):
                pulled, after = await self._keep(job, pull, pulled, page), page.after
                if self._is_stopping and after and pulled.posts < wanted.limit:
                    return
        # what a process that died left without vectors behind its last page
        await self._services.esg.ensure_vectors(wanted.workspace_id, wanted.brand_id)
        await self._end(job, pull, pulled, has_more=bool(after))

    async def _keep(self, job: Job, pull: Pull, pulled: Pulled, page: OwnPosts) -> Pulled:
        """Write one page and how far the job is with it; what came of all so far."""
        wanted = pull.wanted
        async with self._services.store.writing() as unit:
            if pulled.posts == 0:
                pull.events(job.id).started(unit, pull.outcome(pulled, has_more=True))
            learned = await pull.learn(unit, page.posts)
            pulled += Pulled.of(learned, page.posts)
            told = {} if page.total is None else {"total": min(page.total, wanted.limit)}
            await unit.jobs.move(
                job,
                self._services.real_clock(),
                done=pulled.posts,
                tally=asdict(pulled),
                order=job.order | {"after": page.after},
                **told,
            )
        # to look for what else has none would take longer with each page
        await self._services.esg.ensure_vectors(
            wanted.workspace_id, wanted.brand_id, among=learned.reworded
        )
        return pulled

    async def _end(self, job: Job, pull: Pull, pulled: Pulled, *, has_more: bool) -> None:
        outcome = pull.outcome(pulled, has_more=has_more)
        async with self._services.store.writing() as unit:
            pull.events(job.id).finished(unit, outcome)
            # a platform counts also what it does not list
            await unit.jobs.move(job, self._services.real_clock(), total=pulled.posts)
            await unit.jobs.end(
                job, self._services.real_clock(), result=view_of(outcome), error=None
            )
