"""A file of past posts is taken in at once, or ordered as a job when it is long."""

from typing import Any

from domain.ids import new_id
from domain.job import Job
from domain.platform import Platform
from esg.columns import Wanted
from esg.importing import ImportOutcome
from tools.services import Services

IMPORT = "import"
LONG_POSTS = 1_000
"""A request waits for about five seconds of embedding."""
LONG_BYTES = 5 * 1024 * 1024


async def take_in(
    services: Services,
    workspace_id: str,
    brand_id: str,
    raw: bytes,
    platform: Platform,
    mapping: Wanted | None,
    timezone: str | None = None,
) -> ImportOutcome | str:
    """What came of the file, or the id of the job that takes it in when it is long.

    The file is read first either way: one that cannot be a history is refused at once.

    Raises:
        InvalidError: The file or the mapping is no good; nothing was written.
        NotFoundError: No such brand in this workspace.
    """
    plan = await services.esg.plan(
        workspace_id, brand_id, raw, platform, mapping, timezone=timezone
    )
    rows = len(plan.told) + plan.repeated + plan.rejected_total
    if len(raw) <= LONG_BYTES and rows <= LONG_POSTS:
        return await services.esg.carry_out(plan)
    job_id = new_id()
    blob = f"imports/{job_id}"
    await services.blobs.put(blob, raw)
    order = {
        "brand_id": brand_id,
        "platform": platform.value,
        "mapping": dict(mapping) if mapping else None,
        "timezone": timezone,
        "blob": blob,
    }
    async with services.store.writing() as unit:
        await unit.jobs.add(
            Job(
                id=job_id,
                workspace_id=workspace_id,
                kind=IMPORT,
                order=order,
                total=len(plan.told),
                tally={},
                created_at=services.clock(),
            )
        )
    return job_id


def view_of(outcome: ImportOutcome) -> dict[str, Any]:
    """The outcome as it is told over HTTP, at once or as a job's result."""
    return {
        "imported": outcome.imported,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": [{"line": r.line, "reason": r.reason} for r in outcome.rejected],
        "rejected_total": outcome.rejected_total,
        "mapping": outcome.mapping,
        "notes": list(outcome.notes),
    }
