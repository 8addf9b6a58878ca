"""Collects metrics of published posts, more and more rarely as they age. "No data" is not zero."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from domain.connection import Connection
from domain.errors import PlatformError, UnavailableError
from domain.ids import new_id
from domain.metrics import MetricSnapshot
from domain.publication import Publication
from platforms.ports import MetricsReading
from store.unit import Unit
from tools.learning import Measured, learn
from tools.services import Services
from worker.pulse import steady_s

SOONEST = timedelta(seconds=20)
RAREST = timedelta(hours=6)
"""The seed's collection interval for active campaigns."""
WATCHED = timedelta(days=30)
WINDOW = "lifetime"
EVERY_S = 3.0
"""Between two looks: what becomes due meanwhile is asked about together."""
TOGETHER = 20
"""Posts of one account that are asked about at once."""
ACCOUNTS_AT_ONCE = 4
"""Measuring can wait; publishing goes first."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Answer:
    """What one account's platform said of these posts; None when it refuses to say."""

    rows: Sequence[Publication]
    reading: MetricsReading | None


class Measurer:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = 0.0
        self._room = asyncio.Semaphore(ACCOUNTS_AT_ONCE)

    async def measure_due(self) -> None:
        """Ask about every post whose time has come, account by account; write it all at once."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        async with self._services.store.writing() as unit:
            rows = await unit.ledger.take_to_measure(self._services.clock())
        answers = await asyncio.gather(*(self._ask(some) for some in _by_account(rows)))
        if answers:
            await self._keep(answers)

    async def _ask(self, rows: Sequence[Publication]) -> Answer:
        """One account's answer; whatever goes wrong with it is no other account's trouble."""
        async with self._room:
            try:
                return Answer(rows, await self._read(rows))
            except UnavailableError:
                raise  # the database's: everybody's
            except Exception:
                log.exception("metrics.broke", connection_id=rows[0].connection_id)
                return Answer(rows, MetricsReading())

    async def _keep(self, answers: Sequence[Answer]) -> None:
        """Write all answers at once; when one of them cannot be written, each post by itself."""
        try:
            await self._write(answers)
        except UnavailableError:
            raise
        except Exception:
            log.exception("metrics.not_kept_at_once", answers=len(answers))
        else:
            return
        for row, reading in [(row, a.reading) for a in answers for row in a.rows]:
            try:
                await self._write([Answer([row], reading)])
            except UnavailableError:
                raise
            except Exception:
                log.exception("metrics.not_kept", publication_id=row.id)

    async def _write(self, answers: Sequence[Answer]) -> None:
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            measured = []
            for answer in answers:
                # what was refused once is refused for a while: a right does not come by itself
                soonest = RAREST if answer.reading is None else SOONEST
                for row in answer.rows:
                    if snapshot := _snapshot(row, answer.reading, now):
                        measured.append(await self._measured(unit, row, snapshot))
                    at = next_time(row, now, soonest=soonest)
                    await unit.metrics.schedule(row.workspace_id, row.id, at)
            await learn(unit, measured)

    async def _measured(self, unit: Unit, row: Publication, snapshot: MetricSnapshot) -> Measured:
        await unit.metrics.add(snapshot)
        content = await unit.contents.get(
            row.workspace_id, row.content_id, version=row.content_version
        )
        return Measured(row=row, content=content, snapshot=snapshot)

    async def _read(self, rows: Sequence[Publication]) -> MetricsReading | None:
        """What the platform says, nothing when it does not answer; None when it says no."""
        first = rows[0]
        metrics = self._services.platforms.get(first.platform).metrics
        if metrics is None:
            return MetricsReading()
        async with self._services.store.reading() as unit:
            connection, tokens = await unit.connections.with_tokens(
                first.workspace_id, first.connection_id
            )
        if tokens is None:
            await self._ask_again(connection)
            return None
        try:
            return await metrics.read_metrics(
                [row.platform_post_id or "" for row in rows],
                tokens,
                account_id=connection.account_id,
            )
        except PlatformError as error:
            log.warning("metrics.failed", connection_id=connection.id, code=error.code)
            return MetricsReading() if error.error_class.retryable else None

    async def _ask_again(self, connection: Connection) -> None:
        log.warning("connection.cannot_decrypt", connection_id=connection.id)
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            await unit.connections.ask_again(connection.workspace_id, connection.id, now)


def _snapshot(
    row: Publication, reading: MetricsReading | None, at: datetime
) -> MetricSnapshot | None:
    post_id = row.platform_post_id or ""
    if reading is None or post_id not in reading.values:
        return None
    return MetricSnapshot(
        id=new_id(),
        workspace_id=row.workspace_id,
        publication_id=row.id,
        as_of=at,
        window=WINDOW,
        values=reading.values[post_id],
        source=reading.sources.get(post_id, ""),
    )


def _by_account(rows: Sequence[Publication]) -> Iterator[Sequence[Publication]]:
    groups: dict[str, list[Publication]] = defaultdict(list)
    for row in rows:
        groups[row.connection_id].append(row)
    for group in groups.values():
        for start in range(0, len(group), TOGETHER):
            yield group[start : start + TOGETHER]


def next_time(row: Publication, now: datetime, *, soonest: timedelta = SOONEST) -> datetime | None:
    """When to ask again: after as long as the post is old, from 5 s to 6 h; for 30 days."""
    age = now - (row.published_at or now)
    if age > WATCHED:
        return None
    return now + min(max(age, soonest), RAREST)
