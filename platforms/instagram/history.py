"""An Instagram account's own media with their counts, newest first. Stories are not among them.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

from domain.connection import Connection
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.again import again
from platforms.instagram import scopes
from platforms.instagram.media import instant
from platforms.meta.answers import count_of, following, lifetime_count
from platforms.meta.graph import Graph
from platforms.ports import InForce, OwnPost, OwnPosts
from platforms.told import listed
from platforms.waiting import Waiting

_FIELDS = "id,caption,timestamp,permalink,like_count,comments_count"
_NAMES = {
    "views": "impressions",
    "reach": "reach",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares",
    "saved": "saves",
}
_METRICS = ",".join(_NAMES)


class InstagramHistory:
    def __init__(self, graph: Graph, *, waiting: Waiting) -> None:
        self._graph = graph
        self._waiting = waiting

    def refusal(self, connection: Connection) -> str | None:
        if scopes.has(connection, scopes.READ, scopes.INSIGHTS):
            return None
        return (
            f"Instagram was not allowed to show the posts and numbers of {connection.account_name}."
            " Connect Instagram again with every permission ticked, or import a CSV of the posts."
        )

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """As the port says; counts are asked for one medium at a time, as Instagram tells them.

        Raises:
            PlatformError: Refused, or not answered.
        """
        query = {"fields": _FIELDS, "limit": str(most)} | ({"after": after} if after else {})
        total = None if after else await self._total(account_id, grant)
        body = await self._ask(f"{account_id}/media", query, grant)
        found = [media for media in listed(body) if saying.identifier(media.get("id"))]
        # one after the other: an account's calls are counted, and nobody waits for the last one
        posts = [await self._post(media, grant) for media in found]
        return OwnPosts(posts=tuple(posts), after=following(body), total=total)

    async def _ask(self, path: str, query: dict[str, str], grant: InForce) -> dict[str, object]:
        async def once() -> dict[str, object]:
            return await self._graph.get(path, await grant(), query)

        return await again(once, self._waiting)

    async def _total(self, account_id: str, grant: InForce) -> int | None:
        """How many media there are; not worth a second try, nor failing for."""
        try:
            told = await self._graph.get(account_id, await grant(), {"fields": "media_count"})
        except PlatformError:
            return None
        return count_of(told.get("media_count"))

    async def _post(self, media: dict[str, object], grant: InForce) -> OwnPost:
        caption = media.get("caption")
        shown = {
            "likes": count_of(media.get("like_count")),
            "comments": count_of(media.get("comments_count")),
        }
        return OwnPost(
            platform_post_id=str(media["id"]),
            text=caption if isinstance(caption, str) else "",
            published_at=instant(media),
            permalink=saying.address(media.get("permalink")),
            **(shown | await self._insights(str(media["id"]), grant)),
        )

    async def _insights(self, media: str, grant: InForce) -> dict[str, int | None]:
        """What is told of one medium.

        Nothing is told in a medium's first day, after two years, or when the account was a private
        one then; that is no reason to lose its words.
        """
        try:
            body = await self._ask(f"{media}/insights", {"metric": _METRICS}, grant)
        except PlatformError as error:
            if error.error_class is ErrorClass.VALIDATION:
                return {}
            raise
        counts = {_NAMES.get(str(one.get("name"))): lifetime_count(one) for one in listed(body)}
        return {name: count for name, count in counts.items() if name and count is not None}
