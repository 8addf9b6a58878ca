"""Dates of a column as people and exports write them, to aware UTC instants. Reads no clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

Order = Literal["day", "month", "serial"]
"""Which number comes first in 03/04/2025; or a column of a spreadsheet's day numbers."""

_LONGEST = 80
"""No date is longer; what is, is not looked at."""
_FIRST_YEAR = 1990
_TURNS = "\u200b\u200e\u200f\u061c\ufeff"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)")
_WEEKDAY = re.compile(
    r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.I
)
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ ,.-]*([a-z]{3,9})[ ,.'’-]*(\d{4}|\d{2})(?![\d:])(.*)", re.I
)
_MONTH_NAMED = re.compile(
    r"([a-z]{3,9})[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ ,.-]+(\d{4})(?![\d:])(.*)", re.I
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_BEFORE_CLOCK = re.compile(r"(?:T|[, ] ?)?(?:at )?", re.I)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(?:([ap])\.? ?(?:m\.?)?)?", re.I
)
_NAMED_ZONE = re.compile(r" ?(?:(UTC|GMT|Z)|(IST))$", re.I)
_OFFSET = re.compile(r"(?: ?(?:UTC|GMT))? ?([+-])(\d{1,2}):?(\d{2})$", re.I)
_IN_WORDS = re.compile(r" ?\([A-Za-z ]+\)$")
"""What a browser adds to an offset: GMT+0530 (India Standard Time)."""
_INDIA = timedelta(hours=5, minutes=30)
_FURTHEST = timedelta(hours=14)
_TWITTER = "%a %b %d %H:%M:%S %z %Y"
"""The form of X's own API: Wed Oct 10 20:19:24 +0000 2018."""
_SERIAL = re.compile(r"(\d{5})(?:\.(\d{1,12}))?")
_SERIALS = range(32_874, 73_051)
"""1 January 1990 to the end of 2099."""
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column's numeric dates are read, and what a person should know about it."""

    order: Order
    note: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A date as it was written, in UTC."""

    at: datetime
    is_zoneless: bool
    """No zone was written."""
    is_timed: bool
    """A time of day was written."""


def decide_order(cells: Iterable[str], *, month_first: bool = False) -> DateOrder:
    """Day or month first, decided by the whole column's dates that allow only one reading.

    Args:
        cells: The column, without cells that say nothing.
        month_first: Whether what wrote the file is known to put the month first.
    """
    day_only = month_only = either = serial = other = 0
    for cell in cells:
        text = _plain(cell)
        match = _NUMERIC.fullmatch(text)
        if match:
            first, second = int(match[1]), int(match[3])
            day_only += first > 12 >= second
            month_only += second > 12 >= first
            either += first <= 12 and second <= 12 and first != second
        is_serial = not match and _is_serial(text)
        serial += is_serial
        other += not is_serial
    if serial and not other:
        return DateOrder("serial", _SERIAL_NOTE)
    return _order(day_only, month_only, either, month_first=month_first)


_SERIAL_NOTE = (
    "The dates are numbers, as a spreadsheet counts days (45200 is 1 October 2023), and were read "
    "so. If they are something else, write them as 2025-03-04 and import again."
)


def _order(day_only: int, month_only: int, either: int, *, month_first: bool) -> DateOrder:
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


def parse_date(cell: str, order: Order, zone: tzinfo = UTC) -> Told:
    """The instant in UTC; a date without a time is 00:00 of that day, wherever it was.

    Args:
        cell: As the file has it.
        order: How the column's numbers are read.
        zone: Where a time without a zone was written.

    Raises:
        ValueError: Not a date; the message quotes the cell.
    """
    text = _plain(cell)
    try:
        at, offset, is_timed = _read(text, order)
        is_zoneless = offset is None
        if offset is None:
            offset = (at.replace(tzinfo=zone).utcoffset() if is_timed else None) or timedelta()
        found = Told((at - offset).replace(tzinfo=UTC), is_zoneless, is_timed)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"“{text[:40]}” is not a date{_hint(text, order)}") from error
    if found.at.year < _FIRST_YEAR:
        raise ValueError(
            f"“{text[:40]}” is not a date of a post: it lies before {_FIRST_YEAR}. Correct the year"
        )
    return found


def _hint(text: str, order: Order) -> str:
    match = _NUMERIC.fullmatch(text)
    is_read = match is not None and order != "serial" and max(int(match[1]), int(match[3])) > 12
    return f", read as {order} first" if is_read else ""


def _plain(cell: str) -> str:
    """With single spaces and without what shows nothing; cut, so that nothing long is matched."""
    return " ".join(cell.strip(f" \t\r\n{_TURNS}").split())[: _LONGEST + 1]


_Read = tuple[datetime, timedelta | None, bool]
"""The wall time, its offset if one is written, and whether a time is."""


def _read(text: str, order: Order) -> _Read:
    """What the text says.

    Raises:
        ValueError: Nothing, as a date.
    """
    if len(text) > _LONGEST:
        raise ValueError(text)
    if order == "serial" and _is_serial(text):
        return _serial(text)
    if text.count(":") == 2 and text[:1].isalpha() and ("+" in text or "-" in text):
        twitter = _twitter(text)
        if twitter:
            return twitter
    text = _WEEKDAY.sub("", text, count=1) if text[:1].isalpha() else text
    day, rest = _day(text, order)
    return _with_clock(day, rest) if rest.strip(" ,.") else (day, None, False)


def _is_serial(text: str) -> bool:
    match = _SERIAL.fullmatch(text)
    return match is not None and int(match[1]) in _SERIALS


def _serial(text: str) -> _Read:
    whole = _SERIAL_ZERO + timedelta(seconds=round(float(text) * 86_400))
    return whole, None, "." in text and whole.time() != _SERIAL_ZERO.time()


def _twitter(text: str) -> _Read | None:
    try:
        found = datetime.strptime(text, _TWITTER)  # noqa: DTZ007 - the form holds %z
    except ValueError:
        return None
    return found.replace(tzinfo=None), found.utcoffset(), True


def _day(text: str, order: Order) -> tuple[datetime, str]:
    """The day that the text begins with, and what follows it."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _date(int(match[1]), int(match[3]), int(match[4])), match[5]
    match = _NUMERIC.fullmatch(text)
    if match:
        first, second = int(match[1]), int(match[3])
        day, month = (second, first) if order == "month" else (first, second)
        return _date(_year(match[4]), month, day), match[5]
    match = _DAY_NAMED.fullmatch(text)
    if match:
        return _date(_year(match[3]), _month(match[2]), int(match[1])), match[4]
    match = _MONTH_NAMED.fullmatch(text)
    if match:
        return _date(int(match[3]), _month(match[1]), int(match[2])), match[4]
    raise ValueError(text)


