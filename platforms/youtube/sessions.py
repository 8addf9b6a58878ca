"""Google's resumable upload, request by request: begin, ask how far it is, send, finish.

Knows nothing of publishing, retries or what a video must be.
https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
"""

import re
from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms import saying
from platforms.effects import Effect
from platforms.hosts import Hosts
from platforms.http import Answer, UnansweredError, origin_of
from platforms.material import MediaItem
from platforms.ports import Gate
from platforms.youtube import errors
from platforms.youtube.data import Data, headers_for, target_of
from platforms.youtube.resource import id_of

QUANTUM = 256 * 1024
"""Every piece but the last is a multiple of this."""
_PATH = "/upload/youtube/v3/videos"
_UNFINISHED = 308
_RECEIVED = re.compile(r"bytes=0-(\d{1,18})")
_GONE = (404, 410)


@dataclass(frozen=True)
class Standing:
    """How far an upload is, by the server's own word."""

    received: int = 0
    """Bytes from the beginning that need not be sent again."""
    video: dict[str, object] | None = None
    """The resource, once all has arrived."""
    is_gone: bool = False
    """There is no such upload (any more)."""


class Sessions:
    """Where videos may be sent to follows from the configured bases, never from an answer.

    A session below our own base is named by its path, so that it lives on when the base moves.
    """

    def __init__(self, data: Data, *, bases: tuple[str, ...]) -> None:
        self._data = data
        self._hosts = Hosts(Platform.YOUTUBE, "googleapis.com", bases)

    async def begin(self, item: MediaItem, metadata: Mapping[str, object], tokens: Tokens) -> str:
        """Announce a video; the session under which its bytes are awaited.

        Raises:
            PlatformError: Refused, not answered, or answered with a foreign address.
        """
        target = target_of(_PATH, {"uploadType": "resumable", "part": ",".join(metadata)})
        headers = {
            "x-upload-content-length": str(item.size),
            "x-upload-content-type": item.content_type,
        }
        try:
            answer = await self._data.send("POST", target, tokens, body=metadata, headers=headers)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        url = saying.address(answer.headers.get("location"))
        if answer.status not in (200, 201) or not url:
            raise self._data.refusal(answer, tokens)
        self._hosts.must_take(url, "video")
        if origin_of(url) == origin_of(self._data.base):
            return "/" + url.partition("://")[2].partition("/")[2]
        return url

    async def standing(self, session: str, total: int, tokens: Tokens) -> Standing:
        """How far it is; changes nothing.

        Raises:
            PlatformError: It could not be asked.
        """
        try:
            answer = await self._put(session, b"", f"bytes */{total}", tokens)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        if answer.status in _GONE:
            return Standing(is_gone=True)
        return self._read(answer, tokens)

    async def send(
        self,
        session: str,
        content: AsyncIterable[bytes],
        *,
        start: int,
        length: int,
        total: int,
        tokens: Tokens,
    ) -> Standing:
        """Send a piece that is not the last one.

        Raises:
            PlatformError: Refused, or not answered; asking for the standing tells what arrived.
        """
        place = f"bytes {start}-{start + length - 1}/{total}"
        try:
            answer = await self._put(session, content, place, tokens, length=length)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return self._read(answer, tokens)

    async def finish(
        self, session: str, tail: bytes, *, total: int, tokens: Tokens, gate: Gate
    ) -> dict[str, object]:
        """Send the last piece, which makes the video; its resource.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        place = f"bytes {total - len(tail)}-{total - 1}/{total}"
        try:
            answer = await self._put(session, tail, place, tokens, gate=gate)
        except UnansweredError as error:
            raise errors.unanswered(error, effect="post") from None
        if answer.status in _GONE or answer.status == _UNFINISHED:
            raise unfinished()
        found = self._read(answer, tokens, effect="post").video
        if found is None:
            raise self._data.refusal(answer, tokens, effect="post")
        return found

    def _read(self, answer: Answer, tokens: Tokens, *, effect: Effect | None = None) -> Standing:
        if answer.status == _UNFINISHED:
            # no Range: not one byte is there
            found = _RECEIVED.fullmatch(answer.headers.get("range", ""))
            return Standing(received=int(found[1]) + 1 if found else 0)
        body = answer.json()
        if answer.status in (200, 201) and isinstance(body, dict) and id_of(body):
            return Standing(video=body)
        raise self._data.refusal(answer, tokens, effect=effect)

    async def _put(
        self,
        session: str,
        content: bytes | AsyncIterable[bytes],
        place: str,
        tokens: Tokens,
        *,
        length: int | None = None,
        gate: Gate | None = None,
    ) -> Answer:
        size = len(content) if isinstance(content, bytes) else length
        headers = headers_for(tokens) | {"content-length": str(size), "content-range": place}
        return await self._data.http.send(
            "PUT", self._address(session), headers=headers, content=content, gate=gate
        )

    def _address(self, session: str) -> str:
        url = self._data.base + session if session.startswith("/") else session
        self._hosts.must_take(url, "video")
        return url


def unfinished() -> PlatformError:
    return PlatformError(
        "YouTube does not have the whole video yet. Nothing was posted; try again in a few "
        "minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
