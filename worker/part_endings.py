"""How a try at a part ends: each ending is written once, by whoever holds the part."""

from datetime import datetime, timedelta

from domain.connection import HELD, ConnectionStatus, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.part import PartError, PartState, PublicationPart, counted, is_held
from domain.publication import MAX_ATTEMPTS, Publication, backoff_s
from platforms.ports import Submitted
from store.unit import Unit
from tools.services import Services
from worker.ending import FIRST_PROBE, LONG_WAIT_S
from worker.holding import status_after_refusal
from worker.patience import patiently

P = PartState
ACCOUNT_AGAIN = timedelta(seconds=30)
"""When it is looked at again whether the account was connected anew."""


class PartEndings:
    """Writes in units of its own, waiting for a database that is away.

    Every method raises `PartMovedError` when somebody else took the part meanwhile.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    async def published(
        self, row: Publication, part: PublicationPart, submitted: Submitted, *, how: str
    ) -> None:
        """Write down that it is out; what follows it is next."""
        now = self._services.clock()
        began = part.called_at or now
        out_at = min(max(submitted.published_at or now, began), now)

        async def action(unit: Unit) -> None:
            out = await unit.parts.move(
                part,
                P.PUBLISHED,
                at=now,
                platform_post_id=submitted.platform_post_id,
                permalink=submitted.permalink or None,
                published_at=out_at,
                lease_owner=None,
                next_probe_at=None,
                error=None,
            )
            whole = await unit.publications.get(row.workspace_id, row.id)
            detail = f"Part {part.n} {how}. {counted(whole.parts)}."
            await unit.parts.tell(whole, out, at=now, detail=detail)

        await patiently(self._services, action)

    async def not_sent(
        self,
        row: Publication,
        part: PublicationPart,
        error: PlatformError,
        *,
        tokens: Tokens | None = None,
    ) -> None:
        """It did not go out: try again later when that can help, else end with the reason.

        Args:
            row: The post.
            part: As it is held.
            error: What came instead.
            tokens: The grant that the platform answered to, when it was asked.
        """
        now = self._services.clock()
        # a cap that lifts in its own time is waited for as long as the part has time
        waits = (error.retry_after_s or 0.0) >= LONG_WAIT_S
        tries = part.tries + (0 if waits else 1)
        again = error.passes and tries < MAX_ATTEMPTS
        reason = PartError(code=error.code, message=error.message, retryable=error.passes)

        async def action(unit: Unit) -> None:
            status = None
            if tokens is not None and error.error_class is ErrorClass.INVALID_TOKEN:
                status = await status_after_refusal(unit, row, tokens, now)
            if status is ConnectionStatus.NEEDS_RECONNECT:
                await hold(unit, row, part, error.message, now=now)
                return
            # new tokens are asked for before the next call
            is_renewed = status is ConnectionStatus.ACTIVE and tries < MAX_ATTEMPTS
            if not (again or is_renewed):
                await fail(unit, row, part, reason, now=now, tries=tries)
                return
            wait_s = backoff_s(max(tries, 1), error.retry_after_s)
            await _again(unit, row, part, reason, now=now, tries=tries, wait_s=wait_s)

        await patiently(self._services, action)

    async def unknown(self, row: Publication, part: PublicationPart, why: str) -> None:
        """It may be out. Nothing is sent again before a look or a person has settled it."""
        now = self._services.clock()
        await patiently(self._services, lambda unit: mark_unknown(unit, row, part, why, now=now))

    async def look_again(
        self, row: Publication, part: PublicationPart, look_at: datetime | None
    ) -> None:
        """A look could not tell; from the first on a person is asked, too."""
        now = self._services.clock()

        async def action(unit: Unit) -> None:
            await unit.parts.move(
                part, P.UNKNOWN, at=now, probes=part.probes + 1, next_probe_at=look_at
            )
            if part.probes == 0:
                await unit.parts.is_news(row)

        await patiently(self._services, action)

    async def put_off(self, part: PublicationPart, wait_s: float) -> None:
        """Not now, and nothing was begun; it costs no try."""
        if part.state is not P.SCHEDULED:
            return
        now = self._services.clock()
        until = now + timedelta(seconds=wait_s)
        await patiently(
            self._services, lambda unit: unit.parts.move(part, P.SCHEDULED, at=now, due_at=until)
        )

    async def take_back(self, row: Publication, part: PublicationPart) -> None:
        """Put back what was begun, or may have been, and for sure was not sent."""
        now = self._services.clock()

        async def action(unit: Unit) -> None:
            whole = await unit.publications.get(row.workspace_id, row.id)
            held = next(p for p in whole.parts if p.n == part.n)
            if held.fence == part.fence and held.state is P.SUBMITTED:
                await unit.parts.move(held, P.SCHEDULED, at=now, due_at=now, lease_owner=None)

        await patiently(self._services, action)


async def mark_unknown(
    unit: Unit, row: Publication, part: PublicationPart, why: str, *, now: datetime
) -> None:
    """Let a look settle it soon; a person is asked when that cannot tell."""
    error = PartError(
        code="unknown_outcome",
        message=f"{why} Part {part.n} may be out; it will not be sent again until that is known.",
        retryable=False,
    )
    doubted = await unit.parts.move(
        part,
        P.UNKNOWN,
        at=now,
        error=error.model_dump(),
        next_probe_at=now + FIRST_PROBE,
        probes=0,
        lease_owner=None,
    )
    await unit.parts.tell(row, doubted, at=now, detail=f"Part {part.n}: {why}")


async def _again(
    unit: Unit,
    row: Publication,
    part: PublicationPart,
    reason: PartError,
    *,
    now: datetime,
    tries: int,
    wait_s: float,
) -> None:
    """Plan a further try of a part that did not go out."""
    waiting = await unit.parts.move(
        part,
        P.SCHEDULED,
        at=now,
        due_at=now + timedelta(seconds=wait_s),
        tries=tries,
        error=reason.model_dump(),
        lease_owner=None,
        next_probe_at=None,
        probes=0,
    )
    detail = f"Part {part.n}: {reason.message} Trying again in {wait_s:.0f} s."
    await unit.parts.tell(row, waiting, at=now, detail=detail)


async def hold(
    unit: Unit, row: Publication, part: PublicationPart, why: str, *, now: datetime
) -> None:
    """Let it wait until its account is connected again; a person is told once."""
    message = f"{why} It goes out by itself after that, within a day of its post."
    error = PartError(code=HELD, message=message, retryable=True)
    held = await unit.parts.move(
        part,
        P.SCHEDULED,
        at=now,
        due_at=now + ACCOUNT_AGAIN,
        error=error.model_dump(),
        lease_owner=None,
        next_probe_at=None,
        probes=0,
    )
    if is_held(part):
        return
    await unit.parts.tell(row, held, at=now, detail=f"Part {part.n}: {message}")
    await unit.parts.is_news(row)


async def fail(
    unit: Unit,
    row: Publication,
    part: PublicationPart,
    reason: PartError,
    *,
    now: datetime,
    tries: int,
) -> None:
    """End a part that nothing was sent of; what follows it waits, and a person is told."""
    failed = await unit.parts.move(
        part,
        P.FAILED,
        at=now,
        error=reason.model_dump(),
        tries=tries,
        lease_owner=None,
        next_probe_at=None,
        probes=0,
    )
    whole = await unit.publications.get(row.workspace_id, row.id)
    detail = f"Part {part.n} did not go out: {reason.message} {counted(whole.parts)}."
    await unit.parts.tell(row, failed, at=now, detail=detail)
    await unit.parts.is_news(row)