def _date(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)  # noqa: DTZ001 - the zone comes with the time


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(word: str) -> int:
    """The month whose English name begins so."""
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word.casefold()):
            return number
    raise ValueError(word)


def _with_clock(day: datetime, rest: str) -> _Read:
    begins = _BEFORE_CLOCK.match(rest)
    clock, offset = _split_zone(rest[begins.end() :] if begins else rest)
    match = _CLOCK.fullmatch(clock)
    if match is None:
        raise ValueError(rest)
    hour, half = int(match[1]), (match[5] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(rest)
        hour = hour % 12 + (12 if half == "p" else 0)
    micros = int((match[4] or "0").ljust(6, "0")[:6])
    timed = day.replace(hour=hour, minute=int(match[2]), second=int(match[3] or 0))
    return timed.replace(microsecond=micros), offset, True


def _split_zone(clock: str) -> tuple[str, timedelta | None]:
    """The time, and the offset that is written after it.

    IST is India's: Ireland and Israel write theirs on no export that is known.
    """
    clock = _IN_WORDS.sub("", clock)
    named = _NAMED_ZONE.search(clock)
    if named:
        return clock[: named.start()], _INDIA if named[2] else timedelta()
    match = _OFFSET.search(clock)
    if match is None:
        return clock, None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset > _FURTHEST or int(match[3]) > 59:
        raise ValueError(clock)
    return clock[: match.start()], -offset if match[1] == "-" else offset
