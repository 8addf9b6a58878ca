"""The day that a date without a year means, and what is said of one that no calendar has."""

from calendar import isleap
from datetime import date

from llm.tasks.intent import Problem

_LEAP_DAY = (2, 29)


def day_of(year: int | None, month: int, day: int, today: date) -> date | None:
    """The date; without its year the next one from today on. None where there is no such day."""
    years = (today.year, today.year + 1) if year is None else (year,)
    days = [found for each in years if (found := _on(each, month, day))]
    return next((found for found in days if year is not None or found >= today), None)


def no_such_day(said: str, year: int | None, place: tuple[int, int], today: date) -> Problem:
    """The question for another day.

    Args:
        place: The month and the day.
    """
    message = f"“{said}” is not a day of the calendar. Which day is it?"
    if place == _LEAP_DAY and year is None:
        leap = next(y for y in range(today.year + 1, today.year + 9) if isleap(y))
        message = f"The next 29 February is in {leap}. Which day shall it be instead?"
    return Problem(code="bad_date", message=message)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
