"""The events of a workspace, read in their order. They are written by the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.event import WorkspaceEvent
from store.statements import EVENTS_AFTER, NEWEST_EVENT, OTHER_EVENTS

KEPT = 10_000
"""Events of a workspace that a reader may have missed and still gets; older ones are pruned."""
_ABOUT = (
    "publication_id",
    "platform",
    "connection_id",
    "content_id",
    "content_version",
    "approval_id",
    "campaign_id",
    "thread_id",
)
_BESIDE = {"part": "part", "deleted_at": "deleted"}
"""What an entry's data name, to the kind of its event."""


class Events:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newest(self, workspace_id: str) -> int:
        """The number of the newest event; 0 when there is none yet."""
        return await self._session.scalar(NEWEST_EVENT, {"ws": workspace_id}) or 0

    async def after(
        self, workspace_id: str, number: int, *, limit: int
    ) -> tuple[WorkspaceEvent, ...]:
        """Events with higher numbers, rising; without a gap unless some were pruned."""
        wanted = {"ws": workspace_id, "after": number, "most": limit}
        return tuple(_event(row) for row in await self._session.execute(EVENTS_AFTER, wanted))

    async def overfull(self, kept: int = KEPT) -> tuple[tuple[str, int], ...]:
        """Workspaces with more events than are kept, each with the newest number to remove."""
        counted = OTHER_EVENTS.c
        newest, oldest = func.max(counted.seq), func.min(counted.seq)
        rows = await self._session.execute(
            select(counted.workspace_id, newest - kept)
            .group_by(counted.workspace_id)
            .having(oldest <= newest - kept)
        )
        return tuple((workspace_id, number) for workspace_id, number in rows)

    async def prune(self, workspace_id: str, number: int) -> None:
        """Remove events up to that number. Publications' moves stay: they are their timeline."""
        await self._session.execute(
            delete(OTHER_EVENTS).where(
                OTHER_EVENTS.c.workspace_id == workspace_id, OTHER_EVENTS.c.seq <= number
            )
        )


def _event(row: Row[Any]) -> WorkspaceEvent:
    known = row.data or {}
    if row.publication_id is None:
        return WorkspaceEvent(id=row.seq, type=row.kind, at=row.at, data=known)
    about = {name: getattr(row, name) for name in _ABOUT}
    blank = {"platform_post_id": None, "permalink": None, "published_at": None, "error": None}
    # what changed while the state stayed: a part of it, or that it was taken down
    kind = next((name for mark, name in _BESIDE.items() if mark in known), row.kind)
    return WorkspaceEvent(
        id=row.seq,
        type=f"publication.{kind}",
        at=row.at,
        data={**about, "state": row.kind, "publish_at": _iso(row.publish_at), **blank, **known},
    )


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
