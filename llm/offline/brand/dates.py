"""The last day of an offer where a line names it. Pure: knows no today but the one it is given."""

import re
from datetime import date, timedelta

from llm.offline import months

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{months.ENGLISH})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?:this |coming )?(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_LEAD = r"(?:valid )?(?:till|until|up ?to|through|ends?(?: on)?)\s+(?:the )?"
_DATES = (rf"{_DAY}(?: of)? {_MONTH}{_YEAR}", rf"{_MONTH} {_DAY}{_YEAR}")
UNTIL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        *(rf"\b{_LEAD}{said}" for said in _DATES),
        *(rf"(?<!\w){said} (?:tak\b|तक)" for said in _DATES),
        rf"\b{_LEAD}{_WEEKDAY}",
    )
)
"""How a text says until when: with a date, in Hinglish too, or with a day of the week."""


def last_day(line: str, today: date | None = None) -> date | None:
    """The day an offer is said to end.

    Args:
        line: What says so.
        today: For whoever just says it, “till 24 December” is the next one. Of a page nobody knows
            when it was written: without a year told there it would be a guess, None.
    """
    for pattern in UNTIL:
        if match := pattern.search(line):
            return _day(match.groupdict(), today)
    return None


def _day(told: dict[str, str | None], today: date | None) -> date | None:
    if weekday := told.get("weekday"):
        if today is None:
            return None
        ahead = (_WEEKDAYS.index(weekday[:3].lower()) - today.weekday()) % 7
        return today + timedelta(days=ahead)
    year, month = told.get("year"), _MONTHS.index(str(told["month"])[:3].lower()) + 1
    if year is None and today is None:
        return None
    try:
        if year is not None or today is None:
            return date(int(year or 0), month, int(str(told["day"])))
        day = date(today.year, month, int(str(told["day"])))
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:  # a day that the month, or the next year, does not have
        return None
