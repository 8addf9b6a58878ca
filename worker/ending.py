"""How a try at a publication ends: each ending is written once, by whoever holds the row.

What happened outside must not be forgotten because the database was away for a moment: the
writes wait for it, as long as this process lives.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from config import telemetry
from domain.connection import ConnectionStatus, Tokens
from domain.content import ContentStatus
from domain.errors import ErrorClass, PlatformError
from domain.measuring import next_look
from domain.publication import (
    MAX_ATTEMPTS,
    NEW_TIME,
    AttemptOutcome,
    Publication,
    PublicationError,
    PublicationState,
    Timing,
    backoff_s,
    in_doubt_since,
    second_look_at,
    timing,
)
from platforms.ports import Part, Submitted
from store.ledger import Ledger
from store.unit import Unit
from store.waiting import Due
from tools.following import lay_out
from tools.services import Services
from worker.holding import hold, status_after_refusal
from worker.missing import why_missed
from worker.patience import patiently

S = PublicationState
log = structlog.get_logger()
FIRST_PROBE = timedelta(seconds=2)
LONG_WAIT_S = 600.0
"""A platform that asks for so long a wait means a cap, not a hiccup."""


class Endings:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(
        self, row: Publication, action: Callable[[Unit], Awaitable[PublicationState]]
    ) -> None:
        """Write in a unit of its own, waiting for a database that is away.

        Args:
            action: Writes, and says in which state it left the row.

        Raises:
            UnavailableError: It stayed away; a sweep settles the row once it is back.
        """
        state = await patiently(self._services, action)
        telemetry.ENDED.labels(row.platform.value, state.value).inc()

    async def published(
        self,
        row: Publication,
        submitted: Submitted,
        *,
        outcome: AttemptOutcome,
        detail: str,
        parts: Sequence[Part] = (),
    ) -> None:
        """Write down that the post is out, and what is to follow it."""
        now = self._services.clock()
        out_at = _out_at(row, submitted, now)

        async def action(unit: Unit) -> PublicationState:
            await unit.ledger.settle_attempt(row, outcome, at=now, detail=detail)
            if row.state in (S.SCHEDULED, S.FAILED):
                await unit.ledger.settle_looked(row, outcome, at=now, detail=detail)
            await unit.ledger.move(
                row,
                S.PUBLISHED,
                at=now,
                detail=detail,
                platform_post_id=submitted.platform_post_id,
                permalink=submitted.permalink or None,
                published_at=out_at,
                next_metrics_at=next_look(row.platform, out_at, now),
                next_probe_at=None,
                error=None,
            )
            await unit.contents.set_status(
                row.workspace_id, row.content_id, ContentStatus.PUBLISHED, now
            )
            await lay_out(unit, row, parts, root_id=submitted.platform_post_id, at=now)
            return S.PUBLISHED

        await self.write(row, action)

    async def not_sent(
        self,
        row: Publication,
        error: PlatformError,
        *,
        settle: AttemptOutcome | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        """Nothing went out: try again later when that can help, else end with the reason.

        Args:
            tokens: The grant that the platform answered to, when it was asked.
        """
        now = self._services.clock()
        # a cap that lifts in its own time is waited for as long as the window lasts
        waits = (error.retry_after_s or 0.0) >= LONG_WAIT_S
        tries = row.tries + (0 if waits else 1)
        again = error.passes and tries < MAX_ATTEMPTS
        after = row if settle is None else _with_outcome(row, settle)

        async def action(unit: Unit) -> PublicationState:
            status = None
            if tokens is not None and error.error_class is ErrorClass.INVALID_TOKEN:
                status = await status_after_refusal(unit, row, tokens, now)
            if settle is not None:
                await unit.ledger.settle_attempt(row, settle, at=now, detail=error.message)
            if status is ConnectionStatus.NEEDS_RECONNECT:
                return await hold(unit.ledger, after, error.message, now=now)
            is_renewed = status is ConnectionStatus.ACTIVE and tries < MAX_ATTEMPTS
            if again or is_renewed:
                return await _again(unit.ledger, after, error, now=now, tries=tries)
            reason = _reason(error.code, error.message, retryable=error.passes)
            return await fail(unit.ledger, after, reason, now=now, tries=tries)

        await self.write(row, action)

    async def did_not_arrive(self, row: Publication) -> None:
        """A second look found nothing either, and nothing can arrive any more."""
        now, why = self._services.clock(), "Looked for once more: it did not go out."

        async def action(unit: Unit) -> PublicationState:
            await unit.ledger.settle_looked(row, AttemptOutcome.NOT_SENT, at=now, detail=why)
            await unit.ledger.move(row, row.state, at=now, detail="", next_probe_at=None)
            return row.state

        await self.write(row, action)

    async def cannot_tell(self, row: Publication) -> None:
        """A second look could not tell; the post waits for a person's word now."""
        now = self._services.clock()
        await self.write(row, lambda unit: doubt(unit.ledger, row, now=now, look_at=None))

    async def unknown(self, row: Publication, why: str) -> None:
        """It may be out. Nothing is sent again before a probe or a person has settled it."""
        now = self._services.clock()
        await self.write(row, lambda unit: mark_unknown(unit.ledger, row, why, now=now))

    async def hold(self, row: Publication, code: str, message: str) -> None:
        """Let it wait for its account, for as long as its time lasts."""
        now = self._services.clock()
        log.info("publication.held", publication_id=row.id, code=code)
        await self.write(row, lambda unit: hold(unit.ledger, row, message, now=now))

    async def refused(self, row: Publication, code: str, message: str) -> None:
        """Our own refusal: no time will mend it."""
        now = self._services.clock()
        reason = _reason(code, message, retryable=False)
        await self.write(row, lambda unit: fail(unit.ledger, row, reason, now=now, tries=0))

    async def let_go(self, row: Publication) -> None:
        """Give a row back that may not be sent now: too early, too late, or its account paused."""
        now = self._services.clock()
        found = timing(row, now)
        if found is Timing.OVER:
            await self.write(row, lambda unit: mark_missed(unit, row, now=now))
        elif found is Timing.EARLY:
            await self.put_off(row, row.not_before, "Its time has not come.")
        else:
            await self.put_off(row, now, "Its account is paused or not connected; it waits.")

    async def put_off(self, row: Publication, until: datetime, why: str) -> None:
        """Back to the plan, without counting it as a try."""
        now = self._services.clock()

        async def action(unit: Unit) -> PublicationState:
            await unit.ledger.move(
                row, S.SCHEDULED, at=now, detail=why, due_at=until, lease_owner=None
            )
            return S.SCHEDULED

        await self.write(row, action)

    async def take_back(self, row: Publication) -> None:
        """Settle an attempt that was begun, or may have been, and for sure was not sent."""
        now, why = self._services.clock(), "It was not sent: its beginning could not be written."

        async def action(unit: Unit) -> PublicationState:
            held = await unit.publications.get(row.workspace_id, row.id)
            if held.fence != row.fence or held.state not in (S.CLAIMED, S.PREPARED, S.SUBMITTED):
                return held.state
            if held.state is S.SUBMITTED:
                await unit.ledger.settle_attempt(held, AttemptOutcome.NOT_SENT, at=now, detail=why)
            await unit.ledger.move(
                held, S.SCHEDULED, at=now, detail=why, due_at=now, lease_owner=None
            )
            return S.SCHEDULED

        await self.write(row, action)


