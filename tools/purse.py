"""Keeps what language models cost within each workspace's plan. Its rows are in the database."""

import uuid
from datetime import datetime
from math import ceil

from domain.errors import LimitError
from llm.model.paying import Asking, Bill, Payer
from store.spending import ModelCall, month_of
from store.unit import Store
from tools.quotas import model_usd, next_month
from tools.services import Clock

MICROS = 1_000_000


class PlanPurse:
    """Each workspace's month, by the budget of its plan. Any number of processes may share it."""

    def __init__(self, store: Store, now: Clock) -> None:
        """Args:
        now: The machine's time: a bill comes by the calendar, whatever posts live in.
        """
        self._store, self._now = store, now

    async def reserve(self, payer: Payer, asking: Asking) -> str:
        now = self._now()
        call = ModelCall(
            id=str(uuid.uuid4()),
            workspace_id=payer.workspace_id,
            run_id=payer.run_id,
            prompt=asking.prompt,
            model=asking.model,
            reserved_micros=ceil(asking.most_usd * MICROS),
            asked_at=now,
        )
        async with self._store.writing() as unit:
            workspace = await unit.accounts.workspace(payer.workspace_id)
            tier = workspace.subscription_tier if workspace else "basic"
            limit_micros = round(model_usd(tier) * MICROS)
            if await unit.spending.reserve(call, limit_micros=limit_micros):
                return call.id
            month = await unit.spending.month(payer.workspace_id, month_of(now))
        raise LimitError(
            _spent(tier, month.spent_micros, now),
            code="model_budget",
            extra={"budget_usd": model_usd(tier), "spent_usd": month.spent_micros / MICROS},
        )

    async def settle(self, reservation: str, bill: Bill) -> None:
        async with self._store.writing() as unit:
            await unit.spending.settle(
                reservation,
                input_tokens=bill.input_tokens,
                output_tokens=bill.output_tokens,
                cost_micros=ceil(bill.cost_usd * MICROS),
                at=self._now(),
            )


def _spent(tier: str, spent_micros: int, now: datetime) -> str:
    return (
        f"The {tier} plan has USD {model_usd(tier):g} a month for language models. "
        f"USD {spent_micros / MICROS:.2f} are spent, and what is left is less than this answer may "
        f"cost. The next month begins on {next_month(now)}; a larger plan has more, and the "
        "offline author writes without cost (end INSTA_MODEL with “, offline”)."
    )
