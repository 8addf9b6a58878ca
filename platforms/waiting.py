"""How long we ask a platform whether it has finished something. Knows neither platform nor HTTP."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

PAUSES_S = (0.5, 1.0, 2.0, 3.0, 5.0, 8.0)
"""Before the second and later looks; the last is repeated."""


@dataclass(frozen=True)
class Waiting:
    """The means to wait: never the product's adjustable clock."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic

    def begin(self, seconds: float) -> "Patience":
        return Patience(self, self.monotonic() + seconds)


class Patience:
    """One stretch of waiting, over at a fixed time whatever is waited for in it."""

    def __init__(self, waiting: Waiting, until: float) -> None:
        self._waiting = waiting
        self._until = until

    @property
    def is_over(self) -> bool:
        return self._waiting.monotonic() >= self._until

    async def until_done(
        self, look: Callable[[], Awaitable[str]], *, unfinished: frozenset[str]
    ) -> str:
        """Look, pause and look again; the last answer, an unfinished one when the time is over."""
        looks = 0
        while (answer := await look()) in unfinished and not self.is_over:
            left = self._until - self._waiting.monotonic()
            await self._waiting.sleep(min(PAUSES_S[min(looks, len(PAUSES_S) - 1)], left))
            looks += 1
        return answer
