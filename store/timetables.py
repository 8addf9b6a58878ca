"""Accounts' weeks, and what is planned for them already."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import ApprovalStatus
from domain.publication import PublicationState
from domain.timetable import Timetable
from store.tables import ApprovalRow, ConnectionRow, PublicationRow, TimetableRow

_NOT_THERE = (
    PublicationState.CANCELLED.value,
    PublicationState.FAILED.value,
    PublicationState.MISSED.value,
)


class Timetables:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, workspace_id: str, connection_id: str) -> Timetable | None:
        """The account's week; None when nobody has said anything of it."""
        row = await self._row(workspace_id, connection_id)
        return Timetable.model_validate(row.body) if row else None

    async def put(
        self, workspace_id: str, connection_id: str, timetable: Timetable, at: datetime
    ) -> None:
        """Keep the account's week in place of what was known."""
        row = await self._row(workspace_id, connection_id)
        if row is None:
            row = TimetableRow(workspace_id=workspace_id, connection_id=connection_id)
            self._session.add(row)
        row.body = timetable.model_dump(mode="json")
        row.updated_at = at
        await self._session.flush()

    async def hold(self, workspace_id: str, connection_id: str) -> None:
        """Hold off everybody else who looks for a free slot of the account until the unit ends."""
        await self._session.execute(
            select(ConnectionRow.id)
            .where(ConnectionRow.workspace_id == workspace_id, ConnectionRow.id == connection_id)
            .with_for_update()
        )

    async def planned(
        self, workspace_id: str, connection_id: str, *, since: datetime, but_content: str = ""
    ) -> tuple[datetime, ...]:
        """Instants for which its posts are asked about, scheduled or out.

        Args:
            workspace_id: Whose.
            connection_id: The account.
            since: Earlier ones are left out.
            but_content: A piece whose own slot is to be found anew.
        """
        asked = await self._session.scalars(
            select(ApprovalRow.publish_at).where(
                ApprovalRow.workspace_id == workspace_id,
                ApprovalRow.connection_id == connection_id,
                ApprovalRow.status == ApprovalStatus.OPEN.value,
                ApprovalRow.publish_at >= since,
                ApprovalRow.content_id != but_content,
            )
        )
        going = await self._session.scalars(
            select(PublicationRow.publish_at).where(
                PublicationRow.workspace_id == workspace_id,
                PublicationRow.connection_id == connection_id,
                PublicationRow.state.not_in(_NOT_THERE),
                PublicationRow.publish_at >= since,
                PublicationRow.content_id != but_content,
            )
        )
        return tuple(at for at in (*asked, *going) if at is not None)

    async def _row(self, workspace_id: str, connection_id: str) -> TimetableRow | None:
        return await self._session.scalar(
            select(TimetableRow)
            .where(
                TimetableRow.workspace_id == workspace_id,
                TimetableRow.connection_id == connection_id,
            )
            .execution_options(populate_existing=True)
        )
