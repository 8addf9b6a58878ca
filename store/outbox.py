"""What a unit of work changed, written with its last statements and numbered within the workspace.

An event exists because a row changed: repositories add it where they write, and it commits or is
lost with that write. A publication's moves are events and its timeline in one row.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from domain.publication import Publication, PublicationState, TimelineEntry
from store.statements import ADD_EVENT, HOLD_NUMBERS, NOTE


class Outbox:
    """One unit's events.

    They are numbered at the unit's end, while nobody else numbers any in the workspace: so a lower
    number never commits after a higher one, and no other row is waited for with that lock held.

    Attributes:
        workspaces: Where something changed.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._events: list[dict[str, Any]] = []
        self._moves: list[dict[str, Any]] = []
        self.workspaces: set[str] = set()

    def add(self, workspace_id: str, kind: str, at: datetime, data: dict[str, object]) -> None:
        """Tell of a change; `data` holds JSON values."""
        self.workspaces.add(workspace_id)
        self._events.append(
            {"ws": workspace_id, "workspace_id": workspace_id, "type": kind, "at": at, "data": data}
        )

    def move(
        self,
        publication: Publication,
        at: datetime,
        passed: Sequence[tuple[PublicationState, str]],
    ) -> None:
        """Append the states that a publication passed through, each with its words."""
        self.workspaces.add(publication.workspace_id)
        known = _known(publication)
        self._moves += (
            {
                "ws": publication.workspace_id,
                "publication_id": publication.id,
                "workspace_id": publication.workspace_id,
                "at": at,
                "state": state.value,
                "detail": detail,
                "data": known if state is publication.state else None,
            }
            for state, detail in passed
        )

    def note(
        self, publication: Publication, at: datetime, detail: str, data: dict[str, object]
    ) -> None:
        """Append to a publication's timeline what changed while its state stayed."""
        self.workspaces.add(publication.workspace_id)
        self._moves.append(
            {
                "ws": publication.workspace_id,
                "publication_id": publication.id,
                "workspace_id": publication.workspace_id,
                "at": at,
                "state": publication.state.value,
                "detail": detail,
                "data": {**(_known(publication) or {}), **data},
            }
        )

    def timeline(self, publication_id: str) -> tuple[TimelineEntry, ...]:
        """The entries that this unit appends at its end."""
        return tuple(
            TimelineEntry(at=row["at"], state=PublicationState(row["state"]), detail=row["detail"])
            for row in self._moves
            if row["publication_id"] == publication_id
        )

    async def flush(self) -> None:
        """Number and write everything; the unit's last act."""
        if not self.workspaces:
            return
        events, moves, self._events, self._moves = self._events, self._moves, [], []
        if self._session.get_bind().dialect.name != "sqlite":  # there writers come one by one
            for workspace_id in sorted(self.workspaces):  # in one order, so that none waits for all
                await self._session.execute(HOLD_NUMBERS, {"ws": workspace_id})
        if events:
            await self._session.execute(ADD_EVENT, events)
        if moves:
            await self._session.execute(NOTE, moves)


def _known(publication: Publication) -> dict[str, object] | None:
    """What came of the publication so far, beside its state; None when nothing did."""
    error, at = publication.error, publication.published_at
    known = {
        "platform_post_id": publication.platform_post_id,
        "permalink": publication.permalink,
        "published_at": at.isoformat() if at else None,
        "error": {"code": error.code, "retryable": error.retryable} if error else None,
    }
    return {name: value for name, value in known.items() if value is not None} or None
