"""Instants and wall times: naive ones are refused, zones and changes of hour respected."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidError, Kind
from domain.times import (
    NOW_WINDOW,
    SLOT_WINDOW,
    Planned,
    as_utc,
    columns,
    explained,
    oddity,
    parse_instant,
    slot_at,
    slot_of,
    spoken,
    spoken_slot,
    window,
    zone,
)

ZONES = (
    "Asia/Kolkata",  # half an hour off, never changes
    "Asia/Kathmandu",  # three quarters of an hour off
    "Pacific/Chatham",  # the same, and changes
    "Australia/Lord_Howe",  # changes by half an hour
    "Australia/Adelaide",
    "Pacific/Auckland",
    "America/Santiago",
    "Africa/Johannesburg",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/New_York",
    "America/St_Johns",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Dublin",  # its law calls the winter the exception
    "Africa/Casablanca",  # puts clocks back for Ramadan
    "Africa/Cairo",
    "Asia/Beirut",  # changes at midnight
    "UTC",
)
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([ZoneInfo(name) for name in ZONES]),
)


@given(moments)
def test_utc_names_the_same_instant(moment):
    instant = as_utc(moment)
    assert instant.tzinfo is UTC
    assert instant.timestamp() == moment.timestamp()


def test_a_naive_time_is_refused_and_the_message_shows_how_to_write_it():
    with pytest.raises(InvalidError, match=r"2026-11-12T19:30:00\+05:30") as raised:
        as_utc(datetime(2026, 11, 12, 19, 30))  # noqa: DTZ001 - naive on purpose
    assert raised.value.code == "naive_time"
    assert raised.value.kind is Kind.INVALID


@given(moments)
def test_a_written_instant_is_read_back(moment):
    assert parse_instant(moment.isoformat()) == as_utc(moment)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-11-12T19:30:00", "naive_time"),
        ("2026-11-12", "naive_time"),
        ("tomorrow at seven", "bad_time"),
        ("2026-13-12T19:30:00+05:30", "bad_time"),
        ("2026-02-30T19:30:00+05:30", "bad_time"),
        ("", "bad_time"),
    ],
)
def test_what_is_no_instant_is_refused(text, code):
    with pytest.raises(InvalidError) as raised:
        parse_instant(text)
    assert raised.value.code == code


def test_offsets_in_every_iso_form_are_read():
    expected = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
    assert parse_instant("2026-11-12T19:30:00+05:30") == expected
    assert parse_instant("2026-11-12T14:00:00Z") == expected
    assert parse_instant("2026-11-12T09:00:00.000-05:00") == expected


@pytest.mark.parametrize("name", ["", ".", "Mars/Olympus", "Asia", "../../etc/passwd", "a\0b"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(InvalidError) as raised:
        zone(name)
    assert raised.value.code == "bad_zone"


def test_spoken_uses_the_wall_clock_of_the_zone():
    instant = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
    assert spoken(instant, "Asia/Kolkata") == "Thu 12 Nov, 7:30 pm IST"
    assert spoken(instant, "America/New_York") == "Thu 12 Nov, 9:00 am EST"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "12:05 am"), (1, "1:05 am"), (11, "11:05 am"), (12, "12:05 pm"), (23, "11:05 pm")],
)
def test_spoken_counts_hours_as_people_do(hour, said):
    assert said in spoken(datetime(2026, 6, 1, hour, 5, tzinfo=UTC), "UTC")


def test_spoken_tells_the_two_halves_of_a_repeated_hour_apart():
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    again = first + timedelta(hours=1)
    assert spoken(first, "America/New_York") == "Sun 1 Nov, 1:30 am EDT"
    assert spoken(again, "America/New_York") == "Sun 1 Nov, 1:30 am EST"


def test_a_repeated_wall_time_keeps_its_fold_when_made_utc():
    wall = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))
    assert as_utc(wall) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert as_utc(wall.replace(fold=1)) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_a_window_is_as_long_across_a_change_of_hour_as_on_any_day():
    slot = as_utc(datetime(2026, 3, 29, 0, 30, tzinfo=ZoneInfo("Europe/London")))
    opens, closes = window(slot, slot - timedelta(days=1))
    assert closes - opens == SLOT_WINDOW
    assert spoken(closes, "Europe/London") == "Sun 29 Mar, 3:30 am BST"


@given(moments, moments)
def test_a_slot_opens_at_its_time_and_closes_two_hours_later(slot, decided):
    slot, decided = as_utc(slot), as_utc(decided)
    assert window(slot, decided) == (slot, slot + timedelta(hours=2))


@given(moments)
def test_now_means_within_a_day_of_the_decision(decided):
    decided = as_utc(decided)
    assert window(None, decided) == (decided, decided + timedelta(hours=24))
    assert timedelta(hours=24) == NOW_WINDOW


def test_offsets_that_are_not_whole_hours_are_kept():
    nepal = timezone(timedelta(hours=5, minutes=45))
    assert as_utc(datetime(2026, 1, 1, 5, 45, tzinfo=nepal)) == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"])
def test_an_instant_beyond_the_calendar_is_refused(text):
    with pytest.raises(InvalidError) as raised:
        parse_instant(text)
    assert raised.value.code == "bad_time"


def test_a_zone_longer_than_a_file_name_is_refused():
    with pytest.raises(InvalidError) as raised:
        zone("Asia/" + "x" * 300)
    assert raised.value.code == "bad_zone"


NEAR_CHANGES = [
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 9, 6),
    date(2026, 9, 27),
    date(2026, 10, 4),
    date(2026, 10, 25),
    date(2026, 11, 1),
]
zones = st.sampled_from(ZONES)
days = st.one_of(
    st.sampled_from(NEAR_CHANGES),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(days, clocks, zones)
def test_a_wall_time_is_kept_unless_the_clocks_skip_it(day, clock, name):
    slot = slot_of(day, clock, name)
    wall = datetime.fromisoformat(slot.wall)
    if oddity(day, clock, name) == "skipped":
        assert timedelta() < wall - datetime.combine(day, clock) <= timedelta(hours=1)
        assert explained(day, clock, name).count("clocks are put forward") == 1
    else:
        assert wall == datetime.combine(day, clock)


@given(days, clocks, zones)
def test_of_a_wall_time_that_comes_twice_the_first_is_meant(day, clock, name):
    slot = slot_of(day, clock, name)
    local = slot.at.astimezone(ZoneInfo(name))
    assert local.fold == 0
    if oddity(day, clock, name) == "repeated":
        assert as_utc(local.replace(fold=1)) > slot.at
        assert "the first is meant" in explained(day, clock, name)


@given(moments)
def test_an_instant_comes_back_from_its_wall_time(moment):
    name = str(moment.tzinfo)
    slot = slot_at(moment, name)
    wall = datetime.fromisoformat(slot.wall)
    again = slot_of(wall.date(), wall.time(), name)
    assert slot.at == as_utc(moment)
    assert again.wall == slot.wall
    assert again.at <= slot.at
    if oddity(wall.date(), wall.time(), name) is None:
        assert again == slot


@given(days, clocks, zones, st.integers(1, 400))
def test_the_same_hour_on_another_day_stays_the_same_hour(day, clock, name, later):
    other = day + timedelta(days=later)
    moved = slot_of(other, clock, name)
    if oddity(other, clock, name) is None:
        assert datetime.fromisoformat(moved.wall).time() == clock
        assert spoken(moved.at, name).startswith(f"{other:%a} {other.day} {other:%b}, ")


@pytest.mark.parametrize(
    ("name", "day", "clock", "wall"),
    [
        ("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T02:30:00"),
        ("America/New_York", date(2026, 3, 8), time(2, 15), "2026-03-08T03:15:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-04T02:40:00"),
        ("Asia/Beirut", date(2026, 3, 29), time(0, 20), "2026-03-29T01:20:00"),
    ],
)
def test_a_skipped_wall_time_moves_by_as_much_as_the_clocks(name, day, clock, wall):
    assert oddity(day, clock, name) == "skipped"
    assert slot_of(day, clock, name).wall == wall


def test_what_was_done_to_an_odd_hour_is_said():
    assert explained(date(2026, 3, 29), time(1, 30), "Europe/London") == (
        "1:30 am does not exist on Sun 29 Mar, because clocks are put forward; it became 2:30 am."
    )
    assert explained(date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe") == (
        "1:45 am comes twice on Sun 5 Apr, because clocks are put back; the first is meant."
    )
    assert explained(date(2026, 11, 12), time(19, 30), "Asia/Kolkata") is None


@given(moments)
def test_a_slot_survives_its_columns(moment):
    slot = slot_at(moment, str(moment.tzinfo))
    assert Planned(**columns(slot)).slot == slot
    assert len(slot.wall) <= 32
    assert Planned(**columns(None)).slot is None


def test_a_slot_is_spoken_in_the_zone_it_was_planned_in():
    slot = slot_at(datetime(2026, 11, 12, 14, 0, tzinfo=UTC), "America/New_York")
    assert spoken_slot(Planned(**columns(slot)), "Asia/Kolkata") == "Thu 12 Nov, 9:00 am EST"
    old = Planned(publish_at=slot.at)
    assert spoken_slot(old, "Asia/Kolkata") == "Thu 12 Nov, 7:30 pm IST"
    assert spoken_slot(Planned(), "Asia/Kolkata") is None
