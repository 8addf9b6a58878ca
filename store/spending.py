"""What language models cost: kept under a limit by one conditional write, each call counted once.

Sums are millionths of a US dollar.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from store.execute import changed
from store.tables import ModelCallRow, ModelMonthRow


class ModelCall(Frozen):
    """A call that is about to be made."""

    id: str
    workspace_id: str
    run_id: str = ""
    prompt: str
    model: str
    reserved_micros: int
    """The most that it can cost."""
    asked_at: datetime

    @property
    def month(self) -> str:
        return month_of(self.asked_at)


class ModelMonth(Frozen):
    spent_micros: int = 0
    reserved_micros: int = 0


def month_of(moment: datetime) -> str:
    return f"{moment:%Y-%m}"


class Spending:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def reserve(self, call: ModelCall, *, limit_micros: int) -> bool:
        """Put the call's most aside; False where that would go beyond the month's limit."""
        await self._begin(call.workspace_id, call.month)
        taken = update(ModelMonthRow).where(
            _is_month(call.workspace_id, call.month),
            ModelMonthRow.spent_micros + ModelMonthRow.reserved_micros + call.reserved_micros
            <= limit_micros,
        )
        more = ModelMonthRow.reserved_micros + call.reserved_micros
        if not await changed(self._session, taken.values(reserved_micros=more)):
            return False
        self._session.add(ModelCallRow(**call.model_dump(), month=call.month))
        await self._session.flush()
        return True

    async def settle(
        self, call_id: str, *, input_tokens: int, output_tokens: int, cost_micros: int, at: datetime
    ) -> bool:
        """Count what the call did cost; False where it was counted before."""
        row = await self._session.get(ModelCallRow, call_id)
        once = (
            update(ModelCallRow)
            .where(ModelCallRow.id == call_id, ModelCallRow.settled_at.is_(None))
            .values(
                input_tokens=input_tokens,
                output_tokens=output_tokens,
                cost_micros=cost_micros,
                settled_at=at,
            )
        )
        if row is None or not await changed(self._session, once):
            return False
        await self._session.execute(
            update(ModelMonthRow)
            .where(_is_month(row.workspace_id, row.month))
            .values(
                spent_micros=ModelMonthRow.spent_micros + cost_micros,
                reserved_micros=ModelMonthRow.reserved_micros - row.reserved_micros,
            )
        )
        return True

    async def settle_lost(self, *, before: datetime, at: datetime) -> int:
        """Count calls whose process died as what they could cost at most; how many they were."""
        lost = await self._session.scalars(
            select(ModelCallRow)
            .where(ModelCallRow.settled_at.is_(None), ModelCallRow.asked_at < before)
            .limit(100)
        )
        counted = [
            await self.settle(
                row.id,
                input_tokens=0,
                output_tokens=0,
                cost_micros=row.reserved_micros,
                at=at,
            )
            for row in lost.all()
        ]
        return sum(counted)

    async def month(self, workspace_id: str, month: str) -> ModelMonth:
        row = await self._session.get(ModelMonthRow, (workspace_id, month))
        if row is None:
            return ModelMonth()
        return ModelMonth(spent_micros=row.spent_micros, reserved_micros=row.reserved_micros)

    async def _begin(self, workspace_id: str, month: str) -> None:
        if await self._session.get(ModelMonthRow, (workspace_id, month)) is not None:
            return
        row = ModelMonthRow(
            workspace_id=workspace_id, month=month, spent_micros=0, reserved_micros=0
        )
        try:
            async with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            return  # another process began it this very moment


def _is_month(workspace_id: str, month: str) -> ColumnElement[bool]:
    return and_(ModelMonthRow.workspace_id == workspace_id, ModelMonthRow.month == month)
