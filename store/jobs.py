"""Long work by rows: ordered, held by a process while it lives, moved on, ended."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.errors import ConflictError, NotFoundError
from domain.job import Job, JobStatus
from store.execute import changed
from store.tables import ExecutorRow, JobRow

_OPEN = (JobStatus.QUEUED.value, JobStatus.RUNNING.value)
IS_OPEN = JobRow.status.in_(_OPEN)
_other = aliased(JobRow)
_BEFORE_IT = exists().where(
    _other.workspace_id == JobRow.workspace_id,
    _other.kind == JobRow.kind,
    _other.order["brand_id"].as_string() == JobRow.order["brand_id"].as_string(),
    _other.status.in_(_OPEN),
    tuple_(_other.created_at, _other.id) < tuple_(JobRow.created_at, JobRow.id),
)
"""Whether another job of its line (`Job.line`) has to end first."""


class Jobs:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, job: Job) -> None:
        self._session.add(JobRow(**job.model_dump(mode="python"), updated_at=job.created_at))
        await self._session.flush()

    async def get(self, workspace_id: str, job_id: str) -> Job:
        """The job.

        Raises:
            NotFoundError: No such job in this workspace.
        """
        row = await self._session.scalar(
            select(JobRow).where(JobRow.workspace_id == workspace_id, JobRow.id == job_id)
        )
        if row is None:
            raise NotFoundError(f"There is no job {job_id} in this workspace.")
        return _job(row)

    async def waiting(
        self, room: Mapping[str, int], holder: str, *, at_hand: Collection[str] = ()
    ) -> list[Job]:
        """The first of each line that nobody alive works on, oldest first.

        Args:
            room: The kinds that are asked for, and how many of each may begin.
            holder: Who asks; what it held before and has not at hand is nobody's.
            at_hand: What it works on.
        """
        alive = select(ExecutorRow.id).where(ExecutorRow.id != holder)
        rows = await self._session.scalars(
            select(JobRow)
            .where(
                JobRow.kind.in_(room),
                IS_OPEN,
                JobRow.id.not_in(at_hand),
                or_(JobRow.holder.is_(None), JobRow.holder.not_in(alive)),
                ~_BEFORE_IT,
            )
            .order_by(JobRow.created_at, JobRow.id)
            .limit(sum(room.values()))
        )
        return [_job(row) for row in rows]

    async def unfinished(self, workspace_id: str, kind: str) -> tuple[Job, ...]:
        """A workspace's jobs of a kind that are still to be done, oldest first."""
        rows = await self._session.scalars(
            select(JobRow)
            .where(JobRow.workspace_id == workspace_id, JobRow.kind == kind, IS_OPEN)
            .order_by(JobRow.created_at, JobRow.id)
        )
        return tuple(_job(row) for row in rows)

    async def latest(self, workspace_id: str, kind: str, brand_id: str) -> tuple[Job, ...]:
        """The brand's jobs of this kind that did not fail, newest first: a few."""
        rows = await self._session.scalars(
            select(JobRow)
            .where(
                JobRow.workspace_id == workspace_id,
                JobRow.kind == kind,
                JobRow.order["brand_id"].as_string() == brand_id,
                JobRow.status != JobStatus.FAILED.value,
            )
            .order_by(JobRow.created_at.desc(), JobRow.id)
            .limit(5)
        )
        return tuple(_job(row) for row in rows)

    async def take(self, job: Job, holder: str, at: datetime) -> bool:
        """Hold the job, unless somebody else took it since it was read."""
        return await changed(
            self._session,
            update(JobRow)
            .where(
                JobRow.id == job.id,
                JobRow.status.in_(_OPEN),
                JobRow.holder.is_(None) if job.holder is None else JobRow.holder == job.holder,
            )
            .values(status=JobStatus.RUNNING.value, holder=holder, updated_at=at),
        )

    async def move(self, job: Job, at: datetime, **values: Any) -> None:
        """Write how far the job is, together with what it has done in this unit.

        Raises:
            ConflictError: Another process holds it by now; nothing of this unit may stand.
        """
        held = await changed(
            self._session,
            update(JobRow)
            .where(
                JobRow.workspace_id == job.workspace_id,
                JobRow.id == job.id,
                JobRow.holder == job.holder,
            )
            .values(**values, updated_at=at),
        )
        if not held:
            raise ConflictError(f"Another process works on job {job.id} by now.", code="job_taken")

    async def end(
        self, job: Job, at: datetime, *, result: dict[str, Any] | None, error: str | None
    ) -> None:
        """Write what came of it and let it go.

        Raises:
            ConflictError: Another process holds it by now.
        """
        status = JobStatus.DONE if error is None else JobStatus.FAILED
        await self.move(job, at, status=status.value, result=result, error=error, holder=None)


def _job(row: JobRow) -> Job:
    return Job(**{name: getattr(row, name) for name in Job.model_fields})
