"""What Instagram counted for our posts, in canonical names. "No data" is unknown, never zero.

https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
"""

from collections.abc import Iterable

from domain.connection import Tokens
from platforms.instagram import errors
from platforms.meta.answers import VERSION, lifetime_count
from platforms.meta.graph import Graph
from platforms.meta.refusing import MISSING, GraphError
from platforms.ports import MetricsReading
from platforms.told import listed

# "impressions" and "plays" were removed for all media in 2025; naming a removed one fails the call
_WATCHED = "watch_time_s"
_COMMON = {
    "views": "impressions",
    "reach": "reach",
    "shares": "shares",
    "total_interactions": "engagement",
}
_FEED = _COMMON | {
    "likes": "likes",
    "comments": "comments",
    "saved": "saves",
    "profile_visits": "clicks",
    "follows": "follows",
    "reposts": "reposts",
}
_REELS = _COMMON | {
    "likes": "likes",
    "comments": "comments",
    "saved": "saves",
    "reposts": "reposts",
    "ig_reels_avg_watch_time": "avg_watch_time_ms",
    "ig_reels_video_view_total_time": _WATCHED,
}
_STORY = _COMMON | {
    "replies": "replies",
    "link_clicks": "clicks",
    "follows": "follows",
}
_BY_PRODUCT = {"REELS": _REELS, "STORY": _STORY}
"""Each kind of media has names of its own; one too many fails the whole call."""


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
            try:
                names = await self._names(media, tokens)
                counts = await self._counts(media, tokens, names)
            except GraphError as error:
                if error.numbers == MISSING:
                    gone.add(media)
                elif not errors.is_too_few(error):
                    raise
                continue
            if counts:
                values[media] = counts
                sources[media] = f"GET /{VERSION}/{media}/insights?metric={','.join(names)}"
        return MetricsReading(values=values, sources=sources, gone=frozenset(gone))

    async def _names(self, media: str, tokens: Tokens) -> dict[str, str]:
        told = await self._graph.get(media, tokens, {"fields": "media_product_type"})
        return _BY_PRODUCT.get(str(told.get("media_product_type")), _FEED)

    async def _counts(self, media: str, tokens: Tokens, names: dict[str, str]) -> dict[str, int]:
        """Empty for what has no numbers yet."""
        body = await self._graph.get(f"{media}/insights", tokens, {"metric": ",".join(names)})
        found = {names.get(str(one.get("name"))): lifetime_count(one) for one in listed(body)}
        counts = {name: count for name, count in found.items() if name and count is not None}
        if _WATCHED in counts:
            counts[_WATCHED] //= 1000  # told in milliseconds
        return counts
