"""Settles unknown outcomes by looking, never by sending. What it cannot settle stays a person's."""

from datetime import timedelta

import structlog

from domain.errors import ErrorClass, PlatformError
from domain.publication import AttemptOutcome, Publication, PublicationState
from platforms.ports import ProbeResult
from store.ledger import FencedOffError
from store.waiting import Due
from tools.services import Services
from worker.ending import Endings
from worker.material import rendered

WAITS_S = (10.0, 60.0, 300.0, 1800.0)
"""Pauses before the second and later looks; after the last, only a person can tell."""
SLACK = timedelta(minutes=2)
"""The platform's clock may differ from ours."""
log = structlog.get_logger()


class Prober:
    def __init__(self, services: Services, endings: Endings, *, owner: str) -> None:
        self._services = services
        self._endings = endings
        self._owner = owner

    async def probe(self, due: Due) -> None:
        """Look once for a publication whose outcome is unknown."""
        async with self._services.store.writing() as unit:
            row = await unit.ledger.take_unknown(due, owner=self._owner, now=self._services.clock())
        if row is None:
            return
        try:
            await self._settle(row, await self._look(row))
        except FencedOffError:
            log.info("publication.fenced_off", publication_id=row.id)

    async def _look(self, row: Publication) -> ProbeResult | None:
        """What a probe says; None when it could not even look."""
        async with self._services.store.reading() as unit:
            connection, tokens = await unit.connections.with_tokens(
                row.workspace_id, row.connection_id
            )
            content = await unit.contents.get(
                row.workspace_id, row.content_id, version=row.content_version
            )
            taken = await unit.publications.post_ids(
                row.workspace_id, row.connection_id, but=row.id
            )
        if tokens is None:
            await self._ask_again(row)
            return ProbeResult(found=None, confidence="none")
        capabilities = self._services.platforms.get(row.platform)
        if capabilities.probe is None or capabilities.probe.confidence_for(connection) == "none":
            return ProbeResult(found=None, confidence="none")
        attempt = row.attempts[-1]
        try:
            return await capabilities.probe.probe(
                rendered(self._services, content, connection),
                tokens,
                account_id=connection.account_id,
                prepared=row.prepared,
                taken=taken,
                since=attempt.started_at - SLACK,
                until=self._services.clock() + SLACK,
            )
        except PlatformError as error:
            log.warning("publication.probe_failed", publication_id=row.id, code=error.code)
            return None

    async def _ask_again(self, row: Publication) -> None:
        log.warning("connection.cannot_decrypt", connection_id=row.connection_id)
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            await unit.connections.ask_again(row.workspace_id, row.connection_id, now)

    async def _settle(self, row: Publication, result: ProbeResult | None) -> None:
        if result is not None and result.found is not None:
            await self._endings.published(
                row,
                result.found,
                outcome=AttemptOutcome.PUBLISHED,
                detail="Found on the platform: it did go out.",
            )
        elif result is not None and result.confidence == "high":
            # a "no" that can be trusted settles the attempt: the post may be sent again
            error = PlatformError(
                "The platform says it did not go out.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
            await self._endings.not_sent(row, error, settle=AttemptOutcome.LOOKED_NOT_SENT)
        else:
            await self._look_again(row, hopeless=result is not None and result.confidence == "none")

    async def _look_again(self, row: Publication, *, hopeless: bool) -> None:
        now = self._services.clock()
        wait = None if hopeless else next(iter(WAITS_S[row.probes : row.probes + 1]), None)
        async with self._services.store.writing() as unit:
            await unit.ledger.move(
                row,
                PublicationState.UNKNOWN,
                at=now,
                detail="",
                probes=row.probes + 1,
                next_probe_at=now + timedelta(seconds=wait) if wait else None,
                lease_owner=None,
            )
