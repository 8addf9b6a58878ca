"""Ends what a process left when it died: files half written, model calls not counted. Touches
nothing that is kept.
"""

from datetime import timedelta

import structlog

from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 600.0
ABANDONED_AFTER = timedelta(hours=6)
"""Nobody writes so slowly: each piece of an upload or of a conversion renews the file's time."""
LOST_AFTER = timedelta(hours=1)
"""No call of a model takes so long."""
log = structlog.get_logger()


class Tidier:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = -EVERY_S

    async def tidy(self) -> None:
        """Clear the inbox of what was abandoned and count what was lost, now and then."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        before = self._services.real_clock() - ABANDONED_AFTER
        if removed := await self._services.blobs.clear_inbox(before):
            log.info("inbox.cleared", files=removed)
        await self._count_lost()

    async def _count_lost(self) -> None:
        now = self._services.real_clock()
        async with self._services.store.writing() as unit:
            lost = await unit.spending.settle_lost(before=now - LOST_AFTER, at=now)
        if lost:
            log.warning("model.calls_lost", calls=lost)
