"""Makes the drafts of profiles that read a website; anew when its process died meanwhile."""

from domain.brand_draft import DraftStatus
from domain.errors import NotFoundError
from domain.job import Job
from tools.brand_drafting import Wanted, made
from tools.brand_drafts import BRAND_DRAFT_JOB
from worker.orders import Orders


class BrandDrafter(Orders):
    kind = BRAND_DRAFT_JOB
    at_once = 4  # they wait for their sites most of the time
    broke = "Reading the site broke off. Nothing was changed; begin again."

    async def _see_through(self, job: Job) -> None:
        order = dict(job.order)
        draft_id = str(order.pop("draft_id"))
        async with self._services.store.reading() as unit:
            draft = await unit.brands.drafts.get(
                job.workspace_id, draft_id, now=self._services.clock()
            )

        async def tell(done: int, total: int, detail: str) -> None:  # noqa: ARG001 - as it is told
            async with self._services.store.writing() as unit:
                await unit.jobs.move(job, self._services.real_clock(), done=done, total=total)

        ready = await made(self._services, draft, Wanted(**order), on_progress=tell)
        async with self._services.store.writing() as unit:
            # a brand that was taken away meanwhile, and its drafts with it, gets none back
            await unit.brands.held(job.workspace_id, draft.brand_id)
            await unit.brands.drafts.get(
                job.workspace_id, draft_id, now=self._services.clock(), hold=True
            )
            await unit.brands.drafts.put(ready)
            result = {"draft_id": ready.id, "proposals": len(ready.proposals)}
            await unit.jobs.end(job, self._services.real_clock(), result=result, error=None)

    async def _fail(self, job: Job, reason: str) -> None:
        async with self._services.store.writing() as unit:
            try:
                draft = await unit.brands.drafts.get(
                    job.workspace_id,
                    str(job.order["draft_id"]),
                    now=self._services.clock(),
                    hold=True,
                )
            except NotFoundError:
                draft = None  # the brand was taken away meanwhile
            if draft is not None:
                failed = {"status": DraftStatus.FAILED, "problem": reason}
                await unit.brands.drafts.put(draft.model_copy(update=failed))
            await unit.jobs.end(job, self._services.real_clock(), result=None, error=reason)
