"""One value read by itself. Opens no unit of work: nothing else may rest on it.

A unit of work changes threads for each step of its transaction; this changes once, which is what
a search can afford beside its model.
"""

import asyncio

from sqlalchemy import create_engine, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from domain.errors import NotFoundError
from store.engine import prepare, sync_url
from store.failures import typed
from store.tables import BrandRow

CONNECTIONS = 2


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
