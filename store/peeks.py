"""One statement read by itself. Opens no unit of work: nothing else may rest on it.

A unit of work changes threads for each step of its transaction; this changes once, which is what
a search can afford beside its model, and a process that has nothing to do, twice a second.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import create_engine, event, exists, select
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from domain.errors import NotFoundError
from store.engine import prepare, sync_url
from store.failures import typed
from store.findings import QUESTION, Finding
from store.indexing import EVERY_BRAND, BrandVersion
from store.jobs import IS_OPEN
from store.tables import BrandRow, JobRow

CONNECTIONS = 2
_ANY_JOB = select(exists().select_from(JobRow).where(IS_OPEN))


class Peeks:
    """Args: url: of the database, as the store has it."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)

    async def posts_version(self, workspace_id: str, brand_id: str) -> int:
        """The brand's `posts_version`: every search reads it.

        Raises:
            NotFoundError: No such brand in this workspace.
            UnavailableError: The database cannot be read at the moment (`store.failures`).
        """
        with typed(writes=False):
            found = await asyncio.to_thread(self._posts_version, workspace_id, brand_id)
        if found is None:
            raise NotFoundError(f"There is no brand {brand_id} in this workspace.")
        return found

    def _posts_version(self, workspace_id: str, brand_id: str) -> int | None:
        with self._engine.connect() as connection:
            return connection.scalar(
                select(BrandRow.posts_version).where(
                    BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id
                )
            )

    async def every_brand(self) -> tuple[BrandVersion, ...]:
        """Every workspace's brands that have or had posts, oldest first.

        Raises:
            UnavailableError: The database cannot be read at the moment (`store.failures`).
        """
        with typed(writes=False):
            return await asyncio.to_thread(self._every_brand)

    def _every_brand(self) -> tuple[BrandVersion, ...]:
        with self._engine.connect() as connection:
            return tuple(BrandVersion(*row) for row in connection.execute(EVERY_BRAND))

    async def findings(
        self, now: datetime, *, owner: str, in_hand: Collection[str]
    ) -> frozenset[Finding]:
        """What a round of the poll would find at this moment, over all workspaces.

        Args:
            now: By the clock of posts.
            owner: The process that asks.
            in_hand: The publications that it works on at this moment.

        Raises:
            UnavailableError: The database cannot be read at the moment (`store.failures`).
        """
        given = {"now": now, "owner": owner, "in_hand": list(in_hand)}
        with typed(writes=False):
            return await asyncio.to_thread(self._findings, given)

    def _findings(self, given: dict[str, object]) -> frozenset[Finding]:
        with self._engine.connect() as connection:
            row = connection.execute(QUESTION, given).one()
        return frozenset(Finding(name) for name, is_so in row._mapping.items() if is_so)

    async def has_jobs(self) -> bool:
        """Whether any job is not over yet, over all workspaces.

        Raises:
            UnavailableError: The database cannot be read at the moment (`store.failures`).
        """
        with typed(writes=False):
            return await asyncio.to_thread(self._has_jobs)

    def _has_jobs(self) -> bool:
        with self._engine.connect() as connection:
            return bool(connection.scalar(_ANY_JOB))

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(
        sync_url(url),
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
    )
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def on_connect(connection: DBAPIConnection, _record: object) -> None:
            prepare(connection.cursor(), query_only=True)

    return engine
