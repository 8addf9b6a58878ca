"""The shipped days: complete, in their season, and nobody's twice in a year."""

import re

import pytest

from almanac import places
from almanac.days import kept_days, seasons
from domain.day import DayKind

ALL = kept_days()


@pytest.mark.parametrize("kept", ALL, ids=lambda kept: kept.name)
def test_a_day_is_whole(kept):
    years = [day.year for day in kept.dates]
    assert years == sorted(set(years))
    assert re.search("[ऀ-ॿ]", kept.hindi[0])
    assert all(places.state(code) == code for code in kept.states)
    assert kept.lasts >= 1


def test_no_two_days_share_a_name():
    names = [name.lower() for kept in ALL for name in (kept.name, *kept.aliases, *kept.hindi)]
    assert sorted(names) == sorted(set(names))


def test_a_quiet_day_is_one_of_mourning():
    quiet = [kept for kept in ALL if kept.quiet]
    assert {kept.kind for kept in quiet} == {DayKind.MOURNING}
    assert "Pulwama Remembrance" not in {kept.name for kept in quiet}  # it is Valentine's Day, too


def test_every_part_of_the_country_has_days_of_its_own():
    there = {state for kept in ALL for state in kept.states}
    assert {"KL", "TN", "KA", "TS", "AP", "MH", "GJ", "RJ", "PB", "BR", "WB", "OD", "AS"} <= there
    assert {"GA", "NL", "LA", "MP"} <= there


def test_seasons_have_two_ends():
    assert all(season.begins != season.ends for season in seasons())
