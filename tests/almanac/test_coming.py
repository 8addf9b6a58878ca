"""What a business in a place meets between two dates."""

from datetime import date, timedelta

from almanac.coming import days_between, quiet_dates, quiet_day, quiet_on
from domain.day import DayKind, OwnDay

KERALA, PUNJAB = ("KL",), ("PB",)


def own(**given):
    given.setdefault("until", given["day"])
    return OwnDay(id="own-1", workspace_id="w", name="Shop anniversary", **given)


def named(found):
    return [day.key for day in found if day.kind is not DayKind.SEASON]


def test_days_come_by_date_and_those_of_the_place_first():
    found = days_between(date(2027, 1, 15), date(2027, 1, 15), states=("TN",))
    assert named(found)[0] in {"Guru Gobind Singh Jayanti", "Makar Sankranti", "Pongal"}
    nearness = [day.is_near for day in found if day.day == date(2027, 1, 15)]
    assert nearness == sorted(nearness, reverse=True)
    assert {d.key: d.is_near for d in found}["Magh Bihu"] is False


def test_a_day_that_lasts_is_met_in_its_middle():
    (hornbill,) = [
        d
        for d in days_between(date(2026, 12, 5), date(2026, 12, 5))
        if d.key == "Hornbill Festival"
    ]
    assert (hornbill.day, hornbill.until) == (date(2026, 12, 1), date(2026, 12, 10))


def test_a_season_runs_over_the_new_year():
    found = days_between(date(2027, 1, 10), date(2027, 1, 10))
    (winter,) = [day for day in found if day.kind is DayKind.SEASON]
    assert (winter.day, winter.until) == (date(2026, 12, 1), date(2027, 1, 31))


def test_names_are_told_in_hindi():
    found = days_between(date(2026, 11, 8), date(2026, 11, 8), language="hi")
    assert "दिवाली" in [day.name for day in found]


def test_quiet_days_of_another_state_do_not_hold_a_business_up():
    sabha = date(2026, 12, 27)
    assert quiet_on(days_between(sabha, sabha, states=PUNJAB), sabha).key == "Shaheedi Sabha"
    assert quiet_on(days_between(sabha, sabha, states=KERALA), sabha) is None


def test_a_computed_day_of_mourning_is_marked_as_an_estimate():
    day = date(2027, 6, 16)
    found = quiet_on(days_between(day, day), day)
    assert (found.key, found.certainty) == ("Muharram", "estimated")


def test_a_declared_mourning_comes_before_the_calendars_days():
    day = date(2027, 1, 30)
    declared = own(day=day, mourning=True)
    assert quiet_on(days_between(day, day, own=[declared]), day).kind is DayKind.OWN


def test_an_own_day_comes_back_each_year_when_it_is_said_to():
    leap = own(day=date(2024, 2, 29), yearly=True)
    found = days_between(date(2027, 2, 1), date(2027, 3, 1), own=[leap])
    assert date(2027, 2, 28) in [d.day for d in found if d.kind is DayKind.OWN]
    once = own(day=date(2026, 2, 10))
    found = days_between(date(2027, 2, 1), date(2027, 3, 1), own=[once])
    assert DayKind.OWN not in {day.kind for day in found}


def test_the_quiet_day_is_the_same_by_itself_as_among_all_days():
    first = date(2026, 11, 1)
    declared = own(day=date(2026, 12, 20), mourning=True)
    for number in range(400):
        day = first + timedelta(days=number)
        among = quiet_on(days_between(day, day, states=("PB",), own=[declared]), day)
        assert quiet_day(day, states=("PB",), own=[declared]) == among


def test_the_dates_of_mourning_between_two_are_known():
    found = quiet_dates(date(2027, 1, 20), date(2027, 2, 5), states=())
    assert [(day, kept.key) for day, kept in found.items()] == [
        (date(2027, 1, 30), quiet_day(date(2027, 1, 30), states=()).key)
    ]
