"""The first comment: written below a post that is out, once, and looked for there.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
"""

from collections.abc import Collection
from datetime import datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import UnansweredError
from platforms.instagram import errors
from platforms.instagram.graph import Graph, following, instant, listed
from platforms.instagram.probe import CLOCK_SKEW, plain
from platforms.ports import Gate, Part, ProbeResult, Submitted

PAGE_SIZE = 50
MAX_PAGES = 4


class InstagramComments:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - the token says whose comment it is
        root_id: str,
        parent_id: str,  # noqa: ARG002 - there is one comment, right below the post
        gate: Gate,
    ) -> Submitted:
        """As the port says; only comments follow a post here."""
        if part.kind != "comment":
            raise PlatformError(
                "Instagram has no threads: only a first comment can follow a post. Nothing was "
                "sent.",
                error_class=ErrorClass.VALIDATION,
                sent="no",
            )
        try:
            answer = await self._graph.post(
                f"{root_id}/comments", tokens, {"message": part.wire}, gate=gate
            )
        except UnansweredError as error:
            raise errors.unanswered(error, irreversible=True) from None
        body = answer.json()
        made = saying.identifier(body.get("id")) if isinstance(body, dict) else ""
        if answer.status != 200 or not made:
            raise errors.refusal(answer, irreversible=True, secrets=(tokens.access_token,))
        return Submitted(platform_post_id=made, permalink="")

    async def find_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - the token says whose comments those are
        root_id: str,
        parent_id: str,  # noqa: ARG002 - as above
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """The comment with those words in that time.

        Not finding it is worth little: Instagram may list a comment late, or hide it.

        Raises:
            PlatformError: Instagram could not be asked.
        """
        query = {"fields": "id,text,timestamp", "limit": str(PAGE_SIZE)}
        for _ in range(MAX_PAGES):
            body = await self._graph.get(f"{root_id}/comments", tokens, query)
            for one in listed(body):
                when, found = instant(one), saying.identifier(one.get("id"))
                is_then = when and since - CLOCK_SKEW <= when <= until + CLOCK_SKEW
                text = one.get("text")
                is_it = isinstance(text, str) and plain(text) == plain(part.wire)
                if found and is_then and is_it and found not in taken:
                    seen = Submitted(platform_post_id=found, permalink="", published_at=when)
                    return ProbeResult(found=seen, confidence="medium")
            query["after"] = following(body)
            if not query["after"]:
                break
        return ProbeResult(found=None, confidence="medium")
