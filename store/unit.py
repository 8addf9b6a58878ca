"""Units of work: the one place that commits. Inside one, await nothing but the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from store.accounts import Accounts
from store.approvals import Approvals
from store.audit import Audit
from store.bell import Bell
from store.brands import Brands
from store.campaigns import Campaigns
from store.cipher import TokenCipher
from store.connections import Connections
from store.contents import Contents
from store.engine import reading_engine, writing_engine
from store.events import Events
from store.evergreens import Evergreens
from store.executors import Executors
from store.failures import typed
from store.grants import Grants
from store.hearing import hearing
from store.idempotency import Idempotency
from store.indexing import Indexing
from store.intelligence import Intelligence
from store.jobs import Jobs
from store.ledger import Ledger
from store.media import Media
from store.metrics import Metrics
from store.outbox import Outbox
from store.parts import Parts
from store.peeks import Peeks
from store.planning import Planning
from store.posts import Posts
from store.publications import Publications
from store.published import Published
from store.reports import Reports
from store.rotating import Rotating
from store.runs import Runs
from store.subjects import Subjects
from store.threads import Threads
from store.waiting import Waiting


class Unit(Planning):
    """The repositories within one transaction."""

    def __init__(self, session: AsyncSession, cipher: TokenCipher) -> None:
        super().__init__(session)
        self.outbox = Outbox(session)
        self.accounts = Accounts(session)
        self.approvals = Approvals(session, self.outbox)
        self.audit = Audit(session)
        self.brands = Brands(session, self.outbox)
        self.campaigns = Campaigns(session)
        self.connections = Connections(session, cipher, self.outbox)
        self.contents = Contents(session)
        self.events = Events(session)
        self.evergreens = Evergreens(session)
        self.executors = Executors(session)
        self.grants = Grants(session, cipher, self.connections)
        self.idempotency = Idempotency(session)
        self.indexing = Indexing(session)
        self.intelligence = Intelligence(session)
        self.jobs = Jobs(session)
        self.ledger = Ledger(session, self.outbox)
        self.media = Media(session)
        self.metrics = Metrics(session)
        self.parts = Parts(session, self.outbox)
        self.posts = Posts(session)
        self.publications = Publications(session, self.outbox)
        self.published = Published(session)
        self.reports = Reports(session)
        self.rotating = Rotating(session, cipher)
        self.runs = Runs(session, self.outbox)
        self.subjects = Subjects(session)
        self.threads = Threads(session)
        self.waiting = Waiting(session)


class Store:
    """The database of one process.

    Args:
        url: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`.
        secret_keys: For what is stored encrypted; the first writes, all read.

    Attributes:
        bell: Rings, for a workspace's id, after events of it were committed.
        peeks: Single values, outside any unit of work.
    """

    def __init__(self, url: str, *, secret_keys: tuple[str, ...]) -> None:
        self.url = url
        self.bell = Bell()
        self._writer = writing_engine(url)
        self._reader = reading_engine(url, self._writer)
        self._cipher = TokenCipher(secret_keys)
        self.peeks = Peeks(url)
        self._write = async_sessionmaker(self._writer, expire_on_commit=False)
        self._read = async_sessionmaker(self._reader, expire_on_commit=False)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Unit]:
        """A transaction that commits on a clean exit and rolls back on an exception.

        Raises:
            UnavailableError: The database cannot be written at the moment (`store.failures`).
        """
        with typed(writes=True):
            async with self._write() as session, session.begin():
                unit = Unit(session, self._cipher)
                yield unit
                await unit.outbox.flush()
        for workspace_id in unit.outbox.workspaces:
            self.bell.ring(workspace_id)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """A consistent read-only view; a write inside fails.

        Raises:
            UnavailableError: The database cannot be read at the moment (`store.failures`).
        """
        with typed(writes=False):
            async with self._read() as session, session.begin():
                yield Unit(session, self._cipher)

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Let the bell ring around the body for what other processes commit, too."""
        async with hearing(self.url, self.bell):
            yield

    async def close(self) -> None:
        self.peeks.close()
        await self._reader.dispose()
        await self._writer.dispose()
