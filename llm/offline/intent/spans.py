"""Days gone by that a question about results names: a month, a year, dates, “the last 14 days”.

A month or a date without its year is the most recent one.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.days import Days
from llm.offline import library
from llm.offline.intent.message import distance, number, number_pattern

OLDEST = 2004
"""The year of the first of the networks."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says of a time, and the days it means; None when nobody could tell."""

    said: str
    days: Days | None


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, a month or a year where it stands in the text."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None


def span_in(text: str, today: date) -> Named | None:
    """The days that are named; nothing when the text speaks of no time."""
    text = _spelled(text)
    points = [_point(match) for match in _pattern().finditer(text)]
    if not points:
        return _counted(text, today) or _unread(text)
    first, *others = points
    last = others[0] if others else first
    said = text[first.start : last.end]
    if not others:
        days = _of(first, today)
        if days and re.search(r"\b(?:since|from)(?: the)? $", text[: first.start], re.I):
            days = Days(first=days.first, last=today)
        return Named(said, days)
    joined = re.fullmatch(_JOIN, text[first.end : last.start], re.I)
    return Named(said, _between(first, last, today) if joined and len(points) == 2 else None)


_JOIN = r"\s*(?:to|till|until|up to|upto|through|and|-|–|—|se)\s*(?:on )?(?:the )?"
_LEAD = r"(?:in|for|of|during|over|from|since|to|till|until|and|between|the|last|this|by)"


@cache
def _months() -> dict[str, int]:
    return {str(name): int(place) for name, place in library.read("en/reading")["months"].items()}


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(_months(), key=len, reverse=True))
    year = r"(?:,? (?P<y{0}>[12]\d{{3}}))?"
    return re.compile(
        r"\b(?P<y1>[12]\d{3})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})\b"
        r"|(?<![\d./])(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})(?:[/.](?P<y2>[12]\d{3}))?(?![\d%/])"
        rf"|\b(?P<d3>\d{{1,2}}) ?(?:st|nd|rd|th)?(?: of)? (?P<m3>{months})\b\.?{year.format(3)}"
        rf"|\b(?P<m4>{months})\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d){year.format(4)}"
        rf"|\b(?P<m5>{months}) (?P<y5>[12]\d{{3}})\b"
        rf"|(?<!\w)(?P<m6>(?!may\b|mar\b|sun\b){months})\b(?:'s)?"
        r"|(?:(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=\bto )|(?<=\bfrom )|(?<=\blast ))"
        r"(?P<m7>may|mar)\b"
        rf"|(?:^|\b{_LEAD}(?: year)? |\byear )(?P<y8>[12]\d{{3}})\b(?!-\d| (?:likes|views|posts))",
        re.IGNORECASE,
    )


def _point(match: re.Match[str]) -> _Point:
    parts = {key[0]: value for key, value in match.groupdict().items() if value}
    month = parts.get("m", "")
    start = match.start("y8") if match["y8"] else match.start()
    return _Point(
        start,
        match.end(),
        int(parts["d"]) if "d" in parts else None,
        _months().get(month.lower(), int(month) if month.isdigit() else None),
        int(parts["y"]) if "y" in parts else None,
    )


def _spelled(text: str) -> str:
    """Months with a slip of the keyboard put right; “1 to 15 March” with its month twice."""
    full = [name for name in _months() if len(name) > 4]

    def near(match: re.Match[str]) -> str:
        word = match[2].lower()
        close = (m for m in full if m[0] == word[0] and distance(m, word) == 1)
        return match[1] + next(close, match[2])

    text = re.sub(rf"\b({_LEAD} |\d )([a-z]{{5,10}})\b", near, text, flags=re.I)
    names = "|".join(sorted(_months(), key=len, reverse=True))
    twice = (
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?( (?:to|till|and) | ?[-–] ?)(\d{{1,2}}\w* (?:{names}))\b"
    )
    return re.sub(twice, lambda m: f"{m[1]} {m[3].split()[1]}{m[2]}{m[3]}", text, flags=re.I)


def _of(point: _Point, today: date) -> Days | None:
    """The point's days in its own year, else in the last in which it has begun."""
    years = [point.year] if point.year else range(today.year, today.year - 5, -1)
    for year in years:
        days = _in(point, year)
        if days and year >= OLDEST and days.first <= today:
            return days
    return None


def _in(point: _Point, year: int) -> Days | None:
    """The point's days in that year; none when the calendar has no such day."""
    try:
        if point.month is None:
            return Days(first=date(year, 1, 1), last=date(year, 12, 31))
        if point.day is None:
            last = monthrange(year, point.month)[1]
            return Days(first=date(year, point.month, 1), last=date(year, point.month, last))
        day = date(year, point.month, point.day)
    except ValueError:
        return None
    return Days(first=day, last=day)


def _between(first: _Point, last: _Point, today: date) -> Days | None:
    """From one to the other; from December to January goes over the turn of the year."""
    years = [first.year] if first.year else range(today.year, today.year - 5, -1)
    if last.year and not first.year:
        years = [last.year]
    over = not last.year and (last.month or 0) < (first.month or 0)
    for year in years:
        begin, end = _in(first, year), _in(last, last.year or year + over)
        if begin is None or end is None or begin.first > end.last or year < OLDEST:
            continue
        if begin.first <= today and not (over and end.first > today):
            return Days(first=begin.first, last=end.last)
    return None


def _counted(text: str, today: date) -> Named | None:
    """So many days back from today, the day before yesterday, a weekday gone by, last year."""
    back = rf"\b(?:last|past|previous) ({number_pattern()}) (day|week|month|year)s?\b"
    if match := re.search(back, text, re.I):
        length = {"day": 1, "week": 7, "month": 30, "year": 365}[match[2].lower()]
        days = min((number(match[1]) or 0) * length, 3650)
        first = today - timedelta(days=days - 1)
        return Named(match.group(), Days(first=first, last=today) if days else None)
    if match := re.search(r"\bday before yesterday\b", text, re.I):
        day = today - timedelta(days=2)
        return Named(match.group(), Days(first=day, last=day))
    if match := re.search(r"\b(?:last|past|previous) year\b", text, re.I):
        year = today.year - 1
        return Named(match.group(), Days(first=date(year, 1, 1), last=date(year, 12, 31)))
    weekdays = library.read("en/reading")["weekdays"]
    names = "|".join(name for name in weekdays if name.endswith("day"))
    if match := re.search(rf"\b(?:on|last|since) ({names})\b", text, re.I):
        day = today - timedelta(days=(today.weekday() - weekdays[match[1].lower()]) % 7 or 7)
        since = match.group().lower().startswith("since")
        return Named(match.group(), Days(first=day, last=today if since else day))
    return None


def _unread(text: str) -> Named | None:
    """Words of time that mean no days that have been."""
    match = re.search(
        r"\b(?:(?:last|this|next|past|coming) )*"
        r"(?:quarters?|fortnights?|decades?|seasons?|summer|winter|monsoon|weekends?|tomorrow"
        r"|day after tomorrow|next (?:week|month|year|\d+ days))\b",
        text,
        re.IGNORECASE,
    )
    return Named(match.group(), None) if match else None
