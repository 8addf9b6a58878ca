"""An account's posts on X, newest first, page by page. Judges none of them.

https://docs.x.com/x-api/users/get-posts
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.connection import Tokens
from platforms import saying
from platforms.told import listed
from platforms.x.api import Api, instant_text

FIELDS = "created_at,entities,public_metrics,attachments,referenced_tweets,note_tweet"
FEWEST, MOST = 5, 100
"""On a page."""
MAX_PAGES = 4


@dataclass(frozen=True)
class Page:
    posts: list[dict[str, object]]
    after: str
    """The token of the next page; empty after the last."""


class Timeline:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def page(
        self,
        account_id: str,
        tokens: Tokens,
        *,
        most: int = MOST,
        after: str = "",
        only: Mapping[str, str] | None = None,
    ) -> Page:
        """One page; `only` narrows it.

        Raises:
            PlatformError: Refused, or not answered.
        """
        query = {"max_results": str(min(max(most, FEWEST), MOST)), **(only or {})}
        if after:
            query["pagination_token"] = after
        body = await self._api.get_posts(f"/2/users/{account_id}/tweets", tokens, query, FIELDS)
        meta = body.get("meta")
        token = saying.identifier(meta.get("next_token")) if isinstance(meta, dict) else ""
        found = [post for post in listed(body) if saying.identifier(post.get("id"))]
        return Page(posts=found, after=token)

    async def since(
        self, account_id: str, tokens: Tokens, earliest: datetime, *, with_replies: bool
    ) -> AsyncIterator[dict[str, object]]:
        """The newest posts since that time, as far back as a few pages go.

        Raises:
            PlatformError: Refused, or not answered.
        """
        exclude = "retweets" if with_replies else "replies,retweets"
        only = {"start_time": instant_text(earliest), "exclude": exclude}
        after = ""
        for _ in range(MAX_PAGES):
            page = await self.page(account_id, tokens, after=after, only=only)
            for post in page.posts:
                yield post
            if not page.after or page.after == after:
                return
            after = page.after
