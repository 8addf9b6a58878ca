"""Periods that people name, as instants of the zone they live in. Reads no clock."""

from datetime import date, datetime, time, timedelta

from domain.frozen import Frozen
from domain.period import Period
from domain.times import as_utc, zone


class Span(Frozen):
    """From an instant on, up to and without another; None is open."""

    since: datetime | None = None
    until: datetime | None = None


_DAYS = {Period.LAST_7_DAYS: 7, Period.LAST_30_DAYS: 30, Period.LAST_90_DAYS: 90}


def span_of(period: Period, now: datetime, zone_name: str) -> Span:
    """The period's days in that zone; weeks begin on Monday, and "last 7 days" ends today.

    Raises:
        InvalidError: `bad_zone`.
    """
    first, after = _days(period, now.astimezone(zone(zone_name)).date())
    return days_span(first, after, zone_name)


def days_span(first: date, after: date | None, zone_name: str) -> Span:
    """From the beginning of the first day to the beginning of the day after the last."""
    return Span(since=_midnight(first, zone_name), until=_midnight(after, zone_name))


def _days(period: Period, today: date) -> tuple[date, date | None]:
    tomorrow, monday = today + timedelta(1), today - timedelta(today.weekday())
    month = today.replace(day=1)
    named: dict[Period, tuple[date, date | None]] = {
        Period.TODAY: (today, tomorrow),
        Period.YESTERDAY: (today - timedelta(1), today),
        Period.THIS_WEEK: (monday, monday + timedelta(7)),
        Period.LAST_WEEK: (monday - timedelta(7), monday),
        Period.THIS_MONTH: (month, (month + timedelta(32)).replace(day=1)),
        Period.LAST_MONTH: ((month - timedelta(1)).replace(day=1), month),
        Period.THIS_YEAR: (today.replace(month=1, day=1), None),
    }
    if period in named:
        return named[period]
    return tomorrow - timedelta(_DAYS[period]), tomorrow


def _midnight(day: date | None, zone_name: str) -> datetime | None:
    return as_utc(datetime.combine(day, time(), tzinfo=zone(zone_name))) if day else None
