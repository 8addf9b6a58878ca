"""Looks whether a post went out on a Facebook Page. Changes nothing.

A Reel and a video Story have an id before they are out, which knows; all else is looked for.
"""

from collections.abc import Collection
from datetime import datetime

from domain.connection import Connection, Tokens
from platforms.facebook.clips import (
    FAILED,
    GONE,
    PUBLISHED,
    PUBLISHING,
    UPLOADED,
    UPLOADING,
    VIDEO,
    FacebookClips,
)
from platforms.facebook.graph import Graph
from platforms.facebook.kinds import Kind, kind_of
from platforms.facebook.photos import name_of
from platforms.facebook.seen import POST_FIELDS, submitted_post
from platforms.facebook.stories import FacebookStories
from platforms.meta.answers import CLOCK_SKEW, id_of, instant_of
from platforms.meta.texts import plain
from platforms.ports import Confidence, ProbeResult, RenderedPost, Submitted
from platforms.told import listed
from platforms.waiting import Waiting

READ_SCOPE = "pages_read_engagement"
SECOND_LOOK_S = 5.0
"""A publishing call whose answer was lost may still be under way when we look."""
PATIENCE_S = 60.0
PAGE_SIZE = 50
MAX_PAGES = 4
_FIELDS = f"{POST_FIELDS},attachments{{media_type,subattachments}}"
_NOT_OUT = (UPLOADING, UPLOADED, FAILED)


class FacebookProbe:
    def __init__(
        self, graph: Graph, *, clips: FacebookClips, stories: FacebookStories, waiting: Waiting
    ) -> None:
        self._graph = graph
        self._clips = clips
        self._stories = stories
        self._waiting = waiting

    def confidence_for(self, connection: Connection) -> Confidence:
        """Medium: posts are listed, but a fresh one may lag; of a Reel a probe knows more."""
        return "medium" if READ_SCOPE in connection.scopes else "low"

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
        """Ask the video where there is one from before; else find the post by text and time.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        kind = kind_of(post)
        if kind.is_clip:
            return await self._clip(prepared.get(VIDEO, ""), tokens, post)
        if kind is Kind.PHOTO_STORY:
            return await self._photo_story(prepared.get(name_of(0), ""), tokens, account_id)
        found = await self._find(post, tokens, account_id, since=since, until=until, taken=taken)
        return ProbeResult(found=found, confidence="medium")

    async def _clip(self, video: str, tokens: Tokens, post: RenderedPost) -> ProbeResult:
        if not video:
            # nothing can have left: finishing names a video, and ids are kept before it
            return ProbeResult(found=None, confidence="high")
        code = await self._code(video, tokens)
        if code == PUBLISHED:
            found = await self._clips.as_seen(video, tokens, post=post)
            return ProbeResult(found=found, confidence="high")
        # one that is gone may have been published before: never a trustworthy "no"
        missing: Confidence = "high" if code in _NOT_OUT else "low" if code == GONE else "medium"
        return ProbeResult(found=None, confidence=missing)

    async def _code(self, video: str, tokens: Tokens) -> str:
        code = (await self._clips.state(video, tokens)).code
        if code in (PUBLISHED, GONE):
            return code
        await self._waiting.sleep(SECOND_LOOK_S)

        async def look() -> str:
            return (await self._clips.state(video, tokens)).code

        return await self._waiting.begin(PATIENCE_S).until_done(
            look, unfinished=frozenset({PUBLISHING})
        )

    async def _photo_story(self, photo: str, tokens: Tokens, account_id: str) -> ProbeResult:
        if not photo:
            return ProbeResult(found=None, confidence="high")
        found = await self._stories.find(account_id, tokens, medium=photo)
        # the list is empty on a Page whose Story archive is off
        return ProbeResult(found=found, confidence="high" if found else "low")

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
        """The newest post with that text and so many media in that time."""
        earliest, latest = since - CLOCK_SKEW, until + CLOCK_SKEW
        query = {
            "fields": _FIELDS,
            "limit": str(PAGE_SIZE),
            "since": str(int(earliest.timestamp())),
            "until": str(int(latest.timestamp()) + 1),
        }
        listing = f"{account_id}/published_posts"
        async for page in self._graph.pages(listing, tokens, query, most=MAX_PAGES):
            for one in page:
                when = instant_of(one.get("created_time"))
                known = one.get("id") in taken
                if when and earliest <= when <= latest and not known and _is(one, post):
                    return submitted_post(one, www_base=self._graph.www_base)
        return None


def _is(one: dict[str, object], post: RenderedPost) -> bool:
    message = one.get("message", "")
    if not isinstance(message, str) or not id_of(one.get("id")):
        return False
    return plain(message) == plain(post.wire) and _media_count(one) == len(post.media)


def _media_count(one: dict[str, object]) -> int:
    """How many photos and videos it shows; a link's card is none."""
    attachments = one.get("attachments")
    shown = listed(attachments) if isinstance(attachments, dict) else []
    count = 0
    for attachment in shown:
        inner = attachment.get("subattachments")
        if isinstance(inner, dict) and listed(inner):
            count += len(listed(inner))
        elif attachment.get("media_type") in ("photo", "video", "album"):
            count += 1
    return count
