"""Removes events that are too old to be missed by anybody. Bounds what a workspace takes up."""

from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 600.0


class Pruner:
    def __init__(self, services: Services) -> None:
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
