"""What a database file cannot do is said in words, with what to do, and nothing is written."""

import asyncio
import threading

import pytest

from domain.errors import InvalidError, UnavailableError
from store.migrate import upgrade
from store.unit import Store


@pytest.fixture
async def store(tmp_path):
    before = set(threading.enumerate())
    made = Store(f"sqlite+aiosqlite:///{tmp_path}/data/app.db", secret_keys=("a-test-key",))
    yield made
    await made.close()
    # a driver that could not open ends its thread by itself, and tells the loop of it
    for thread in set(threading.enumerate()) - before:
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


async def count(store: Store) -> None:
    async with store.reading() as unit:
        await unit.publications.list("nobody")


async def test_a_folder_that_is_gone(store):
    with pytest.raises(UnavailableError, match="data folder's disk") as refused:
        await count(store)
    assert refused.value.code == "database_unreachable"
    assert "Start it" not in refused.value.message


async def test_a_file_that_is_no_database(store, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "app.db").write_bytes(b"not a database " * 400)
    with pytest.raises(UnavailableError, match="damaged") as refused:
        await count(store)
    assert refused.value.code == "database_damaged"


async def test_a_nul_in_a_text_is_a_fault_of_the_request(postgres_url):
    upgrade(postgres_url)
    store = Store(postgres_url, secret_keys=("k",))
    try:
        with pytest.raises(InvalidError) as caught:
            async with store.reading() as unit:
                await unit.accounts.user_by_email("a\0@x.in")
        assert caught.value.code == "bad_text"
    finally:
        await store.close()
