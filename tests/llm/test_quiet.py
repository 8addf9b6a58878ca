"""Plans keep off days of mourning, and never lose a post by it."""

from datetime import date

from almanac.coming import days_between
from domain.day import OwnDay
from llm.offline.quiet import avoided, moved_off, warned

JANUARY = days_between(date(2027, 1, 1), date(2027, 2, 28))
MARTYRS = date(2027, 1, 30)


def days(*numbers: int) -> list[date]:
    return [date(2027, 1, number) for number in numbers]


def test_a_post_moves_to_the_next_free_day():
    assert moved_off(days(28, 30), JANUARY, back=False) == days(28, 31)
    assert moved_off(days(29, 30, 31), JANUARY, back=False) == [*days(29, 31), date(2027, 2, 1)]


def test_a_plan_that_ends_on_its_festival_moves_to_an_earlier_one():
    assert moved_off(days(28, 30, 31), JANUARY, back=True) == days(28, 29, 31)
    assert moved_off(days(29, 30, 31), JANUARY, back=True) == days(28, 29, 31)


def test_a_declared_mourning_of_some_days_is_gone_around():
    declared = OwnDay(
        id="o",
        workspace_id="w",
        name="National mourning",
        day=date(2027, 1, 10),
        until=date(2027, 1, 16),
        mourning=True,
    )
    kept = days_between(date(2027, 1, 1), date(2027, 2, 28), own=[declared])
    assert moved_off(days(9, 11, 13, 15), kept, back=False) == days(9, 17, 18, 19)
    assert len(avoided(days(9, 11, 13, 15), kept)) == 3


def test_nothing_is_said_where_nothing_is_quiet():
    assert moved_off(days(3, 5), JANUARY, back=False) == days(3, 5)
    assert avoided(days(3, 5), JANUARY) == warned(days(3, 5), JANUARY) == []


def test_a_day_that_was_asked_for_is_questioned_once():
    (line,) = warned([MARTYRS, MARTYRS], JANUARY)
    assert line.startswith("Sat 30 Jan 2027 is Martyrs' Day")


def test_an_estimated_day_of_mourning_is_told_as_one():
    day = date(2027, 6, 16)
    (line,) = warned([day], days_between(day, day))
    assert line.startswith("Wed 16 Jun 2027 is expected to be Muharram")
