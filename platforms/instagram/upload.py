"""Sends a video's bytes for a container, in bounded memory, and goes on where a line was cut.

https://developers.facebook.com/documentation/instagram-platform/content-publishing
"""

from collections.abc import Awaitable, Callable

from domain.connection import Tokens
from domain.errors import PlatformError
from domain.platform import Platform
from platforms import saying
from platforms.again import LONGEST_WAIT_S
from platforms.http import Http, UnansweredError, origin_of
from platforms.instagram import errors
from platforms.material import MediaItem
from platforms.meta.answers import VERSION
from platforms.meta.graph import upload_headers
from platforms.pieces import pieces
from platforms.ports import Files
from platforms.waiting import Waiting

UPLOAD_BASE = "https://rupload.facebook.com"
PAUSES_S = (1.0, 5.0, 15.0)
"""Before each further try of one upload; after the last, the next attempt goes on."""
Ask = Callable[[], Awaitable[int | None]]
"""How many bytes have arrived; None: all."""


class Upload:
    """The host that takes bytes.

    Args:
        base: Where that is; empty means the documented one.
        own: The API's own base, whose host may take them, too.
    """

    def __init__(self, http: Http, *, base: str, own: str, waiting: Waiting) -> None:
        self._http = http
        self._base = (base or UPLOAD_BASE).rstrip("/")
        self._trusted = {origin_of(self._base), origin_of(own)}
        self._waiting = waiting

    def address(self, told: object, container: str) -> str:
        """Where a container's bytes go: as told, if that is a host that may see the token."""
        uri = saying.address(told)
        if uri and origin_of(uri) in self._trusted:
            return uri
        return f"{self._base}/ig-api-upload/{VERSION}/{container}"

    async def send(
        self,
        address: str,
        item: MediaItem,
        tokens: Tokens,
        files: Files,
        *,
        start: int,
        ask: Ask,
    ) -> None:
        """All bytes from there on; what fails on the way goes on at the confirmed offset.

        Raises:
            PlatformError: Refused, or the line does not hold; nothing can be seen of it.
        """
        offset: int | None = start
        for pause in (*PAUSES_S, None):
            if offset is None:
                return
            try:
                await self._once(address, item, tokens, files, offset)
            except PlatformError as error:
                asked = error.retry_after_s or 0.0
                if not error.passes or pause is None or asked > LONGEST_WAIT_S:
                    raise
                await self._waiting.sleep(max(pause, asked))
            else:
                return
            offset = await ask()

    async def _once(
        self, address: str, item: MediaItem, tokens: Tokens, files: Files, offset: int
    ) -> None:
        headers = upload_headers(item, tokens, offset)
        try:
            content = pieces(item, files, offset, platform=Platform.INSTAGRAM)
            answer = await self._http.send("POST", address, headers=headers, content=content)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = answer.json()
        if answer.status != 200 or not isinstance(body, dict) or body.get("success") is not True:
            raise errors.refusal(answer, secrets=(tokens.access_token,))


def confirmed_of(container: dict[str, object]) -> int | None:
    """How many bytes have arrived, by a container's `video_status`; None: all, or not told."""
    status = container.get("video_status")
    phase = status.get("uploading_phase") if isinstance(status, dict) else None
    if not isinstance(phase, dict) or phase.get("status") == "complete":
        return None
    arrived = phase.get("bytes_transferred")
    return arrived if isinstance(arrived, int) and arrived >= 0 else None
