"""Hindi: numbers, ages and instants as they are said in a report. Hinglish is retyped from it."""

import re
from datetime import datetime, timedelta

from domain.digits import whole
from domain.language import HINDI
from domain.times import spoken, zone
from llm.offline import library
from llm.offline.times import said_in

COUNTS = {"likes": "लाइक", "comments": "कमेंट", "shares": "शेयर"}
_PERIODS = {
    "today": "आज",
    "yesterday": "कल",
    "this week": "इस हफ़्ते",
    "last week": "पिछले हफ़्ते",
    "this month": "इस महीने",
    "last month": "पिछले महीने",
    "this year": "इस साल",
    "last 7 days": "पिछले 7 दिन",
    "last 30 days": "पिछले 30 दिन",
    "last 90 days": "पिछले 90 दिन",
}
_UNITS = ((2, 1 / 60, "सेकंड"), (90, 1, "मिनट"), (48 * 60, 60, "घंटे"))


def posts(count: int) -> str:
    return f"{whole(count)} पोस्ट"


def counted(value: int, name: str) -> str:
    return f"{whole(value)} {COUNTS[name]}"


def listed(items: list[str] | tuple[str, ...]) -> str:
    """क, ख और ग."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} और {items[-1]}"


def signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def named(numbers: tuple[int, ...]) -> str:
    return f"पोस्ट {listed([str(number) for number in numbers])}"


def age(old: timedelta) -> str:
    """How old something is, in the largest unit that still says something."""
    minutes = old / timedelta(minutes=1)
    for limit, size, unit in _UNITS:
        if minutes < limit:
            return f"{max(1, int(minutes / size))} {unit}"
    return f"{max(1, int(minutes / (24 * 60)))} दिन"


def between(youngest: timedelta, oldest: timedelta) -> str:
    young, old = age(youngest), age(oldest)
    return old if young == old else f"{young} से {old}"


def moment(at: datetime, zone_name: str) -> str:
    return said_in(spoken(at, zone_name), HINDI)


def when(at: datetime, zone_name: str) -> str:
    """To the whole hour upwards: nobody waits for a minute."""
    local = at.astimezone(zone(zone_name))
    full = local.replace(minute=0, second=0, microsecond=0)
    return moment(full if full == local else full + timedelta(hours=1), zone_name)


def clock(hour: int) -> str:
    part = "रात" if hour < 4 or hour >= 20 else "सुबह" if hour < 12 else "दोपहर"
    return f"{'शाम' if 16 <= hour < 20 else part} {hour % 12 or 12} बजे"


def _during(said: str) -> str:
    """A time by its name, or by its first and last day."""
    if not re.match(r"(?:from|of) \d", said):
        return _PERIODS.get(said, said)
    names = library.read("hi/times")
    days = [
        f"{day} {names['months'][names['short_months'].index(month)]} {year}"
        for day, month, year in re.findall(r"(\d+) ([A-Z][a-z]{2}) (\d{4})", said)
    ]
    return " से ".join(days) + (" तक" if len(days) > 1 else "")


def title(called: str) -> str:
    """What the report is about: a campaign by its name, posts of a time in Hindi."""
    match = re.fullmatch(r"your posts(?: on (\w+))?(?: (.+))?", called)
    if match:
        where = f"{match[1]} की " if match[1] else ""
        during = f" ({_during(match[2])})" if match[2] else ""
        return f"आपकी {where}पोस्ट{during}"
    if number := re.fullmatch(r"post (\d+)", called):
        return f"पोस्ट {number[1]}"
    return "यह कैंपेन" if called == "This campaign" else called
