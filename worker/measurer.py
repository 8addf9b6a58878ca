"""Collects metrics of published posts, more and more rarely as they age. "No data" is not zero."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import structlog

from domain.errors import PlatformError
from domain.ids import new_id
from domain.metrics import MetricSnapshot
from domain.publication import Publication
from platforms.ports import MetricsReading
from store.unit import Unit
from tools.learning import learn
from tools.services import Services

SOONEST = timedelta(seconds=5)
RAREST = timedelta(hours=6)
"""The seed's collection interval for active campaigns."""
WATCHED = timedelta(days=30)
WINDOW = "lifetime"
TOGETHER = 20
"""Posts of one account that are asked about at once."""
ACCOUNTS_AT_ONCE = 4
"""Measuring can wait; publishing goes first."""
log = structlog.get_logger()


class Measurer:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._room = asyncio.Semaphore(ACCOUNTS_AT_ONCE)

    async def measure_due(self) -> None:
        """Ask about every post whose time has come, account by account."""
        async with self._services.store.writing() as unit:
            rows = await unit.ledger.take_to_measure(self._services.clock())
        await asyncio.gather(*(self._measure(some) for some in _by_account(rows)))

    async def _measure(self, rows: Sequence[Publication]) -> None:
        """Ask the platform once about these posts of one account and plan the next time."""
        async with self._room:
            reading = await self._read(rows)
            now = self._services.clock()
            async with self._services.store.writing() as unit:
                for row in rows:
                    if row.platform_post_id in reading.values:
                        await self._keep(unit, row, reading, at=now)
                    await unit.metrics.schedule(row.workspace_id, row.id, next_time(row, now))

    async def _keep(
        self, unit: Unit, row: Publication, reading: MetricsReading, *, at: datetime
    ) -> None:
        post_id = row.platform_post_id or ""
        snapshot = MetricSnapshot(
            id=new_id(),
            workspace_id=row.workspace_id,
            publication_id=row.id,
            as_of=at,
            window=WINDOW,
            values=reading.values[post_id],
            source=reading.sources.get(post_id, ""),
        )
        await unit.metrics.add(snapshot)
        content = await unit.contents.get(
            row.workspace_id, row.content_id, version=row.content_version
        )
        await learn(unit, row, content, snapshot)

    async def _read(self, rows: Sequence[Publication]) -> MetricsReading:
        """What the platform says; nothing when it could not be asked."""
        first = rows[0]
        metrics = self._services.platforms.get(first.platform).metrics
        if metrics is None:
            return MetricsReading()
        async with self._services.store.reading() as unit:
            connection, tokens = await unit.connections.with_tokens(
                first.workspace_id, first.connection_id
            )
        try:
            return await metrics.read_metrics(
                [row.platform_post_id or "" for row in rows],
                tokens,
                account_id=connection.account_id,
            )
        except PlatformError as error:
            log.warning("metrics.failed", connection_id=connection.id, code=error.code)
            return MetricsReading()


def _by_account(rows: Sequence[Publication]) -> Iterator[Sequence[Publication]]:
    groups: dict[str, list[Publication]] = defaultdict(list)
    for row in rows:
        groups[row.connection_id].append(row)
    for group in groups.values():
        for start in range(0, len(group), TOGETHER):
            yield group[start : start + TOGETHER]


def next_time(row: Publication, now: datetime) -> datetime | None:
    """When to ask again: after as long as the post is old, from 5 s to 6 h; for 30 days."""
    age = now - (row.published_at or now)
    if age > WATCHED:
        return None
    return now + min(max(age, SOONEST), RAREST)
