"""Which posts return, and which of them are due. It serves all workspaces where it says so."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.evergreen import Evergreen
from store.execute import changed
from store.tables import EvergreenRow

_FIELDS = tuple(Evergreen.model_fields)


class Evergreens:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, evergreen: Evergreen) -> None:
        """Keep the rule of this post in place of an earlier one."""
        await self._session.merge(EvergreenRow(**evergreen.model_dump()))
        await self._session.flush()

    async def drop(self, workspace_id: str, publication_id: str) -> bool:
        """Forget the rule of this post; False when there was none."""
        done = await changed(
            self._session,
            delete(EvergreenRow).where(
                EvergreenRow.workspace_id == workspace_id,
                EvergreenRow.publication_id == publication_id,
            ),
        )
        return bool(done)

    async def of(self, workspace_id: str, publication_ids: Collection[str]) -> dict[str, Evergreen]:
        """The rules of these posts, by publication id."""
        rows = await self._session.scalars(
            select(EvergreenRow).where(
                EvergreenRow.workspace_id == workspace_id,
                EvergreenRow.publication_id.in_(publication_ids),
            )
        )
        return {row.publication_id: _evergreen(row) for row in rows}

    async def due(self, now: datetime, *, limit: int) -> tuple[Evergreen, ...]:
        """Of every workspace, the longest due first."""
        rows = await self._session.scalars(
            select(EvergreenRow)
            .where(EvergreenRow.next_at <= now)
            .order_by(EvergreenRow.next_at)
            .limit(limit)
        )
        return tuple(_evergreen(row) for row in rows)

    async def move_on(self, before: Evergreen, after: Evergreen) -> bool:
        """Keep what came of a round; False when somebody else did it or changed the rule."""
        done = await changed(
            self._session,
            update(EvergreenRow)
            .where(
                EvergreenRow.workspace_id == before.workspace_id,
                EvergreenRow.publication_id == before.publication_id,
                EvergreenRow.rounds == before.rounds,
                EvergreenRow.next_at == before.next_at,
            )
            .values(rounds=after.rounds, next_at=after.next_at, problem=after.problem),
        )
        return bool(done)


def _evergreen(row: EvergreenRow) -> Evergreen:
    return Evergreen(**{name: getattr(row, name) for name in _FIELDS})
