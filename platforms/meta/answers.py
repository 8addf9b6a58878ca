"""How the Graph API writes lists, pages, instants and counts. Sends nothing."""

from datetime import UTC, datetime, timedelta

from platforms import saying
from platforms.told import is_count, listed

VERSION = "v26.0"
"""Of 29 Jul 2026; Meta names no end yet: https://developers.facebook.com/docs/graph-api/changelog"""
CLOCK_SKEW = timedelta(minutes=2)
"""Meta's clock and ours may differ by this much."""


def following(body: dict[str, object]) -> str:
    """The cursor of the page after this one; empty after the last."""
    paging = body.get("paging")
    cursors = paging.get("cursors") if isinstance(paging, dict) else None
    after = cursors.get("after") if isinstance(cursors, dict) else None
    # the last page has a cursor, too, but no address of a next one
    has_more = isinstance(paging, dict) and bool(paging.get("next"))
    return after if has_more and isinstance(after, str) else ""


def id_of(value: object) -> str:
    """A Graph id, which some answers write as a number; empty when it is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return saying.identifier(str(value) if is_number else value)


def instant_of(value: object) -> datetime | None:
    """A time as Graph writes it: its offset has no colon, +0000."""
    try:
        found = datetime.fromisoformat(str(value))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def lifetime_count(metric: dict[str, object]) -> int | None:
    """The one number of a lifetime metric, in either of the shapes that Graph gives it."""
    total = metric.get("total_value")
    given = total if isinstance(total, dict) else next(iter(listed(metric, "values")), {})
    return count_of(given.get("value"))


def count_of(value: object) -> int | None:
    """The value when it is a count; anything else is unknown."""
    return value if is_count(value) else None
