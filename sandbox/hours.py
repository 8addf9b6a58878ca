"""When an audience is awake: its zone, its morning and its evening. Knows nothing of texts."""

import math
from zoneinfo import ZoneInfo, available_timezones

from sandbox.chance import draw
from sandbox.clock import moment
from sandbox.state import State

DEFAULT_ZONE = "Asia/Kolkata"
_HOURS = 24
_MIDDAY = 14.0
# What still comes in while nearly everybody sleeps: phones light up at night as well.
_ASLEEP = 0.25


def is_zone(name: str) -> bool:
    return name in available_timezones()


def hour_of(state: State, account: str, at_ms: int) -> int:
    """The hour of the day where the account's audience lives."""
    row = state.row("SELECT zone FROM audiences WHERE account = ?", (account,))
    zone = DEFAULT_ZONE if row is None or row["zone"] is None else str(row["zone"])
    return moment(at_ms).astimezone(ZoneInfo(zone)).hour


def attention(seed: str, account: str) -> tuple[float, ...]:
    """For each hour of the day, how much of this audience looks: 1 at its best hour.

    It has a morning and an evening, and glances at its phone in between; which of the two is the
    bigger one, and when exactly, is its own.
    """
    chance = draw("hours", seed, account)
    morning, evening = chance.gauss(8.5, 1.2), chance.gauss(20.0, 1.5)
    heights = [1.0, chance.uniform(0.45, 0.95)]
    chance.shuffle(heights)
    peaks = ((morning, heights[0], 1.8), (_MIDDAY, 0.35, 4.0), (evening, heights[1], 2.4))
    awake = [sum(_bump(hour + 0.5, *peak) for peak in peaks) for hour in range(_HOURS)]
    return tuple(_ASLEEP + (1 - _ASLEEP) * (level / max(awake)) for level in awake)


def _bump(hour: float, peak: float, height: float, width: float) -> float:
    """A bell around the peak on the round of a day."""
    apart = abs(hour - peak) % _HOURS
    return height * math.exp(-((min(apart, _HOURS - apart) / width) ** 2) / 2)
