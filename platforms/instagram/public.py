"""Another professional account by its name: business discovery, for Facebook Login only.

https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery
"""

import re

from domain.errors import NotFoundError
from domain.platform import Platform
from platforms import saying
from platforms.again import again
from platforms.instagram.media import instant
from platforms.meta.answers import count_of
from platforms.meta.graph import Graph
from platforms.meta.refusing import GraphError
from platforms.ports import InForce, OwnPost, OwnPosts, PublicAccount
from platforms.told import listed
from platforms.waiting import Waiting

MOST = 50
_NO_SUCH_USER = (110, 2207013)
_HANDLE = re.compile(r"[A-Za-z0-9._]{1,30}")
_MEDIA = "id,caption,timestamp,permalink,like_count,comments_count"


class InstagramPublic:
    def __init__(self, graph: Graph, *, waiting: Waiting) -> None:
        self._graph = graph
        self._waiting = waiting

    async def read_public(
        self, handle: str, grant: InForce, *, account_id: str, most: int
    ) -> PublicAccount:
        """As the port says; personal accounts are not shown to anybody."""
        name = handle.strip().removeprefix("@")
        if not _HANDLE.fullmatch(name):
            raise _nobody(name)
        count = min(max(most, 1), MOST)
        fields = f"id,username,name,followers_count,media_count,media.limit({count}){{{_MEDIA}}}"
        query = {"fields": f"business_discovery.username({name}){{{fields}}}"}

        async def once() -> dict[str, object]:
            return await self._graph.get(account_id, await grant(), query)

        try:
            body = await again(once, self._waiting)
        except GraphError as error:
            if error.numbers == _NO_SUCH_USER:
                raise _nobody(name) from None
            raise
        found = body.get("business_discovery")
        told = found if isinstance(found, dict) else {}
        account = saying.identifier(told.get("id"))
        if not account:
            raise _nobody(name)
        return _account(told, account, name, most)


def _account(told: dict[str, object], account: str, handle: str, most: int) -> PublicAccount:
    media = told.get("media")
    shown = listed(media) if isinstance(media, dict) else []
    posts = [_post(one) for one in shown if saying.identifier(one.get("id"))]
    name = told.get("name")
    return PublicAccount(
        platform=Platform.INSTAGRAM,
        account_id=account,
        handle=saying.one_line(str(told.get("username") or handle), saying.MAX_NAME),
        name=saying.one_line(name if isinstance(name, str) else handle, saying.MAX_NAME),
        followers=count_of(told.get("followers_count")),
        posts=OwnPosts(posts=tuple(posts[: max(most, 0)]), total=count_of(told.get("media_count"))),
    )


def _post(media: dict[str, object]) -> OwnPost:
    caption = media.get("caption")
    return OwnPost(
        platform_post_id=str(media["id"]),
        text=caption if isinstance(caption, str) else "",
        published_at=instant(media),
        permalink=saying.address(media.get("permalink")),
        likes=count_of(media.get("like_count")),
        comments=count_of(media.get("comments_count")),
    )


def _nobody(handle: str) -> NotFoundError:
    return NotFoundError(
        f"Instagram shows no business or creator account called @{saying.one_line(handle, 60)}. "
        "Check the name as it stands in the profile's address; personal accounts are not shown.",
        code="account_not_found",
    )
