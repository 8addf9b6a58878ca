"""When a published post is asked about, and from which age its numbers may be judged.

Reads no clock. Lags: Instagram says "up to 48 hours", YouTube Analytics 48 to 72; the others state
none (platforms' documentation). Most reactions come within two days, so nothing settles sooner.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.platform import Platform

_H = timedelta(hours=1)
_DAY = timedelta(days=1)

LAGS: dict[Platform, timedelta] = {Platform.INSTAGRAM: 48 * _H, Platform.YOUTUBE: 72 * _H}
"""How long a platform's numbers may be behind, where it says so."""
SETTLES_AFTER = 48 * _H
"""The age at which a post has most of what it will get, on platforms without a longer lag."""
WATCHED = 30 * _DAY
"""Later nothing is asked: X gives its owner's numbers for 30 days, and little changes."""

_FIRST = tuple(timedelta(seconds=s) for s in (20, 45, 90, 180, 600))
_FIRST_DAY = (timedelta(minutes=30), 1 * _H, 3 * _H, 6 * _H, 12 * _H)
_SETTLING = (18 * _H, 24 * _H, 36 * _H)
_AFTERWARDS = (3, 4, 5, 7, 10, 14, 21, 30)
_LAGGING_EVERY = 6 * _H
"""While a platform with a lag may come with its first numbers at any time."""

SOONEST_AGAIN = timedelta(minutes=1)
LATEST_AGAIN = 6 * _H
"""Bounds of the pause after a look that failed; it doubles with every failure in a row."""


class Maturity(StrEnum):
    """What the newest numbers of a post are worth."""

    NONE = "none"
    """The platform has said nothing yet: not zero."""
    EARLY = "early"
    """Too young to judge: they still grow."""
    SETTLED = "settled"


def settles_after(platform: Platform) -> timedelta:
    """The age from which this platform's numbers are compared and learned from."""
    return max(SETTLES_AFTER, LAGS.get(platform, timedelta()))


def maturity(platform: Platform, published_at: datetime | None, as_of: datetime) -> Maturity:
    """What numbers read at that instant are worth; a post without a date is an old one."""
    if published_at is None or as_of - published_at >= settles_after(platform):
        return Maturity.SETTLED
    return Maturity.EARLY


def is_overdue(
    platform: Platform, published_at: datetime | None, told: Maturity, now: datetime
) -> bool:
    """Whether a post is old enough to be judged and its newest numbers are not."""
    return told is not Maturity.SETTLED and maturity(platform, published_at, now) is (
        Maturity.SETTLED
    )


def looks(platform: Platform) -> tuple[timedelta, ...]:
    """The ages at which a post is asked about: minutes after it, then ever more rarely."""
    lag = LAGS.get(platform, timedelta())
    lagging = tuple(_LAGGING_EVERY * n for n in range(1, lag // _LAGGING_EVERY))
    settled = settles_after(platform)
    later = tuple(days * _DAY for days in _AFTERWARDS)
    return tuple(sorted({*_FIRST, *_FIRST_DAY, *_SETTLING, *lagging, settled, *later}))


def next_look(platform: Platform, published_at: datetime, now: datetime) -> datetime | None:
    """When to ask again after an answer: at the next age of `looks`; None when it is over.

    What was slept through is not made up for: one answer holds the whole past.
    """
    ahead = [published_at + age for age in looks(platform) if published_at + age > now]
    return min(ahead, default=None)


def look_again(
    platform: Platform,
    published_at: datetime,
    now: datetime,
    *,
    failures: int,
    wait_s: float | None = None,
) -> datetime | None:
    """When to ask again after `failures` failures in a row; the plan's own next age if sooner.

    Args:
        platform: Whose numbers.
        published_at: When the post went out.
        now: The time of the failure.
        failures: At least 1.
        wait_s: What the platform asked to wait, if it did; never undercut.
    """
    if now - published_at > WATCHED:
        return None
    pause = min(SOONEST_AGAIN * (1 << min(failures - 1, 20)), LATEST_AGAIN)
    planned = next_look(platform, published_at, now)
    again = min(now + pause, planned) if planned else now + pause
    return max(again, now + timedelta(seconds=wait_s or 0.0))
