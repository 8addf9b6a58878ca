"""Runs, their order within a thread, and the numbered log of what they streamed."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFoundError
from domain.run import FAILED, FINISHED, Run, RunEvent, RunStatus
from store.outbox import Outbox
from store.tables import ApprovalRow, BrandRuleRow, PublicationRow, RunEventRow, RunRow, ThreadRow

UNFINISHED = tuple(status.value for status in RunStatus if status not in FINISHED)


class Runs:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    async def accept(self, run: Run) -> Run:
        """Insert with the thread's next number; a run of that id is left as it is."""
        known = await self._session.get(RunRow, run.id)
        if known is not None:
            return _run(known)
        number = await self._session.scalar(
            update(ThreadRow)
            .where(ThreadRow.workspace_id == run.workspace_id, ThreadRow.id == run.thread_id)
            .values(runs=ThreadRow.runs + 1)
            .returning(ThreadRow.runs)
        )
        if number is None:
            raise NotFoundError(f"There is no thread {run.thread_id} in this workspace.")
        row = RunRow(
            **run.model_dump(exclude={"metadata", "status", "stream_modes", "number"}),
            number=number,
            meta=run.metadata,
            status=run.status.value,
            stream_modes=list(run.stream_modes),
        )
        self._session.add(row)
        await self._session.flush()
        return _run(row)

    async def get(self, workspace_id: str, run_id: str) -> Run:
        """The run.

        Raises:
            NotFoundError: No such run in this workspace.
        """
        row = await self._session.scalar(
            select(RunRow).where(RunRow.workspace_id == workspace_id, RunRow.id == run_id)
        )
        if row is None:
            raise NotFoundError(f"There is no run {run_id} in this workspace.")
        return _run(row)

    async def locate(self, run_id: str) -> Run | None:
        """The run by id alone: for the worker, which is handed nothing else by the job engine."""
        row = await self._session.get(RunRow, run_id)
        return _run(row) if row else None

    async def of_thread(self, workspace_id: str, thread_id: str) -> tuple[Run, ...]:
        """Newest first."""
        rows = await self._session.scalars(
            select(RunRow)
            .where(RunRow.workspace_id == workspace_id, RunRow.thread_id == thread_id)
            .order_by(RunRow.number.desc())
        )
        return tuple(_run(row) for row in rows)

    async def is_next(self, run: Run) -> bool:
        """Whether no earlier run of its thread is unfinished."""
        earlier = await self._session.scalar(
            select(func.count())
            .select_from(RunRow)
            .where(
                RunRow.thread_id == run.thread_id,
                RunRow.number < run.number,
                RunRow.status.in_(UNFINISHED),
            )
        )
        return not earlier

    async def unfinished(self, workspace_id: str, thread_id: str) -> tuple[Run, ...]:
        rows = await self._session.scalars(
            select(RunRow)
            .where(
                RunRow.workspace_id == workspace_id,
                RunRow.thread_id == thread_id,
                RunRow.status.in_(UNFINISHED),
            )
            .order_by(RunRow.number)
        )
        return tuple(_run(row) for row in rows)

    async def all_unfinished(self) -> tuple[Run, ...]:
        """Every unfinished run, for the worker's sweep."""
        rows = await self._session.scalars(
            select(RunRow).where(RunRow.status.in_(UNFINISHED)).order_by(RunRow.created_at)
        )
        return tuple(_run(row) for row in rows)

    async def set_status(
        self,
        workspace_id: str,
        run_id: str,
        status: RunStatus,
        at: datetime,
        *,
        error: str | None = None,
    ) -> None:
        """Write the status, after the thread's; one that stays the same is told of once.

        What a run took in that failed was never told: it is news again, rather twice than never.
        """
        found = await self._session.execute(
            select(RunRow.status, RunRow.thread_id, ThreadRow.status)
            .join(ThreadRow, ThreadRow.id == RunRow.thread_id)
            .where(RunRow.workspace_id == workspace_id, RunRow.id == run_id)
            .with_for_update(of=RunRow, key_share=True)
        )
        await self._session.execute(
            update(RunRow)
            .where(RunRow.workspace_id == workspace_id, RunRow.id == run_id)
            .values(status=status.value, updated_at=at, error=error)
        )
        if status in FAILED:
            await self._untell(workspace_id, run_id)
        for before, thread_id, thread_status in found:
            if before != status.value:
                data: dict[str, object] = {
                    "run_id": run_id,
                    "thread_id": thread_id,
                    "status": status.value,
                    "thread_status": thread_status,
                }
                self._outbox.add(workspace_id, f"run.{_became(status)}", at, data)

    async def _untell(self, workspace_id: str, run_id: str) -> None:
        await self._session.execute(
            update(ApprovalRow)
            .where(ApprovalRow.workspace_id == workspace_id, ApprovalRow.heard_by == run_id)
            .values(heard_by=None)
        )
        await self._session.execute(
            update(PublicationRow)
            .where(PublicationRow.workspace_id == workspace_id, PublicationRow.told_run == run_id)
            .values(told_state=None, told_run=None)
        )
        await self._session.execute(
            update(BrandRuleRow)
            .where(BrandRuleRow.workspace_id == workspace_id, BrandRuleRow.told_in == run_id)
            .values(told_in=None)
        )

    async def request_cancel(self, workspace_id: str, run_id: str, at: datetime) -> None:
        await self._session.execute(
            update(RunRow)
            .where(RunRow.workspace_id == workspace_id, RunRow.id == run_id)
            .values(cancel_requested=True, updated_at=at)
        )

    async def last_seq(self, run_id: str) -> int:
        """The number of the newest event; 0 when there is none."""
        newest = await self._session.scalar(
            select(func.max(RunEventRow.seq)).where(RunEventRow.run_id == run_id)
        )
        return newest or 0

    async def append(self, workspace_id: str, events: tuple[RunEvent, ...]) -> None:
        self._session.add_all(
            RunEventRow(workspace_id=workspace_id, **event.model_dump()) for event in events
        )
        await self._session.flush()

    async def events(
        self, workspace_id: str, run_id: str, *, after: int, limit: int = 500
    ) -> tuple[RunEvent, ...]:
        """Events numbered above `after`, in order."""
        rows = await self._session.scalars(
            select(RunEventRow)
            .where(
                RunEventRow.workspace_id == workspace_id,
                RunEventRow.run_id == run_id,
                RunEventRow.seq > after,
            )
            .order_by(RunEventRow.seq)
            .limit(limit)
        )
        return tuple(
            RunEvent(run_id=row.run_id, seq=row.seq, event=row.event, data=row.data) for row in rows
        )


def _became(status: RunStatus) -> str:
    if status in FINISHED:
        return "interrupted" if status is RunStatus.INTERRUPTED else "finished"
    return "started" if status is RunStatus.RUNNING else "accepted"


def _run(row: RunRow) -> Run:
    return Run(
        id=row.id,
        workspace_id=row.workspace_id,
        thread_id=row.thread_id,
        number=row.number,
        status=RunStatus(row.status),
        payload=row.payload,
        stream_modes=tuple(row.stream_modes),
        user_id=row.user_id,
        metadata=row.meta,
        error=row.error,
        cancel_requested=row.cancel_requested,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
