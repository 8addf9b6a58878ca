"""Instants and wall times: aware UTC inside, the person's zone at the edge. Reads no clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.errors import InvalidError

SLOT_WINDOW = timedelta(hours=2)
"""A scheduled post may go out from its slot to two hours later (design, section 5)."""
NOW_WINDOW = timedelta(hours=24)
"""A post approved "now" may go out within a day of the decision."""

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Instants that a post can have; others are typing slips, and break arithmetic at the edges."""


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


def spoken(instant: datetime, zone_name: str) -> str:
    """The instant as a person reads it: "Thu 12 Nov, 7:30 pm IST"."""
    local = instant.astimezone(zone(zone_name))
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{local:%a} {local.day} {local:%b}, {hour}:{local:%M} {half} {local.tzname()}"


def window(publish_at: datetime | None, decided_at: datetime) -> tuple[datetime, datetime]:
    """The time within which an approved post may be submitted: (not_before, not_after)."""
    if publish_at is None:
        return decided_at, decided_at + NOW_WINDOW
    return publish_at, publish_at + SLOT_WINDOW
