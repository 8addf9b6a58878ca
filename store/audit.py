"""The audit log: who did what, through which surface. Append-only."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from store.tables import AuditRow, UserRow


class Entry(Frozen):
    """One act. `who` is the person's name or e-mail; None when the product acted by itself."""

    id: int
    at: datetime
    user_id: str | None
    who: str | None
    surface: str
    action: str
    subject: str
    detail: dict[str, object]


class Audit:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record(
        self,
        workspace_id: str,
        *,
        at: datetime,
        user_id: str | None,
        surface: str,
        action: str,
        subject: str,
        detail: dict[str, object] | None = None,
    ) -> None:
        self._session.add(
            AuditRow(
                workspace_id=workspace_id,
                at=at,
                user_id=user_id,
                surface=surface,
                action=action,
                subject=subject,
                detail=detail or {},
            )
        )
        await self._session.flush()

    async def count(self, workspace_id: str, action: str, since: datetime) -> int:
        """How often something was done since then; what it was done to may be gone."""
        found = await self._session.scalar(
            select(func.count())
            .select_from(AuditRow)
            .where(
                AuditRow.workspace_id == workspace_id,
                AuditRow.action == action,
                AuditRow.at >= since,
            )
        )
        return found or 0

    async def list(
        self, workspace_id: str, *, subject: str | None, before: int | None, limit: int
    ) -> tuple[Entry, ...]:
        """Entries below the number `before`, newest first."""
        where = [AuditRow.workspace_id == workspace_id]
        if subject is not None:
            where.append(AuditRow.subject == subject)
        if before is not None:
            where.append(AuditRow.id < before)
        rows = await self._session.execute(
            select(AuditRow, UserRow)
            .outerjoin(UserRow, UserRow.id == AuditRow.user_id)
            .where(*where)
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
        return tuple(_entry(row, user) for row, user in rows)


def _entry(row: AuditRow, user: UserRow | None) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        user_id=row.user_id,
        who=(user.name or user.email) if user else None,
        surface=row.surface,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
    )