async def mark_unknown(
    ledger: Ledger, row: Publication, why: str, *, now: datetime
) -> PublicationState:
    """Keep the attempt open and let a probe look soon; a person is asked when it cannot tell."""
    error = PublicationError(
        code="unknown_outcome",
        message=f"{why} It may be out; it will not be sent again until that is known.",
        retryable=False,
    )
    await ledger.settle_attempt(row, AttemptOutcome.UNKNOWN, at=now, detail=why)
    await ledger.move(
        row,
        S.UNKNOWN,
        at=now,
        detail=why,
        error=error.model_dump(mode="json"),
        next_probe_at=now + FIRST_PROBE,
        probes=0,
        lease_owner=None,
    )
    return S.UNKNOWN


async def doubt(
    ledger: Ledger, row: Publication, *, now: datetime, look_at: datetime | None
) -> PublicationState:
    """Ask a person about a row that looked unsent, but may have arrived, or may arrive yet.

    Args:
        look_at: When it is looked for once more; None: only a person can tell.
    """
    why = f"It was not on {row.platform.title} when we looked, but a call may have arrived later."
    error = PublicationError(
        code="unknown_outcome",
        message=f"{why} It will not be sent again until that is known.",
        retryable=False,
    )
    await ledger.settle_looked(row, AttemptOutcome.UNKNOWN, at=now, detail=why)
    await ledger.move(
        row,
        S.UNKNOWN,
        at=now,
        detail=why,
        error=error.model_dump(mode="json"),
        next_probe_at=look_at,
        probes=max(row.probes, 1),
        lease_owner=None,
    )
    return S.UNKNOWN


