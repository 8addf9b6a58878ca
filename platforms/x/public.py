"""Other accounts on X by their name, as anybody may see them, with their newest posts.

https://docs.x.com/x-api/users/get-user-by-username
"""

import re

from domain.errors import NotFoundError
from domain.platform import Platform
from platforms import saying
from platforms.again import again
from platforms.ports import InForce, OwnPosts, PublicAccount
from platforms.waiting import Waiting
from platforms.x.api import Api, data_of
from platforms.x.errors import RefusalError
from platforms.x.history import follower_count, own_post, post_count
from platforms.x.timeline import Page, Timeline

_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_ONLY = {"exclude": "replies,retweets"}


class XPublicAccounts:
    def __init__(self, api: Api, timeline: Timeline, *, www_base: str, waiting: Waiting) -> None:
        self._api = api
        self._timeline = timeline
        self._www_base = www_base
        self._waiting = waiting

    async def read_public(
        self,
        handle: str,
        grant: InForce,
        *,
        account_id: str,  # noqa: ARG002 - X shows the same to all
        most: int,
    ) -> PublicAccount:
        """As the port says.

        Raises:
            NotFoundError: There is none of that name that X shows.
            PlatformError: X could not be asked.
        """
        name = handle.strip().removeprefix("@")
        if not _HANDLE.fullmatch(name):
            raise _unknown(handle)
        user = await self._user(name, grant)
        user_id = saying.identifier(user.get("id"))
        # a user that X does not show comes as errors in a good answer
        if not user_id.isdigit():
            raise _unknown(handle)

        async def newest() -> Page:
            return await self._timeline.page(user_id, await grant(), most=most, only=_ONLY)

        page = await again(newest, self._waiting)
        return PublicAccount(
            platform=Platform.X,
            account_id=user_id,
            handle=str(user.get("username") or name)[:15],
            name=saying.one_line(str(user.get("name") or name), saying.MAX_NAME),
            followers=follower_count(user),
            posts=OwnPosts(
                posts=tuple(own_post(one, self._www_base) for one in page.posts[:most]),
                after=page.after,
                total=post_count(user),
            ),
        )

    async def _user(self, name: str, grant: InForce) -> dict[str, object]:
        query = {"user.fields": "name,username,public_metrics"}

        async def once() -> dict[str, object]:
            return await self._api.get(f"/2/users/by/username/{name}", await grant(), query)

        try:
            return data_of(await again(once, self._waiting))
        except RefusalError as error:
            if error.is_missing:
                raise _unknown(name) from None
            raise


def _unknown(handle: str) -> NotFoundError:
    shown = saying.one_line(handle, 40)
    return NotFoundError(
        f"X shows no account named {shown}. Check how it is written there, without the @."
    )
