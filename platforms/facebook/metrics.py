"""What Facebook counted for a Page's posts, in canonical names. "No data" is unknown, never zero.

https://developers.facebook.com/docs/graph-api/reference/insights
https://developers.facebook.com/docs/platforminsights/page/deprecated-metrics
"""

from collections.abc import Iterable

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.facebook.counts import COUNT_FIELDS, counts_in
from platforms.facebook.graph import Graph
from platforms.facebook.insights import FacebookInsights, last_count
from platforms.facebook.seen import post_id_of
from platforms.meta.answers import VERSION
from platforms.meta.refusing import MISSING, GraphError
from platforms.ports import MetricsReading

NAMES = {
    # the second ones were removed in November 2025 and June 2026; who is served an older version
    # of the API still gets them
    "impressions": ("post_media_view", "post_impressions"),
    "reach": ("post_total_media_view_unique", "post_impressions_unique"),
    "clicks": ("post_clicks",),
}


class FacebookMetrics:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._insights = FacebookInsights(graph)

    async def read_metrics(
        self, platform_post_ids: Iterable[str], tokens: Tokens, *, account_id: str
    ) -> MetricsReading:
        """The lifetime counts of these posts; what is not told of one is absent.

        Raises:
            PlatformError: Refused, or not answered.
        """
        values: dict[str, dict[str, int]] = {}
        sources: dict[str, str] = {}
        gone: set[str] = set()
        for wanted in dict.fromkeys(platform_post_ids):
            try:
                post = await self._post_of(wanted, tokens, account_id)
                counts = await self.counts_of(post, tokens)
            except GraphError as error:
                if error.numbers != MISSING:
                    raise
                gone.add(wanted)
                continue
            if counts:
                values[wanted] = counts
                sources[wanted] = _source(post)
        return MetricsReading(values=values, sources=sources, gone=frozenset(gone))

    async def counts_of(self, post: str, tokens: Tokens) -> dict[str, int]:
        body = await self._graph.get(post, tokens, {"fields": f"id,{COUNT_FIELDS}"})
        return counts_in(body) | await self.insights_of(post, tokens)

    async def insights_of(self, post: str, tokens: Tokens) -> dict[str, int]:
        """What only insights tell; nothing where the person did not allow those.

        Raises:
            PlatformError: Refused for another reason, or not answered.
        """
        found = {}
        for canonical, names in NAMES.items():
            try:
                _, told = await self._insights.first_told(
                    post, names, tokens, {"period": "lifetime"}
                )
            except PlatformError as error:
                if error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
                    return {}
                raise
            if (count := last_count(told)) is not None:
                found[canonical] = count
        return found

    async def _post_of(self, wanted: str, tokens: Tokens, account_id: str) -> str:
        """A video known by its own id has insights under its post's."""
        if "_" in wanted:
            return wanted
        body = await self._graph.get(wanted, tokens, {"fields": "id,post_id"})
        return post_id_of(body, account_id) or wanted


def _source(post: str) -> str:
    metrics = ",".join(names[0] for names in NAMES.values())
    return (
        f"GET /{VERSION}/{post}?fields={COUNT_FIELDS}; "
        f"GET /{VERSION}/{post}/insights?metric={metrics}, one by one"
    )
