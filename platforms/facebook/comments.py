"""The first comment below a post that is out, and looking whether it is there.

https://developers.facebook.com/docs/graph-api/reference/object/comments/
"""

from collections.abc import Collection
from datetime import datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.facebook.graph import Graph, id_of, without_content
from platforms.facebook.probe import CLOCK_SKEW
from platforms.facebook.seen import submitted_post
from platforms.meta.answers import following, instant_of, listed
from platforms.ports import Gate, Part, ProbeResult, Submitted

PAGE_SIZE = 50
MAX_PAGES = 4


class FacebookComments:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - the token says which Page writes
        root_id: str,
        parent_id: str,  # noqa: ARG002 - a first comment stands below the post itself
        gate: Gate,
    ) -> Submitted:
        """Write it once.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        if part.kind != "comment":
            raise PlatformError(
                "Facebook has no threads of posts, so this part was not sent. Write it into the "
                "post or a comment.",
                error_class=ErrorClass.VALIDATION,
                sent="no",
            )
        url = self._graph.address(
            f"{root_id}/comments", {"fields": "id,permalink_url,created_time"}
        )
        body = await self._graph.act(
            url, tokens, {"message": part.wire}, effect="comment", gate=gate
        )
        if not id_of(body.get("id")):
            raise without_content("the comment's id", effect="comment")
        return submitted_post(body, www_base=self._graph.www_base)

    async def find_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,  # noqa: ARG002 - as above
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """The Page's own comment with that text in that time.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        earliest, latest = since - CLOCK_SKEW, until + CLOCK_SKEW
        query = {
            "fields": "id,message,from,created_time,permalink_url",
            "filter": "stream",
            "order": "reverse_chronological",
            "limit": str(PAGE_SIZE),
        }
        for _ in range(MAX_PAGES):
            body = await self._graph.get(f"{root_id}/comments", tokens, query)
            for one in listed(body):
                when = instant_of(one.get("created_time"))
                if not when or not earliest <= when <= latest or one.get("id") in taken:
                    continue
                if _is_own(one, account_id) and one.get("message") == part.wire:
                    found = submitted_post(one, www_base=self._graph.www_base)
                    return ProbeResult(found=found, confidence="medium")
            after = following(body)
            if not after:
                break
            query["after"] = after
        return ProbeResult(found=None, confidence="medium")


def _is_own(comment: dict[str, object], account_id: str) -> bool:
    author = comment.get("from")
    is_told = bool(id_of(comment.get("id"))) and isinstance(author, dict)
    return is_told and isinstance(author, dict) and id_of(author.get("id")) == account_id
