"""Calls that wait for a person or a test to let them go, and timed waits that a shutdown cuts."""

import asyncio
import itertools
from dataclasses import dataclass, field

from sandbox.clock import iso, real_ms


class AbandonedError(Exception):
    """The waiting call must end without a response: the world it was sent to is gone."""


@dataclass
class Held:
    id: int
    platform: str
    operation: str
    mode: str
    at: str
    abandoned: bool = False
    released: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def public(self) -> dict[str, object]:
        return {
            "id": self.id,
            "platform": self.platform,
            "operation": self.operation,
            "mode": self.mode,
            "at": self.at,
        }


class Holds:
    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._waiting: dict[int, Held] = {}
        self._changed = asyncio.Condition()

    async def hold(
        self, platform: str, operation: str, mode: str, seconds: float | None = None
    ) -> None:
        """Waits until released, or for `seconds` when given (then it is not listed as held).

        Raises:
            AbandonedError: the sandbox was reset or is stopping.
        """
        held = Held(next(self._ids), platform, operation, mode, iso(real_ms()))
        self._waiting[held.id] = held
        async with self._changed:
            self._changed.notify_all()
        try:
            async with asyncio.timeout(seconds):
                await held.released.wait()
        except TimeoutError:
            return
        finally:
            self._waiting.pop(held.id, None)
            # Whoever waits for this runs after the call has had its effect: there is no pause
            # between here and there.
            held.gone.set()
        if held.abandoned:
            raise AbandonedError

    def held(self) -> list[dict[str, object]]:
        return [call.public() for call in self._waiting.values() if _is_hold(call)]

    async def wait_for(self, count: int, seconds: float) -> list[dict[str, object]]:
        """The held calls, as soon as there are `count` of them or `seconds` have passed."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: len(self.held()) >= count)
        except TimeoutError:
            pass
        return self.held()

    async def release(self) -> int:
        """Lets every held call go; returns when they have gone on, effects included."""
        calls = [call for call in self._waiting.values() if _is_hold(call)]
        for call in calls:
            call.released.set()
        for call in calls:
            await call.gone.wait()
        return len(calls)

    def abandon(self) -> None:
        for call in self._waiting.values():
            call.abandoned = True
            call.released.set()


def _is_hold(call: Held) -> bool:
    return call.mode.startswith("hold_") and not call.released.is_set()
