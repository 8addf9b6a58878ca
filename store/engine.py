"""Engines for SQLite and PostgreSQL: one that writes, one that only reads. Knows no tables."""

from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, event
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 30_000


def writing_engine(url: str) -> AsyncEngine:
    """The engine of writing units.

    On SQLite every transaction opens with BEGIN IMMEDIATE (the driver's own default loses
    updates without an error) and one connection serves them in turn, so that writers of one
    process queue in the pool instead of polling the file's lock.
    """
    if not url.startswith("sqlite"):
        return _engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
    engine = _engine(url, pool_size=1, max_overflow=0, pool_timeout=60)
    _prepare_sqlite(engine, begin="BEGIN IMMEDIATE", query_only=False)
    return engine


def reading_engine(url: str, writer: AsyncEngine) -> AsyncEngine:
    """The engine of read-only units; on PostgreSQL the same pool with read-only transactions."""
    if not url.startswith("sqlite"):
        return writer.execution_options(postgresql_readonly=True)
    engine = _engine(url, pool_size=5, max_overflow=5, pool_timeout=60)
    _prepare_sqlite(engine, begin="BEGIN", query_only=True)
    return engine


def _engine(url: str, **pool: int) -> AsyncEngine:
    # an error is logged; the texts and addresses of its statement must not be
    return create_async_engine(url, hide_parameters=True, **pool)


def _prepare_sqlite(engine: AsyncEngine, *, begin: str, query_only: bool) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: object) -> None:
        # hands transaction control to us: the driver must not open its own
        connection.isolation_level = None
        # a query that is cancelled twice stops the driver's thread twice, and the second stop
        # would wait for ever for a thread that has ended with the first
        driver: Any = cast(AsyncAdapt_dbapi_connection, connection).driver_connection
        driver.stop = cache(driver.stop)
        try:
            prepare(connection.cursor(), query_only=query_only)
        except BaseException:
            driver.stop()  # the pool keeps only what is prepared, and would leave it open
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        if query_only:
            # one visit to the driver's thread instead of three; it touches no file yet, so there
            # is no error of it to translate
            driver = cast(AsyncAdapt_dbapi_connection, connection.connection.dbapi_connection)
            driver.run_async(lambda sqlite: sqlite.execute_fetchall(begin))
        else:
            connection.exec_driver_sql(begin)


def prepare(cursor: DBAPICursor, *, query_only: bool) -> None:
    """Set a new SQLite connection up."""
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    # FULL: an attempt row must survive a power cut, or its post could go out twice
    cursor.execute("PRAGMA synchronous=FULL")
    if query_only:
        cursor.execute("PRAGMA query_only=ON")
    cursor.close()


def sync_url(url: str) -> str:
    """The same database for Alembic, which works synchronously."""
    parsed = make_url(url)
    if parsed.drivername == "sqlite+aiosqlite":
        parsed = parsed.set(drivername="sqlite")
    return parsed.render_as_string(hide_password=False)
