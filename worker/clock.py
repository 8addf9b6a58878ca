"""The clock of posts: the machine's, or the sandbox's so that a demo need not wait. Not for tokens.

What concerns our own security and liveness asks the machine itself (`Services.real_clock`).
"""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import structlog

from config.settings import Settings
from domain.errors import UnavailableError
from platforms.http import Http, Timeouts, UnansweredError

FOLLOW_S = 0.5
FIRST_TRIES = 5
FIRST_PAUSE_S = 0.5
_TIMEOUTS = Timeouts(connect=1.0, read=2.0, total=3.0)
log = structlog.get_logger()

Offset = Callable[[], Awaitable[timedelta | None]]


def system_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the clock itself; everything else is given it


class SandboxClock:
    """Real time plus the sandbox's offset, as last told.

    The sandbox's offset only grows, except when it is reset; so this clock steps back only then.
    While the sandbox is away the last offset stays: falling back to real time would bring slots
    that have passed back into the future.

    Args:
        ask: The sandbox's offset now; None when it does not answer.
    """

    def __init__(self, ask: Offset, *, real: Callable[[], datetime] = system_clock) -> None:
        self._ask = ask
        self._real = real
        self._offset = timedelta()
        self._is_away = False

    def __call__(self) -> datetime:
        return self._real() + self._offset

    async def learn(self, *, tries: int = FIRST_TRIES, pause_s: float = FIRST_PAUSE_S) -> None:
        """Know the offset, before anything asks for the time.

        Raises:
            UnavailableError: `no_sandbox_clock`; with a guessed time slots could be missed.
        """
        for left in range(tries - 1, -1, -1):
            if await self._look():
                return
            if left:
                await asyncio.sleep(pause_s)
        raise UnavailableError(
            "INSTA_CLOCK is “sandbox”, but the sandbox does not tell its time. Without it posts "
            "could go out at a wrong time, so nothing was started. Start the sandbox, correct "
            "INSTA_SANDBOX_URL, or set INSTA_CLOCK=system.",
            code="no_sandbox_clock",
        )

    async def follow(self, every_s: float = FOLLOW_S) -> None:
        """Keep up with the sandbox until cancelled."""
        while True:
            await asyncio.sleep(every_s)
            found = await self._look()
            if found is self._is_away:
                self._is_away = not found
                log.info("clock.sandbox_back") if found else log.warning("clock.sandbox_away")

    async def _look(self) -> bool:
        offset = await self._ask()
        if offset is None:
            return False
        if offset < self._offset:
            log.warning("clock.sandbox_was_reset", offset_s=offset.total_seconds())
        self._offset = offset
        return True


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Callable[[], datetime]]:
    """The clock that the settings ask for, right from the first reading, around the body.

    Raises:
        UnavailableError: `no_sandbox_clock`.
    """
    if settings.clock == "system":
        yield system_clock
        return
    url = f"{settings.sandbox_url.rstrip('/')}/control/clock"
    async with Http(allowed=[url], timeouts=_TIMEOUTS) as http:
        clock = SandboxClock(lambda: _offset_at(http, url))
        await clock.learn()
        following = asyncio.create_task(clock.follow())
        try:
            yield clock
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


async def _offset_at(http: Http, url: str) -> timedelta | None:
    try:
        answer = await http.send("GET", url)
    except UnansweredError:
        return None
    told = answer.json() if answer.status == 200 else None
    seconds = told.get("offset_s") if isinstance(told, dict) else None
    if not isinstance(seconds, int | float) or not math.isfinite(seconds):
        return None
    return timedelta(seconds=seconds)
