"""Looks whether a post went out on Instagram: its container knows. Changes nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.connection import Connection, Tokens
from domain.form import Format
from platforms import saying
from platforms.instagram import scopes
from platforms.instagram.containers import (
    ALREADY_OUT,
    CONTAINER,
    ERROR,
    EXPIRED,
    FINISHED,
    GONE,
    PUBLISHED,
    Containers,
)
from platforms.instagram.media import instant, submitted
from platforms.meta.answers import CLOCK_SKEW
from platforms.meta.graph import Graph
from platforms.meta.texts import plain
from platforms.ports import Confidence, ProbeResult, RenderedPost, Submitted
from platforms.told import listed
from platforms.waiting import Waiting

SECOND_LOOK_S = 5.0
"""A publishing call whose answer was lost may still be under way when we look."""
CONTAINER_LIFE = timedelta(hours=24)
PAGE_SIZE = 50
MAX_PAGES = 4
_NOT_OUT = frozenset({FINISHED, EXPIRED, ERROR})


class InstagramProbe:
    def __init__(self, graph: Graph, containers: Containers, *, waiting: Waiting) -> None:
        self._graph = graph
        self._containers = containers
        self._waiting = waiting

    def confidence_for(self, connection: Connection) -> Confidence:
        """High: a container is published once, and says so."""
        return "high" if scopes.has(connection, scopes.READ) else "low"

    async def probe(
        self,
        post: RenderedPost,
        tokens: Tokens,
        *,
        account_id: str,
        prepared: dict[str, str],
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Ask the container, and if it was published, find the post among the newest media.

        Raises:
            PlatformError: Instagram could not be asked.
        """
        container = prepared.get(CONTAINER)
        if not container:
            # nothing can have left: publishing names a container, and ids are kept before it
            return ProbeResult(found=None, confidence="high")
        code = await self._code(container, tokens)
        if code in (PUBLISHED, GONE):
            if prepared.get(ALREADY_OUT) == container:
                since -= CONTAINER_LIFE
            found = await self._find(
                post, tokens, account_id, since=since, until=until, taken=taken
            )
            # a published one is out, even where the list does not have it yet, and one that is
            # gone may have been published before: never a trustworthy "no"
            missing: Confidence = "medium" if code == PUBLISHED else "low"
            return ProbeResult(found=found, confidence="high" if found else missing)
        if code in _NOT_OUT:
            return ProbeResult(found=None, confidence="high")
        # one in progress was ready before the publishing call
        return ProbeResult(found=None, confidence="medium")

    async def _code(self, container: str, tokens: Tokens) -> str:
        code = (await self._containers.state(container, tokens)).code
        if code in (PUBLISHED, EXPIRED, GONE):
            return code
        await self._waiting.sleep(SECOND_LOOK_S)
        return (await self._containers.state(container, tokens)).code

    async def _find(
        self,
        post: RenderedPost,
        tokens: Tokens,
        account_id: str,
        *,
        since: datetime,
        until: datetime,
        taken: Collection[str],
    ) -> Submitted | None:
        """The newest post with that caption in that time."""
        if post.form.format is Format.STORY:
            return await self._find_story(tokens, account_id, since, until, taken)
        earliest, latest = since - CLOCK_SKEW, until + CLOCK_SKEW
        query = {"fields": "id,caption,timestamp,permalink", "limit": str(PAGE_SIZE)}
        async for page in self._graph.pages(f"{account_id}/media", tokens, query, most=MAX_PAGES):
            for media in page:
                when = instant(media)
                known = media.get("id") in taken
                if when and earliest <= when <= latest and not known and _is(media, post):
                    return submitted(media)
            oldest = instant(page[-1]) if page else None
            if oldest is None or oldest < earliest:
                break
        return None

    async def _find_story(
        self,
        tokens: Tokens,
        account_id: str,
        since: datetime,
        until: datetime,
        taken: Collection[str],
    ) -> Submitted | None:
        """The one Story of that time: without words, two cannot be told from each other."""
        query = {"fields": "id,timestamp,permalink"}
        body = await self._graph.get(f"{account_id}/stories", tokens, query)
        found = [
            media
            for media in listed(body)
            if saying.identifier(media.get("id"))
            and media["id"] not in taken
            and (when := instant(media))
            and since - CLOCK_SKEW <= when <= until + CLOCK_SKEW
        ]
        return submitted(found[0]) if len(found) == 1 else None


def _is(media: dict[str, object], post: RenderedPost) -> bool:
    caption = media.get("caption", "")
    if not isinstance(caption, str) or not saying.identifier(media.get("id")):
        return False
    return plain(caption) == plain(post.wire)
