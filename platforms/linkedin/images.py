"""Pictures on LinkedIn: uploaded once, waited for, named in the post. Publishes nothing.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api
"""

import json
from collections.abc import Iterable

from domain.connection import Tokens
from domain.errors import ErrorClass, NotFoundError, PlatformError
from platforms import saying
from platforms.http import UnansweredError, origin_of
from platforms.linkedin import errors
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import Files, Keep, MediaItem, RenderedPost
from platforms.waiting import Patience, Waiting

PATIENCE_S = 60.0
_DOMAIN = "linkedin.com"
_AVAILABLE, _PROCESSING, _FAILED = "AVAILABLE", "PROCESSING", "PROCESSING_FAILED"
_WAITING = "WAITING_UPLOAD"
_GONE = "GONE"
_UNREADABLE = "UNREADABLE"
"""These two are ours: LinkedIn does not know the image, or does not say how far it is."""


class LinkedInImages:
    """Where pictures may be sent to follows from the configured bases, never from an answer."""

    def __init__(self, rest: Rest, *, bases: Iterable[str], waiting: Waiting) -> None:
        self._rest = rest
        self._origins = frozenset(origin_of(base) for base in bases if base)
        self._waiting = waiting

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
    ) -> dict[str, str]:
        """Have every picture of the post at LinkedIn; those of an earlier try are used again.

        Raises:
            PlatformError: Refused, not answered, or not processed (in time).
        """
        patience = self._waiting.begin(PATIENCE_S)
        ids = dict(prepared)
        for number, item in enumerate(post.media):
            if not await self._has_arrived(ids, number, tokens):
                if patience.is_over:
                    raise _not_ready()
                await self._upload(post, item, number, tokens, ids, files=files, keep=keep)
        for number in range(len(post.media)):
            await self._must_be_ready(ids[_name(number)], tokens, patience)
        return ids

    async def _has_arrived(self, ids: dict[str, str], number: int, tokens: Tokens) -> bool:
        """Whether an earlier try's picture is there; half an upload cannot be gone on with."""
        urn = ids.get(_name(number))
        if not urn:
            return False
        state = await self._state(urn, tokens)
        was_sent = ids.get(_sent(number)) == urn
        return state in (_AVAILABLE, _PROCESSING) or (state == _UNREADABLE and was_sent)

    async def _upload(
        self,
        post: RenderedPost,
        item: MediaItem,
        number: int,
        tokens: Tokens,
        ids: dict[str, str],
        *,
        files: Files,
        keep: Keep,
    ) -> None:
        content = await _bytes(item, files)
        url, urn = await self._begin(post.account_id, tokens)
        ids.pop(_sent(number), None)
        ids[_name(number)] = urn
        await keep(dict(ids))
        await self._put(url, content, item.content_type, tokens)
        ids[_sent(number)] = urn
        await keep(dict(ids))

    async def _begin(self, owner: str, tokens: Tokens) -> tuple[str, str]:
        """The address to send to, and the URN of the picture to be."""
        body = json.dumps({"initializeUploadRequest": {"owner": owner}}).encode()
        try:
            answer = await self._rest.post("/rest/images?action=initializeUpload", body, tokens)
        except UnansweredError as error:
            raise errors.unanswered(error, irreversible=False) from None
        found = answer.json()
        value = found.get("value") if isinstance(found, dict) else None
        url, urn = (
            (value.get(n) for n in ("uploadUrl", "image")) if isinstance(value, dict) else ("", "")
        )
        if answer.status != 200 or not isinstance(url, str) or not saying.identifier(urn):
            raise self._rest.refusal(answer, tokens)
        if not self.may_send_to(url):
            raise _foreign()
        return url, str(urn)

    def may_send_to(self, url: str) -> bool:
        """Whether the token may go there: it is sent along with the picture."""
        origin = origin_of(url)
        if self._origins:
            return origin in self._origins
        # taken from the origin, so that the host we judge is the one we would connect to
        scheme, _, place = origin.partition("://")
        host = place.rpartition(":")[0]
        return scheme == "https" and (host == _DOMAIN or host.endswith(f".{_DOMAIN}"))

    async def _put(self, url: str, content: bytes, content_type: str, tokens: Tokens) -> None:
        # unlike a video's, a picture's upload wants the token
        headers = {"authorization": f"Bearer {tokens.access_token}", "content-type": content_type}
        try:
            answer = await self._rest.http.send("PUT", url, headers=headers, content=content)
        except UnansweredError as error:
            raise errors.unanswered(error, irreversible=False) from None
        if answer.status not in (200, 201):
            raise self._rest.refusal(answer, tokens)

    async def _must_be_ready(self, urn: str, tokens: Tokens, patience: Patience) -> None:
        state = await patience.until_done(
            lambda: self._state(urn, tokens), unfinished=frozenset({_PROCESSING, _WAITING})
        )
        if state == _FAILED:
            raise PlatformError(
                "LinkedIn could not process a picture of this post. Nothing was posted. Replace "
                "the picture and approve the new version.",
                error_class=ErrorClass.INVALID_MEDIA_FORMAT,
                sent="refused",
            )
        if state not in (_AVAILABLE, _UNREADABLE):
            raise _not_ready()

    async def _state(self, urn: str, tokens: Tokens) -> str:
        try:
            body = await self._rest.get(f"/rest/images/{encoded(urn)}", tokens)
        except errors.RefusalError as error:
            if error.status == 404:
                return _GONE
            # a token that may only post is not told how far its picture is
            if error.status == 403 and error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
                return _UNREADABLE
            raise
        return str(body.get("status", ""))


def content_of(post: RenderedPost, prepared: dict[str, str]) -> dict[str, object]:
    """The post's pictures as its body names them; nothing for a text.

    Raises:
        PlatformError: A picture was not prepared.
    """
    urns = [prepared.get(_name(number)) for number in range(len(post.media))]
    if not all(urns):
        raise PlatformError(
            "Not every picture of this post is at LinkedIn, so nothing was sent. Try again.",
            error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
            sent="no",
        )
    images: list[dict[str, object]] = [
        {"id": urn, **({"altText": item.alt_text} if item.alt_text else {})}
        for urn, item in zip(urns, post.media, strict=True)
    ]
    match images:
        case []:
            return {}
        case [only]:
            return {"content": {"media": only}}
    return {"content": {"multiImage": {"images": images}}}


async def _bytes(item: MediaItem, files: Files) -> bytes:
    try:
        return await files.whole(item.sha256)
    except NotFoundError:
        raise PlatformError(
            "The file of a picture is missing here, so the post was not sent to LinkedIn. Add the "
            "picture again and approve the new version.",
            error_class=ErrorClass.VALIDATION,
            sent="no",
        ) from None


def _not_ready() -> PlatformError:
    return PlatformError(
        "LinkedIn does not have all pictures of this post yet. Nothing was posted; try again in a "
        "few minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )


def _foreign() -> PlatformError:
    return PlatformError(
        "LinkedIn's answer wants the picture sent to an address that is not LinkedIn's, so it was "
        "not sent. Whoever runs this installation has to check INSTA_PLATFORMS__LINKEDIN__API_BASE "
        "and UPLOAD_BASE.",
        error_class=ErrorClass.CONFIGURATION,
        sent="no",
    )


def _name(number: int) -> str:
    return f"image:{number}"


def _sent(number: int) -> str:
    return f"uploaded:{number}"
