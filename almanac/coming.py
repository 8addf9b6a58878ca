"""Which days fall in a stretch of time, for a business in a place. Reads no clock."""

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from almanac.days import Kept, Season, kept_days, seasons
from domain.day import Certainty, Day, DayKind, OwnDay
from domain.language import ENGLISH, HINDI


def days_between(
    start: date,
    end: date,
    *,
    states: tuple[str, ...] = (),
    language: str = ENGLISH,
    own: Iterable[OwnDay] = (),
) -> tuple[Day, ...]:
    """Every day and season that is kept between two dates, both included, by its date.

    Args:
        start: The first date.
        end: The last one.
        states: Where the business is; none: days of all states count as near.
        language: Names in Hindi for `hi`, else in English.
        own: Days that the workspace has entered.
    """
    found = [
        _day(kept, day, certainty, states, language)
        for kept in kept_days()
        for day, certainty in _dated(kept)
        # before anything is made of it: there are a thousand dates
        if day <= end and (end - day).days < (end - start).days + kept.lasts
    ]
    found += [day for season in seasons() for day in _of_season(season, start, end, language)]
    found += [day for one in own for day in _of_own(one, start, end)]
    there = (day for day in found if day.day <= end and day.until >= start)
    return tuple(sorted(there, key=lambda d: (d.day, not d.is_near, d.kind.value, d.key)))


def quiet_day(day: date, *, states: tuple[str, ...], own: Iterable[OwnDay] = ()) -> Day | None:
    """The quiet day that is kept near the business on this date, an own one first.

    Asks only the few quiet days for their dates, so that it may stand inside a unit of work.
    """
    found = [
        _day(kept, one, certainty, states, ENGLISH)
        for kept in kept_days()
        if kept.quiet
        for one, certainty in _dated(kept)
        if 0 <= (day - one).days < kept.lasts
    ]
    return quiet_on([*found, *(d for one in own for d in _of_own(one, day, day))], day)


def quiet_dates(
    start: date, end: date, *, states: tuple[str, ...], own: Iterable[OwnDay] = ()
) -> dict[date, Day]:
    """The dates between two, both included, on which a quiet day is kept near the business."""
    quiet = [day for day in days_between(start, end, states=states, own=own) if day.is_quiet]
    dates = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return {day: kept for day in dates if (kept := quiet_on(quiet, day))}


def quiet_on(days: Iterable[Day], day: date) -> Day | None:
    """The quiet day that is kept near the business on this date, an own one first."""
    quiet = [one for one in days if one.is_quiet and one.is_near and one.covers(day)]
    return min(quiet, key=lambda one: (one.kind is not DayKind.OWN, one.key), default=None)


def _dated(kept: Kept) -> Iterator[tuple[date, Certainty]]:
    for day in kept.dates:
        yield day, "moon" if kept.moon else "certain"
    for day in kept.estimated:
        yield day, "estimated"


def _day(
    kept: Kept, day: date, certainty: Certainty, states: tuple[str, ...], language: str
) -> Day:
    return Day(
        name=kept.hindi[0] if language == HINDI else kept.name,
        key=kept.name,
        kind=kept.kind,
        day=day,
        until=day + timedelta(days=kept.lasts - 1),
        states=kept.states,
        faith=kept.faith,
        is_solemn=kept.solemn,
        is_quiet=kept.quiet,
        is_near=not kept.states or not states or bool(set(kept.states) & set(states)),
        certainty=certainty,
    )


def _of_season(season: Season, start: date, end: date, language: str) -> Iterator[Day]:
    for year in _years(start, end):
        begins = date(year, *season.begins)
        ends = date(year + (season.ends < season.begins), *season.ends)
        name = season.hindi if language == HINDI else season.name
        yield Day(name=name, key=season.name, kind=DayKind.SEASON, day=begins, until=ends)


def _of_own(own: OwnDay, start: date, end: date) -> Iterator[Day]:
    for year in _years(start, end) if own.yearly else (own.day.year,):
        begins = _in_year(own.day, year)
        yield Day(
            name=own.name,
            key=own.id,
            kind=DayKind.OWN,
            day=begins,
            until=begins + (own.until - own.day),
            is_solemn=own.mourning,
            is_quiet=own.mourning,
        )


def _years(start: date, end: date) -> range:
    """Those in which something may begin that reaches the stretch, within the calendar's ends."""
    return range(max(start.year - 1, MINYEAR), min(end.year + 1, MAXYEAR))


def _in_year(day: date, year: int) -> date:
    """The same date of a year; a 29 February falls on the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
