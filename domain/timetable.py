"""An account's week: when it posts, and when nobody wants to be disturbed. Reads no clock.

All times are wall times in one zone, so that "Fridays at 7 pm" stays 7 pm when clocks change.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Self

from pydantic import Field, field_validator, model_validator

from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.times import Slot, slot_of, zone

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
HORIZON = timedelta(days=366)
"""How far ahead a free slot is looked for."""
LEAD = timedelta(minutes=15)
"""What people need to approve a post before its slot."""
TAKEN_WITHIN = timedelta(minutes=10)
"""A post planned as near as this takes the slot."""
MOST_SLOTS = 200
_DAY = timedelta(days=1)
_WALL = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""Not \\d, which takes the digits of every script."""


class WeeklySlot(Frozen):
    weekday: int = Field(ge=0, le=6)
    """0 is Monday."""
    at: str = Field(pattern=_WALL)
    """Wall time, "19:30"."""

    @property
    def clock(self) -> time:
        return time.fromisoformat(self.at)


class QuietHours(Frozen):
    """A stretch of the day; an end before its beginning is on the next day."""

    begins: str = Field(pattern=_WALL)
    ends: str = Field(pattern=_WALL)
    weekdays: tuple[int, ...] = Field(default=EVERY_DAY, min_length=1, max_length=7)
    """The days on which they begin."""

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.begins == self.ends:
            raise ValueError("quiet hours need an end that differs from their beginning")
        if any(day not in EVERY_DAY for day in self.weekdays):
            raise ValueError("weekdays go from 0 (Monday) to 6")
        return self


class Timetable(Frozen):
    timezone: str
    """IANA."""
    slots: tuple[WeeklySlot, ...] = Field(default=(), max_length=MOST_SLOTS)
    quiet: tuple[QuietHours, ...] = Field(default=(), max_length=20)

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            zone(name)
        except InvalidError as error:
            raise ValueError(error.message) from None
        return name


def occurrences(timetable: Timetable, *, after: datetime, until: datetime) -> Iterator[Slot]:
    """Every slot in that time, in order, each instant once; those in quiet hours are left out."""
    local = zone(timetable.timezone)
    day, last = after.astimezone(local).date() - _DAY, until.astimezone(local).date() + _DAY
    seen: set[datetime] = set()
    while day <= last:
        of_the_day = [slot for slot in timetable.slots if slot.weekday == day.weekday()]
        slots = (slot_of(day, slot.clock, timetable.timezone) for slot in of_the_day)
        # once for the day: a year of slots would lay out each of them anew
        quiet = _quiet_around(timetable, day) if of_the_day else ()
        for slot in sorted(slots, key=lambda s: s.at):
            is_within = after < slot.at <= until and slot.at not in seen
            if is_within and not any(begins <= slot.at < ends for begins, ends in quiet):
                seen.add(slot.at)
                yield slot
        day += _DAY


def next_free(
    timetable: Timetable, taken: Collection[datetime], *, after: datetime, count: int = 1
) -> tuple[Slot, ...]:
    """The next slots that no post is planned for; fewer when the year ahead has fewer.

    Args:
        timetable: The account's week.
        taken: Instants for which its posts are planned.
        after: Now; slots sooner than `LEAD` are left to what is approved already.
        count: How many.
    """
    found: list[Slot] = []
    for slot in occurrences(timetable, after=after + LEAD, until=after + HORIZON):
        if len(found) == count:
            break
        if not any(abs(slot.at - at) <= TAKEN_WITHIN for at in taken):
            found.append(slot)
    return tuple(found)


def is_all_quiet(timetable: Timetable, *, after: datetime) -> bool:
    """Whether it has slots, and each of them lies in quiet hours, so that none is ever offered."""
    until = after + 8 * _DAY  # each weekday whole once, also where clocks change
    return bool(timetable.slots) and not any(occurrences(timetable, after=after, until=until))


def quiet_until(timetable: Timetable, at: datetime) -> datetime | None:
    """When the quiet hours end in which the instant lies; None: it lies in none.

    Hours that follow on each other are one. The end itself is not quiet any more.
    """
    end: datetime | None = None
    for _ in range(7 * max(len(timetable.quiet), 1)):
        later = _end_of(timetable, end or at)
        if later is None:
            break
        end = later
    return end


def _end_of(timetable: Timetable, at: datetime) -> datetime | None:
    local_day = at.astimezone(zone(timetable.timezone)).date()
    quiet = _quiet_around(timetable, local_day)
    return max((ends for begins, ends in quiet if begins <= at < ends), default=None)


def _quiet_around(timetable: Timetable, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Beginning and end of all quiet hours in which an instant of that local day can lie."""
    return tuple(
        _bounds(hours, begun, timetable.timezone)
        for hours in timetable.quiet
        for begun in (day - _DAY, day)
        if begun.weekday() in hours.weekdays
    )


def _bounds(hours: QuietHours, day: date, zone_name: str) -> tuple[datetime, datetime]:
    begins, ends = time.fromisoformat(hours.begins), time.fromisoformat(hours.ends)
    last = day if ends > begins else day + _DAY
    return slot_of(day, begins, zone_name).at, slot_of(last, ends, zone_name).at
