"""How often one host is asked: one request at a time, a pause between starts. Sends nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from platforms.http import origin_of

INTERVAL_S = 2.25
"""Between starts: the promised 2 s, and a margin for connections that open at different speeds."""


@dataclass
class _Slot:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0


class Pace:
    """The slots of all hosts. Whoever shares a Pace shares the hosts' patience."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        interval_s: float = INTERVAL_S,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._interval_s = interval_s
        self._slots: dict[str, _Slot] = {}

    def wait_s(self, url: str) -> float:
        """How long a request to this host would have to wait, if nobody is before it."""
        return max(self._slot(url).not_before - self._monotonic(), 0.0)

    @asynccontextmanager
    async def turn(self, url: str, *, delay_s: float = 0.0) -> AsyncIterator[None]:
        """Hold the host for one request; `delay_s` is what the host itself wants between two."""
        slot = self._slot(url)
        async with slot.lock:
            wait = slot.not_before - self._monotonic()
            if wait > 0:
                await self._sleep(wait)
            slot.not_before = self._monotonic() + max(self._interval_s, delay_s)
            yield

    def back_off(self, url: str, seconds: float) -> None:
        """Nobody asks this host again before that time."""
        slot = self._slot(url)
        slot.not_before = max(slot.not_before, self._monotonic() + seconds)

    def _slot(self, url: str) -> _Slot:
        # http and https of one host are one host; another port (the test sites') is another
        place = origin_of(url).partition("://")[2]
        name = place.removesuffix(":443").removesuffix(":80")
        return self._slots.setdefault(name, _Slot())
