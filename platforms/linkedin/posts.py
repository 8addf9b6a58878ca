"""Publishing on LinkedIn and looking whether a post went out. Knows nothing of attempts or retries.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
"""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from domain.connection import AccountKind, Connection, Tokens
from platforms import saying
from platforms.bringing import Bringing
from platforms.http import Answer, Head, UnansweredError
from platforms.linkedin import errors, littletext
from platforms.linkedin.content import content_of
from platforms.linkedin.media import LinkedInMedia
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import (
    Confidence,
    Files,
    Gate,
    Keep,
    ProbeResult,
    RenderedPost,
    Submitted,
)
from platforms.sendable import must_be_sendable

READ_SCOPE = "r_organization_social"
PAGE_SIZE = 50
MAX_PAGES = 4


class LinkedInPosts:
    """Publisher and probe: both speak of the same resource."""

    def __init__(self, rest: Rest, media: LinkedInMedia, *, www_base: str) -> None:
        self._rest = rest
        self._media = media
        self._www_base = www_base

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
        in_doubt: bool = False,  # noqa: ARG002 - its media publish nothing
    ) -> dict[str, str]:
        """Have the post's media at LinkedIn; a text needs nothing beforehand.

        Raises:
            PlatformError: The post cannot go as it is, or a medium did not arrive.
        """
        must_be_sendable(post, tokens)
        if not post.media:
            return prepared
        return await self._media.prepare(Bringing(post, tokens, dict(prepared), files, keep))

    async def submit(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        gate: Gate,
    ) -> Submitted:
        """Publish. Call it once per attempt: LinkedIn has no idempotency key.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        must_be_sendable(post, tokens)
        content = json.dumps(
            _payload(post) | content_of(post, prepared), ensure_ascii=False
        ).encode()
        try:
            answer = await self._rest.post("/rest/posts", content, tokens, gate=gate)
        except UnansweredError as error:
            # the URN is in a header: a body that never ends does not matter once it is here
            if error.head and (made := _created(error.head)):
                return self._submitted(made)
            raise errors.unanswered(error, effect="post") from None
        return self._settled(answer, tokens)

    def _settled(self, answer: Answer, tokens: Tokens) -> Submitted:
        if made := _created(answer):
            return self._submitted(made)
        raise self._rest.refusal(answer, tokens, effect="post")

    def _submitted(self, urn: str, *, published_at: datetime | None = None) -> Submitted:
        return Submitted(
            platform_post_id=urn,
            permalink=f"{self._www_base}/feed/update/{urn}",
            published_at=published_at,
        )

    def confidence_for(self, connection: Connection) -> Confidence:
        """What this connection's probe can be worth.

        A page's posts can be listed, but a fresh one may lag: medium. A member's cannot be listed
        by anyone (`r_member_social` is closed): low.
        """
        is_page = connection.account_kind is AccountKind.ORGANIZATION
        return "medium" if is_page and READ_SCOPE in connection.scopes else "low"

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
        """Find the post among the page's own by its text and time; a member's are never found.

        Raises:
            PlatformError: LinkedIn could not be asked.
        """
        if not account_id.startswith("urn:li:organization:"):
            return ProbeResult(found=None, confidence="low")
        earliest, latest = _millis(since - errors.CLOCK_SKEW), _millis(until + errors.CLOCK_SKEW)
        for page in range(MAX_PAGES):
            listed = await self._newest(account_id, tokens, start=page * PAGE_SIZE)
            for element in (e for e in listed if e.get("id") not in taken):
                if earliest <= _instant(element, "createdAt") <= latest and _is(element, post):
                    found = self._submitted(str(element["id"]), published_at=published_at(element))
                    return ProbeResult(found=found, confidence="medium")
            if len(listed) < PAGE_SIZE or _instant(listed[-1], "lastModifiedAt") < earliest:
                break
        return ProbeResult(found=None, confidence="medium")

    async def _newest(
        self, account_id: str, tokens: Tokens, *, start: int
    ) -> list[dict[str, object]]:
        target = (
            f"/rest/posts?q=author&author={encoded(account_id)}&start={start}&count={PAGE_SIZE}"
            "&sortBy=LAST_MODIFIED"
        )
        return await self._rest.elements(target, tokens, method="FINDER")


def _payload(post: RenderedPost) -> dict[str, object]:
    return {
        "author": post.account_id,
        "commentary": post.wire,
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }


def _created(head: Head) -> str | None:
    """The new post's URN. A 2xx answer without one is no proof of anything."""
    return (
        saying.identifier(head.headers.get("x-restli-id")) or None if head.status == 201 else None
    )


def _is(element: dict[str, object], post: RenderedPost) -> bool:
    """Whether this is our post, however LinkedIn chose to give its text back."""
    commentary = element.get("commentary")
    if not isinstance(commentary, str) or not saying.identifier(element.get("id")):
        return False
    return post.text in (commentary, littletext.as_displayed(commentary))


def _instant(element: dict[str, object], name: str) -> int:
    value = element.get(name)
    return value if isinstance(value, int) else 0


def published_at(element: dict[str, object]) -> datetime | None:
    """When the post came out; None when the list does not say."""
    millis = _instant(element, "publishedAt") or _instant(element, "createdAt")
    try:
        return datetime.fromtimestamp(millis / 1000, UTC) if millis > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _millis(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
