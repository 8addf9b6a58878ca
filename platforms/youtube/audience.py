"""A channel's numbers over a time and who watches it. Counts nothing itself."""

from collections.abc import Iterable
from datetime import datetime

from domain.connection import Tokens
from platforms import saying
from platforms.ports import Audience
from platforms.told import is_amount, is_count
from platforms.youtube.analytics import METRICS, Analytics, Report, canonical, day_of
from platforms.youtube.data import part_of
from platforms.youtube.resource import count
from platforms.youtube.videos import Videos

_COUNTS = {"views": "impressions", "likes": "likes", "comments": "comments"}
MOST_GROUPS = 250
"""More than there are countries."""


class YouTubeAudience:
    def __init__(self, videos: Videos, analytics: Analytics) -> None:
        self._videos = videos
        self._analytics = analytics

    async def read_audience(
        self, tokens: Tokens, *, account_id: str, since: datetime, until: datetime
    ) -> Audience:
        """The numbers of those days, the followers of now; shares of viewers in per cent.

        Raises:
            PlatformError: Refused, or not answered.
        """
        first, last = day_of(since), day_of(until)

        async def report(metrics: str, dimensions: str = "") -> Report:
            return await self._analytics.report(
                tokens, metrics=metrics, dimensions=dimensions, since=first, until=last
            )

        query = {"part": "statistics", "id": account_id}
        channels = await self._videos.channels(query, tokens)
        totals = await report(",".join((*_COUNTS, *METRICS)))
        people = await report("viewerPercentage", "ageGroup,gender")
        places = await report("views", "country")
        values = _totals(totals) | _followers(channels)
        groups = {
            "age": _sums(people, "ageGroup", "viewerPercentage"),
            "gender": _sums(people, "gender", "viewerPercentage"),
            "country": _sums(places, "country", "views"),
        }
        sources = (
            f"GET /youtube/v3/channels?part=statistics&id={account_id}",
            totals.source,
            people.source,
            places.source,
        )
        return Audience(
            values=values,
            demographics={name: found for name, found in groups.items() if found},
            source="; ".join(sources),
        )


def _totals(report: Report) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in report.rows[:1]:
        counts = {ours: row.get(name) for name, ours in _COUNTS.items()}
        found = {name: n for name, n in counts.items() if is_count(n)}
        found |= canonical(row)
    return found


def _followers(channels: Iterable[dict[str, object]]) -> dict[str, int]:
    for channel in channels:
        statistics = part_of(channel, "statistics")
        followers = count(statistics.get("subscriberCount"))
        if followers is not None and statistics.get("hiddenSubscriberCount") is not True:
            return {"followers": followers}
    return {}


def _sums(report: Report, dimension: str, metric: str) -> dict[str, float]:
    """The metric by the groups of one dimension, over all others."""
    found: dict[str, float] = {}
    for row in report.rows:
        group, value = row.get(dimension), row.get(metric)
        if isinstance(group, str) and is_amount(value) and len(found) < MOST_GROUPS:
            name = saying.one_line(group, 40)
            found[name] = round(found.get(name, 0.0) + value, 4)
    return found
