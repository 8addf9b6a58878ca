"""Photos on Facebook: sent unpublished, once each, and named by what shows them. Publishes nothing.

https://developers.facebook.com/docs/graph-api/reference/page/photos/
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
from platforms.pieces import form_of, whole
from platforms.ports import RenderedPost

_NAMES = {"image/jpeg": "photo.jpg", "image/png": "photo.png"}


class FacebookPhotos:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def prepare(self, media: Bringing) -> dict[str, str]:
        """Have every photo of the post at Facebook; those of an earlier try are used again.

        Raises:
            PlatformError: Refused, or not answered.
        """
        for number, item in enumerate(media.post.media):
            name = name_of(number)
            if not await self._is_there(media.ids.get(name), media.tokens):
                await media.note({name: await self._upload(item, media)})
        return media.ids

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

    async def _upload(self, item: MediaItem, media: Bringing) -> str:
        fields = {"published": "false"}
        if item.alt_text:
            fields["alt_text_custom"] = item.alt_text
        content_type, body = form_of(
            fields,
            name="source",
            file_name=_NAMES[item.content_type],
            content_type=item.content_type,
            content=await whole(item, media.files, platform=Platform.FACEBOOK),
        )
        try:
            answer = await self._graph.send(
                self._graph.address(f"{media.post.account_id}/photos"),
                media.tokens,
                body,
                {"content-type": content_type},
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        made = id_of(self._graph.content_of(answer, media.tokens).get("id"))
        if not made:
            raise errors.FACEBOOK.without_content("the photo's id")
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
