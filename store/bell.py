"""Wakes those in this process who wait for a row to change. Says that something did, not what.

Missing a ring costs the listener its poll interval, nothing else.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Ear:
    """One listener's. What rings between two waits is not lost."""

    def __init__(self) -> None:
        self._heard = asyncio.Event()

    def wake(self) -> None:
        self._heard.set()

    async def wait(self, timeout_s: float) -> bool:
        """Whether it rang since the last wait, or did within that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._heard.wait()
        rang = self._heard.is_set()
        self._heard.clear()
        return rang


class Bell:
    def __init__(self) -> None:
        self._ears: dict[str, set[Ear]] = {}

    def ring(self, key: str) -> None:
        """Wake who listens for this key: the id of a run or of a workspace."""
        for ear in self._ears.get(key, ()):
            ear.wake()

    def ring_all(self) -> None:
        """Wake everybody: rings may have been missed."""
        for key in self._ears:
            self.ring(key)

    @contextmanager
    def listening(self, key: str) -> Iterator[Ear]:
        ear = Ear()
        self._ears.setdefault(key, set()).add(ear)
        try:
            yield ear
        finally:
            ears = self._ears[key]
            ears.discard(ear)
            if not ears:
                del self._ears[key]
