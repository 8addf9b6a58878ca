"""The first comment below a LinkedIn post, and looking whether it is there.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/comments-api
"""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import Answer, Head, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import Gate, Part, ProbeResult, Submitted

PAGE_SIZE = 50
MAX_PAGES = 4
_NEEDS = (
    "Comments need LinkedIn's Community Management product for the app; the post itself is out."
)


class LinkedInComments:
    def __init__(self, rest: Rest, *, www_base: str) -> None:
        self._rest = rest
        self._www_base = www_base

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,  # noqa: ARG002 - a comment stands below the post, whatever came before
        gate: Gate,
    ) -> Submitted:
        """Comment on the post as its author. Call it once: LinkedIn has no idempotency key.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        _must_be_a_comment(part)
        body = {"actor": account_id, "object": root_id, "message": {"text": part.wire}}
        content = json.dumps(body, ensure_ascii=False).encode()
        try:
            answer = await self._rest.post(_place(root_id), content, tokens, gate=gate)
        except UnansweredError as error:
            if error.head and (urn := _created(error.head, {}, root_id)):
                return self._submitted(urn, root_id)
            raise errors.unanswered(error, effect="comment") from None
        return self._settled(answer, tokens, root_id)

    def _settled(self, answer: Answer, tokens: Tokens, root_id: str) -> Submitted:
        body = answer.json()
        if urn := _created(answer, body if isinstance(body, dict) else {}, root_id):
            return self._submitted(urn, root_id)
        refusal = self._rest.refusal(answer, tokens, effect="comment")
        if refusal.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
            raise refusal.saying(_NEEDS)
        raise refusal

    def _submitted(
        self, urn: str, root_id: str, *, published_at: datetime | None = None
    ) -> Submitted:
        return Submitted(
            platform_post_id=urn,
            permalink=f"{self._www_base}/feed/update/{root_id}?commentUrn={encoded(urn)}",
            published_at=published_at,
        )

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
        """Find the comment below a page's post by its author, text and time.

        What is below a member's post nobody may list (`r_member_social` is closed).

        Raises:
            PlatformError: LinkedIn could not be asked.
        """
        if not account_id.startswith("urn:li:organization:"):
            return ProbeResult(found=None, confidence="low")
        earliest, latest = since - errors.CLOCK_SKEW, until + errors.CLOCK_SKEW
        for page in range(MAX_PAGES):
            target = f"{_place(root_id)}?start={page * PAGE_SIZE}&count={PAGE_SIZE}"
            listed = await self._rest.elements(target, tokens)
            for element in listed:
                urn, written_at = _urn(element, root_id), _written_at(element)
                if not urn or urn in taken or written_at is None:
                    continue
                if _is(element, part, account_id) and earliest <= written_at <= latest:
                    found = self._submitted(urn, root_id, published_at=written_at)
                    return ProbeResult(found=found, confidence="medium")
            if len(listed) < PAGE_SIZE:
                break
        return ProbeResult(found=None, confidence="medium")


def _place(root_id: str) -> str:
    return f"/rest/socialActions/{encoded(root_id)}/comments"


def _must_be_a_comment(part: Part) -> None:
    if part.kind != "comment" or part.character_count > part.limit:
        raise PlatformError(
            "LinkedIn takes a first comment below a post, of "
            f"{part.limit} characters at most, and no thread. Change the post and approve the new "
            "version.",
            error_class=ErrorClass.VALIDATION,
            sent="no",
        )


def _created(head: Head, body: dict[str, object], root_id: str) -> str:
    """The new comment's URN; empty where the answer proves nothing."""
    if head.status != 201:
        return ""
    return _urn(body, root_id) or _whole(head.headers.get("x-restli-id"), root_id)


def _urn(element: dict[str, object], root_id: str) -> str:
    given = (_whole(element.get(name), root_id) for name in ("commentUrn", "$URN", "id"))
    return next(filter(None, given), "")


def _whole(value: object, root_id: str) -> str:
    """A comment's URN, also where only its number is given."""
    found = saying.identifier(value)
    if found.isdigit():
        return f"urn:li:comment:({root_id},{found})"
    return found if found.startswith("urn:li:comment:") else ""


def _is(element: dict[str, object], part: Part, account_id: str) -> bool:
    message = element.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return element.get("actor") == account_id and text == part.text


def _written_at(element: dict[str, object]) -> datetime | None:
    created = element.get("created")
    millis = created.get("time") if isinstance(created, dict) else None
    if not isinstance(millis, int) or isinstance(millis, bool):
        return None
    try:
        return datetime.fromtimestamp(millis / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
