"""Keeps the shelf as the rows are: whoever wrote them, and wherever a process died."""

import structlog

from domain.errors import UnavailableError
from tools import shelving
from tools.services import Services
from worker.pulse import steady_s

AT_ONCE = 50
"""Things planned, and files moved, in one look."""
REST_S = 30.0
"""How long files that cannot be reached are left alone."""
STRAYS_EVERY_S = 600.0
log = structlog.get_logger()


class Shelver:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._rested_s = -REST_S
        self._strays_s = -STRAYS_EVERY_S

    async def shelve(self) -> None:
        """Plan what has changed, then do what is written down.

        Raises:
            UnavailableError: The database or the store of files does not answer.
        """
        if steady_s() - self._rested_s < REST_S:
            return
        try:
            await self._plan()
            await self._do()
        except UnavailableError:
            self._rested_s = steady_s()
            raise

    async def _plan(self) -> None:
        async with self._services.store.reading() as unit:
            subjects = await unit.shelf.unplanned(AT_ONCE)
        for subject in subjects:
            try:
                await shelving.plan(self._services, subject)
            except UnavailableError:
                raise
            except Exception:
                # one that cannot be planned must not keep the others waiting
                log.exception("shelf.not_planned", owner=subject.owner.value, id=subject.id)
                await shelving.leave_out(self._services, subject)

    async def _do(self) -> None:
        async with self._services.store.reading() as unit:
            tasks = await unit.shelf.tasks(AT_ONCE)
        for task in tasks:
            await shelving.do(self._services, task)

    async def find_strays(self) -> None:
        """Have the files leave of what is not there any more, now and then."""
        if steady_s() - self._strays_s < STRAYS_EVERY_S:
            return
        self._strays_s = steady_s()
        async with self._services.store.reading() as unit:
            strays = await unit.shelf.strays(AT_ONCE)
        for subject in strays:
            await shelving.plan(self._services, subject)
