"""Waiting for what another process brings about: by looking again, until patience ends."""

import time
from collections.abc import Callable
from typing import TypeVar

LOOK_S = 0.05
Found = TypeVar("Found")


class InVainError(Exception):
    """What was waited for did not come."""


def until(
    condition: Callable[[], Found | None], what: str, *, seconds: float, look_s: float = LOOK_S
) -> Found:
    """The first true answer of the condition.

    Raises:
        InVainError: None came in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise InVainError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(look_s)
