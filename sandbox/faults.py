"""Faults on demand and at random: what may go wrong where, and which call it hits next.

Armed faults are rows, so they survive a restart. `chaos` (optionally `chaos:SEED`) makes about one
call in five go wrong in a way that passes: a lost response, a 500 before or after the effect, a
429, a slow answer. It never revokes a token, refuses content or holds a call, because those need a
person. Knows nothing of HTTP.
"""

import random
from dataclasses import dataclass
from enum import StrEnum

from sandbox.state import State

CHAOS_RATE = 0.2
CHAOS_SLOW_S = 2.0
DEFAULT_SLOW_S = 3.0
BURST_S = 1.0
"""What a 429 asks to wait where nothing else is said."""
EVERY = "*"


class Mode(StrEnum):
    LOST_RESPONSE_AFTER_EFFECT = "lost_response_after_effect"
    HTTP_500_BEFORE_EFFECT = "http_500_before_effect"
    HTTP_500_AFTER_EFFECT = "http_500_after_effect"
    HTTP_429 = "http_429"
    SLOW = "slow"
    HOLD_BEFORE_EFFECT = "hold_before_effect"
    HOLD_AFTER_EFFECT = "hold_after_effect"
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 (the name of a fault)
    CONTENT_POLICY = "content_policy"
    INVALID_MEDIA = "invalid_media"


TRANSPORT_MODES = frozenset(
    {
        Mode.LOST_RESPONSE_AFTER_EFFECT,
        Mode.HTTP_500_BEFORE_EFFECT,
        Mode.HTTP_500_AFTER_EFFECT,
        Mode.HTTP_429,
        Mode.SLOW,
        Mode.HOLD_BEFORE_EFFECT,
        Mode.HOLD_AFTER_EFFECT,
    }
)
WITH_TOKEN = TRANSPORT_MODES | {Mode.TOKEN_REVOKED}
PUBLISHING = WITH_TOKEN | {Mode.CONTENT_POLICY, Mode.INVALID_MEDIA}
CHAOS_MODES = (
    Mode.LOST_RESPONSE_AFTER_EFFECT,
    Mode.HTTP_500_BEFORE_EFFECT,
    Mode.HTTP_500_AFTER_EFFECT,
    Mode.HTTP_429,
    Mode.SLOW,
)


@dataclass(frozen=True)
class Fault:
    mode: Mode
    seconds: float
    """How slow, how long a drip lasts, or what a 429 asks to wait; a 429 of 0 names no time."""
    drip: bool = False
    """The answer comes at once but in drops, over `seconds`."""


class Faults:
    """Hands each call its fault; an armed one goes before chaos."""

    def __init__(self, state: State, chaos: str | None) -> None:
        self._state = state
        self.chaos_seed = _chaos_seed(chaos)

    def arm(
        self,
        platform: str,
        operation: str,
        mode: Mode,
        *,
        count: int,
        seconds: float,
        drip: bool,
    ) -> dict[str, object]:
        fault_id = self._state.run(
            "INSERT INTO faults (platform, operation, mode, remaining, seconds, drip)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (platform, operation, mode, count, seconds, int(drip)),
        )
        return next(fault for fault in self.armed() if fault["id"] == fault_id)

    def armed(self) -> list[dict[str, object]]:
        rows = self._state.rows("SELECT * FROM faults WHERE remaining > 0 ORDER BY id")
        return [{**dict(row), "drip": bool(row["drip"])} for row in rows]

    def disarm(self) -> int:
        """Calls go well again, but for chaos; says how many armed faults that took back."""
        count = len(self.armed())
        self._state.run("UPDATE faults SET remaining = 0")
        return count

    def take(self, platform: str, operation: str, modes: frozenset[Mode]) -> Fault | None:
        """Uses up one call of the oldest armed fault that fits, or draws from chaos."""
        for row in self._state.rows(
            "SELECT * FROM faults WHERE remaining > 0 AND platform = ? AND operation IN (?, ?)"
            " ORDER BY id",
            (platform, operation, EVERY),
        ):
            if row["mode"] in modes:
                self._state.run(
                    "UPDATE faults SET remaining = remaining - 1 WHERE id = ?", (row["id"],)
                )
                return Fault(Mode(row["mode"]), float(row["seconds"]), bool(row["drip"]))
        return self._draw()

    def _draw(self) -> Fault | None:
        if self.chaos_seed is None:
            return None
        # The draw is numbered in the file, so a restart goes on where the last run stopped.
        number = int(self._state.setting("chaos_draws", "0")) + 1
        self._state.set_setting("chaos_draws", str(number))
        chance = random.Random(f"{self.chaos_seed}:{number}")  # noqa: S311 (repeatable, no secret)
        if chance.random() >= CHAOS_RATE:
            return None
        return Fault(chance.choice(CHAOS_MODES), CHAOS_SLOW_S)


def _chaos_seed(chaos: str | None) -> str | None:
    """The seed named by `chaos` or `chaos:SEED`.

    Raises:
        ValueError: any other word was given.
    """
    if not chaos:
        return None
    word, _, seed = chaos.partition(":")
    if word != "chaos":
        msg = f"Unknown faults setting {chaos!r}: use chaos or chaos:SEED."
        raise ValueError(msg)
    return seed or "1"
