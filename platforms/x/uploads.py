"""Media at X: begun, sent in segments, finished, waited for, described. Publishes nothing.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

from datetime import timedelta

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.media import MediaKind
from domain.platform import Platform
from platforms import saying
from platforms.bringing import Bringing
from platforms.http import UnansweredError
from platforms.pieces import form_of, missing_file, pieces, whole
from platforms.ports import Files, MediaItem, RenderedPost
from platforms.waiting import Patience, Waiting
from platforms.x import errors
from platforms.x.api import Api, data_of, headers_for
from platforms.x.progress import Progress

SEGMENT = 4 * 1024 * 1024
PATIENCE_S = 300.0
"""X works on a video of two minutes for about one."""
LIFE_S = 86_400
_SPARE = timedelta(minutes=10)
"""Media that die so soon are sent again."""
_CATEGORIES = {
    MediaKind.PICTURE: "tweet_image",
    MediaKind.ANIMATION: "tweet_gif",
    MediaKind.VIDEO: "tweet_video",
}
_PENDING = ("pending", "in_progress")
_DEFAULT_PAUSE_S = 2.0
_LONGEST_PAUSE_S = 30.0


class XUploads:
    def __init__(self, api: Api, *, waiting: Waiting) -> None:
        self._api = api
        self._waiting = waiting

    async def prepare(self, media: Bringing) -> dict[str, str]:
        """Have every medium of the post at X, going on where an earlier try stopped.

        Raises:
            PlatformError: Refused, not answered, or not processed (in time).
        """
        patience = self._waiting.begin(PATIENCE_S)
        for number, item in enumerate(media.post.media):
            progress = Progress(media.ids, number, media.keep)
            await self._arrive(item, progress, media.tokens, media.files)
            await self._be_ready(progress, media.tokens, patience)
            await self._describe(item, progress, media.tokens)
        return media.ids

    def ids_of(self, post: RenderedPost, prepared: dict[str, str]) -> list[str]:
        """The ids of the post's media, in order.

        Raises:
            PlatformError: One is not there (any more).
        """
        found = [Progress(prepared, number) for number in range(len(post.media))]
        if not all(one.is_ready and self._lives(one) for one in found):
            raise PlatformError(
                "Not every picture or video of this post is at X, or X has dropped it after a "
                "day. Nothing was posted. Try again, it is sent anew.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
        return [one.media_id for one in found]

    def _lives(self, progress: Progress) -> bool:
        return progress.until is not None and progress.until > self._api.now()

    async def _arrive(
        self, item: MediaItem, progress: Progress, tokens: Tokens, files: Files
    ) -> None:
        """Send what of it is not there yet."""
        is_resumed = bool(progress.media_id)
        if is_resumed and not (progress.until and progress.until > self._api.now() + _SPARE):
            progress.forget()
            is_resumed = False
        try:
            await self._send(item, progress, tokens, files)
        except errors.RefusalError as error:
            if not is_resumed or error.status not in (400, 404, 410):
                raise errors.of_medium(error) from None
            # X has forgotten the upload, or not heard a part of it
            progress.forget()
            await self._send(item, progress, tokens, files)

    async def _send(
        self, item: MediaItem, progress: Progress, tokens: Tokens, files: Files
    ) -> None:
        if not progress.media_id:
            await self._begin(item, progress, tokens)
        if progress.is_finished:
            return
        segments = -(-item.size // SEGMENT)
        for index in range(progress.segments, segments):
            await self._append(item, progress.media_id, index, tokens, files)
            await progress.sent(index + 1)
        await self._finish(progress, tokens)

    async def _begin(self, item: MediaItem, progress: Progress, tokens: Tokens) -> None:
        body = {
            "media_type": item.content_type,
            "total_bytes": item.size,
            "media_category": _CATEGORIES.get(item.kind, "tweet_image"),
        }
        data = data_of(await self._api.make("/2/media/upload/initialize", body, tokens))
        media_id = saying.identifier(data.get("id"))
        if not media_id.isdigit():
            raise _unclear()
        await progress.begun(media_id, self._after(data.get("expires_after_secs")))

    async def _append(
        self, item: MediaItem, media_id: str, index: int, tokens: Tokens, files: Files
    ) -> None:
        content_type, body = form_of(
            {"segment_index": str(index)},
            name="media",
            file_name="segment",
            content_type="application/octet-stream",
            content=await _piece(item, index, files),
        )
        try:
            answer = await self._api.http.send(
                "POST",
                f"{self._api.base}/2/media/upload/{media_id}/append",
                headers=headers_for(tokens) | {"content-type": content_type},
                content=body,
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        self._api.content_of(answer, tokens, must_have=())

    async def _finish(self, progress: Progress, tokens: Tokens) -> None:
        path = f"/2/media/upload/{progress.media_id}/finalize"
        data = data_of(await self._api.make(path, None, tokens))
        state, _ = _state(data)
        await progress.finished(
            self._after(data.get("expires_after_secs")), is_ready=state == "succeeded"
        )

    async def _be_ready(self, progress: Progress, tokens: Tokens, patience: Patience) -> None:
        while not progress.is_ready:
            query = {"command": "STATUS", "media_id": progress.media_id}
            state, pause_s = _state(data_of(await self._api.get("/2/media/upload", tokens, query)))
            if state == "succeeded":
                await progress.ready()
            elif state not in _PENDING:
                # what X gave up once stays so: a further try begins anew
                await progress.dropped()
                raise _unusable()
            elif patience.is_over:
                raise _not_ready()
            else:
                await self._waiting.sleep(pause_s)

    async def _describe(self, item: MediaItem, progress: Progress, tokens: Tokens) -> None:
        if not item.alt_text or progress.is_described:
            return
        metadata = {"alt_text": {"text": item.alt_text}}
        body = {"id": progress.media_id, "metadata": metadata}
        await self._api.make("/2/media/metadata", body, tokens, must_have=())
        await progress.described()

    def _after(self, seconds: object) -> float:
        life_s = seconds if isinstance(seconds, int) and 0 < seconds < 10**8 else LIFE_S
        # it may say that it keeps media for long; it is sure of a day
        return self._api.now().timestamp() + min(life_s, LIFE_S)


def _state(data: dict[str, object]) -> tuple[str, float]:
    """How far X is, and when to look again; what needs no work has nothing to say of it."""
    info = data.get("processing_info")
    if not isinstance(info, dict):
        return "succeeded", 0.0
    pause = info.get("check_after_secs")
    is_number = isinstance(pause, int | float) and not isinstance(pause, bool)
    pause_s = float(pause) if is_number and pause else _DEFAULT_PAUSE_S
    return str(info.get("state", "")), min(max(pause_s, 0.5), _LONGEST_PAUSE_S)


async def _piece(item: MediaItem, index: int, files: Files) -> bytes:
    start = index * SEGMENT
    end = min(start + SEGMENT, item.size)
    if item.kind is MediaKind.PICTURE:
        piece = (await whole(item, files, platform=Platform.X))[start:end]
    else:
        sent = pieces(item, files, start, end, platform=Platform.X)
        piece = b"".join([part async for part in sent])
    if len(piece) != end - start:
        raise missing_file(item, Platform.X)
    return piece


def _unusable() -> PlatformError:
    return PlatformError(
        "X could not process a picture or video of this post. Nothing was posted. Replace it and "
        "approve the new version.",
        error_class=ErrorClass.INVALID_MEDIA_FORMAT,
        sent="refused",
    )


def _not_ready() -> PlatformError:
    return PlatformError(
        "X is still working on a video of this post. Nothing was posted; try again in a few "
        "minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )


def _unclear() -> PlatformError:
    return PlatformError(
        "X's answer to an upload could not be understood. Nothing was posted. Try again in a few "
        "minutes.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
