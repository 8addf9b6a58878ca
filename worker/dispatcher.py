"""Hands accounts with due publications to the job engine, and dead processes' work to the living.

The rows say what is due; the engine only carries it out, so whatever it forgets or holds on to
for nothing is found here again.
"""

import time

from tools.services import Services
from worker import engine
from worker.pulse import steady_s

ADOPT_EVERY_S = 5.0
MOST = 25
"""Publications per drain; then the account queues up again, so that processes share the work."""
OCCASION_S = 15.0
"""So often the same head of an account may be queued again: a queued drain that came to nothing
delays it no longer than this."""
STUCK_AFTER_S = 30.0
"""A free account whose head has stood for so long waits behind a drain that only seems to run."""


class Dispatcher:
    """One per process; several may see the same rows and queue each occasion once."""

    def __init__(self, services: Services, *, is_alone: bool) -> None:
        self._services = services
        self._is_alone = is_alone
        self._adopted_s = steady_s()
        self._standing: dict[tuple[str, str], float] = {}
        """Account and head to when this process first saw it stand there."""
        self._queued: dict[str, str] = {}
        """Account to the occasion last queued for it here."""

    async def dispatch(self) -> None:
        """Queue a drain for every account that is free and has something due."""
        async with self._services.store.reading() as unit:
            heads = await unit.waiting.heads(self._services.clock())
        now_s = steady_s()
        self._standing = {
            key: self._standing.get(key, now_s)
            for key in ((head.connection_id, head.due.publication_id) for head in heads)
        }
        self._queued = {
            h.connection_id: self._queued[h.connection_id]
            for h in heads
            if h.connection_id in self._queued
        }
        for head in heads:
            key = (head.connection_id, head.due.publication_id)
            if now_s - self._standing[key] > STUCK_AFTER_S:
                self._standing[key] = now_s
                await engine.release(head.connection_id)
            occasion = f"{head.due.publication_id}-{head.fence}-{int(time.time() // OCCASION_S)}"
            if self._queued.get(head.connection_id) != occasion:
                self._queued[head.connection_id] = occasion
                await engine.start_drain(
                    head.connection_id,
                    occasion,
                    most=min(head.waiting, MOST),
                    is_awaited=head.is_awaited,
                )

    async def adopt(self) -> None:
        """Take over the workflows of processes that are gone, now and then."""
        now_s = steady_s()
        if self._is_alone or now_s - self._adopted_s < ADOPT_EVERY_S:
            return
        self._adopted_s = now_s
        async with self._services.store.reading() as unit:
            living = await unit.executors.beats()
        await engine.adopt(living)
