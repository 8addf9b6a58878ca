"""The first comment below a post that is out: written once, and looked for there.

https://developers.facebook.com/docs/graph-api/reference/object/comments/
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.meta.answers import CLOCK_SKEW, id_of, instant_of
from platforms.meta.graph import Graph
from platforms.meta.texts import plain
from platforms.ports import Gate, Part, ProbeResult, Submitted

PAGE_SIZE = 50
MAX_PAGES = 4


@dataclass(frozen=True)
class Shape:
    """How one product tells of a comment."""

    text: str
    """Names of the fields of its words and of its time."""
    time: str
    submitted: Callable[[dict[str, object]], Submitted]
    made: Mapping[str, str] = field(default_factory=dict)
    """What the writing call asks for beside the id."""
    listed: Mapping[str, str] = field(default_factory=dict)
    names_authors: bool = False
    """Whether each comes with the id of who wrote it."""


class MetaComments:
    def __init__(self, graph: Graph, shape: Shape) -> None:
        self._graph = graph
        self._shape = shape

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - the token says whose comment it is
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
                f"{self._graph.product.doubt.title} has no threads of posts, so this part was not "
                "sent. Write it into the post or a first comment.",
                error_class=ErrorClass.VALIDATION,
                sent="no",
            )
        url = self._graph.address(f"{root_id}/comments", dict(self._shape.made))
        body = await self._graph.act(
            url, tokens, {"message": part.wire}, effect="comment", gate=gate
        )
        if not id_of(body.get("id")):
            raise self._graph.product.without_content("the comment's id", effect="comment")
        return self._shape.submitted(body)

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
        """The account's comment with those words in that time.

        Not finding it is worth little: Meta may list a comment late, or hide it.

        Raises:
            PlatformError: The product could not be asked.
        """
        earliest, latest = since - CLOCK_SKEW, until + CLOCK_SKEW
        query = {**self._shape.listed, "limit": str(PAGE_SIZE)}
        async for page in self._graph.pages(f"{root_id}/comments", tokens, query, most=MAX_PAGES):
            for one in page:
                when = instant_of(one.get(self._shape.time))
                if not when or not earliest <= when <= latest or id_of(one.get("id")) in taken:
                    continue
                if self._is(one, part, account_id):
                    return ProbeResult(found=self._shape.submitted(one), confidence="medium")
        return ProbeResult(found=None, confidence="medium")

    def _is(self, one: dict[str, object], part: Part, account_id: str) -> bool:
        text = one.get(self._shape.text)
        if not id_of(one.get("id")) or not isinstance(text, str):
            return False
        return plain(text) == plain(part.wire) and self._may_be_own(one, account_id)

    def _may_be_own(self, one: dict[str, object], account_id: str) -> bool:
        author = one.get("from")
        author_id = id_of(author.get("id")) if isinstance(author, dict) else ""
        return author_id == account_id or not self._shape.names_authors
