"""How an attempt of unknown outcome is written down: shared by the publisher and the sweeper."""

from datetime import datetime, timedelta

from domain.publication import AttemptOutcome, Publication, PublicationError, PublicationState
from store.ledger import Ledger

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
