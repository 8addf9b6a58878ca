"""Named periods are days of the zone that a person lives in."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.period import Period
from domain.periods import span_of

KOLKATA = "Asia/Kolkata"
NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
"""Sunday 29 November, 1:30 am in Kolkata."""


def days(period, now=NOW, zone_name=KOLKATA):
    span = span_of(period, now, zone_name)
    shift = timedelta(hours=5, minutes=30)
    return tuple((at + shift).strftime("%a %d %b %H:%M") if at else None for at in
                 (span.since, span.until))  # fmt: skip


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (Period.TODAY, "Sun 29 Nov 00:00", "Mon 30 Nov 00:00"),
        (Period.YESTERDAY, "Sat 28 Nov 00:00", "Sun 29 Nov 00:00"),
        (Period.THIS_WEEK, "Mon 23 Nov 00:00", "Mon 30 Nov 00:00"),
        (Period.LAST_WEEK, "Mon 16 Nov 00:00", "Mon 23 Nov 00:00"),
        (Period.THIS_MONTH, "Sun 01 Nov 00:00", "Tue 01 Dec 00:00"),
        (Period.LAST_MONTH, "Thu 01 Oct 00:00", "Sun 01 Nov 00:00"),
        (Period.THIS_YEAR, "Thu 01 Jan 00:00", None),
        (Period.LAST_7_DAYS, "Mon 23 Nov 00:00", "Mon 30 Nov 00:00"),
        (Period.LAST_30_DAYS, "Sat 31 Oct 00:00", "Mon 30 Nov 00:00"),
    ],
)
def test_a_period_is_whole_days_there(period, since, until):
    assert days(period) == (since, until)


@pytest.mark.parametrize("period", Period)
def test_every_period_has_a_span(period):
    span = span_of(period, NOW, "America/New_York")
    assert span.until is None or span.since < span.until


def test_a_week_in_which_clocks_change_still_begins_at_midnight():
    span = span_of(Period.LAST_WEEK, datetime(2026, 11, 5, 12, tzinfo=UTC), "America/New_York")
    assert span.until - span.since == timedelta(days=7, hours=1)
