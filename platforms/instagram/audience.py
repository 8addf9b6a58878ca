"""An Instagram account's numbers over a time, and who its people are. Absent is unknown.

https://developers.facebook.com/documentation/instagram-platform/api-reference/instagram-user/insights
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.connection import Tokens
from domain.errors import ErrorClass
from platforms import saying
from platforms.instagram import errors
from platforms.meta.answers import VERSION, count_of, lifetime_count
from platforms.meta.graph import Graph
from platforms.meta.refusing import GraphError
from platforms.ports import Audience
from platforms.told import listed

LONGEST = timedelta(days=30)
"""What one call covers at most; a longer time is asked for in parts and added up."""
MOST_PARTS = 4
"""Instagram keeps an account's numbers for ninety days."""
_SUMS = {
    "views": "impressions",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares",
    "saves": "saves",
    "reposts": "reposts",
    "total_interactions": "engagement",
    "profile_links_taps": "clicks",
}
_PEOPLE = {"reach": "reach", "accounts_engaged": "accounts_engaged"}
"""Each person once: the numbers of two times cannot be added."""
_FOLLOWS = {"FOLLOWER": "follows", "NON_FOLLOWER": "unfollows"}
_DIMENSIONS = ("age", "gender", "country", "city")
_DEMOGRAPHICS = {"follower_demographics": "", "engaged_audience_demographics": "engaged_"}
# the longer ones of the documented list are refused by newer versions
_TIMEFRAME = "this_month"


class InstagramAudience:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read_audience(
        self, tokens: Tokens, *, account_id: str, since: datetime, until: datetime
    ) -> Audience:
        """As the port says; demographics are of now, whatever the time asked for.

        Raises:
            PlatformError: Refused, or not answered.
        """
        values = await self._followers(tokens, account_id)
        spans = list(_spans(since, until))
        wanted = _SUMS | (_PEOPLE if len(spans) == 1 else {})
        for begin, end in spans:
            for name, count in (await self._totals(tokens, account_id, wanted, begin, end)).items():
                values[name] = values.get(name, 0) + count
        demographics: dict[str, dict[str, float]] = {}
        for dimension in _DIMENSIONS:
            demographics |= await self._demographics(tokens, account_id, dimension)
        asked = f"GET /{VERSION}/{account_id}/insights?metric="
        return Audience(
            values=values,
            demographics=demographics,
            source=f"{asked}{','.join(wanted)}; {asked}{','.join(_DEMOGRAPHICS)}",
        )

    async def _followers(self, tokens: Tokens, account_id: str) -> dict[str, int]:
        told = await self._graph.get(account_id, tokens, {"fields": "followers_count"})
        count = count_of(told.get("followers_count"))
        return {} if count is None else {"followers": count}

    async def _totals(
        self,
        tokens: Tokens,
        account_id: str,
        wanted: dict[str, str],
        begin: datetime,
        end: datetime,
    ) -> dict[str, int]:
        span = {
            "period": "day",
            "metric_type": "total_value",
            "since": str(int(begin.timestamp())),
            "until": str(int(end.timestamp())),
        }
        path = f"{account_id}/insights"
        body = await self._graph.get(path, tokens, span | {"metric": ",".join(wanted)})
        found = {wanted.get(str(one.get("name"))): lifetime_count(one) for one in listed(body)}
        follows = {"metric": "follows_and_unfollows", "breakdown": "follow_type"}
        moved = groups_of(await self._graph.get(path, tokens, span | follows))
        for told, name in _FOLLOWS.items():
            found[name] = count_of(moved.get("follows_and_unfollows", {}).get(told))
        return {name: count for name, count in found.items() if name and count is not None}

    async def _demographics(
        self, tokens: Tokens, account_id: str, dimension: str
    ) -> dict[str, dict[str, float]]:
        """Of one dimension; nothing is told of an account with fewer than a hundred followers."""
        query = {
            "metric": ",".join(_DEMOGRAPHICS),
            "period": "lifetime",
            "metric_type": "total_value",
            "breakdown": dimension,
            "timeframe": _TIMEFRAME,
        }
        try:
            body = await self._graph.get(f"{account_id}/insights", tokens, query)
        except GraphError as error:
            if error.error_class is ErrorClass.VALIDATION or errors.is_too_few(error):
                return {}
            raise
        return {
            f"{beginning}{dimension}": {group: float(count) for group, count in found.items()}
            for name, found in groups_of(body).items()
            if (beginning := _DEMOGRAPHICS.get(name)) is not None and found
        }


def groups_of(body: dict[str, object]) -> dict[str, dict[str, int]]:
    """Metric to group to count, of an answer that is broken down by one dimension."""
    found: dict[str, dict[str, int]] = {}
    for metric in listed(body):
        total = metric.get("total_value")
        breakdowns = listed(total, "breakdowns") if isinstance(total, dict) else []
        groups = found.setdefault(str(metric.get("name")), {})
        for result in (one for breakdown in breakdowns for one in listed(breakdown, "results")):
            names, count = result.get("dimension_values"), count_of(result.get("value"))
            if isinstance(names, list) and names and count is not None:
                groups[saying.one_line(str(names[0]), saying.MAX_NAME)] = count
    return found


def _spans(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The newest parts of the time, oldest first."""
    parts: list[tuple[datetime, datetime]] = []
    while since < until and len(parts) < MOST_PARTS:
        begin = max(since, until - LONGEST)
        parts.append((begin, until))
        until = begin
    return reversed(parts)
