"""A process's sign of life, and its watch over the others'. Decides nothing about their work.

Beats are compared by this process's own steady time, never by a clock: a clock that jumps, or
differs between two machines, takes nobody for dead.
"""

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.errors import UnavailableError
from store.unit import Store

BEAT_S = 2.0
DEAD_AFTER_S = 20.0
"""Without a beat for so long a process is taken for dead. Longer than a submission may wait at
its gate (`worker.publisher.GATE_S`), so that one taken for dead cannot send any more."""
log = structlog.get_logger()


def steady_s() -> float:
    """Seconds that never jump and that go on while the machine sleeps, where the system has such
    a clock.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@dataclass
class _Seen:
    beat: int
    at_s: float


class Pulse:
    """Keeps one row of `executors` beating and removes the rows of those that stopped.

    Args:
        owner: This process's executor id.
        is_alone: Whether nobody else may work on this database (a data folder's sole owner).
    """

    def __init__(
        self, store: Store, *, owner: str, is_alone: bool, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self.owner = owner
        self._is_alone = is_alone
        self._now = now
        self._seen: dict[str, _Seen] = {}
        self._looked_s = steady_s()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Register; a sole owner takes whoever was there before for dead."""
        async with self._store.writing() as unit:
            if self._is_alone:
                await unit.executors.bury_others(self.owner)
            await unit.executors.register(self.owner, host=socket.gethostname(), at=self._now())
        if not self._is_alone:  # a sole owner's silence is heard by nobody
            self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Say goodbye, so that the others need not wait for the silence to last."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        with suppress(UnavailableError):
            async with self._store.writing() as unit:
                await unit.executors.bury(self.owner)

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                await self.beat()
            except UnavailableError as error:
                log.warning("pulse.missed", code=error.code)
            except Exception:
                log.exception("pulse.failed")

    async def beat(self) -> None:
        """Beat once and look at the others."""
        async with self._store.writing() as unit:
            if not await unit.executors.beat(self.owner):
                # frozen for a while, the others took its work; what it still holds is fenced off
                log.warning("pulse.taken_for_dead", owner=self.owner)
                await unit.executors.register(self.owner, host=socket.gethostname(), at=self._now())
        await self._look()

    async def _look(self) -> None:
        async with self._store.reading() as unit:
            beats = await unit.executors.beats()
        for executor_id, beat in self.silent(beats).items():
            async with self._store.writing() as unit:
                if await unit.executors.bury(executor_id, beat=beat):
                    log.warning("pulse.buried", executor_id=executor_id)

    def silent(self, beats: dict[str, int]) -> dict[str, int]:
        """Those whose beat has not changed for too long, with that beat.

        When this process did not look for a while itself (it was frozen, or the database was
        away), nobody else could be seen beating either: the watch begins anew.
        """
        at_s = steady_s()
        if at_s - self._looked_s > 3 * BEAT_S:
            self._seen.clear()
        self._looked_s = at_s
        others = {i: b for i, b in beats.items() if i != self.owner}
        self._seen = {i: s for i, s in self._seen.items() if others.get(i) == s.beat}
        for executor_id, beat in others.items():
            self._seen.setdefault(executor_id, _Seen(beat, at_s))
        return {i: s.beat for i, s in self._seen.items() if at_s - s.at_s > DEAD_AFTER_S}
