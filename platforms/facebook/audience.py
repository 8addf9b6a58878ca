"""A Page's own numbers over a time, and where its followers live. Facebook tells no age or gender.

https://developers.facebook.com/docs/graph-api/reference/insights
"""

from datetime import datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.facebook.graph import Graph
from platforms.facebook.insights import FacebookInsights, last_count, summed
from platforms.meta.answers import VERSION, count_of
from platforms.ports import Audience

_SUMS = {
    "impressions": ("page_media_view", "page_impressions"),
    "engagement": ("page_post_engagements",),
    "follows": ("page_daily_follows_unique", "page_daily_follows"),
    "unfollows": ("page_daily_unfollows_unique",),
    "clicks": ("page_total_actions",),
    "video_views": ("page_video_views",),
}
"""Told day by day, and a day's are of that day alone."""
_REACH = ("page_total_media_view_unique", "page_impressions_unique")
"""People cannot be added up over days: told for the last 28, or for the last day."""
_PERIODS = ((28, "days_28"), (7, "week"), (1, "day"))
_COUNTRIES = ("page_follows_country",)
_MOST_GROUPS = 300


class FacebookAudience:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._insights = FacebookInsights(graph)

    async def read_audience(
        self, tokens: Tokens, *, account_id: str, since: datetime, until: datetime
    ) -> Audience:
        """As the port says; what Facebook does not tell of this Page is absent.

        Raises:
            PlatformError: Refused, or not answered.
        """
        span = {"since": str(int(since.timestamp())), "until": str(int(until.timestamp()))}
        body = await self._graph.get(account_id, tokens, {"fields": "id,followers_count"})
        found = {"followers": count_of(body.get("followers_count"))}
        asked: list[str] = []
        for canonical, names in _SUMS.items():
            name, values = await self._told(
                account_id, names, tokens, {"period": "day", **span}, asked
            )
            found[canonical] = summed(values) if name else None
        days = (until - since).days
        period = next((name for least, name in _PERIODS if days >= least), "day")
        _, values = await self._told(account_id, _REACH, tokens, {"period": period, **span}, asked)
        found["reach"] = last_count(values)
        countries = await self._countries(account_id, tokens, asked)
        return Audience(
            values={name: value for name, value in found.items() if value is not None},
            demographics={"country": countries} if countries else {},
            source=(
                f"GET /{VERSION}/{account_id}?fields=followers_count; GET /{VERSION}/{account_id}"
                f"/insights?metric={','.join(asked)}, one by one"
            ),
        )

    async def _countries(
        self, account_id: str, tokens: Tokens, asked: list[str]
    ) -> dict[str, float]:
        query = {"period": "lifetime"}
        _, values = await self._told(account_id, _COUNTRIES, tokens, query, asked)
        groups = values[-1].get("value") if values else None
        counted = groups.items() if isinstance(groups, dict) else ()
        known = {
            str(country): float(count)
            for country, value in counted
            if (count := count_of(value)) is not None and len(str(country)) <= 3
        }
        return dict(list(known.items())[:_MOST_GROUPS])

    async def _told(
        self,
        account_id: str,
        names: tuple[str, ...],
        tokens: Tokens,
        query: dict[str, str],
        asked: list[str],
    ) -> tuple[str, list[dict[str, object]]]:
        try:
            name, values = await self._insights.first_told(account_id, names, tokens, query)
        except PlatformError as error:
            if error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
                return "", []  # what the person did not allow is not told, the rest is
            raise
        if name:
            asked.append(name)
        return name, values
