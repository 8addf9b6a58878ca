"""Which version of the Graph API answers a call: the one in its path, or the oldest live one."""

from datetime import UTC, date, datetime

from sandbox.meta import errors

# The day each version ends; the newest have none yet.
# https://developers.facebook.com/docs/graph-api/changelog
_ENDS = {
    "v20.0": date(2026, 9, 24),
    "v21.0": date(2027, 1, 21),
    "v22.0": date(2027, 5, 20),
    "v23.0": date(2027, 10, 8),
    "v24.0": date(2028, 2, 18),
    "v25.0": date(2028, 7, 29),
}
_NEWEST = 26
_MINORS = {1: 0, 2: 12, 3: 3}
"""Later majors had no minor versions."""


def serving(asked: str | None, now: datetime) -> str:
    """An expired version, or none, is served by the oldest live one without a word.

    Raises:
        RefusalError: there never was such a version.
    """
    live = [f"v{number}.0" for number in range(20, _NEWEST + 1) if _is_live(f"v{number}.0", now)]
    if asked in live:
        return asked
    if asked is not None and not _has_existed(asked):
        raise errors.refusal(2500, f"Unknown path components: /{asked}")
    return live[0]


def _is_live(version: str, now: datetime) -> bool:
    end = _ENDS.get(version)
    return end is None or now < datetime(end.year, end.month, end.day, tzinfo=UTC)


def _has_existed(version: str) -> bool:
    major, _, minor = version[1:].partition(".")
    return 1 <= int(major) <= _NEWEST and int(minor) <= _MINORS.get(int(major), 0)
