"""The processes that work, as each of them sees the others: a beat that rises while one lives.

No clock decides here: whoever watches compares beats by its own monotonic time, so neither a
jump of a clock nor a difference between two machines' clocks makes a living process look dead.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from store.execute import changed
from store.tables import ExecutorRow


class Executors:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def register(self, executor_id: str, *, host: str, at: datetime) -> None:
        self._session.add(ExecutorRow(id=executor_id, host=host, beat=0, started_at=at))
        await self._session.flush()

    async def beat(self, executor_id: str) -> bool:
        """Say that it lives; False when the others have taken it for dead."""
        return await changed(
            self._session,
            update(ExecutorRow)
            .where(ExecutorRow.id == executor_id)
            .values(beat=ExecutorRow.beat + 1),
        )

    async def beats(self) -> dict[str, int]:
        """Every process taken for living, with its beat."""
        rows = await self._session.execute(select(ExecutorRow.id, ExecutorRow.beat))
        return {executor_id: beat for executor_id, beat in rows}  # noqa: C416 - rows, not pairs

    async def bury(self, executor_id: str, *, beat: int | None = None) -> bool:
        """Take it for dead, unless it has beaten since; its work is then anybody's."""
        where = [ExecutorRow.id == executor_id]
        if beat is not None:
            where.append(ExecutorRow.beat == beat)
        return await changed(self._session, delete(ExecutorRow).where(*where))

    async def bury_others(self, executor_id: str) -> tuple[str, ...]:
        """Take all others for dead: only for a data folder's sole owner, at its start."""
        gone = tuple(
            await self._session.scalars(select(ExecutorRow.id).where(ExecutorRow.id != executor_id))
        )
        await self._session.execute(delete(ExecutorRow).where(ExecutorRow.id != executor_id))
        return gone
