"""How ends and open ends are written down: shared by publisher, sweeper and poll. Sends nothing."""

from datetime import datetime, timedelta

from domain.publication import (
    AttemptOutcome,
    Publication,
    PublicationError,
    PublicationState,
    Timing,
    timing,
)
from store.ledger import Due, Ledger
from store.unit import Unit
from tools.services import Services

FIRST_PROBE = timedelta(seconds=2)


async def mark_unknown(ledger: Ledger, row: Publication, why: str, *, now: datetime) -> None:
    """Keep the attempt open and let a probe look soon; a person is asked when it cannot tell."""
    error = PublicationError(
        code="unknown_outcome",
        message=f"{why} It may be out; it will not be sent again until that is known.",
        retryable=False,
    )
    await ledger.settle_attempt(row, AttemptOutcome.UNKNOWN, at=now, detail=why)
    await ledger.move(
        row,
        PublicationState.UNKNOWN,
        at=now,
        detail=why,
        error=error.model_dump(mode="json"),
        next_probe_at=now + FIRST_PROBE,
        probes=0,
        lease_owner=None,
        lease_until=None,
    )


async def miss(services: Services, due: Due) -> None:
    """End a scheduled row whose window has closed; one that moved on is left alone.

    Raises:
        FencedOffError: It moved on this very moment.
    """
    async with services.store.writing() as unit:
        row = await unit.publications.get(due.workspace_id, due.publication_id)
        now = services.clock()
        if row.state is PublicationState.SCHEDULED and timing(row, now) is Timing.OVER:
            await mark_missed(unit, row, now=now)


async def mark_missed(unit: Unit, row: Publication, *, now: datetime) -> None:
    """The approved time is over and nothing went out: a person has to choose a new one.

    Raises:
        FencedOffError: The row moved on meanwhile.
    """
    connection = await unit.connections.get(row.workspace_id, row.connection_id)
    why = "It could not be sent within its time."
    if connection.paused_at:
        by = f" by {connection.paused_by}" if connection.paused_by else ""
        why = (
            f"{connection.account_name} on {row.platform.title} was paused{by} when its time came."
        )
    error = PublicationError(code="missed", message=why, retryable=False)
    await unit.ledger.move(
        row,
        PublicationState.MISSED,
        at=now,
        detail=f"{why} Nothing was posted.",
        error=error.model_dump(mode="json"),
        lease_owner=None,
        lease_until=None,
    )
