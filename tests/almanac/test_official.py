"""Our dates beside those of the package: they agree, or the difference is known and explained."""

from datetime import date

import pytest

from almanac.days import kept_days
from almanac.official import LAST_YEAR, official

ALL = {kept.name: kept for kept in kept_days()}
BOTH_KNOW = [kept for kept in kept_days() if kept.official_name]
EXPLAINED = {
    # ours is the evening of the first offering, the package's the morning after; both are kept
    "Chhath Puja": {date(2025, 10, 27): date(2025, 10, 28)},
}


@pytest.mark.parametrize("kept", BOTH_KNOW, ids=lambda kept: kept.name)
def test_a_date_of_ours_is_the_packages_too(kept):
    certain, estimated = official(kept.official_name)
    assert certain or estimated
    theirs = {day.year: day for day in (*certain, *estimated)}
    differing = {
        day: theirs[day.year]
        for day in kept.listed
        if day.year in theirs and theirs[day.year] != day
    }
    assert differing == EXPLAINED.get(kept.name, {})


def test_years_that_we_do_not_list_come_from_the_package():
    assert date(2031, 11, 14) in ALL["Diwali"].dates
    assert max(day.year for day in ALL["Diwali"].dates) == LAST_YEAR


def test_an_estimate_is_never_taken_for_a_date():
    muharram = ALL["Muharram"]
    assert max(muharram.dates).year == 2026
    assert date(2027, 6, 16) in muharram.estimated
    assert not {day.year for day in muharram.dates} & {day.year for day in muharram.estimated}


def test_what_neither_knows_stays_unknown():
    assert max(day.year for day in ALL["Dhanteras"].dates) == 2026
    assert official("No such day") == ((), ())
