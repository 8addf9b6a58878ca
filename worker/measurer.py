"""Collects metrics of published posts, more and more rarely as they age. "No data" is not zero.

A post of an account that has to be connected again stays due, and is asked about once it is. A
pause holds back posts, not looks: reading changes nothing. What fails is tried again soon.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from domain.connection import Connection, ConnectionStatus, Tokens
from domain.errors import ErrorClass, InstaMediaError, PlatformError, UnavailableError
from domain.ids import new_id
from domain.measuring import Maturity, look_again, maturity, next_look
from domain.metrics import MetricSnapshot
from domain.publication import Publication
from domain.report import Problem
from platforms.ports import MetricsReading
from store.unit import Unit
from tools.granting import in_force
from tools.learning import Measured, learn
from tools.services import Services
from worker.pulse import steady_s

WINDOW = "lifetime"
EVERY_S = 3.0
"""Between two looks: what becomes due meanwhile is asked about together."""
TOGETHER = 20
"""Posts of one account that are asked about at once."""
ACCOUNTS_AT_ONCE = 4
"""Measuring can wait; publishing goes first."""
GONE_AFTER = timedelta(hours=1)
"""A post that is younger may not have reached every server of its platform yet."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Answer:
    """What one account's platform said of these posts, or why it did not."""

    rows: Sequence[Publication]
    reading: MetricsReading = field(default_factory=MetricsReading)
    problem: Problem | None = None
    """Why there is no reading."""
    wait_s: float | None = None
    """How long the platform asked to wait."""
    refused: Tokens | None = None
    """The grant that the platform did not take any more."""


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
        asked = await asyncio.gather(*(self._ask(some) for some in _by_account(rows)))
        answers = [answer for some in asked for answer in some]
        if answers:
            await self._keep(answers)

    async def _ask(self, rows: Sequence[Publication]) -> Sequence[Answer]:
        """Ask about posts of one account together; one by one when one of them spoils it."""
        async with self._room:
            together = await self._answer(rows)
            if together.problem != "refused" or len(rows) == 1:
                return [together]
            return [await self._answer([row]) for row in rows]

    async def _answer(self, rows: Sequence[Publication]) -> Answer:
        try:
            return await self._read(rows)
        except UnavailableError:
            raise  # the database's: everybody's
        except InstaMediaError as error:
            log.warning("metrics.failed", connection_id=rows[0].connection_id, code=error.code)
        except Exception:
            # one account that cannot be asked must not keep the others from being written
            log.exception("metrics.failed", connection_id=rows[0].connection_id)
        return Answer(rows, problem="unreachable")

    async def _read(self, rows: Sequence[Publication]) -> Answer:
        first = rows[0]
        metrics = self._services.platforms.get(first.platform).metrics
        if metrics is None:
            return Answer(rows)
        try:
            connection, tokens = await in_force(
                self._services, first.workspace_id, first.connection_id
            )
        except PlatformError as error:
            log.warning("metrics.no_grant", connection_id=first.connection_id, code=error.code)
            return Answer(rows, problem=_problem(error), wait_s=error.retry_after_s)
        if tokens is None:
            await self._ask_again(connection)
            return Answer(rows, problem="needs_reconnect")
        ids = [row.platform_post_id or "" for row in rows]
        try:
            reading = await metrics.read_metrics(ids, tokens, account_id=connection.account_id)
        except PlatformError as error:
            log.warning("metrics.failed", connection_id=connection.id, code=error.code)
            problem = _problem(error)
            refused = tokens if problem == "needs_reconnect" else None
            return Answer(rows, problem=problem, wait_s=error.retry_after_s, refused=refused)
        return Answer(rows, reading)

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
        for answer in [replace(a, rows=[row]) for a in answers for row in a.rows]:
            try:
                await self._write([answer])
            except UnavailableError:
                raise
            except Exception:
                log.exception("metrics.not_kept", publication_id=answer.rows[0].id)

    async def _write(self, answers: Sequence[Answer]) -> None:
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            settled: list[Measured | None] = []
            for answer in answers:
                if answer.problem:
                    await _keep_failure(unit, answer, now)
                    continue
                settled += [await _keep_numbers(unit, r, answer.reading, now) for r in answer.rows]
            await learn(unit, [measured for measured in settled if measured])

    async def _ask_again(self, connection: Connection) -> None:
        log.warning("connection.cannot_decrypt", connection_id=connection.id)
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            await unit.connections.ask_again(connection.workspace_id, connection.id, now)


async def _keep_failure(unit: Unit, answer: Answer, now: datetime) -> None:
    first = answer.rows[0]
    problem = answer.problem or "unreachable"
    if answer.refused:
        await unit.grants.refused(first.workspace_id, first.connection_id, answer.refused, now)
        account = await unit.connections.get(first.workspace_id, first.connection_id)
        if account.status is ConnectionStatus.ACTIVE:
            problem = "unreachable"  # new tokens may be had, and are asked for with the next look
    for row in answer.rows:
        failures = row.metrics_failures + 1
        again = look_again(
            row.platform,
            row.published_at or now,
            now,
            failures=failures,
            wait_s=answer.wait_s,
        )
        await unit.metrics.failed(
            row.workspace_id,
            row.id,
            next_at=again,
            failures=failures,
            problem=problem,
        )


async def _keep_numbers(
    unit: Unit, row: Publication, reading: MetricsReading, now: datetime
) -> Measured | None:
    """Write what was said of a post; returns what the brand's history may learn from it."""
    published_at = row.published_at or now
    snapshot = _snapshot(row, reading, now)
    is_settled = (
        snapshot is not None and maturity(row.platform, published_at, now) is Maturity.SETTLED
    )
    is_gone = (row.platform_post_id or "") in reading.gone and now - published_at > GONE_AFTER
    if snapshot:
        await unit.metrics.add(snapshot)
    await unit.metrics.answered(
        row.workspace_id,
        row.id,
        next_at=next_look(row.platform, published_at, now),
        settled_at=row.numbers_settled_at or (now if is_settled else None),
        problem="gone" if is_gone else None,
    )
    if snapshot is None or not is_settled:
        return None
    content = await unit.contents.get(row.workspace_id, row.content_id, version=row.content_version)
    return Measured(row=row, content=content, snapshot=snapshot)


def _snapshot(row: Publication, reading: MetricsReading, at: datetime) -> MetricSnapshot | None:
    post_id = row.platform_post_id or ""
    if post_id not in reading.values:
        return None
    return MetricSnapshot(
        id=new_id(),
        workspace_id=row.workspace_id,
        publication_id=row.id,
        as_of=at,
        collected_at=at,
        window=WINDOW,
        values=reading.values[post_id],
        source=reading.sources.get(post_id, ""),
    )


def _problem(error: PlatformError) -> Problem:
    if error.error_class is ErrorClass.INVALID_TOKEN:
        return "needs_reconnect"
    return "unreachable" if error.passes else "refused"


def _by_account(rows: Sequence[Publication]) -> Iterator[Sequence[Publication]]:
    groups: dict[str, list[Publication]] = defaultdict(list)
    for row in rows:
        groups[row.connection_id].append(row)
    for group in groups.values():
        for start in range(0, len(group), TOGETHER):
            yield group[start : start + TOGETHER]
