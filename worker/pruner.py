"""Removes events and ideas too old to be missed, and drafts whose time is over. Bounds the rows."""

from datetime import timedelta

from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 600.0
IDEAS_KEPT = timedelta(days=180)
"""How long an idea waits for a decision; its day and its reasons are long over by then."""


class Pruner:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._looked_s = -EVERY_S

    async def prune(self) -> None:
        """Prune every workspace that has more than is kept, each in a unit of its own."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        async with self._store.reading() as unit:
            overfull = await unit.events.overfull()
        for workspace_id, number in overfull:
            async with self._store.writing() as unit:
                await unit.events.prune(workspace_id, number)
        now = self._services.clock()
        async with self._store.writing() as unit:
            await unit.brands.drafts.forget(now)
            await unit.ideas.forget(now - IDEAS_KEPT)
