"""Videos on LinkedIn: in parts, each kept when it has arrived, and joined at the end.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/videos-api
"""

import json
from dataclasses import dataclass

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.http import Http, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.uploads import VIDEO, Sending, Uploads
from platforms.pieces import missing_file

MOST_PART_BYTES = 16 * 1024 * 1024
"""LinkedIn asks for parts of 4 MB; what would fill our memory is no part."""
_LONGEST_ETAG = 1000
_GIVEN_UP = frozenset({400, 401, 403, 404, 410})
"""How an address that is no longer good may be refused."""


@dataclass(frozen=True)
class Part:
    url: str
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class LinkedInVideos:
    def __init__(self, http: Http, uploads: Uploads) -> None:
        self._http = http
        self._uploads = uploads

    async def send(self, one: Sending) -> None:
        """Have it at LinkedIn; an earlier try is gone on with at its first missing part.

        Raises:
            PlatformError: Refused, or not answered.
            NotFoundError: Its file is missing here.
        """
        is_gone_on_with = bool(one.urn)
        try:
            await self._send(one)
        except errors.RefusalError as error:
            if not is_gone_on_with or error.status not in _GIVEN_UP:
                raise
            # the addresses of an earlier try may have died meanwhile: once more from the start
            one.forget()
            await self._send(one)

    async def _send(self, one: Sending) -> None:
        parts = _parts(_listed(one.noted("parts")), one.item.size)
        if not one.urn or not parts:
            parts = await self._begin(one)
        etags = [etag for etag in _listed(one.noted("etags")) if isinstance(etag, str)]
        for part in parts[len(etags) :]:
            etags.append(await self._put(part, one))
            await one.note(etags=json.dumps(etags))
        request: dict[str, object] = {
            "video": one.urn,
            "uploadToken": one.noted("token"),
            "uploadedPartIds": etags,
        }
        await self._uploads.act(VIDEO, "finalizeUpload", request, one.tokens)
        await one.sent()

    async def _begin(self, one: Sending) -> tuple[Part, ...]:
        if not await one.media.files.part(one.item.sha256, 0, 1):
            raise missing_file(one.item, Platform.LINKEDIN)
        request: dict[str, object] = {
            "owner": one.owner,
            "fileSizeBytes": one.item.size,
            "uploadCaptions": False,
            "uploadThumbnail": False,
        }
        urn, value = await self._uploads.begin(VIDEO, request, one.tokens)
        parts = _parts(value.get("uploadInstructions"), one.item.size)
        if not parts:
            raise _unclear()
        for part in parts:
            self._uploads.hosts.must_take(part.url, VIDEO.word)
        # may be empty, and is asked for all the same
        token = value.get("uploadToken")
        written = json.dumps([[p.url, p.first, p.last] for p in parts])
        await one.begun(urn, token=token if isinstance(token, str) else "", parts=written)
        return parts

    async def _put(self, part: Part, one: Sending) -> str:
        """Send one part; the mark by which LinkedIn knows it."""
        # kept addresses are judged again: the installation's bases may be others by now
        self._uploads.hosts.must_take(part.url, VIDEO.word)
        content = await one.media.files.part(one.item.sha256, part.first, part.length)
        if len(content) != part.length:
            raise missing_file(one.item, Platform.LINKEDIN)
        # signed by itself: an auth header would be refused
        headers = {"content-type": "application/octet-stream"}
        try:
            answer = await self._http.send("PUT", part.url, headers=headers, content=content)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        if answer.status not in (200, 201):
            raise self._uploads.refusal(answer, one.tokens)
        etag = answer.headers.get("etag", "")
        if not 0 < len(etag) <= _LONGEST_ETAG or not etag.isascii() or not etag.isprintable():
            raise _unclear()
        return etag


def _listed(value: str) -> list[object]:
    try:
        found = json.loads(value or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _parts(value: object, size: int) -> tuple[Part, ...]:
    """The parts in their order, as LinkedIn or our own note lists them; none unless they fit."""
    found = [_part(one) for one in value] if isinstance(value, list) else []
    parts = sorted((part for part in found if part), key=lambda part: part.first)
    at = 0
    for part in parts:
        if part.first != at or not 0 < part.length <= MOST_PART_BYTES:
            return ()
        at += part.length
    return tuple(parts) if at == size and len(parts) == len(found) else ()


def _part(value: object) -> Part | None:
    if isinstance(value, dict):
        value = [value.get(name) for name in ("uploadUrl", "firstByte", "lastByte")]
    match value:
        case [str(url), int(first), int(last)]:
            return Part(url, first, last)
    return None


def _unclear() -> PlatformError:
    return PlatformError(
        "LinkedIn's answer does not say how to send the video, so nothing was posted. Try again "
        "in a few minutes.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
