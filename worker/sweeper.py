"""Takes up what a dead publisher left: nothing stays in a hand that no longer works."""

from collections.abc import Collection
from datetime import timedelta

import structlog

from domain.errors import UnavailableError
from domain.publication import (
    Publication,
    PublicationError,
    PublicationState,
    backoff_s,
    second_look_at,
)
from store.ledger import FencedOffError
from store.unit import Unit
from store.waiting import Due
from tools.services import Services
from worker.ending import fail, mark_unknown

MAX_TAKE_UPS = 6
"""A row in whose preparation the process dies again and again ends here, with a person."""
S = PublicationState
log = structlog.get_logger()


class Sweeper:
    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner

    async def sweep(self, in_hand: Collection[str]) -> None:
        """Put every abandoned row where it belongs.

        Args:
            in_hand: The publications that this process works on at this moment.
        """
        async with self._services.store.reading() as unit:
            rows = await unit.waiting.abandoned(self._owner, tuple(in_hand))
        for due in rows:
            if due.publication_id not in in_hand:
                await self._take_up(due, in_hand)

    async def _take_up(self, due: Due, in_hand: Collection[str]) -> None:
        """Shut out the former holder, then put the row back."""
        try:
            async with self._services.store.writing() as unit:
                row = await unit.ledger.take_abandoned(
                    due, owner=self._owner, in_hand=in_hand, now=self._services.clock()
                )
                if row is not None:
                    await self._put_back(unit, row)
        except FencedOffError:
            log.info("publication.fenced_off", publication_id=due.publication_id)
        except UnavailableError:
            raise
        except Exception:
            # one row that cannot be put back must not keep the others where they are
            log.exception("publication.not_taken_up", publication_id=due.publication_id)

    async def _put_back(self, unit: Unit, row: Publication) -> None:
        now = self._services.clock()
        tries = row.tries + 1
        if row.state is S.SUBMITTED:
            # the call may have been made: its effect is unknown until somebody looks
            why = "The publisher stopped while the post was being sent."
            await mark_unknown(unit.ledger, row, why, now=now)
        elif tries >= MAX_TAKE_UPS:
            words = f"It could not be prepared in {tries} tries. Nothing was posted."
            reason = PublicationError(code="could_not_prepare", message=words, retryable=True)
            await fail(unit.ledger, row, reason, now=now, tries=tries)
        else:
            await unit.ledger.move(
                row,
                S.SCHEDULED,
                at=now,
                detail="The publisher stopped before sending; taken up again.",
                due_at=now + timedelta(seconds=0 if tries == 1 else backoff_s(tries, None)),
                tries=tries,
                next_probe_at=second_look_at(row),
                lease_owner=None,
            )
