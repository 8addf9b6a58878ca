"""Another Page and its newest posts, as far as Facebook lets this app look.

It does so only for apps that passed its review for "Page Public Content Access"; a Page of one's
own can always be read: https://developers.facebook.com/docs/features-reference/page-public-content-access
"""

import re

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms import saying
from platforms.facebook.counts import COUNT_FIELDS, counts_in
from platforms.facebook.graph import Graph
from platforms.facebook.seen import POST_FIELDS, permalink_of
from platforms.meta.answers import count_of, id_of, instant_of
from platforms.meta.refusing import MISSING, GraphError
from platforms.ports import InForce, OwnPost, OwnPosts, PublicAccount
from platforms.told import listed

_HANDLE = re.compile(r"(?:https?://(?:www\.|m\.)?facebook\.com/)?@?([A-Za-z0-9.\-]{1,75})/?")
_LARGEST_PAGE = 100


class FacebookPublic:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read_public(
        self,
        handle: str,
        grant: InForce,
        *,
        account_id: str,  # noqa: ARG002 - the token says who looks
        most: int,
    ) -> PublicAccount:
        """As the port says; `handle` is the name in the Page's address, its id or that address.

        Raises:
            NotFoundError: There is no such Page, or Facebook does not show it.
            PlatformError: Facebook could not be asked, or does not let this app look.
        """
        found = _HANDLE.fullmatch(handle.strip())
        if found is None:
            raise _none(handle)
        try:
            page = await self._graph.get(
                found[1], await grant(), {"fields": "id,name,username,followers_count"}
            )
            page_id = id_of(page.get("id"))
            if not page_id:
                raise _none(handle)
            body = await self._graph.get(
                f"{page_id}/posts",
                await grant(),
                {
                    "fields": f"{POST_FIELDS},{COUNT_FIELDS}",
                    "limit": str(max(1, min(most, _LARGEST_PAGE))),
                },
            )
        except GraphError as error:
            raise _told(error, handle) from None
        name, username = page.get("name"), page.get("username")
        posts = [self._post(one) for one in listed(body) if id_of(one.get("id"))]
        return PublicAccount(
            platform=Platform.FACEBOOK,
            account_id=page_id,
            handle=saying.one_line(str(username or found[1]), saying.MAX_NAME),
            name=saying.one_line(str(name or username or found[1]), saying.MAX_NAME),
            followers=count_of(page.get("followers_count")),
            posts=OwnPosts(posts=tuple(posts[:most])),
        )

    def _post(self, one: dict[str, object]) -> OwnPost:
        text = one.get("message")
        return OwnPost(
            platform_post_id=id_of(one["id"]),
            text=text if isinstance(text, str) else "",
            published_at=instant_of(one.get("created_time")),
            permalink=permalink_of(one, www_base=self._graph.www_base),
            **counts_in(one),
        )


def _told(error: GraphError, handle: str) -> Exception:
    # 803: some of the aliases do not exist
    if error.numbers == MISSING or error.numbers[0] == 803:
        return _none(handle)
    if error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
        return PlatformError(
            "Facebook shows other Pages only to apps that passed its review for “Page Public "
            "Content Access”, and this one did not. Whoever runs this installation can ask "
            "Facebook for it; until then look at the Page yourself or import what you know of it.",
            error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
            sent="no",
        )
    return error


def _none(handle: str) -> NotFoundError:
    return NotFoundError(
        f"Facebook shows no Page called “{saying.one_line(handle, 80)}”. Check the name in the "
        "Page's address."
    )
