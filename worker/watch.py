"""The watched invariant: no publication stays past due, neither ended nor with a person.

Nor does anything that follows one. Only looks and tells: a metric, and a line in the log for each
publication once.
"""

from datetime import timedelta

import structlog

from config import telemetry
from store.waiting import Due
from tools.services import Services
from worker.pulse import steady_s

OVERDUE_AFTER = timedelta(minutes=5)
EVERY_S = 5.0
log = structlog.get_logger()


class Watch:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = 0.0
        self._seen: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()

    async def look(self) -> None:
        """Count what is overdue. A row is told of when two looks found it: after a jump of the
        clock one look may find what the publisher is just about to take up.
        """
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        before = self._services.clock() - OVERDUE_AFTER
        async with self._services.store.reading() as unit:
            rows = await unit.waiting.overdue(before)
            parts = await unit.parts.overdue(before)
        rows = (*rows, *(Due(**part.model_dump(exclude={"n"})) for part in parts))
        found = frozenset(row.publication_id for row in rows)
        stays = found & self._seen
        telemetry.OVERDUE.set(len(stays))
        for row in rows:
            if row.publication_id in stays - self._told:
                log.error(
                    "publication.overdue",
                    publication_id=row.publication_id,
                    workspace_id=row.workspace_id,
                )
        self._seen, self._told = found, stays
