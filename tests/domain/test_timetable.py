from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.times import zone
from domain.timetable import (
    LEAD,
    MOST_SLOTS,
    QuietHours,
    Timetable,
    WeeklySlot,
    is_all_quiet,
    next_free,
    occurrences,
    quiet_until,
)


def at(text: str, name: str = "Asia/Kolkata") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone(name)).astimezone(UTC)


def week(*slots: tuple[int, str], name: str = "Asia/Kolkata", quiet=()) -> Timetable:
    made = tuple(WeeklySlot(weekday=day, at=clock) for day, clock in slots)
    return Timetable(timezone=name, slots=made, quiet=quiet)


def walls(slots) -> list[str]:
    return [slot.wall for slot in slots]


NIGHT = QuietHours(begins="22:00", ends="07:00")


def test_slots_come_in_order_week_after_week():
    table = week((4, "19:30"), (0, "09:00"))
    found = occurrences(table, after=at("2026-11-29T12:00"), until=at("2026-12-08T00:00"))
    assert walls(found) == ["2026-11-30T09:00:00", "2026-12-04T19:30:00", "2026-12-07T09:00:00"]


def test_the_next_free_slot_is_one_that_no_post_has():
    table = week((0, "09:00"), (2, "09:00"))
    now = at("2026-11-29T12:00")
    taken = {at("2026-11-30T09:05"), at("2026-12-07T09:00")}
    assert walls(next_free(table, taken, after=now, count=3)) == [
        "2026-12-02T09:00:00",
        "2026-12-09T09:00:00",
        "2026-12-14T09:00:00",
    ]


def test_a_slot_that_is_too_near_to_be_approved_is_not_offered():
    table = week((0, "09:00"))
    assert walls(next_free(table, (), after=at("2026-11-30T08:50"))) == ["2026-12-07T09:00:00"]
    assert next_free(week(), (), after=at("2026-11-30T08:50")) == ()


def test_a_weekly_slot_keeps_its_wall_time_when_clocks_change():
    table = week((6, "09:00"), name="Europe/Berlin")
    slots = list(
        occurrences(
            table,
            after=at("2026-10-17T00:00", "Europe/Berlin"),
            until=at("2026-11-02T00:00", "Europe/Berlin"),
        )
    )
    assert walls(slots) == ["2026-10-18T09:00:00", "2026-10-25T09:00:00", "2026-11-01T09:00:00"]
    assert [slot.at.hour for slot in slots] == [7, 8, 8]


def test_a_wall_time_that_clocks_skip_is_moved_and_one_that_comes_twice_is_the_first():
    table = week((6, "02:30"), (6, "03:30"), name="Europe/Berlin")
    spring = occurrences(
        table,
        after=at("2026-03-28T12:00", "Europe/Berlin"),
        until=at("2026-03-30T00:00", "Europe/Berlin"),
    )
    # 2:30 does not exist and becomes 3:30, which is a slot already: once
    assert walls(spring) == ["2026-03-29T03:30:00"]
    autumn = occurrences(
        table,
        after=at("2026-10-24T12:00", "Europe/Berlin"),
        until=at("2026-10-26T00:00", "Europe/Berlin"),
    )
    assert [slot.at for slot in autumn] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    ]


def test_quiet_hours_reach_over_midnight_and_end_on_time():
    table = week(quiet=(NIGHT,))
    assert quiet_until(table, at("2026-11-29T23:00")) == at("2026-11-30T07:00")
    assert quiet_until(table, at("2026-11-30T06:59")) == at("2026-11-30T07:00")
    assert quiet_until(table, at("2026-11-30T07:00")) is None
    assert quiet_until(table, at("2026-11-30T21:59")) is None


def test_quiet_hours_that_follow_each_other_are_one():
    sunday = QuietHours(begins="07:00", ends="12:00", weekdays=(6,))
    table = week(quiet=(NIGHT, sunday))
    assert quiet_until(table, at("2026-11-28T23:00")) == at("2026-11-29T12:00")
    assert quiet_until(table, at("2026-11-27T23:00")) == at("2026-11-28T07:00")


def test_a_week_whose_slots_all_lie_in_quiet_hours_is_looked_through_quickly():
    slots = [(n % 7, f"{n // 7 % 24:02d}:{n * 7 % 60:02d}") for n in range(MOST_SLOTS)]
    hours = [(f"{h:02d}:00", f"{(h + 5) % 24:02d}:00") for h in range(20)]
    quiet = tuple(QuietHours(begins=begins, ends=ends) for begins, ends in hours)
    began_s = process_time()
    assert next_free(week(*slots, quiet=quiet), (), after=at("2026-11-29T12:00"), count=5) == ()
    # a server's other people wait meanwhile; each slot laying the week out anew took minutes
    assert process_time() - began_s < 3


def test_no_slot_is_offered_in_quiet_hours():
    table = week((0, "06:00"), (0, "08:00"), quiet=(NIGHT,))
    assert walls(next_free(table, (), after=at("2026-11-29T12:00"))) == ["2026-11-30T08:00:00"]


@pytest.mark.parametrize(
    ("slots", "is_so"),
    [((), False), (((0, "06:00"),), True), (((0, "06:00"), (6, "12:00")), False)],
)
def test_a_week_of_slots_in_quiet_hours_alone_is_told_from_one_that_is_full(slots, is_so):
    table = week(*slots, quiet=(NIGHT,))
    # whatever the moment of the week
    assert {is_all_quiet(table, after=at(f"2026-11-{d}T12:00")) for d in range(23, 30)} == {is_so}


@pytest.mark.parametrize(
    "given",
    [
        {"timezone": "Mars/Olympus"},
        {"slots": [{"weekday": 7, "at": "09:00"}]},
        {"slots": [{"weekday": 1, "at": "24:00"}]},
        {"quiet": [{"begins": "09:00", "ends": "09:00"}]},
        {"quiet": [{"begins": "09:00", "ends": "10:00", "weekdays": [9]}]},
    ],
)
def test_a_week_that_cannot_be_is_refused(given):
    with pytest.raises(ValidationError):
        Timetable.model_validate({"timezone": "Asia/Kolkata", **given})


@given(
    days=st.lists(st.tuples(st.integers(0, 6), st.times()), min_size=1, max_size=6),
    name=st.sampled_from(["Asia/Kolkata", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
    minutes=st.integers(0, 2 * 365 * 24 * 60),
)
def test_free_slots_rise_lie_ahead_and_are_what_the_week_says(days, name, minutes):
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    table = week(*((day, f"{clock:%H:%M}") for day, clock in days), name=name)
    found = next_free(table, (), after=start, count=5)
    assert len(found) == 5
    assert [slot.at for slot in found] == sorted({slot.at for slot in found})
    assert all(slot.at > start + LEAD for slot in found)
    # a taken one is never offered again
    rest = next_free(table, {found[0].at}, after=start, count=5)
    assert all(abs(slot.at - found[0].at) > timedelta(minutes=10) for slot in rest)


@pytest.mark.parametrize("at", ["1\u0660:00", "\u0967\u0968:00", "24:00", "7:30"])
def test_a_wall_time_is_four_ascii_digits(at):
    with pytest.raises(ValidationError):
        WeeklySlot(weekday=0, at=at)
    with pytest.raises(ValidationError):
        QuietHours(begins=at, ends="07:00")
