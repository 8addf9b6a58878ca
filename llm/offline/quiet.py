"""Keeps planned posts off days of mourning, and tells of the days that a plan meets."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from almanac.coming import quiet_on
from domain.campaign import CalendarEntry
from domain.day import Day, DayKind

TOLD = 2
"""Days of the plan's stretch that are told at most: more would be a calendar."""


def moved_off(
    planned: Sequence[date],
    days: Sequence[Day],
    *,
    back: bool,
    free: Collection[int] = frozenset(),
) -> list[date]:
    """The days without those of mourning or to keep free, each on the nearest other one instead.

    Args:
        planned: In order, none twice.
        days: What is kept then.
        back: Whether a post moves to an earlier day: the plan ends on a day that it is for.
        free: Days of the week without posts, Monday 0; not all of them.
    """

    def is_shut(day: date) -> bool:
        return day.weekday() in free or quiet_on(days, day) is not None

    step = timedelta(days=-1 if back else 1)
    taken = {day for day in planned if not is_shut(day)}
    moved: list[date] = []
    for day in sorted(planned, reverse=back):
        place = day
        while is_shut(place) or (place != day and place in taken):
            place += step
        taken.add(place)
        moved.append(place)
    return sorted(moved)


def avoided(planned: Sequence[date], days: Sequence[Day]) -> list[str]:
    """That no post is planned on a day, and why."""
    found = {day: quiet_on(days, day) for day in planned}
    return [
        f"Nothing goes out on {_spoken(day)}: it {_is(kept)} {kept.name}, a day of mourning."
        for day, kept in found.items()
        if kept
    ]


def warned(asked: Sequence[date], days: Sequence[Day]) -> list[str]:
    """A day that was asked for is kept, and the person is told what day it is."""
    found = {day: quiet_on(days, day) for day in asked}
    return [
        f"{_spoken(day)} {_is(kept)} {kept.name}, a day of mourning. "
        "Shall the post go out on another day?"
        for day, kept in found.items()
        if kept
    ]


def met(calendar: Sequence[CalendarEntry], days: Sequence[Day], occasion: str | None) -> list[str]:
    """The festivals of the brand's place between the plan's first and last day."""
    planned = [entry.day for entry in calendar if entry.day]
    if not planned:
        return []
    first, last = min(planned), max(planned)
    there = [
        day
        for day in days
        if day.kind in {DayKind.FESTIVAL, DayKind.OWN}
        and day.is_near
        and not day.is_quiet
        and day.certainty != "estimated"
        and first <= day.day <= last
        and occasion not in (day.key, day.name)
    ]
    own_first = sorted(
        there, key=lambda day: (day.kind is not DayKind.OWN, not day.states, day.day)
    )
    return [f"{day.name} on {_spoken(day.day)} lies in this plan." for day in own_first[:TOLD]]


def _is(kept: Day) -> str:
    return "is expected to be" if kept.certainty == "estimated" else "is"


def _spoken(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"
