"""Units of work: nothing is lost between writers, and a reading unit cannot write."""

import asyncio
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.brand import BrandProfile
from store.engine import writing_engine

ROOT = Path(__file__).parents[2]
WRITERS, INCREMENTS = 5, 40

_WRITER = textwrap.dedent(
    """
    import asyncio, sys
    from datetime import UTC, datetime
    from domain.brand import BrandProfile
    from store.unit import Store

    url, workspace_id, brand_id, writers, increments = sys.argv[1:]
    store = Store(url, secret_keys=("a-test-key",))
    now = datetime(2026, 11, 11, tzinfo=UTC)

    async def writer():
        for _ in range(int(increments)):
            async with store.writing() as unit:
                await unit.posts.lock(workspace_id, brand_id)
                seen = int((await unit.brands.get(workspace_id, brand_id)).profile.industry)
                profile = BrandProfile(industry=str(seen + 1))
                await unit.brands.save_profile(workspace_id, brand_id, profile, now)

    async def main():
        await asyncio.gather(*(writer() for _ in range(int(writers))))
        await store.close()

    asyncio.run(main())
    """
)


async def test_five_writers_in_each_of_two_processes_lose_no_increment(
    store, database_url, now, workspace
):
    member, brand = workspace
    async with store.writing() as unit:
        zero = BrandProfile(industry="0")
        await unit.brands.save_profile(member.workspace_id, brand.id, zero, now)

    arguments = [database_url, member.workspace_id, brand.id, str(WRITERS), str(INCREMENTS)]
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", _WRITER, *arguments, cwd=ROOT)
        for _ in range(2)
    ]
    codes = await asyncio.gather(*(process.wait() for process in processes))

    async with store.reading() as unit:
        kept = (await unit.brands.get(member.workspace_id, brand.id)).profile.industry
    assert codes == [0, 0]
    assert int(kept) == 2 * WRITERS * INCREMENTS


async def test_a_reading_unit_cannot_write(store, now, workspace):
    member, brand = workspace
    with pytest.raises(DBAPIError):
        async with store.reading() as unit:
            await unit.brands.save_profile(member.workspace_id, brand.id, BrandProfile(), now)


async def test_a_unit_that_raises_leaves_nothing(store, now, workspace):
    member, brand = workspace
    failing = RuntimeError("stop")

    async def write_and_fail() -> None:
        async with store.writing() as unit:
            profile = BrandProfile(business_name="Half written")
            await unit.brands.save_profile(member.workspace_id, brand.id, profile, now)
            raise failing

    with pytest.raises(RuntimeError, match="stop"):
        await write_and_fail()
    async with store.reading() as unit:
        seen = await unit.brands.get(member.workspace_id, brand.id)
    assert seen.profile.business_name == "Masala Chai Co."


async def test_instants_come_back_aware_and_equal(store, now, workspace):
    member, _ = workspace
    async with store.reading() as unit:
        seen = await unit.accounts.workspace(member.workspace_id)
    assert seen.created_at == now
    assert seen.created_at.tzinfo is not None


async def test_an_error_of_the_database_tells_no_value_of_its_statement(store):
    statement = text("select nothing_of_that_name where 1 = :who")
    async with store.reading() as unit:
        with pytest.raises(DBAPIError) as caught:
            await unit.posts._session.execute(statement, {"who": "asha@chai.in"})
    assert "asha@chai.in" not in str(caught.value)


SLOW = """WITH RECURSIVE upto(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM upto WHERE n < 3000000)
  SELECT count(*) FROM upto"""


async def test_a_query_that_is_cancelled_twice_keeps_nothing_running(sqlite_url):
    engine = writing_engine(sqlite_url)

    async def slow():
        async with engine.connect() as connection:
            await connection.execute(text(SLOW))

    before = asyncio.all_tasks()
    query = asyncio.create_task(slow())
    await asyncio.sleep(0.1)
    for _ in range(2):
        query.cancel()
        await asyncio.sleep(0.05)
    assert isinstance((await asyncio.gather(query, return_exceptions=True))[0], BaseException)
    await engine.dispose()
    if left := asyncio.all_tasks() - before:
        _, running = await asyncio.wait(left, timeout=30)
        assert not running
