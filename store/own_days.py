"""Days that workspaces have entered: anniversaries, local fairs, declared mournings."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.day import OwnDay
from domain.errors import NotFoundError
from store.tables import OwnDayRow


class OwnDays:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list(self, workspace_id: str) -> tuple[OwnDay, ...]:
        """All of them, by date; they are few (`tools.days.MOST_OWN`)."""
        rows = await self._session.scalars(
            select(OwnDayRow)
            .where(OwnDayRow.workspace_id == workspace_id)
            .order_by(OwnDayRow.day, OwnDayRow.id)
        )
        return tuple(_day(row) for row in rows)

    async def count(self, workspace_id: str) -> int:
        found = await self._session.scalar(
            select(func.count()).where(OwnDayRow.workspace_id == workspace_id)
        )
        return int(found or 0)

    async def add(self, day: OwnDay, at: datetime) -> None:
        self._session.add(OwnDayRow(**day.model_dump(), created_at=at))
        await self._session.flush()

    async def remove(self, workspace_id: str, day_id: str) -> None:
        """Take a day out again.

        Raises:
            NotFoundError: `unknown_day`.
        """
        gone = await self._session.scalar(
            delete(OwnDayRow)
            .where(OwnDayRow.workspace_id == workspace_id, OwnDayRow.id == day_id)
            .returning(OwnDayRow.id)
        )
        if gone is None:
            raise NotFoundError(
                "There is no such day here. GET /api/v1/calendar/days lists your own.",
                code="unknown_day",
            )


def _day(row: OwnDayRow) -> OwnDay:
    return OwnDay(
        id=row.id,
        workspace_id=row.workspace_id,
        name=row.name,
        day=row.day,
        until=row.until,
        yearly=row.yearly,
        mourning=row.mourning,
        note=row.note,
    )
