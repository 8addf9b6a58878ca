"""Instants and wall times: aware UTC inside, the person's zone at the edge. Reads no clock.

A person means a wall time: "7:30 pm next Tuesday" stays 7:30 pm when the zone's offset changes in
between. A slot therefore keeps the wall time and its zone beside the instant. What is approved, and
hashed, is the instant: rules of a zone that change afterwards move no approved post.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BeforeValidator

from domain.errors import InvalidError
from domain.frozen import Frozen

_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d+)?\s*")


def _written_out(value: object) -> object:
    """Seconds since 1970 would be read as an instant in a zone that nobody named."""
    if isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise ValueError("write a date and time with an offset, as in 2026-11-12T19:30:00+05:30")
    return value


GivenInstant = Annotated[AwareDatetime, BeforeValidator(_written_out)]
"""An instant as a request gives it: ISO 8601 with an offset, nothing else."""

SLOT_WINDOW = timedelta(hours=2)
"""A scheduled post may go out from its slot to two hours later (design, section 5)."""
NOW_WINDOW = timedelta(hours=24)
"""A post approved "now" may go out within a day of the decision."""

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Instants that a post can have; others are typing slips, and break arithmetic at the edges."""


class Slot(Frozen):
    """A moment that a person chose."""

    at: datetime
    """The instant, UTC."""
    wall: str
    """The wall time there, ISO 8601 without an offset."""
    zone: str
    """IANA."""


Oddity = Literal["skipped", "repeated"]
"""What clocks that are put forward or back do to a wall time: it does not exist, or comes twice."""


class Planned(Frozen):
    """The slot of what is to go out, as its three columns; without an instant it is "now"."""

    publish_at: datetime | None = None
    publish_wall: str | None = None
    publish_zone: str | None = None

    @property
    def slot(self) -> Slot | None:
        if self.publish_at is None:
            return None
        if self.publish_wall is None or self.publish_zone is None:
            return slot_at(self.publish_at, "UTC")  # written before wall times were kept
        return Slot(at=self.publish_at, wall=self.publish_wall, zone=self.publish_zone)


def columns(slot: Slot | None) -> dict[str, datetime | str | None]:
    """The slot as the fields of `Planned`."""
    return {
        "publish_at": slot.at if slot else None,
        "publish_wall": slot.wall if slot else None,
        "publish_zone": slot.zone if slot else None,
    }


def as_utc(instant: datetime) -> datetime:
    """The same instant in UTC.

    Raises:
        InvalidError: The datetime is naive; nobody knows which instant it means.
    """
    if instant.tzinfo is None:
        raise InvalidError(
            f"The time {instant.isoformat()} has no time zone. Add an offset, "
            "for example 2026-11-12T19:30:00+05:30.",
            code="naive_time",
        )
    try:
        utc = instant.astimezone(UTC)
    except OverflowError:
        utc = None
    if utc is None or not EARLIEST <= utc < LATEST:
        raise InvalidError(
            f"The time {instant.isoformat()} is too far away. Choose one before the year "
            f"{LATEST.year}.",
            code="bad_time",
        )
    return utc


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant with an offset.

    Raises:
        InvalidError: Not ISO 8601, or without an offset.
    """
    try:
        return as_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise InvalidError(
            f"“{text}” is not a date and time. Write it like 2026-11-12T19:30:00+05:30.",
            code="bad_time",
        ) from error


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises:
        InvalidError: No such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidError(
            f"“{name}” is not a time zone. Use a name like Asia/Kolkata.", code="bad_zone"
        ) from error


def day_in(instant: datetime, zone_name: str) -> date:
    """The day that it is then in that zone."""
    return instant.astimezone(zone(zone_name)).date()


def slot_at(instant: datetime, zone_name: str) -> Slot:
    """The slot of an instant: its wall time in that zone.

    Raises:
        InvalidError: `naive_time`, `bad_time`, `bad_zone`.
    """
    at = as_utc(instant)
    wall = at.astimezone(zone(zone_name)).replace(tzinfo=None)
    return Slot(at=at, wall=wall.isoformat(), zone=zone_name)


def slot_of(day: date, clock: time, zone_name: str) -> Slot:
    """The slot of a wall time.

    One that the zone skips is moved forward by as much as the clocks are (2:30 becomes 3:30), as a
    person's own clock does. Of one that comes twice the first is taken: an hour early can still be
    moved, an hour late cannot be made up for. `oddity` tells both, so that they can be said.

    Raises:
        InvalidError: `bad_time`, `bad_zone`.
    """
    return slot_at(_local(day, clock, zone_name), zone_name)


def oddity(day: date, clock: time, zone_name: str) -> Oddity | None:
    """What is odd about this wall time in this zone, if anything."""
    local = _local(day, clock, zone_name)
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return None
    wall = local.replace(tzinfo=None)
    exists = as_utc(local).astimezone(local.tzinfo).replace(tzinfo=None) == wall
    return "repeated" if exists else "skipped"


def explained(day: date, clock: time, zone_name: str) -> str | None:
    """A sentence for whoever asked for an odd wall time; None when nothing is odd about it."""
    found = oddity(day, clock, zone_name)
    if found is None:
        return None
    said, on = spoken_clock(clock), f"{day:%a} {day.day} {day:%b}"
    if found == "repeated":
        return f"{said} comes twice on {on}, because clocks are put back; the first is meant."
    moved = slot_of(day, clock, zone_name)
    return (
        f"{said} does not exist on {on}, because clocks are put forward; it became "
        f"{spoken_clock(datetime.fromisoformat(moved.wall).time())}."
    )


def _local(day: date, clock: time, zone_name: str) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), tzinfo=zone(zone_name))


def spoken_clock(clock: time) -> str:
    """The wall time as a person says it: 19:30 is 7:30 pm."""
    return f"{clock.hour % 12 or 12}:{clock:%M} {'am' if clock.hour < 12 else 'pm'}"


def spoken(instant: datetime, zone_name: str) -> str:
    """The instant as a person reads it: "Thu 12 Nov, 7:30 pm IST"."""
    local = instant.astimezone(zone(zone_name))
    clock = spoken_clock(local.time())
    return f"{local:%a} {local.day} {local:%b}, {clock} {local.tzname()}"


def spoken_slot(planned: Planned, zone_name: str) -> str | None:
    """When it goes out, in the zone it was planned in, or else in the given one; None is "now"."""
    if planned.publish_at is None:
        return None
    return spoken(planned.publish_at, planned.publish_zone or zone_name)


def window(publish_at: datetime | None, decided_at: datetime) -> tuple[datetime, datetime]:
    """The time within which an approved post may be submitted: (not_before, not_after)."""
    if publish_at is None:
        return decided_at, decided_at + NOW_WINDOW
    return publish_at, publish_at + SLOT_WINDOW
