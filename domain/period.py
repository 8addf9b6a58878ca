"""The periods of time that people name. What days each holds is in `periods`."""

from datetime import date
from enum import StrEnum

from domain.frozen import Frozen


class Period(StrEnum):
    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    LAST_7_DAYS = "last_7_days"
    LAST_30_DAYS = "last_30_days"
    LAST_90_DAYS = "last_90_days"


class Days(Frozen):
    """Days in a row that a person named by dates, a month or a year."""

    first: date
    last: date
    """It belongs to them."""

    @property
    def spoken(self) -> str:
        """As it follows what it is about: “from 1 Mar 2026 to 31 Mar 2026”, “of 1 Mar 2026”."""
        first, last = (f"{day.day} {day:%b} {day.year}" for day in (self.first, self.last))
        return f"of {first}" if first == last else f"from {first} to {last}"
