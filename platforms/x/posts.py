"""Publishing on X and taking a post back. Knows nothing of attempts or retries.

https://docs.x.com/x-api/posts/create-post
"""

from collections.abc import Mapping

from domain.connection import Connection, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.bringing import Bringing
from platforms.effects import Effect
from platforms.http import UnansweredError
from platforms.ports import Files, Gate, Keep, RenderedPost, Submitted
from platforms.sendable import must_be_sendable
from platforms.x import errors
from platforms.x.api import Api, data_of, headers_for
from platforms.x.reading import time_of_id
from platforms.x.uploads import XUploads

WRITE_SCOPE = "tweet.write"


class XPosts:
    """Publisher and deleter: both speak of the same resource."""

    def __init__(self, api: Api, uploads: XUploads, *, www_base: str) -> None:
        self._api = api
        self._uploads = uploads
        self._www_base = www_base

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
        in_doubt: bool = False,  # noqa: ARG002 - its media publish nothing
    ) -> dict[str, str]:
        """Have the post's media at X; a text needs nothing beforehand.

        Raises:
            PlatformError: The post cannot go as it is, or a medium did not arrive.
        """
        must_be_sendable(post, tokens)
        if not post.media:
            return prepared
        media = Bringing(post, tokens, dict(prepared), files, keep)
        return await self._uploads.prepare(media)

    async def submit(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        gate: Gate,
    ) -> Submitted:
        """Publish. Call it once per attempt: X has no idempotency key.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        must_be_sendable(post, tokens)
        body: dict[str, object] = {"text": post.wire} if post.wire else {}
        if media_ids := self._uploads.ids_of(post, prepared):
            body["media"] = {"media_ids": media_ids}
        return await self.publish(body, tokens, gate=gate)

    async def publish(
        self,
        body: Mapping[str, object],
        tokens: Tokens,
        *,
        gate: Gate,
        effect: Effect = "post",
    ) -> Submitted:
        """The one irreversible call, of a post or a reply.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        try:
            answer = await self._api.post("/2/tweets", body, tokens, gate=gate)
        except UnansweredError as error:
            raise errors.unanswered(error, effect=effect) from None
        found = answer.json()
        data = data_of(found) if isinstance(found, dict) else {}
        post_id = saying.identifier(data.get("id"))
        # 200 with errors and no post in it is no success
        if answer.status not in (200, 201) or not post_id:
            raise self._api.refusal(answer, tokens, effect=effect)
        return submitted(post_id, self._www_base)

    def refusal(self, connection: Connection) -> str | None:
        if WRITE_SCOPE in connection.scopes:
            return None
        return (
            f"X was not allowed to change the posts of {connection.account_name}. Connect X again "
            "with every permission, or delete the post there."
        )

    async def delete(self, platform_post_id: str, tokens: Tokens, *, account_id: str) -> None:  # noqa: ARG002 - the token says as whom
        """Take a post off X; one that is gone already is no error.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        post_id = saying.identifier(platform_post_id)
        if not post_id.isdigit():
            raise PlatformError(
                "This is no post of X, so nothing was deleted. Delete it where it was posted.",
                error_class=ErrorClass.VALIDATION,
                sent="no",
            )
        try:
            answer = await self._api.http.send(
                "DELETE", f"{self._api.base}/2/tweets/{post_id}", headers=headers_for(tokens)
            )
        except UnansweredError as error:
            raise errors.unanswered(error, effect="deletion") from None
        body = answer.json()
        if answer.status == 200 and isinstance(body, dict) and data_of(body).get("deleted") is True:
            return
        refused = self._api.refusal(answer, tokens, effect="deletion")
        if not refused.is_missing:
            raise refused


def submitted(post_id: str, www_base: str) -> Submitted:
    """A post by its id, which carries its time and leads to its page."""
    return Submitted(
        platform_post_id=post_id,
        permalink=permalink(post_id, www_base),
        published_at=time_of_id(post_id),
    )


def permalink(post_id: str, www_base: str) -> str:
    """Where people see it; X leads from there to the address with the account's name."""
    return f"{www_base}/i/web/status/{post_id}"
