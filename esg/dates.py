"""Dates of a column as people and exports write them, to aware UTC instants. Reads no clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Order = Literal["day", "month"]
"""Which number comes first in 03/04/2025."""

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[,T]?\s+(.+)|T(.+))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?\s*(.*)", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{2}):?(\d{2})")
_NAMED = (
    "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%a %b %d %Y", "%A %B %d %Y", "%a %d %b %Y",
    "%A %d %B %Y",
)  # fmt: skip
_NAMED_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_TWITTER = "%a %b %d %H:%M:%S %z %Y"
"""The form of X's own API: Wed Oct 10 20:19:24 +0000 2018."""


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column's numeric dates are read, and what a person should know about it."""

    order: Order
    note: str | None


def decide_order(cells: Iterable[str], *, month_first: bool = False) -> DateOrder:
    """Day or month first, decided by the whole column's dates that allow only one reading.

    Args:
        cells: The column.
        month_first: Whether what wrote the file is known to put the month first.
    """
    day_only = month_only = either = 0
    for cell in cells:
        match = _NUMERIC.fullmatch(cell.strip())
        if match:
            first, second = int(match[1]), int(match[3])
            day_only += first > 12 >= second
            month_only += second > 12 >= first
            either += first <= 12 and second <= 12 and first != second
    order: Order = "month" if month_only > day_only else "day"
    if day_only and month_only:
        return DateOrder(order, f"Dates mix day first and month first; read as {order} first.")
    if month_first and not day_only:
        return DateOrder("month", None)
    if either and not day_only and not month_only:
        return DateOrder(
            order,
            "Dates like 03/04/2025 can be read two ways and nothing in the file decides; read as "
            "day first (3 April). If that is wrong, write them as 2025-03-04 and import again.",
        )
    return DateOrder(order, None)


def parse_date(cell: str, order: Order) -> tuple[datetime, bool]:
    """The instant in UTC, and whether its zone was written; without one it is taken as UTC.

    Raises:
        ValueError: Not a date; the message quotes the cell.
    """
    text = " ".join(cell.split())
    for read in (_iso, _twitter, _named):
        found = read(text)
        if found is not None:
            return _utc(found, cell)
    match = _NUMERIC.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text[:40]}” is not a date")
    try:
        return _utc(_numeric(match, order), cell)
    except ValueError as error:
        hint = f", read as {order} first" if max(int(match[1]), int(match[3])) > 12 else ""
        raise ValueError(f"“{text[:40]}” is not a date{hint}") from error


def _utc(found: datetime, cell: str) -> tuple[datetime, bool]:
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC), False
    try:
        return found.astimezone(UTC), True
    except OverflowError as error:
        raise ValueError(f"“{cell[:40]}” is not a date") from error


def _iso(text: str) -> datetime | None:
    # fromisoformat also reads 20211210, which in an export is more likely a number
    if not re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)", text):
        return None
    year, month, rest = re.split(r"[-/.]", text, maxsplit=2)
    day, clock = re.match(r"(\d{1,2})(.*)", rest, re.S).groups()  # type: ignore[union-attr]
    clock = re.sub(r"\s*(?:UTC|GMT|Z)$", "+00:00", clock)
    clock = re.sub(r"\s+([+-]\d{2}:?\d{2})$", r"\1", clock)
    try:
        return datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}{clock}")
    except ValueError:
        return None


def _twitter(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TWITTER)  # noqa: DTZ007 - the form holds %z
    except ValueError:
        return None


def _named(text: str) -> datetime | None:
    """Dates with the month's English name, any common order, with or without a time."""
    if not re.search(r"[A-Za-z]{3}", text):
        return None
    plain = " ".join(re.sub(r"\bat\b|[,\-](?=\D|\d{4}\b)|(?<=\d)-(?=[A-Za-z])", " ", text).split())
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", plain)
    body, zone = _split_zone(plain)
    for day_form in _NAMED:
        for clock_form in _NAMED_CLOCKS:
            try:
                found = datetime.strptime(body, day_form + clock_form)  # noqa: DTZ007 - zone below
            except ValueError:
                continue
            return found if zone is None else datetime.fromisoformat(found.isoformat() + zone)
    return None


def _split_zone(text: str) -> tuple[str, str | None]:
    match = re.fullmatch(r"(.*\d:\d{2}.*?)\s*(UTC|GMT|Z|[+-]\d{2}:?\d{2})", text)
    if match is None:
        return text, None
    return match[1], "+00:00" if match[2].isalpha() else match[2]


def _numeric(match: re.Match[str], order: Order) -> datetime:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if order == "day" else (second, first)
    year += 2000 if year < 100 else 0
    base = datetime(year, month, day)  # noqa: DTZ001 - the zone comes with the time
    clock = match[5] or match[6]
    return base if clock is None else _with_clock(base, clock)


def _with_clock(base: datetime, clock: str) -> datetime:
    match = _CLOCK.fullmatch(clock.strip())
    if match is None:
        raise ValueError(clock)
    hour, half, zone = int(match[1]), (match[4] or "").lower(), match[5]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(clock)
        hour = hour % 12 + (12 if half == "p" else 0)
    timed = base.replace(hour=hour, minute=int(match[2]), second=int(match[3] or 0))
    if not zone:
        return timed
    if zone.upper() in ("UTC", "GMT", "Z"):
        return timed.replace(tzinfo=UTC)
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        raise ValueError(clock)
    return datetime.fromisoformat(f"{timed.isoformat()}{offset[1]}{offset[2]}:{offset[3]}")
