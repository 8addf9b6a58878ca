"""Which day a date without its year means, and which dates are no day at all."""

from datetime import date

import pytest

from llm.offline.intent.calendar_day import day_of, no_such_day

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ((None, 1, 30), TODAY, date(2027, 1, 30)),
        ((None, 11, 30), TODAY, TODAY),
        ((None, 11, 29), TODAY, date(2027, 11, 29)),
        ((2026, 1, 30), TODAY, date(2026, 1, 30)),
        ((None, 2, 31), TODAY, None),
        ((None, 2, 29), TODAY, None),
        ((None, 2, 29), date(2027, 12, 1), date(2028, 2, 29)),
        ((2027, 2, 29), TODAY, None),
        ((None, 13, 1), TODAY, None),
    ],
)
def test_without_its_year_a_date_is_the_next_one(said, today, day):
    assert day_of(*said, today) == day


@pytest.mark.parametrize(
    ("year", "place", "message"),
    [
        (None, (2, 29), "The next 29 February is in 2028. Which day shall it be instead?"),
        (2027, (2, 29), "“it” is not a day of the calendar. Which day is it?"),
        (None, (2, 31), "“it” is not a day of the calendar. Which day is it?"),
    ],
)
def test_a_day_that_is_none_is_said_to_be_none(year, place, message):
    problem = no_such_day("it", year, place, TODAY)
    assert (problem.code, problem.message) == ("bad_date", message)
