"""What X counted for our posts, in canonical names. Leaves out what X leaves out.

Reach and demographics X tells nobody. https://docs.x.com/x-api/fundamentals/metrics
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from domain.connection import Tokens
from platforms import saying
from platforms.ports import MetricsReading
from platforms.told import is_count, listed
from platforms.x import errors
from platforms.x.api import Api, instant_text
from platforms.x.reading import counts_of, media_keys, named, time_of_id

POSTS_PER_CALL = 100
_HIDDEN_FOR = timedelta(days=30) - timedelta(hours=1)
"""X tells an owner's own numbers of posts of the last 30 days; the hour is for our clock."""
_OPEN = "created_at,public_metrics,attachments"
_HIDDEN = f"{_OPEN},non_public_metrics"
_VIEWS = {"expansions": "attachments.media_keys", "media.fields": "public_metrics"}
_ANALYTICS = {"url_clicks": "clicks", "engagements": "engagement", "follows": "follows"}
_GONE = ("resource-not-found",)


class XMetrics:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def read_metrics(
        self,
        platform_post_ids: Iterable[str],
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - posts are asked for by their ids
    ) -> MetricsReading:
        """The lifetime counts of these posts.

        Raises:
            PlatformError: Refused, or not answered.
        """
        asked = [i for i in dict.fromkeys(platform_post_ids) if saying.identifier(i).isdigit()]
        now = self._api.now()
        young = [i for i in asked if (time_of_id(i) or now) > now - _HIDDEN_FOR]
        reading = _Reading()
        for some in _chunks(young):
            await self._read(some, _HIDDEN, tokens, reading)
        # what X would not tell with an owner's numbers, it may tell without
        rest = [i for i in asked if i not in reading.values and i not in reading.gone]
        for some in _chunks(rest):
            await self._read(some, _OPEN, tokens, reading)
        for some in _chunks([i for i in rest if i in reading.values]):
            await self._analyse(some, tokens, reading)
        return MetricsReading(
            values=reading.values, sources=reading.sources, gone=frozenset(reading.gone)
        )

    async def _read(
        self, ids: Sequence[str], fields: str, tokens: Tokens, reading: "_Reading"
    ) -> None:
        query = {"ids": ",".join(ids), **_VIEWS}
        body = await self._api.get_posts("/2/tweets", tokens, query, fields)
        views = _views(body)
        for post in listed(body):
            post_id, counts = str(post.get("id")), counts_of(post)
            seen = [views[key] for key in media_keys(post) if key in views]
            if seen:
                counts["video_views"] = sum(seen)
            if post_id in ids and counts:
                reading.values[post_id] = counts
                reading.sources[post_id] = f"GET /2/tweets?ids={post_id}&tweet.fields={fields}"
        for problem in listed(body, "errors"):
            missing = str(problem.get("resource_id") or problem.get("value"))
            if str(problem.get("type")).endswith(_GONE) and missing in ids:
                reading.gone.add(missing)

    async def _analyse(self, ids: Sequence[str], tokens: Tokens, reading: "_Reading") -> None:
        """Clicks and follows of older posts; not every plan has these, which is no failure."""
        query = {
            "ids": ",".join(ids),
            "start_time": instant_text(min(map(self._time, ids))),
            "end_time": instant_text(self._api.now()),
            "granularity": "total",
            "analytics.fields": ",".join(_ANALYTICS),
        }
        try:
            body = await self._api.get("/2/tweets/analytics", tokens, query)
        except errors.RefusalError:
            return
        for one in listed(body):
            post_id = str(one.get("id"))
            for bucket in listed(one, "timestamped_metrics"):
                metrics = bucket.get("metrics")
                counts = named(metrics, _ANALYTICS) if isinstance(metrics, dict) else {}
                if post_id in ids and counts:
                    reading.values[post_id] = counts | reading.values[post_id]
                    reading.sources[post_id] += " and GET /2/tweets/analytics"

    def _time(self, post_id: str) -> datetime:
        return time_of_id(post_id) or self._api.now()


class _Reading:
    def __init__(self) -> None:
        self.values: dict[str, dict[str, int]] = {}
        self.sources: dict[str, str] = {}
        self.gone: set[str] = set()


def _views(body: dict[str, object]) -> dict[str, int]:
    """How often each video was played."""
    includes = body.get("includes")
    found = {}
    for medium in listed(includes, "media") if isinstance(includes, dict) else []:
        metrics = medium.get("public_metrics")
        count = metrics.get("view_count") if isinstance(metrics, dict) else None
        if is_count(count):
            found[str(medium.get("media_key"))] = count
    return found


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), POSTS_PER_CALL):
        yield ids[start : start + POSTS_PER_CALL]
