"""Whose an Idempotency-Key is: one process's while it lives and works, then anybody's."""

import asyncio
from datetime import timedelta

import pytest

from store.idempotency import KEPT

KEY = ("w:u", "k1")


@pytest.fixture
async def take(store, now):
    """Takes the key as a process; gives what an earlier request made of it."""
    async with store.writing() as unit:
        for executor_id in ("a", "b"):
            await unit.executors.register(executor_id, host="h", at=now)

    async def run(holder: str, *, at=now, fingerprint="f"):
        async with store.writing() as unit:
            return await unit.idempotency.begin(*KEY, fingerprint, at, holder=holder)

    return run


async def answer(store, holder, body=b"{}"):
    async with store.writing() as unit:
        await unit.idempotency.finish(
            *KEY, holder=holder, status=200, content_type="application/json", body=body
        )


async def test_a_living_process_keeps_its_key_and_a_dead_ones_is_given_back(store, take):
    assert await take("a") is None
    assert (await take("b")).status is None
    async with store.writing() as unit:
        await unit.executors.bury("a")
    assert await take("b") is None


async def test_what_the_former_holder_says_late_is_not_kept(store, take):
    await take("a")
    async with store.writing() as unit:
        await unit.executors.bury("a")
    await take("b")
    await answer(store, "a", b"late")
    async with store.writing() as unit:
        await unit.idempotency.forget(*KEY, holder="a")
    assert (await take("b", fingerprint="other")) is None
    await answer(store, "b", b"right")
    assert (await take("a")).body == b"right"


async def test_an_answer_outlives_its_process_for_a_day(store, take, now):
    await take("a")
    await answer(store, "a")
    async with store.writing() as unit:
        await unit.executors.bury("a")
    assert (await take("b")).status == 200
    assert await take("b", at=now + KEPT + timedelta(seconds=1)) is None


async def test_of_two_processes_at_once_one_takes_it(take):
    first, second = await asyncio.gather(take("a"), take("b"))
    assert sorted([first is None, second is None]) == [False, True]
