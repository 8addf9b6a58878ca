"""/api/v1/jobs: how far long work is that a request has ordered."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from domain.job import JobStatus
from server.auth.access import Reader
from server.running import RunningDep

router = APIRouter(prefix="/jobs", tags=["history"])


class JobView(BaseModel):
    id: str
    kind: str
    status: JobStatus
    done: int
    total: int | None
    result: dict[str, Any] | None
    """What the request would have answered; null until the job is done."""
    error: str | None


@router.get("/{job_id}")
async def read_job(job_id: str, caller: Reader, running: RunningDep) -> JobView:
    """The job with its progress; ask again until it is done or failed."""
    async with running.system.store.reading() as unit:
        job = await unit.jobs.get(caller.workspace_id, job_id)
    return JobView.model_validate(job.model_dump())
