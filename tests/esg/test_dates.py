"""Dates as exports and people write them."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg.dates import decide_order, parse_date


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2021-12-10", datetime(2021, 12, 10, tzinfo=UTC)),
        ("2021/12/10", datetime(2021, 12, 10, tzinfo=UTC)),
        ("2021-1-5", datetime(2021, 1, 5, tzinfo=UTC)),
        ("2021-12-10 07:03", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("2021-12-10T07:03:09", datetime(2021, 12, 10, 7, 3, 9, tzinfo=UTC)),
        ("10/12/2021", datetime(2021, 12, 10, tzinfo=UTC)),
        ("10.12.2021 7:03", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("10-12-21", datetime(2021, 12, 10, tzinfo=UTC)),
        ("10/12/2021, 12:03 am", datetime(2021, 12, 10, 0, 3, tzinfo=UTC)),
        ("10/12/2021 7:03:30 PM", datetime(2021, 12, 10, 19, 3, 30, tzinfo=UTC)),
        ("Dec 10, 2021", datetime(2021, 12, 10, tzinfo=UTC)),
        ("10 December 2021 19:03", datetime(2021, 12, 10, 19, 3, tzinfo=UTC)),
        ("10-Dec-2021", datetime(2021, 12, 10, tzinfo=UTC)),
        ("Fri, Dec 10, 2021", datetime(2021, 12, 10, tzinfo=UTC)),
        ("December 10th, 2021 at 7:03 PM", datetime(2021, 12, 10, 19, 3, tzinfo=UTC)),
        ("01-Jan-25", datetime(2025, 1, 1, tzinfo=UTC)),
        ("15-Aug-25 09:15", datetime(2025, 8, 15, 9, 15, tzinfo=UTC)),
        ("15 Aug 25 9:15 am", datetime(2025, 8, 15, 9, 15, tzinfo=UTC)),
        ("04-Mar-25", datetime(2025, 3, 4, tzinfo=UTC)),
        ("Sept 4, 2025", datetime(2025, 9, 4, tzinfo=UTC)),
        ("2025/03/04 7:30 PM", datetime(2025, 3, 4, 19, 30, tzinfo=UTC)),
        ("\u200e04/03/2025 19:30", datetime(2025, 3, 4, 19, 30, tzinfo=UTC)),
        ("2025-03-04T19:30:01.5", datetime(2025, 3, 4, 19, 30, 1, 500_000, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_is_utc_and_says_so(cell, instant):
    told = parse_date(cell, "day")
    assert (told.at, told.is_zoneless, told.is_timed) == (instant, True, ":" in cell)


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2021-12-10T07:03:00Z", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("2021-12-10T07:03:00+0000", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("2021-12-10 07:03:00 UTC", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("2021-12-10T07:03:00+05:30", datetime(2021, 12, 10, 1, 33, tzinfo=UTC)),
        ("2021-12-10 07:03 +0530", datetime(2021, 12, 10, 1, 33, tzinfo=UTC)),
        ("10/12/2021 07:03 +05:30", datetime(2021, 12, 10, 1, 33, tzinfo=UTC)),
        ("10/12/2021 07:03 UTC", datetime(2021, 12, 10, 7, 3, tzinfo=UTC)),
        ("Wed Oct 10 20:19:24 +0000 2018", datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)),
        ("Wed, 10 Oct 2018 20:19:24 +0530", datetime(2018, 10, 10, 14, 49, 24, tzinfo=UTC)),
        ("Wed, 10 Oct 2018 20:19:24 GMT", datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)),
        ("2025-03-04 19:30 IST", datetime(2025, 3, 4, 14, 0, tzinfo=UTC)),
        ("04 Mar 2025 7:30 PM IST", datetime(2025, 3, 4, 14, 0, tzinfo=UTC)),
        ("04/03/2025 7:30pm GMT+5:30", datetime(2025, 3, 4, 14, 0, tzinfo=UTC)),
        (
            "Tue Mar 04 2025 19:30:00 GMT+0530 (India Standard Time)",
            datetime(2025, 3, 4, 14, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_written_zone_is_honoured(cell, instant):
    told = parse_date(cell, "day")
    assert (told.at, told.is_zoneless) == (instant, False)


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday",
        "44540",
        "20211210",
        "2021-13-01",
        "2021-02-30",
        "31/02/2021",
        "10/12/2021 25:00",
        "10/12/2021 13:00 pm",
        "10/12/2021 soon",
        "0001-01-01T00:00:00+05:30",
        "32 Dec 2021",
        "Jan 25 10:30",
        "4 Mar 2025 10:30 PST",
        "10 Dec 2021 10:00 +99:99",
        "2021-12-10T10:00+99:99",
        "10/12/2021 10:00 +15:00",
    ],
)
def test_what_is_no_date_is_refused_with_the_cell_in_the_reason(cell):
    with pytest.raises(ValueError, match="is not a date") as caught:
        parse_date(cell, "day")
    assert cell[:10] in str(caught.value)


def test_one_unambiguous_date_decides_the_whole_column():
    assert decide_order(["03/04/2021", "12/25/2021"]).order == "month"
    assert decide_order(["03/04/2021", "25/12/2021"]).order == "day"
    assert decide_order(["03/04/2021", "25/12/2021"]).note is None


def test_an_undecidable_column_is_day_first_and_says_so():
    decided = decide_order(["03/04/2021", "05/06/2021"])
    assert decided.order == "day"
    assert "two ways" in (decided.note or "")


def test_a_column_that_contradicts_itself_follows_the_majority_and_says_so():
    decided = decide_order(["25/12/2021", "12/25/2021", "12/26/2021"])
    assert decided.order == "month"
    assert "mix" in (decided.note or "")


@pytest.mark.parametrize("cells", [[], ["2021-12-10"], ["05/05/2021"], ["Dec 10, 2021"]])
def test_dates_with_one_reading_need_no_note(cells):
    assert decide_order(cells).note is None


@given(
    st.lists(
        st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)), min_size=1, max_size=20
    ),
    st.sampled_from([("day", "%d/%m/%Y"), ("month", "%m/%d/%Y"), ("month", "%m-%d-%y")]),
)
def test_a_column_with_a_deciding_date_is_read_as_it_was_written(days, written):
    order, form = written
    cells = [d.strftime(form) for d in [*days, date(2020, 12, 31)]]
    decided = decide_order(cells)
    assert decided.order == order
    assert [parse_date(c, decided.order).at.date() for c in cells[:-1]] == days


def test_a_year_before_networks_is_refused_in_words():
    with pytest.raises(ValueError, match="lies before 1990"):
        parse_date("0001-01-01", "day")


@pytest.mark.parametrize(
    "cell", ["Jan " + "1:00 " * 4_000, "1/1/2020" + " " * 9_000 + "\n" * 9_000]
)
def test_a_long_cell_is_refused_at_once(cell):
    begun = time.process_time()
    for _ in range(50):
        decide_order([cell])
        with pytest.raises(ValueError, match="is not a date"):
            parse_date(cell + "x", "day")
    assert time.process_time() - begun < 1


def test_day_numbers_are_read_where_the_whole_column_is_such():
    assert decide_order(["45200", "45201.5"]).order == "serial"
    assert "spreadsheet" in (decide_order(["45200"]).note or "")
    assert decide_order(["45200", "2023-10-01"]).order == "day"
    assert decide_order(["12345"]).order == "day"
    told = parse_date("45200", "serial")
    assert (told.at, told.is_timed) == (datetime(2023, 10, 1, tzinfo=UTC), False)
    assert parse_date("45201.5", "serial").at == datetime(2023, 10, 2, 12, tzinfo=UTC)


def test_a_time_without_a_zone_is_of_the_place_that_is_named_and_a_day_stays_itself():
    india = ZoneInfo("Asia/Kolkata")
    assert parse_date("4 Mar 2025 19:30", "day", india).at == datetime(
        2025, 3, 4, 14, 0, tzinfo=UTC
    )
    assert parse_date("4 Mar 2025", "day", india).at == datetime(2025, 3, 4, tzinfo=UTC)
    written = parse_date("2025-03-04T19:30:00Z", "day", india)
    assert written.at == datetime(2025, 3, 4, 19, 30, tzinfo=UTC)
