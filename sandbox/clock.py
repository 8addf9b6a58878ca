"""The one clock of every stand-in: real time plus an offset that only moves forward."""

import time
from datetime import UTC, datetime

from sandbox.state import State

_OFFSET = "clock_offset_ms"


class Clock:
    def __init__(self, state: State) -> None:
        self._state = state

    def now_ms(self) -> int:
        """Milliseconds since 1970 on the sandbox clock."""
        return real_ms() + int(self._state.setting(_OFFSET, "0"))

    def now(self) -> datetime:
        return moment(self.now_ms())

    def advance(self, seconds: float) -> None:
        offset = int(self._state.setting(_OFFSET, "0")) + round(seconds * 1000)
        self._state.set_setting(_OFFSET, str(offset))

    @property
    def offset_s(self) -> float:
        return int(self._state.setting(_OFFSET, "0")) / 1000


def real_ms() -> int:
    return time.time_ns() // 1_000_000


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def iso(milliseconds: int) -> str:
    return moment(milliseconds).isoformat(timespec="milliseconds")
