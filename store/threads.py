"""Threads and their leases: one turn at a time."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFoundError
from domain.intake import Intake
from domain.run import Thread, ThreadStatus
from store.execute import changed
from store.tables import (
    ApprovalRow,
    CampaignRow,
    ExecutorRow,
    IntakeRow,
    PublicationRow,
    RunEventRow,
    RunRow,
    ThreadRow,
)


class Threads:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, thread: Thread) -> None:
        self._session.add(
            ThreadRow(
                **thread.model_dump(exclude={"metadata", "status"}),
                meta=thread.metadata,
                status=thread.status.value,
            )
        )
        await self._session.flush()

    async def get(self, workspace_id: str, thread_id: str) -> Thread:
        """The thread.

        Raises:
            NotFoundError: No such thread in this workspace.
        """
        row = await self._session.scalar(
            select(ThreadRow).where(
                ThreadRow.workspace_id == workspace_id, ThreadRow.id == thread_id
            )
        )
        if row is None:
            raise NotFoundError(f"There is no thread {thread_id} in this workspace.")
        return _thread(row)

    async def exists(self, thread_id: str) -> bool:
        return await self._session.get(ThreadRow, thread_id) is not None

    async def search(
        self,
        workspace_id: str,
        *,
        status: ThreadStatus | None = None,
        metadata: dict[str, object] | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> tuple[Thread, ...]:
        """Newest change first. Metadata matches when it contains every given pair."""
        where: list[object] = [ThreadRow.workspace_id == workspace_id]
        if status is not None:
            where.append(ThreadRow.status == status.value)
        rows = await self._session.scalars(
            select(ThreadRow)
            .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
            .order_by(ThreadRow.updated_at.desc(), ThreadRow.id)
        )
        wanted = (metadata or {}).items()
        found = [_thread(r) for r in rows if all(r.meta.get(k) == v for k, v in wanted)]
        return tuple(found[offset : offset + limit])

    async def change(
        self, workspace_id: str, thread_id: str, at: datetime, **values: object
    ) -> None:
        if "metadata" in values:
            values["meta"] = values.pop("metadata")
        await self._session.execute(
            update(ThreadRow)
            .where(ThreadRow.workspace_id == workspace_id, ThreadRow.id == thread_id)
            .values(updated_at=at, **values)
        )

    async def delete(self, workspace_id: str, thread_id: str) -> None:
        """Remove the conversation's own rows; campaigns, approvals and posts stay."""
        for table in (ApprovalRow, PublicationRow, CampaignRow):
            await self._session.execute(
                update(table)
                .where(table.workspace_id == workspace_id, table.thread_id == thread_id)
                .values(thread_id=None)
            )
        runs = select(RunRow.id).where(
            RunRow.workspace_id == workspace_id, RunRow.thread_id == thread_id
        )
        await self._session.execute(delete(RunEventRow).where(RunEventRow.run_id.in_(runs)))
        await self._session.execute(
            delete(RunRow).where(RunRow.workspace_id == workspace_id, RunRow.thread_id == thread_id)
        )
        await self._session.execute(
            delete(IntakeRow).where(
                IntakeRow.workspace_id == workspace_id, IntakeRow.thread_id == thread_id
            )
        )
        await self._session.execute(
            delete(ThreadRow).where(
                ThreadRow.workspace_id == workspace_id, ThreadRow.id == thread_id
            )
        )

    async def intake(self, workspace_id: str, thread_id: str) -> Intake | None:
        """What the conversation asks of its brand; None when it never did."""
        body = await self._session.scalar(
            select(IntakeRow.body).where(
                IntakeRow.workspace_id == workspace_id, IntakeRow.thread_id == thread_id
            )
        )
        return Intake.model_validate(body) if body else None

    async def save_intake(
        self, workspace_id: str, thread_id: str, intake: Intake, at: datetime
    ) -> None:
        """Keep where the questions stand now."""
        row = IntakeRow(
            thread_id=thread_id,
            workspace_id=workspace_id,
            body=intake.model_dump(mode="json"),
            updated_at=at,
        )
        await self._session.merge(row)
        await self._session.flush()

    async def lease(self, thread_id: str, run_id: str, *, owner: str) -> bool:
        """Take the thread for a run: a free one, a dead process's, or what the run held already."""
        living = select(ExecutorRow.id)
        return await changed(
            self._session,
            update(ThreadRow)
            .where(
                ThreadRow.id == thread_id,
                or_(
                    ThreadRow.lease_run_id.is_(None),
                    ThreadRow.lease_run_id == run_id,
                    ThreadRow.lease_owner.not_in(living),
                ),
            )
            .values(lease_run_id=run_id, lease_owner=owner),
        )

    async def holds_lease(self, thread_id: str, run_id: str, *, owner: str) -> bool:
        """Whether it still is this run's, in this process."""
        return (
            await self._session.scalar(
                select(ThreadRow.id).where(
                    ThreadRow.id == thread_id,
                    ThreadRow.lease_run_id == run_id,
                    ThreadRow.lease_owner == owner,
                )
            )
            is not None
        )

    async def release(self, thread_id: str, run_id: str) -> None:
        await self._session.execute(
            update(ThreadRow)
            .where(ThreadRow.id == thread_id, ThreadRow.lease_run_id == run_id)
            .values(lease_run_id=None, lease_owner=None)
        )


def _thread(row: ThreadRow) -> Thread:
    return Thread(
        id=row.id,
        workspace_id=row.workspace_id,
        brand_id=row.brand_id,
        campaign_id=row.campaign_id,
        title=row.title,
        metadata=row.meta,
        status=ThreadStatus(row.status),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
