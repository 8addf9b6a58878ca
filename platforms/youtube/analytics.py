"""YouTube's Analytics reports: tables of numbers by day, video or group. Knows no post.

Numbers lag two to three days. A report without numbers has no rows at all, which is not zero.
https://developers.google.com/youtube/analytics/reference/reports/query
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.connection import Tokens
from platforms.told import is_amount
from platforms.youtube.data import Data, target_of

PATH = "/v2/reports"
BEGINNING = date(2005, 2, 14)
"""YouTube's own: a report from here on is of a video's whole life."""
METRICS = {
    # since Aug 2026 every start of play is a view; engaged views keep the old meaning
    "engagedViews": "video_views",
    "estimatedMinutesWatched": "watch_time_s",
    "shares": "shares",
    "videosAddedToPlaylists": "saves",
    "subscribersGained": "follows",
    "cardClicks": "clicks",
}
_SECONDS = {"estimatedMinutesWatched": 60}
_PACIFIC = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True)
class Report:
    """Rows by column name."""

    rows: tuple[dict[str, object], ...]
    source: str
    """The request, without secrets."""


class Analytics:
    def __init__(self, data: Data, *, now: Callable[[], datetime]) -> None:
        self._data = data
        self._now = now

    async def report(
        self,
        tokens: Tokens,
        *,
        metrics: str,
        since: date | None = None,
        until: date | None = None,
        dimensions: str = "",
        filters: str = "",
    ) -> Report:
        """One table of the connected channel, of the days from `since` to `until`, both included.

        Raises:
            PlatformError: Refused, or not answered.
        """
        # its days are those of the Pacific coast
        today = self._now().astimezone(_PACIFIC).date()
        query = {
            "ids": "channel==MINE",
            "startDate": (since or BEGINNING).isoformat(),
            "endDate": (until or today).isoformat(),
            "metrics": metrics,
            "dimensions": dimensions,
            "filters": filters,
        }
        given = {name: value for name, value in query.items() if value}
        body = await self._data.get(PATH, tokens, given)
        return Report(tuple(_rows(body)), f"GET {target_of(PATH, given)}")


def canonical(row: Mapping[str, object]) -> dict[str, int]:
    """The counts of a row by our names; what it does not have is left out."""
    found = {}
    for name, ours in METRICS.items():
        value = row.get(name)
        if is_amount(value):
            found[ours] = round(value * _SECONDS.get(name, 1))
    return found


def day_of(instant: datetime) -> date:
    return instant.astimezone(_PACIFIC).date()


def _rows(body: dict[str, object]) -> Iterator[dict[str, object]]:
    headers, rows = body.get("columnHeaders"), body.get("rows")
    if not isinstance(headers, list) or not isinstance(rows, list):
        return
    names = [str(one.get("name")) if isinstance(one, dict) else "" for one in headers]
    for row in rows:
        if isinstance(row, list) and len(row) == len(names):
            yield dict(zip(names, row, strict=True))
