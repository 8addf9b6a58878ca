"""Hears on PostgreSQL what other processes committed, and rings this process's bell for it.

Only wakes: who waits looks at the rows by itself from time to time, heard or not.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import structlog

from store.bell import Bell
from store.statements import BELL_CHANNEL

ALIVE_S = 30.0
"""After so long a silence the connection is asked whether it still is one."""
PAUSE_S = 2.0
log = structlog.get_logger()


@asynccontextmanager
async def hearing(url: str, bell: Bell) -> AsyncIterator[None]:
    """Listen around the body, with one connection of its own; on SQLite there is nobody to hear."""
    if url.startswith("sqlite"):
        yield
        return
    task = asyncio.create_task(_forever(url.replace("+psycopg", "", 1), bell))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _forever(url: str, bell: Bell) -> None:
    while True:
        try:
            await _hear(url, bell)
        except (psycopg.Error, OSError) as error:
            log.warning("events.deaf", error=type(error).__name__)
        await asyncio.sleep(PAUSE_S)


async def _hear(url: str, bell: Bell) -> None:
    """Ring until the connection breaks.

    Raises:
        psycopg.Error, OSError: It did, or none could be made.
    """
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=10)
    async with connection:
        await connection.execute(f"LISTEN {BELL_CHANNEL}")
        bell.ring_all()
        while True:
            async for notice in connection.notifies(timeout=ALIVE_S):
                bell.ring(notice.payload)
            await connection.execute("SELECT 1")
