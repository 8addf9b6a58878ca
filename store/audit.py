"""The audit log: who did what, through which surface. Append-only."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import AuditRow


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
