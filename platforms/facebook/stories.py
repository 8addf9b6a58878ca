"""A Page's Stories as Facebook lists them. Publishes nothing.

https://developers.facebook.com/docs/page-stories-api
"""

from domain.connection import Tokens
from domain.errors import PlatformError
from platforms import saying
from platforms.facebook.graph import Graph
from platforms.facebook.seen import post_id_of, unix_instant
from platforms.meta.answers import id_of
from platforms.ports import Submitted
from platforms.told import listed

PAGE_SIZE = 50


class FacebookStories:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def find(self, account_id: str, tokens: Tokens, *, medium: str) -> Submitted | None:
        """The Story that shows this photo or video, among the newest.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        body = await self._graph.get(f"{account_id}/stories", tokens, {"limit": str(PAGE_SIZE)})
        for story in listed(body):
            made = post_id_of(story, account_id)
            if made and id_of(story.get("media_id")) == medium:
                return Submitted(
                    platform_post_id=made,
                    permalink=saying.address(story.get("url")),
                    published_at=unix_instant(story.get("creation_time")),
                )
        return None

    async def seen(self, account_id: str, tokens: Tokens, *, medium: str) -> Submitted | None:
        """The same, of one that is out whether or not it can be read."""
        try:
            return await self.find(account_id, tokens, medium=medium)
        except PlatformError:
            return None
