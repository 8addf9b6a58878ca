"""Budgets of workspaces: never beyond, each call once, also among several at once."""

import asyncio
from datetime import timedelta

import pytest

from domain.account import User, Workspace
from domain.errors import LimitError
from domain.ids import new_id
from llm.model.paying import Asking, Bill, Payer
from store.spending import ModelMonth, month_of
from store.unit import Store
from tools.purse import PlanPurse

ASKING = Asking("reply", "openai:small", most_usd=1.0)


@pytest.fixture
async def store(database_url):
    opened = Store(database_url, secret_keys=("k" * 32,))
    yield opened
    await opened.close()


async def workspace_of(store, now, tier="basic"):
    space = Workspace(id=new_id(), name="Chai", subscription_tier=tier, created_at=now)
    user = User(id=new_id(), email=f"{new_id()}@example.in", password_hash="x", created_at=now)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(space, owner_id=user.id)
    return space.id


@pytest.fixture
async def workspace(store, now):
    return await workspace_of(store, now)


async def month(store, workspace, now):
    async with store.reading() as unit:
        return await unit.spending.month(workspace, month_of(now))


async def test_what_is_reserved_counts_until_it_is_settled(store, workspace, now):
    purse = PlanPurse(store, lambda: now)
    reservations = [await purse.reserve(Payer(workspace), ASKING) for _ in range(5)]
    with pytest.raises(LimitError) as raised:
        await purse.reserve(Payer(workspace), ASKING)
    assert raised.value.code == "model_budget"
    assert "USD 5 a month" in raised.value.message
    await purse.settle(reservations[0], Bill(10, 20, 0.25))
    assert await month(store, workspace, now) == ModelMonth(
        spent_micros=250_000, reserved_micros=4_000_000
    )
    with pytest.raises(LimitError):
        await purse.reserve(Payer(workspace), ASKING)
    await purse.settle(reservations[1], Bill(0, 0, 0.0))
    await purse.reserve(Payer(workspace), ASKING)


async def test_a_call_is_settled_once(store, workspace, now):
    purse = PlanPurse(store, lambda: now)
    reservation = await purse.reserve(Payer(workspace), ASKING)
    for cost in (0.5, 0.9, 0.1):
        await purse.settle(reservation, Bill(1, 1, cost))
    assert await month(store, workspace, now) == ModelMonth(spent_micros=500_000)


async def test_many_at_once_stay_within_the_budget(store, workspace, now):
    purse = PlanPurse(store, lambda: now)

    async def ask():
        reservation = await purse.reserve(Payer(workspace), ASKING)
        await purse.settle(reservation, Bill(1, 1, 1.0))

    done = await asyncio.gather(*(ask() for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(result, LimitError) for result in done) == 15
    assert [r for r in done if r is not None and not isinstance(r, LimitError)] == []
    assert await month(store, workspace, now) == ModelMonth(spent_micros=5_000_000)


async def test_each_workspace_and_each_month_has_its_own(store, workspace, now):
    purse = PlanPurse(store, lambda: now)
    for _ in range(5):
        await purse.settle(await purse.reserve(Payer(workspace), ASKING), Bill(1, 1, 1.0))
    other = await workspace_of(store, now, tier="pro")
    await purse.reserve(Payer(other), ASKING)
    later = PlanPurse(store, lambda: now + timedelta(days=32))
    await later.reserve(Payer(workspace), ASKING)
    assert (await month(store, workspace, now)).spent_micros == 5_000_000


async def test_a_bill_belongs_to_the_month_of_its_call(store, workspace, now):
    reservation = await PlanPurse(store, lambda: now).reserve(Payer(workspace), ASKING)
    later = now + timedelta(days=32)
    await PlanPurse(store, lambda: later).settle(reservation, Bill(1, 1, 0.5))
    assert await month(store, workspace, now) == ModelMonth(spent_micros=500_000)
    assert await month(store, workspace, later) == ModelMonth()


async def test_calls_of_a_dead_process_count_as_what_they_could_cost(store, workspace, now):
    purse = PlanPurse(store, lambda: now)
    await purse.reserve(Payer(workspace), ASKING)
    later = now + timedelta(hours=2)
    async with store.writing() as unit:
        assert await unit.spending.settle_lost(before=now - timedelta(hours=1), at=later) == 0
        assert await unit.spending.settle_lost(before=later, at=later) == 1
        assert await unit.spending.settle_lost(before=later, at=later) == 0
    assert await month(store, workspace, now) == ModelMonth(spent_micros=1_000_000)
