"""Takes up what a dead publisher left: nothing stays in a hand that no longer works."""

import structlog

from domain.publication import MAX_ATTEMPTS, Publication, PublicationError, PublicationState
from store.ledger import Due, FencedOffError
from store.unit import Unit
from tools.services import Services
from worker.ending import mark_unknown

LEASE_S = 60.0
S = PublicationState
log = structlog.get_logger()


class Sweeper:
    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner

    async def declare_others_dead(self) -> None:
        """Call at the start of a data folder's sole owner: whoever held a row before is gone."""
        async with self._services.store.writing() as unit:
            await unit.ledger.expire_leases(except_owner=self._owner, now=self._services.clock())

    async def sweep(self, due: Due) -> None:
        """Shut out the former holder of a row, then put the row where it belongs."""
        now = self._services.clock()
        try:
            async with self._services.store.writing() as unit:
                row = await unit.ledger.take_over(due, owner=self._owner, now=now, lease_s=LEASE_S)
                if row is not None:
                    await self._put_back(unit, row)
        except FencedOffError:
            log.info("publication.fenced_off", publication_id=due.publication_id)

    async def _put_back(self, unit: Unit, row: Publication) -> None:
        now = self._services.clock()
        if row.state is S.SUBMITTED:
            # the call may have been made: its effect is unknown until somebody looks
            why = "The publisher stopped while the post was being sent."
            await mark_unknown(unit.ledger, row, why, now=now)
        elif row.tries + 1 >= MAX_ATTEMPTS:
            error = PublicationError(
                code="could_not_prepare",
                message="It could not be prepared in three tries. Nothing was posted.",
                retryable=True,
            )
            await unit.ledger.move(
                row,
                S.FAILED,
                at=now,
                detail=error.message,
                error=error.model_dump(mode="json"),
                tries=row.tries + 1,
                lease_owner=None,
                lease_until=None,
            )
        else:
            await unit.ledger.move(
                row,
                S.SCHEDULED,
                at=now,
                detail="The publisher stopped before sending; taken up again.",
                due_at=now,
                tries=row.tries + 1,
                lease_owner=None,
                lease_until=None,
            )
