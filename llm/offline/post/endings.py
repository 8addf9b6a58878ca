"""Until when a fact of the brand holds: “20% off till 15 November” is no fact on the 16th.

A day without a year is the one nearest to the post. Of “until Sunday” nobody knows which Sunday
was meant when it was written down, so such a fact is never known to hold.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.brand import Fact
from domain.lettering import AFTER, BEFORE
from llm.offline import festivals, library
from llm.offline.tongue import typed

_HALF_A_YEAR = timedelta(days=183)
_LEAD = (
    r"(?:till|until|til|upto|up to|valid (?:for|on|only|through|to)|ends?(?: on)?|ending(?: on)?"
    r"|expir(?:es|ing)(?: on)?|closes on|last (?:day|date)(?: is)?:?|before|by)"
)
_AFTERWARDS = r"(?:tak|तक)"
_LOOSE_EN = (
    r"(?:the )?(?:(?:this|next|coming) )?(?:weekend|week|month|month[ -]end|end of (?:the |this )?"
    r"(?:week|month|year)|today|tonight|tomorrow)|today only|this (?:week|weekend|month) only"
)
_LOOSE_HI = (
    r"(?:aaj|aj|kal|parson|is (?:hafte|mahine|weekend)|isi (?:hafte|mahine)|mahine ke (?:ant|end)"
    r"|आज|कल|परसों|इस (?:हफ़्ते|हफ्ते|महीने|रविवार|वीकेंड)|महीने के (?:अंत|आख़िर))"
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day on which something holds; None where the words name a day but not which."""

    day: date | None


def ending_of(text: str, near: date) -> Ending | None:
    """The end that the text sets itself, read for a post of about this day; None without one."""
    return _dated(text, near) or _feast(text, near) or _undated(text)


def is_over(text: str, on: date) -> bool:
    """Whether what the text says is no longer known to hold on the day."""
    ending = ending_of(text, on)
    return ending is not None and (ending.day is None or ending.day < on)


def lasting(facts: tuple[Fact, ...], on: date | None) -> tuple[Fact, ...]:
    """The facts without those that have ended by the day; all of them when no day is known."""
    return tuple(fact for fact in facts if not (on and is_over(fact.text, on)))


def _dated(text: str, near: date) -> Ending | None:
    for pattern in _dates():
        if match := pattern.search(text):
            month = match["m"] and _month(match["m"])
            number = int(match["n"]) if match["n"] else int(month or 0)
            day = int(match["d"]) if match["d"] else None
            year = int(match["y"]) if match["y"] else None
            return Ending(_nearest(day, number, _full(year), near))
    return None


def _full(year: int | None) -> int | None:
    return year + 2000 if year is not None and year < 100 else year


def _nearest(day: int | None, month: int, year: int | None, near: date) -> date | None:
    """The day in its year, else in the year in which it lies nearest; None if there is none."""
    years = (year,) if year else (near.year - 1, near.year, near.year + 1)
    found = [d for y in years if (d := _day(y, month, day))]
    return min(found, key=lambda d: abs(d - near), default=None)


def _day(year: int, month: int, day: int | None) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9000):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if 1 <= (day or last) <= last else None


def _feast(text: str, near: date) -> Ending | None:
    """An end on a festival: the one nearest to the day."""
    for start, end, festival in festivals.find(text):
        before = re.search(rf"\b{_LEAD} (?:the )?$", text[:start], re.I)
        after = re.match(rf"\s+(?:ke din )?{_AFTERWARDS}{AFTER}", text[end:], re.I)
        if before or after:
            day = min(festival.dates, key=lambda d: abs(d - near), default=None)
            return Ending(day if day and abs(day - near) <= _HALF_A_YEAR else None)
    return None


def _undated(text: str) -> Ending | None:
    return Ending(None) if _loose().search(_hours().sub(" ", text)) else None


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    day = r"(?P<d>\d{1,2}) ?(?:st|nd|rd|th)?(?: of)?,? "
    names = "|".join(sorted(_months(), key=len, reverse=True))
    year = r"(?:,? (?P<y>20\d\d))?"
    none = "".join(rf"(?P<{name}>(?!))?" for name in "n")
    worded = rf"{day}(?P<m>{names})\.?{year}{none}"
    turned = rf"(?P<m>{names})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?{year}{none}"
    month = rf"(?:the )?(?:end of )?(?P<m>{names}){year}(?P<d>(?!))?{none}"
    figures = r"(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})(?:[/.-](?P<y>(?:20)?\d\d))?(?P<m>(?!))?(?!\d)"
    ends = (
        rf"\b{_LEAD} (?:the )?{{}}{AFTER}",
        rf"{BEFORE}{{}} (?:ke (?:ant|end) )?(?:के अंत )?{_AFTERWARDS}{AFTER}",
    )
    return tuple(
        re.compile(end.format(form), re.I)
        for form in (worded, turned, figures, month)
        for end in ends
    )


@cache
def _months() -> dict[str, int]:
    hindi = library.read("hi/times")["months"]
    found: dict[str, int] = dict(library.read("en/reading")["months"])
    for number, name in enumerate(hindi, 1):
        plain = name.replace("फ़", "फ")
        found |= {name: number, plain: number, typed(name).lower(): number}
    return found


def _month(name: str) -> int:
    return next(number for said, number in _months().items() if said.lower() == name.lower())


@cache
def _weekdays() -> str:
    hindi = library.read("hi/times")["weekdays"]
    english = library.read("en/reading")["weekdays"]
    return "|".join(sorted({*english, *hindi, *(typed(d).lower() for d in hindi)}, key=len)[::-1])


@cache
def _loose() -> re.Pattern[str]:
    days = rf"(?:(?:next|this|coming|agle|is|अगले|इस) )?(?:{_weekdays()})"
    return re.compile(
        rf"\b{_LEAD} (?:{days}|{_LOOSE_EN}){AFTER}|\b(?:today|this (?:week|weekend|month)) only\b"
        rf"|{BEFORE}(?:{days}|{_LOOSE_HI}|{_LOOSE_EN}) {_AFTERWARDS}{AFTER}",
        re.IGNORECASE,
    )


@cache
def _hours() -> re.Pattern[str]:
    """“Monday till Saturday” is when the shop is open, not how long something lasts."""
    day = rf"(?:{_weekdays()})"
    return re.compile(
        rf"{BEFORE}{day} (?:to|till|until|through|se|से) {day}(?: {_AFTERWARDS})?{AFTER}", re.I
    )