async def miss(services: Services, due: Due) -> None:
    """End a scheduled row whose window has closed; one that moved on is left alone.

    Raises:
        FencedOffError: It moved on this very moment.
    """
    async with services.store.writing() as unit:
        row = await unit.publications.get(due.workspace_id, due.publication_id)
        now = services.clock()
        if row.state is S.SCHEDULED and timing(row, now) is Timing.OVER:
            await mark_missed(unit, row, now=now)


async def mark_missed(unit: Unit, row: Publication, *, now: datetime) -> PublicationState:
    """The approved time is over and nothing went out: a person has to choose a new one.

    Where a call may still arrive that is not said yet: the row stays in doubt until a last look.

    Raises:
        FencedOffError: The row moved on meanwhile.
    """
    look_at = second_look_at(row)
    if look_at is not None:
        return await doubt(unit.ledger, row, now=now, look_at=max(look_at, now))
    why = await why_missed(unit, row)
    reason = _reason("missed", f"{why} {NEW_TIME}", retryable=False)
    await unit.ledger.move(
        row,
        S.MISSED,
        at=now,
        detail=f"{why} Nothing was posted.",
        error=reason.model_dump(mode="json"),
        lease_owner=None,
    )
    return S.MISSED


async def _again(
    ledger: Ledger, row: Publication, error: PlatformError, *, now: datetime, tries: int
) -> PublicationState:
    wait = backoff_s(max(tries, 1), error.retry_after_s)
    if row.state is S.UNKNOWN:
        # known now: out of doubt a row goes by way of its failure, never straight back
        row = await ledger.move(row, S.FAILED, at=now, detail=error.message)
    await ledger.move(
        row,
        S.SCHEDULED,
        at=now,
        detail=f"{error.message} Trying again in {wait:.0f} s.",
        due_at=now + timedelta(seconds=wait),
        tries=tries,
        error=_reason(error.code, error.message, retryable=True).model_dump(mode="json"),
        next_probe_at=second_look_at(row),
        probes=0,
        lease_owner=None,
    )
    return S.SCHEDULED


async def fail(
    ledger: Ledger, row: Publication, reason: PublicationError, *, now: datetime, tries: int
) -> PublicationState:
    """End a row that nothing was sent of, with the reason for a person."""
    await ledger.move(
        row,
        S.FAILED,
        at=now,
        detail=reason.message,
        error=reason.model_dump(mode="json"),
        tries=tries,
        next_probe_at=second_look_at(row),
        probes=0,
        lease_owner=None,
    )
    return S.FAILED


def _out_at(row: Publication, submitted: Submitted, now: datetime) -> datetime:
    """When the post went out: as the platform says, else now when it just answered.

    What a look found later went out about when it was sent. Clocks differ, so a platform's time
    counts only between that moment and now.
    """
    began = in_doubt_since(row) or now
    said = submitted.published_at or (now if row.state is S.SUBMITTED else began)
    return min(max(said, began), now)


def _reason(code: str, message: str, *, retryable: bool) -> PublicationError:
    return PublicationError(code=code, message=message, retryable=retryable)


def _with_outcome(row: Publication, outcome: AttemptOutcome) -> Publication:
    """The row as it stands once what is open of its attempts is settled."""
    return row.model_copy(
        update={
            "attempts": tuple(
                attempt.model_copy(update={"outcome": outcome})
                if attempt.outcome in (AttemptOutcome.UNSETTLED, AttemptOutcome.UNKNOWN)
                else attempt
                for attempt in row.attempts
            )
        }
    )
