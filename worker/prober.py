"""Settles outcomes in doubt by looking, never by sending. What it cannot settle is a person's.

A "no" that can be trusted lets an unknown row be sent again. It becomes certain by a second look,
made when the call that ended without an answer cannot arrive any more.
"""

from datetime import timedelta

import structlog

from domain.errors import ErrorClass, PlatformError
from domain.publication import (
    ARRIVES_WITHIN,
    IN_DOUBT,
    AttemptOutcome,
    Publication,
    PublicationState,
    in_doubt_since,
)
from platforms.ports import Part, ProbeResult
from store.ledger import FencedOffError
from store.waiting import Due
from tools.following import parts_of
from tools.granting import in_force
from tools.rendering import rendered
from tools.services import Services
from worker.ending import Endings

WAITS_S = (10.0, 60.0, 300.0, 1800.0)
"""Pauses before the second and later looks; after the last, only a person can tell."""
SLACK = timedelta(minutes=2)
"""The platform's clock may differ from ours."""
S = PublicationState
log = structlog.get_logger()


class Prober:
    def __init__(self, services: Services, endings: Endings, *, owner: str) -> None:
        self._services = services
        self._endings = endings
        self._owner = owner

    async def probe(self, due: Due) -> None:
        """Look once for a publication whose outcome is in doubt."""
        async with self._services.store.writing() as unit:
            row = await unit.ledger.take_to_look(due, owner=self._owner, now=self._services.clock())
        if row is None:
            return
        settle = self._settle if row.state is S.UNKNOWN else self._settle_for_good
        try:
            await settle(row, await self._look(row))
        except FencedOffError:
            log.info("publication.fenced_off", publication_id=row.id)

    async def _look(self, row: Publication) -> ProbeResult | None:
        """What a probe says; None when it could not even look."""
        since = in_doubt_since(row)
        if since is None:
            return ProbeResult(found=None, confidence="high")  # settled meanwhile
        async with self._services.store.reading() as unit:
            content = await unit.contents.get(
                row.workspace_id, row.content_id, version=row.content_version
            )
            taken = await unit.publications.post_ids(
                row.workspace_id, row.connection_id, but=row.id
            )
        try:
            connection, tokens = await in_force(self._services, row.workspace_id, row.connection_id)
        except PlatformError as error:
            log.warning("publication.not_probed", publication_id=row.id, code=error.code)
            return None
        if tokens is None:
            await self._ask_again(row)
            return ProbeResult(found=None, confidence="none")
        capabilities = self._services.platforms.get(row.platform)
        if capabilities.probe is None or capabilities.probe.confidence_for(connection) == "none":
            return ProbeResult(found=None, confidence="none")
        try:
            return await capabilities.probe.probe(
                rendered(self._services, content, connection),
                tokens,
                account_id=connection.account_id,
                prepared=row.prepared,
                taken=taken,
                since=since - SLACK,
                until=self._services.clock() + SLACK,
            )
        except PlatformError as error:
            log.warning("publication.probe_failed", publication_id=row.id, code=error.code)
            return None

    async def _parts(self, row: Publication) -> tuple[Part, ...]:
        async with self._services.store.reading() as unit:
            return await parts_of(self._services, unit, row)

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
                parts=await self._parts(row),
            )
        elif result is not None and result.confidence == "high":
            # a "no" that can be trusted settles the attempt: the post may be sent again
            error = PlatformError(
                "The platform says it did not go out.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
            await self._endings.not_sent(row, error, settle=self._worth_of_no(row))
        else:
            await self._look_again(row, hopeless=result is not None and result.confidence == "none")

    def _worth_of_no(self, row: Publication) -> AttemptOutcome:
        """A "no" is certain once nothing can arrive any more."""
        called = max(a.started_at for a in row.attempts if a.outcome in IN_DOUBT)
        is_late = self._services.clock() - called >= ARRIVES_WITHIN
        return AttemptOutcome.NOT_SENT if is_late else AttemptOutcome.LOOKED_NOT_SENT

    async def _settle_for_good(self, row: Publication, result: ProbeResult | None) -> None:
        """What a second look says of a row that is planned or has failed since the first."""
        if result is not None and result.found is not None:
            await self._endings.published(
                row,
                result.found,
                outcome=AttemptOutcome.PUBLISHED,
                detail="Found on the platform: an earlier call had arrived after all.",
                parts=await self._parts(row),
            )
        elif result is not None and result.confidence == "high":
            await self._endings.did_not_arrive(row)
        elif row.probes < len(WAITS_S) and (result is None or result.confidence != "none"):
            await self._look_again(row, hopeless=False)
        else:
            await self._endings.cannot_tell(row)

    async def _look_again(self, row: Publication, *, hopeless: bool) -> None:
        now = self._services.clock()
        wait = None if hopeless else next(iter(WAITS_S[row.probes : row.probes + 1]), None)
        async with self._services.store.writing() as unit:
            await unit.ledger.move(
                row,
                row.state,
                at=now,
                detail="",
                probes=row.probes + 1,
                next_probe_at=now + timedelta(seconds=wait) if wait else None,
                lease_owner=None,
            )
