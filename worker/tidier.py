"""Removes files that a process left half written when it died. Touches nothing that is kept."""

from datetime import timedelta

import structlog

from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 600.0
ABANDONED_AFTER = timedelta(hours=6)
"""Nobody writes so slowly: each piece of an upload or of a conversion renews the file's time."""
log = structlog.get_logger()


class Tidier:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = -EVERY_S

    async def tidy(self) -> None:
        """Clear the inbox of what was abandoned, now and then."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        before = self._services.real_clock() - ABANDONED_AFTER
        if removed := await self._services.blobs.clear_inbox(before):
            log.info("inbox.cleared", files=removed)
