"""Lets a due post wait for its account: a grant that is over ends no post before its time does."""

from datetime import datetime

from domain.connection import HELD, ConnectionStatus, Tokens
from domain.publication import Publication, PublicationError, PublicationState, second_look_at
from store.ledger import Ledger
from store.unit import Unit

S = PublicationState


async def status_after_refusal(
    unit: Unit, row: Publication, tokens: Tokens, now: datetime
) -> ConnectionStatus:
    """How the account stands once a platform did not take these tokens of it."""
    await unit.grants.refused(row.workspace_id, row.connection_id, tokens, now)
    return (await unit.connections.get(row.workspace_id, row.connection_id)).status


async def hold(ledger: Ledger, row: Publication, why: str, *, now: datetime) -> PublicationState:
    """Back to the plan; nobody takes it up before its account is connected again."""
    message = f"{why} It goes out by itself after that, while its time lasts."
    error = PublicationError(code=HELD, message=message, retryable=True)
    await ledger.move(
        row,
        S.SCHEDULED,
        at=now,
        detail=message,
        error=error.model_dump(mode="json"),
        next_probe_at=second_look_at(row),
        probes=0,
        lease_owner=None,
    )
    return S.SCHEDULED
