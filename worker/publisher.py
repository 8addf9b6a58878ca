"""The publisher: claims a due row, proves it may go out, prepares, submits once, records.

Holds to the effect ledger (design, section 8). Knows no vendor.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from domain.approval import ApprovalStatus, Decision
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.content import Content, ContentStatus, content_hash
from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.publication import (
    MAX_ATTEMPTS,
    AttemptOutcome,
    Publication,
    PublicationError,
    PublicationState,
    Timing,
    backoff_s,
    timing,
)
from platforms.ports import Capabilities, RenderedPost, Submitted
from store.ledger import Due, FencedOffError, NotNowError
from tools.services import Services
from worker.ending import mark_missed, mark_unknown

LEASE_S = 180.0
"""Longer than preparing and submitting can take with their time-outs."""
GATE_S = 10.0
"""How long after its attempt was written a submission may still leave."""
FIRST_METRICS = timedelta(seconds=5)
S = PublicationState
log = structlog.get_logger()


class RefusedError(Exception):
    """The publisher itself will not send this row."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Material:
    """Everything one submission needs, in memory for its duration."""

    post: RenderedPost
    tokens: Tokens
    connection: Connection
    capabilities: Capabilities


class Publisher:
    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner

    async def publish(self, workspace_id: str, publication_id: str) -> None:
        """Try a due publication once. Safe to call any number of times."""
        due = Due(workspace_id=workspace_id, publication_id=publication_id)
        async with self._services.store.writing() as unit:
            claimed = await unit.ledger.claim(
                due, owner=self._owner, now=self._services.clock(), lease_s=LEASE_S
            )
        if claimed is None:
            return
        try:
            await self._try(claimed)
        except FencedOffError:
            log.info("publication.fenced_off", publication_id=publication_id)

    async def _try(self, row: Publication) -> None:
        if timing(row, self._services.clock()) is not Timing.OPEN:
            await self._let_go(row)
            return
        try:
            material = await self._material(row)
        except RefusedError as refusal:
            await self._fail(row, refusal.code, refusal.message, retryable=False)
            return
        prepared = await self._prepare(row, material)
        if prepared is not None:
            await self._submit(prepared, material)

    async def _material(self, row: Publication) -> Material:
        """Load what goes out, and refuse whatever lacks an approval of exactly this form.

        Raises:
            RefusedError: No approval of this hash, or no working connection.
        """
        async with self._services.store.reading() as unit:
            approval = await unit.approvals.get(row.workspace_id, row.approval_id)
            content = await unit.contents.get(
                row.workspace_id, row.content_id, version=row.content_version
            )
            connection = await unit.connections.get(row.workspace_id, row.connection_id)
            tokens = await unit.connections.tokens(row.workspace_id, row.connection_id)
        approved = (
            approval.status is ApprovalStatus.DECIDED and approval.decision is Decision.APPROVE
        )
        if not approved or not _is_exactly(row, content, approval.content_hash):
            raise RefusedError(
                "not_approved",
                "This is not exactly what a person approved, so it was not sent. Approve it again.",
            )
        if connection.status is not ConnectionStatus.ACTIVE:
            raise RefusedError(
                "not_connected",
                f"{row.platform.title} is not connected any more. Connect it, then try again.",
            )
        capabilities = self._services.platforms.get(row.platform)
        post = capabilities.renderer.render(content.version, account_id=connection.account_id)
        if post.problems or capabilities.publisher is None:
            raise RefusedError("not_publishable", " ".join(post.problems) or "It cannot be sent.")
        return Material(post, tokens, connection, capabilities)

    async def _prepare(self, row: Publication, material: Material) -> Publication | None:
        """Do what may be repeated; None when it failed and the row was dealt with."""
        publisher = material.capabilities.publisher
        if publisher is None:
            return None

        async def keep(remote: dict[str, str]) -> None:
            async with self._services.store.writing() as unit:
                await unit.ledger.move(
                    row, row.state, at=self._services.clock(), detail="", prepared=remote
                )

        try:
            remote = await publisher.prepare(
                material.post, material.tokens, row.prepared, bytes_of=_no_media, keep=keep
            )
        except PlatformError as error:
            await self._not_sent(row, error)
            return None
        async with self._services.store.writing() as unit:
            return await unit.ledger.move(
                row,
                S.PREPARED,
                at=self._services.clock(),
                detail="Ready to be sent.",
                prepared=remote,
            )

    async def _submit(self, row: Publication, material: Material) -> None:
        """The one irreversible call, with its attempt committed first."""
        publisher = material.capabilities.publisher
        if publisher is None:
            return
        try:
            async with self._services.store.writing() as unit:
                row = await unit.ledger.begin_attempt(row, at=self._services.clock())
        except NotNowError:
            await self._let_go(row)
            return
        begun = time.monotonic()

        def gate() -> bool:
            in_time = timing(row, self._services.clock()) is Timing.OPEN
            return in_time and time.monotonic() - begun < GATE_S

        try:
            submitted = await publisher.submit(
                material.post, material.tokens, row.prepared, gate=gate
            )
        except PlatformError as error:
            await self._submission_failed(row, error)
        except Exception:
            # whatever it is, the request may have left: only a look can tell
            log.exception("publication.submit_failed", publication_id=row.id)
            await self._unknown(row, "Sending it failed in an unexpected way.")
        else:
            await self.record_published(
                row, submitted, outcome=AttemptOutcome.PUBLISHED, detail="Published."
            )

    async def _submission_failed(self, row: Publication, error: PlatformError) -> None:
        if error.sent == "unknown":
            await self._unknown(row, error.message)
        elif error.error_class is ErrorClass.DUPLICATE and _was_tried_before(row, error):
            found = Submitted(platform_post_id=error.platform_post_id or "", permalink="")
            await self.record_published(
                row,
                found,
                outcome=AttemptOutcome.PUBLISHED,
                detail="An earlier attempt had published it after all.",
            )
        else:
            outcome = AttemptOutcome.NOT_SENT if error.sent == "no" else AttemptOutcome.REFUSED
            await self._not_sent(row, error, settle=outcome)

    async def record_published(
        self, row: Publication, submitted: Submitted, *, outcome: AttemptOutcome, detail: str
    ) -> None:
        """Write down that the post is out."""
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            await unit.ledger.settle_attempt(row, outcome, at=now, detail=detail)
            await unit.ledger.move(
                row,
                S.PUBLISHED,
                at=now,
                detail=detail,
                platform_post_id=submitted.platform_post_id,
                permalink=submitted.permalink or None,
                published_at=now,
                next_metrics_at=now + FIRST_METRICS,
                next_probe_at=None,
                error=None,
                lease_owner=None,
                lease_until=None,
            )
            await unit.contents.set_status(
                row.workspace_id, row.content_id, ContentStatus.PUBLISHED, now
            )

    async def _not_sent(
        self, row: Publication, error: PlatformError, *, settle: AttemptOutcome | None = None
    ) -> None:
        """Nothing went out: try again later when that can help, else end with the reason."""
        tries = row.tries + 1
        if error.error_class is ErrorClass.INVALID_TOKEN:
            await self._needs_reconnect(row)
        again = error.error_class.retryable and tries < MAX_ATTEMPTS
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            if settle is not None:
                await unit.ledger.settle_attempt(row, settle, at=now, detail=error.message)
            if again:
                wait = backoff_s(tries, error.retry_after_s)
                await unit.ledger.move(
                    row,
                    S.SCHEDULED,
                    at=now,
                    detail=f"{error.message} Trying again in {wait:.0f} s.",
                    due_at=now + timedelta(seconds=wait),
                    tries=tries,
                    lease_owner=None,
                    lease_until=None,
                )
        if not again:
            await self._fail(
                row, error.code, error.message, retryable=error.error_class.retryable, tries=tries
            )

    async def _unknown(self, row: Publication, why: str) -> None:
        """It may be out. Nothing is sent again before a probe or a person has settled it."""
        now = self._services.clock()
        async with self._services.store.writing() as unit:
            await mark_unknown(unit.ledger, row, why, now=now)

    async def _fail(
        self, row: Publication, code: str, message: str, *, retryable: bool, tries: int = 0
    ) -> None:
        error = PublicationError(code=code, message=message, retryable=retryable)
        async with self._services.store.writing() as unit:
            await unit.ledger.move(
                row,
                S.FAILED,
                at=self._services.clock(),
                detail=message,
                error=error.model_dump(mode="json"),
                tries=tries,
                lease_owner=None,
                lease_until=None,
            )

    async def _let_go(self, row: Publication) -> None:
        """Give a row back that may not be sent now: too early, too late, or its account paused."""
        now = self._services.clock()
        found = timing(row, now)
        if found is Timing.OVER:
            async with self._services.store.writing() as unit:
                await mark_missed(unit, row, now=now)
        elif found is Timing.EARLY:
            await self._put_off(row, row.not_before, "Its time has not come.")
        else:
            await self._put_off(row, now, "Its account is paused; it waits.")

    async def _put_off(self, row: Publication, until: datetime, why: str) -> None:
        async with self._services.store.writing() as unit:
            await unit.ledger.move(
                row,
                S.SCHEDULED,
                at=self._services.clock(),
                detail=why,
                due_at=until,
                lease_owner=None,
                lease_until=None,
            )

    async def _needs_reconnect(self, row: Publication) -> None:
        async with self._services.store.writing() as unit:
            await unit.connections.set_status(
                row.workspace_id,
                row.connection_id,
                ConnectionStatus.NEEDS_RECONNECT,
                self._services.clock(),
            )


async def _no_media(sha256: str) -> bytes:
    raise NotFoundError(f"There is no medium {sha256}.")


def _is_exactly(row: Publication, content: Content, approved_hash: str) -> bool:
    """Recompute the hash from what would be sent; the row and the approval must both carry it."""
    actual = content_hash(
        content.version,
        platform=row.platform,
        connection_id=row.connection_id,
        publish_at=row.publish_at,
    )
    return actual == row.content_hash == approved_hash


def _was_tried_before(row: Publication, error: PlatformError) -> bool:
    """Whether the post that a duplicate refusal names can be this publication's own."""
    doubted = any(a.outcome is AttemptOutcome.RESOLVED_NOT_PUBLISHED for a in row.attempts)
    return bool(error.platform_post_id) and doubted
