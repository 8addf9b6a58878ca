"""An X account's own posts with their counts, newest first; replies and reposts are left out."""

from collections.abc import Mapping

from domain.connection import Connection
from domain.errors import PlatformError
from platforms.again import again
from platforms.ports import InForce, OwnPost, OwnPosts
from platforms.told import is_count
from platforms.waiting import Waiting
from platforms.x.api import Api, data_of
from platforms.x.posts import permalink
from platforms.x.probe import SCOPES
from platforms.x.reading import counts_of, published_at, text_of
from platforms.x.timeline import Page, Timeline

_GIVEN = "+"
"""Between a page's token, which has letters and digits only, and how many of it were given."""
_ONLY = {"exclude": "replies,retweets"}
_TOLD = ("likes", "comments", "shares", "saves", "impressions")


class XHistory:
    def __init__(self, api: Api, timeline: Timeline, *, www_base: str, waiting: Waiting) -> None:
        self._api = api
        self._timeline = timeline
        self._www_base = www_base
        self._waiting = waiting

    def refusal(self, connection: Connection) -> str | None:
        if set(connection.scopes) >= SCOPES:
            return None
        return (
            f"X was not allowed to show the posts of {connection.account_name}. Connect X again "
            "with every permission, or import a CSV of the posts."
        )

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """As the port says.

        Raises:
            PlatformError: Refused, or not answered.
        """
        total = None if after else await self._total(account_id, grant)
        token, _, given = after.partition(_GIVEN)
        start = int(given) if given.isdecimal() else 0
        end = start + most

        async def once() -> Page:
            return await self._timeline.page(
                account_id, await grant(), most=end, after=token, only=_ONLY
            )

        page = await again(once, self._waiting)
        # a page has five at least, whatever is asked for: what is over begins the next one
        is_cut = len(page.posts) > end
        return OwnPosts(
            posts=tuple(own_post(one, self._www_base) for one in page.posts[start:end]),
            after=f"{token}{_GIVEN}{end}" if is_cut else page.after,
            total=total,
        )

    async def _total(self, account_id: str, grant: InForce) -> int | None:
        """How many posts there are; not worth a second try, nor failing for."""
        query = {"user.fields": "public_metrics"}
        try:
            body = await self._api.get(f"/2/users/{account_id}", await grant(), query)
        except PlatformError:
            return None
        return post_count(data_of(body))


def own_post(one: Mapping[str, object], www_base: str) -> OwnPost:
    counts = counts_of(one)
    post_id = str(one["id"])
    return OwnPost(
        platform_post_id=post_id,
        text=text_of(one),
        published_at=published_at(one),
        permalink=permalink(post_id, www_base),
        **{name: counts.get(name) for name in _TOLD},
    )


def post_count(user: Mapping[str, object]) -> int | None:
    """How many posts an account has, replies among them."""
    return _metric(user, "tweet_count", "post_count")


def follower_count(user: Mapping[str, object]) -> int | None:
    return _metric(user, "followers_count")


def _metric(user: Mapping[str, object], *names: str) -> int | None:
    given = user.get("public_metrics")
    fields = given if isinstance(given, dict) else {}
    return next((fields[name] for name in names if is_count(fields.get(name))), None)
