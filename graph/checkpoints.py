"""Opens the checkpointer: a SQLite file of its own, or PostgreSQL with a pool of its own."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver

from domain.errors import UnavailableError
from store.failures import AWAY

CHECKPOINT_FILE = "checkpoints.db"


def is_away(error: BaseException) -> bool:
    """Whether rows or checkpoints cannot be reached for now: the turn can go on later."""
    if isinstance(error, UnavailableError):
        return error.code in AWAY
    from psycopg import InterfaceError, OperationalError
    from psycopg_pool import PoolTimeout

    return isinstance(
        error, OperationalError | InterfaceError | PoolTimeout | sqlite3.OperationalError
    )


@asynccontextmanager
async def open_saver(database_url: str, data_dir: Path) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """The saver for this database, set up. One per process: its writes share one connection."""
    if database_url.startswith("sqlite"):
        async with _sqlite(data_dir / CHECKPOINT_FILE) as saver:
            yield saver
    else:
        async with _postgres(database_url.replace("+psycopg", "", 1)) as saver:
            yield saver


@asynccontextmanager
async def _sqlite(path: Path) -> AsyncIterator[BaseCheckpointSaver[str]]:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    path.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncSqliteSaver.from_conn_string(str(path)) as saver:
        await saver.conn.execute("PRAGMA journal_mode=WAL")
        await saver.conn.execute("PRAGMA busy_timeout=30000")
        await saver.setup()
        yield saver


@asynccontextmanager
async def _postgres(url: str) -> AsyncIterator[BaseCheckpointSaver[str]]:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from psycopg.rows import dict_row
    from psycopg_pool import AsyncConnectionPool

    # what the saver's own docs ask of a connection it is handed
    options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    async with AsyncConnectionPool(
        url,
        min_size=1,
        max_size=10,
        kwargs=options,
        open=False,
        # a database that was restarted leaves connections behind that only look alive
        check=AsyncConnectionPool.check_connection,
    ) as pool:
        saver = AsyncPostgresSaver(pool)  # type: ignore[arg-type]  # its rows are dicts, see above
        await saver.setup()
        yield saver
