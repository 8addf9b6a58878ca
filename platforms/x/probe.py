"""Looks whether a post went out on X, by its words and time. Changes nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.connection import Connection, Tokens
from platforms.ports import Confidence, ProbeResult, RenderedPost
from platforms.x.posts import submitted
from platforms.x.reading import media_keys, published_at, says_the_same, text_of
from platforms.x.timeline import Timeline

SCOPES = frozenset({"tweet.read", "users.read"})
CLOCK_SKEW = timedelta(minutes=2)
"""X's clock and ours may differ by this much."""
CONFIDENCE: Confidence = "medium"
"""A fresh post may be missing from the list for a moment, and words may come back changed."""


class XProbe:
    def __init__(self, timeline: Timeline, *, www_base: str) -> None:
        self._timeline = timeline
        self._www_base = www_base

    def confidence_for(self, connection: Connection) -> Confidence:
        """What this connection's probe can be worth."""
        return CONFIDENCE if set(connection.scopes) >= SCOPES else "none"

    async def probe(
        self,
        post: RenderedPost,
        tokens: Tokens,
        *,
        account_id: str,
        prepared: dict[str, str],  # noqa: ARG002 - a post has no id before it is out
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Find the post among the account's own by its words, its time and its media.

        Raises:
            PlatformError: X could not be asked.
        """
        async for one in self._timeline.since(
            account_id, tokens, since - CLOCK_SKEW, with_replies=False
        ):
            shows_as_many = len(media_keys(one)) == len(post.media)
            if shows_as_many and may_be(one, post.text, until=until, taken=taken):
                return found(one, self._www_base)
        return ProbeResult(found=None, confidence=CONFIDENCE)


def may_be(one: dict[str, object], text: str, *, until: datetime, taken: Collection[str]) -> bool:
    """Whether a post in the list may be the one with these words that was sent until then."""
    when = published_at(one)
    is_in_time = when is not None and when <= until + CLOCK_SKEW
    return is_in_time and one["id"] not in taken and says_the_same(text_of(one), text)


def found(one: dict[str, object], www_base: str) -> ProbeResult:
    """The result that a post in the list makes."""
    post = submitted(str(one["id"]), www_base)
    when = published_at(one)
    return ProbeResult(found=post.model_copy(update={"published_at": when}), confidence=CONFIDENCE)
