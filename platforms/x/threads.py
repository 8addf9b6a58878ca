"""What follows a post on X: a thread's next post or the first comment. Both are replies to oneself.

Plans that anybody can buy allow replies only to whoever mentioned the account, and to oneself.
"""

from collections.abc import Collection
from datetime import datetime

from domain.connection import Tokens
from platforms.effects import Effect
from platforms.ports import Gate, Part, ProbeResult, Submitted
from platforms.x.posts import XPosts
from platforms.x.probe import CLOCK_SKEW, CONFIDENCE, found, may_be
from platforms.x.reading import parent_of
from platforms.x.timeline import Timeline


class XThreads:
    def __init__(self, posts: XPosts, timeline: Timeline, *, www_base: str) -> None:
        self._posts = posts
        self._timeline = timeline
        self._www_base = www_base

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - the token says as whom
        root_id: str,  # noqa: ARG002 - the parent leads to it
        parent_id: str,
        gate: Gate,
    ) -> Submitted:
        """As the port says.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        body = {"text": part.wire, "reply": {"in_reply_to_tweet_id": parent_id}}
        effect: Effect = "comment" if part.kind == "comment" else "post"
        return await self._posts.publish(body, tokens, gate=gate, effect=effect)

    async def find_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,  # noqa: ARG002 - the parent says where it stands
        parent_id: str,
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Find the account's own reply to that post by its words and time.

        Raises:
            PlatformError: X could not be asked.
        """
        async for one in self._timeline.since(
            account_id, tokens, since - CLOCK_SKEW, with_replies=True
        ):
            if parent_of(one) == parent_id and may_be(one, part.text, until=until, taken=taken):
                return found(one, self._www_base)
        return ProbeResult(found=None, confidence=CONFIDENCE)
