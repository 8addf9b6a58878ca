"""Photos on Facebook: sent unpublished, once each, and named by what shows them. Publishes nothing.

https://developers.facebook.com/docs/graph-api/reference/page/photos/
"""

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.facebook import errors
from platforms.facebook.graph import Graph
from platforms.http import UnansweredError
from platforms.material import MediaItem
from platforms.meta.answers import id_of
from platforms.meta.refusing import MISSING, GraphError
from platforms.pieces import form_of, whole
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
        content_type, body = form_of(
            fields,
            name="source",
            file_name=_NAMES[item.content_type],
            content_type=item.content_type,
            content=await whole(item, files, platform=Platform.FACEBOOK),
        )
        try:
            answer = await self._graph.send(
                self._graph.address(f"{page}/photos"), tokens, body, {"content-type": content_type}
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        made = id_of(self._graph.content_of(answer, tokens).get("id"))
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
