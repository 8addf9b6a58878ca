"""What Instagram counted for our posts, in canonical names. "No data" is unknown, never zero.

https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
"""

from collections.abc import Iterable

from domain.connection import Tokens
from platforms.instagram import errors
from platforms.instagram.graph import VERSION, Graph, listed
from platforms.meta.answers import count_of, lifetime_count
from platforms.ports import MetricsReading

__all__ = ["InstagramMetrics", "count_of", "lifetime_count"]

_NAMES = {
    # "impressions" was removed for all media in 2025; naming a removed one fails the whole call
    "views": "impressions",
    "reach": "reach",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares",
    "profile_visits": "clicks",
}
_METRICS = ",".join(_NAMES)


class InstagramMetrics:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read_metrics(
        self,
        platform_post_ids: Iterable[str],
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - a medium knows whose it is
    ) -> MetricsReading:
        """The lifetime counts of these posts; one that has none yet, or is gone, is absent.

        Raises:
            PlatformError: Refused, or not answered.
        """
        values: dict[str, dict[str, int]] = {}
        sources: dict[str, str] = {}
        gone: set[str] = set()
        for media in dict.fromkeys(platform_post_ids):
            counts = await self._counts(media, tokens)
            if counts:
                values[media] = counts
                sources[media] = f"GET /{VERSION}/{media}/insights?metric={_METRICS}"
            elif counts is None:
                gone.add(media)
        return MetricsReading(values=values, sources=sources, gone=frozenset(gone))

    async def _counts(self, media: str, tokens: Tokens) -> dict[str, int] | None:
        """None for a medium that Instagram does not have."""
        try:
            body = await self._graph.get(f"{media}/insights", tokens, {"metric": _METRICS})
        except errors.GraphError as error:
            if error.numbers == errors.MISSING:
                return None
            raise
        found = {_NAMES.get(str(one.get("name"))): lifetime_count(one) for one in listed(body)}
        return {name: count for name, count in found.items() if name and count is not None}
