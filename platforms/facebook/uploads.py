"""A feed video's bytes: one upload session, resumed where Facebook says, and its handle.

Nothing here can be seen by anybody. https://developers.facebook.com/docs/graph-api/guides/upload
"""

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.bringing import Bringing
from platforms.facebook import errors
from platforms.facebook.graph import Graph
from platforms.http import UnansweredError
from platforms.material import MediaItem
from platforms.meta.answers import id_of
from platforms.meta.refusing import MISSING, GraphError
from platforms.pieces import pieces

SESSION, HANDLE = "upload", "handle"
_PREFIX = "upload:"
_LONGEST_HANDLE = 4_000


class FacebookUploads:
    def __init__(self, graph: Graph, *, app: str) -> None:
        self._graph = graph
        self._app = app

    async def prepare(self, media: Bringing) -> dict[str, str]:
        """Have the handle of the post's video; an earlier try's upload is gone on with.

        Raises:
            PlatformError: Refused, or not answered.
        """
        item = media.post.media[0]
        if media.ids.get(HANDLE):
            return media.ids
        offset = await self._confirmed(media.ids.get(SESSION), item, media.tokens)
        if offset is None:
            offset = 0
            await media.note({SESSION: await self._begin(item, media.tokens)})
        await media.note({HANDLE: await self._send(item, media, offset)})
        return media.ids

    async def _begin(self, item: MediaItem, tokens: Tokens) -> str:
        fields = {
            "file_name": f"{item.sha256[:16]}.mp4",
            "file_length": str(item.size),
            "file_type": item.content_type,
        }
        made = id_of((await self._graph.make(f"{self._app}/uploads", tokens, fields)).get("id"))
        if not made.startswith(_PREFIX):
            raise errors.FACEBOOK.without_content("the upload's id")
        return made

    async def _confirmed(self, session: str | None, item: MediaItem, tokens: Tokens) -> int | None:
        """How much of the file Facebook has; None when there is no session to go on with."""
        if not session:
            return None
        try:
            body = await self._graph.get(session, tokens, {})
        except GraphError as error:
            if error.numbers == MISSING:
                return None
            raise
        return must_be_within(item, body.get("file_offset"))

    async def _send(self, item: MediaItem, media: Bringing, offset: int) -> str:
        headers = {
            # this one call wants the older word, as its guide says
            "authorization": f"OAuth {media.tokens.access_token}",
            "file_offset": str(offset),
            "content-type": "application/octet-stream",
            "content-length": str(item.size - offset),
        }
        try:
            content = pieces(item, media.files, offset, platform=Platform.FACEBOOK)
            answer = await self._graph.send(
                self._graph.address(media.ids[SESSION]), media.tokens, content, headers
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        handle = self._graph.content_of(answer, media.tokens).get("h")
        if not isinstance(handle, str) or not 0 < len(handle) <= _LONGEST_HANDLE:
            raise errors.FACEBOOK.without_content("the video's handle")
        return handle


def must_be_within(item: MediaItem, offset: object) -> int:
    """The offset that Facebook confirms, of a file of that size.

    Raises:
        PlatformError: It is no place in the file: another one was begun there.
    """
    if isinstance(offset, int) and not isinstance(offset, bool) and 0 <= offset <= item.size:
        return offset
    raise PlatformError(
        "Facebook does not say how much of the video it has. Nothing was posted; try again in a "
        "few minutes.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )


def handle_of(prepared: dict[str, str]) -> str:
    """The handle of the uploaded video.

    Raises:
        PlatformError: It was not prepared.
    """
    if handle := prepared.get(HANDLE):
        return handle
    raise not_prepared()


def not_prepared() -> PlatformError:
    return PlatformError(
        "The video of this post is not at Facebook, so nothing was sent. Try again.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
