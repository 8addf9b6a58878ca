"""A Page's own posts with their counts, newest first, and after them its Reels.

Facebook lists Reels apart from posts, and Stories in neither list:
https://developers.facebook.com/docs/graph-api/reference/page/feed/
https://developers.facebook.com/documentation/video-api/guides/reels-publishing
"""

from domain.connection import Connection
from domain.errors import ErrorClass, PlatformError
from platforms.again import again
from platforms.facebook.counts import COUNT_FIELDS, counts_in
from platforms.facebook.graph import Graph
from platforms.facebook.metrics import FacebookMetrics
from platforms.facebook.seen import POST_FIELDS, permalink_of, post_id_of
from platforms.meta.answers import following, id_of, instant_of
from platforms.ports import InForce, OwnPost, OwnPosts
from platforms.told import listed
from platforms.waiting import Waiting

SCOPE = "pages_read_engagement"
_REELS = "reels:"
"""Begins the cursor of a page of Reels; after it stands Facebook's own, or nothing."""
_LARGEST_PAGE = 100
_REEL_FIELDS = "id,post_id,description,created_time,permalink_url"
_TOLD = ("likes", "comments", "shares", "impressions", "reach")


class FacebookHistory:
    def __init__(self, graph: Graph, metrics: FacebookMetrics, *, waiting: Waiting) -> None:
        self._graph = graph
        self._metrics = metrics
        self._waiting = waiting

    def refusal(self, connection: Connection) -> str | None:
        if SCOPE in connection.scopes:
            return None
        return (
            f"Facebook was not allowed to show the posts of {connection.account_name}. Connect "
            "Facebook again with every permission ticked, or import a CSV of the posts."
        )

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """As the port says; what a post reached is asked for one post at a time.

        Raises:
            PlatformError: Refused, or not answered.
        """
        limit = str(min(most, _LARGEST_PAGE))
        if after.startswith(_REELS):
            return await self._reels(grant, account_id, after.removeprefix(_REELS), limit)
        query = {"fields": f"{POST_FIELDS},{COUNT_FIELDS}", "limit": limit}
        body = await self._ask(f"{account_id}/published_posts", _from(query, after), grant)
        shown = [one for one in listed(body) if id_of(one.get("id"))]
        # one after the other: a Page's calls are counted, and nobody waits for the last one
        posts = [await self._post(one, id_of(one["id"]), "message", grant) for one in shown]
        return OwnPosts(posts=tuple(posts), after=following(body) or _REELS)

    async def _reels(self, grant: InForce, account_id: str, after: str, limit: str) -> OwnPosts:
        query = {"fields": _REEL_FIELDS, "limit": limit}
        body = await self._ask(f"{account_id}/video_reels", _from(query, after), grant)
        posts = []
        for reel in listed(body):
            post = post_id_of(reel, account_id)
            if not id_of(reel.get("id")):
                continue
            counted = await self._counts(post, grant) if post else {}
            made = post or id_of(reel["id"])
            posts.append(await self._post({**reel, **counted}, made, "description", grant))
        cursor = following(body)
        return OwnPosts(posts=tuple(posts), after=f"{_REELS}{cursor}" if cursor else "")

    async def _ask(self, path: str, query: dict[str, str], grant: InForce) -> dict[str, object]:
        async def once() -> dict[str, object]:
            return await self._graph.get(path, await grant(), query)

        return await again(once, self._waiting)

    async def _counts(self, post: str, grant: InForce) -> dict[str, object]:
        """A Reel's counts stand with its post; a post that cannot be read costs no Reel."""
        try:
            body = await self._ask(post, {"fields": COUNT_FIELDS}, grant)
        except PlatformError as error:
            if error.error_class is ErrorClass.VALIDATION:
                return {}
            raise
        return {name: body[name] for name in ("shares", "comments", "reactions") if name in body}

    async def _post(
        self, one: dict[str, object], post: str, text_field: str, grant: InForce
    ) -> OwnPost:
        async def reading() -> dict[str, int]:
            return await self._metrics.insights_of(post, await grant())

        text = one.get(text_field)
        counts = counts_in(one) | (await again(reading, self._waiting) if "_" in post else {})
        return OwnPost(
            platform_post_id=post,
            text=text if isinstance(text, str) else "",
            published_at=instant_of(one.get("created_time")),
            permalink=permalink_of(one, www_base=self._graph.www_base),
            # saves are told of no post
            **{name: counts.get(name) for name in _TOLD},
        )


def _from(query: dict[str, str], after: str) -> dict[str, str]:
    return query | ({"after": after} if after else {})
