"""Reads that may be repeated: what passes soon is waited out, all else is the caller's at once."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain.errors import PlatformError
from platforms.waiting import Waiting

PAUSES_S = (0.5, 2.0, 5.0)
"""Before the second and later tries, where the platform names no time itself."""
LONGEST_WAIT_S = 30.0
"""A cap that lasts longer is no hiccup: it is told to whoever waits."""
Answer = TypeVar("Answer")


async def again(ask: Callable[[], Awaitable[Answer]], waiting: Waiting) -> Answer:
    """What a read answers, tried four times at most. Never for a call that changes something.

    Raises:
        PlatformError: The last try's, or one that does not pass, or not soon.
    """
    for pause in PAUSES_S:
        try:
            return await ask()
        except PlatformError as error:
            wait = pause if error.retry_after_s is None else error.retry_after_s
            if not error.passes or wait > LONGEST_WAIT_S:
                raise
        await waiting.sleep(wait)
    return await ask()
