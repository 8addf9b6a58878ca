"""Festival dates: plausible in every listed year, and silent where the data ends."""

from datetime import date

import pytest

from llm.offline import festivals

ALL = sorted(festivals.festivals().values(), key=lambda f: f.name)


@pytest.mark.parametrize("festival", ALL, ids=lambda f: f.name)
def test_a_festival_falls_once_a_year_at_most(festival):
    years = [day.year for day in festival.dates]
    assert years == sorted(set(years))
    assert festival.greeting


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Diwali", date(2026, 11, 8)),
        ("deepavali", date(2027, 10, 29)),
        ("Holi", date(2026, 3, 4)),
        ("Rakhi", date(2026, 8, 28)),
        ("Mother's Day", date(2026, 5, 10)),
        ("father’s day", date(2026, 6, 21)),
        ("Friendship Day", date(2026, 8, 2)),
        ("15 August", date(2026, 8, 15)),
    ],
)
def test_known_dates(name, day):
    festival = festivals.named(name)
    assert festivals.next_date(festival, date(day.year, 1, 2)) == day


@pytest.mark.parametrize("name", ["Diwali", "Dussehra", "Navratri", "Holi", "Ganesh Chaturthi"])
def test_moving_festivals_stay_in_their_season(name):
    season = {"Holi": (3, 3), "Ganesh Chaturthi": (8, 9)}.get(name, (9, 11))
    assert all(season[0] <= day.month <= season[1] for day in festivals.named(name).dates)


def test_dussehra_follows_navratri_and_diwali_follows_dussehra():
    first, second, third = (festivals.named(n).dates for n in ("Navratri", "Dussehra", "Diwali"))
    for begins, ends, lights in zip(first, second, third, strict=True):
        assert 8 <= (ends - begins).days <= 10
        assert 18 <= (lights - ends).days <= 21


def test_past_the_data_nobody_guesses():
    assert festivals.next_date(festivals.named("Dhanteras"), date(2027, 1, 1)) is None
    assert festivals.named("no such day") is None
