"""Collects metrics of published posts, more and more rarely as they age. "No data" is not zero."""

from datetime import datetime, timedelta

import structlog

from domain.errors import PlatformError
from domain.ids import new_id
from domain.metrics import MetricSnapshot
from domain.publication import Publication, PublicationState
from platforms.ports import MetricsReading
from store.ledger import Due
from store.unit import Unit
from tools.learning import learn
from tools.services import Services

SOONEST = timedelta(seconds=5)
RAREST = timedelta(hours=6)
"""The seed's collection interval for active campaigns."""
WATCHED = timedelta(days=30)
WINDOW = "lifetime"
log = structlog.get_logger()


class Measurer:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def measure(self, due: Due) -> None:
        """Ask the platform once about one publication and plan the next time."""
        async with self._services.store.reading() as unit:
            row = await unit.publications.get(due.workspace_id, due.publication_id)
        if row.state is not PublicationState.PUBLISHED or not row.platform_post_id:
            return
        reading = await self._read(row, row.platform_post_id)
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            values = reading.values.get(row.platform_post_id) if reading else None
            if reading and values:
                source = reading.sources.get(row.platform_post_id, "")
                await self._keep(unit, row, values, source=source, at=now)
            await unit.metrics.schedule(row.workspace_id, row.id, next_time(row, now))

    async def _keep(
        self, unit: Unit, row: Publication, values: dict[str, int], *, source: str, at: datetime
    ) -> None:
        snapshot = MetricSnapshot(
            id=new_id(),
            workspace_id=row.workspace_id,
            publication_id=row.id,
            as_of=at,
            window=WINDOW,
            values=values,
            source=source,
        )
        await unit.metrics.add(snapshot)
        content = await unit.contents.get(
            row.workspace_id, row.content_id, version=row.content_version
        )
        await learn(unit, row, content, snapshot)

    async def _read(self, row: Publication, post_id: str) -> MetricsReading | None:
        capabilities = self._services.platforms.get(row.platform)
        if capabilities.metrics is None:
            return None
        async with self._services.store.reading() as unit:
            connection = await unit.connections.get(row.workspace_id, row.connection_id)
            tokens = await unit.connections.tokens(row.workspace_id, row.connection_id)
        try:
            return await capabilities.metrics.read_metrics(
                [post_id], tokens, account_id=connection.account_id
            )
        except PlatformError as error:
            log.warning("metrics.failed", publication_id=row.id, code=error.code)
            return None


def next_time(row: Publication, now: datetime) -> datetime | None:
    """When to ask again: after as long as the post is old, from 5 s to 6 h; for 30 days."""
    age = now - (row.published_at or now)
    if age > WATCHED:
        return None
    return now + min(max(age, SOONEST), RAREST)
