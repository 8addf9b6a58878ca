"""Photos on Facebook: sent unpublished, once each, and named by what shows them. Publishes nothing.

https://developers.facebook.com/docs/graph-api/reference/page/photos/
"""

import secrets

from domain.connection import Tokens
from domain.errors import ErrorClass, NotFoundError, PlatformError
from platforms.facebook import errors
from platforms.facebook.graph import Graph, content_of, id_of, without_content
from platforms.http import UnansweredError
from platforms.material import MediaItem
from platforms.meta.refusing import MISSING, GraphError
from platforms.ports import Files, Keep, RenderedPost

_NAMES = {"image/jpeg": "photo.jpg", "image/png": "photo.png"}


class FacebookPhotos:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
    ) -> dict[str, str]:
        """Have every photo of the post at Facebook; those of an earlier try are used again.

        Raises:
            PlatformError: Refused, or not answered.
        """
        ids = dict(prepared)
        for number, item in enumerate(post.media):
            if not await self._is_there(ids.get(name_of(number)), tokens):
                ids[name_of(number)] = await self._upload(post.account_id, item, tokens, files)
                await keep(dict(ids))
        return ids

    async def _is_there(self, photo: str | None, tokens: Tokens) -> bool:
        if not photo:
            return False
        try:
            await self._graph.get(photo, tokens, {"fields": "id"})
        except GraphError as error:
            if error.numbers == MISSING:
                return False
            raise
        return True

    async def _upload(self, page: str, item: MediaItem, tokens: Tokens, files: Files) -> str:
        fields = {"published": "false"}
        if item.alt_text:
            fields["alt_text_custom"] = item.alt_text
        content_type, body = _multipart(fields, item.content_type, await _bytes(item, files))
        try:
            answer = await self._graph.send(
                self._graph.address(f"{page}/photos"), tokens, body, {"content-type": content_type}
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        made = id_of(content_of(answer, tokens).get("id"))
        if not made:
            raise without_content("the photo's id")
        return made


def name_of(number: int) -> str:
    """Under which name the ids hold the photo of that place."""
    return f"photo:{number}"


def photos_of(post: RenderedPost, prepared: dict[str, str]) -> list[str]:
    """The ids of the post's photos, in their order.

    Raises:
        PlatformError: One was not prepared.
    """
    found = [prepared.get(name_of(number), "") for number in range(len(post.media))]
    if not all(found):
        raise PlatformError(
            "Not every picture of this post is at Facebook, so nothing was sent. Try again.",
            error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
            sent="no",
        )
    return found


async def _bytes(item: MediaItem, files: Files) -> bytes:
    try:
        return await files.whole(item.sha256)
    except NotFoundError:
        raise missing_file() from None


def missing_file() -> PlatformError:
    return PlatformError(
        "The file of a picture or video is missing here, so the post was not sent to Facebook. Add "
        "it again and approve the new version.",
        error_class=ErrorClass.VALIDATION,
        sent="no",
    )


def _multipart(fields: dict[str, str], content_type: str, content: bytes) -> tuple[str, bytes]:
    """The form with the photo's bytes as its `source` (RFC 7578); and the content type of it."""
    # of random letters, so that no picture can hold it
    boundary = secrets.token_hex(16)
    pieces = [
        f'--{boundary}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\ncontent-disposition: form-data; name="source"; '
        f'filename="{_NAMES[content_type]}"\r\ncontent-type: {content_type}\r\n\r\n'
    )
    end = f"\r\n--{boundary}--\r\n"
    body = b"".join((*pieces, head.encode(), content, end.encode()))
    return f"multipart/form-data; boundary={boundary}", body
