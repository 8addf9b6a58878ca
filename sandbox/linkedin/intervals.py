"""The days that LinkedIn's statistics are asked for: reads `timeIntervals`, counts nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.linkedin import errors, restli
from sandbox.world import World

DAY_MS = 24 * 3600 * 1000
# https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/share-statistics
LONGEST_BACK_MS = 366 * DAY_MS


@dataclass(frozen=True)
class Day:
    start_ms: int
    end_ms: int

    @property
    def number(self) -> int:
        return self.start_ms // DAY_MS

    @property
    def time_range(self) -> dict[str, int]:
        return {"start": self.start_ms, "end": self.end_ms}


def read_days(world: World, value: restli.Value) -> Iterator[Day]:
    """The days that have begun, in their order; what is further back than a year is left out.

    Raises:
        RefusalError: 400.
    """
    fields = value if isinstance(value, dict) else {}
    span = fields.get("timeRange")
    span = span if isinstance(span, dict) else {}
    start, end = (_instant(span.get(name)) for name in ("start", "end"))
    is_by_day = fields.get("timeGranularityType") == "DAY"
    if not is_by_day or start is None or len(fields) != 2 or not {"start"} <= span.keys():
        raise errors.bad_input(
            "INVALID_VALUE_FOR_FIELD",
            "timeIntervals must be (timeRange:(start:ms,end:ms),timeGranularityType:DAY)",
            field="timeIntervals",
        )
    now = world.clock.now_ms()
    until = min(now if end is None else end, now)
    first = max(start, now - LONGEST_BACK_MS) // DAY_MS
    return (
        Day(number * DAY_MS, (number + 1) * DAY_MS) for number in range(first, -(-until // DAY_MS))
    )


def _instant(value: restli.Value | None) -> int | None:
    is_number = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(str(value)) if is_number and len(str(value)) <= 15 else None
