"""Publishing on Instagram: prepare a container, publish it once. Knows nothing of attempts.

https://developers.facebook.com/documentation/instagram-platform/content-publishing
"""

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.instagram import errors
from platforms.instagram.containers import ALREADY_OUT, CONTAINER, PUBLISHED, Containers
from platforms.instagram.media import submitted
from platforms.meta.graph import Graph
from platforms.meta.refusing import LATER_S, GraphError
from platforms.ports import Files, Gate, Keep, RenderedPost, Submitted
from platforms.sendable import must_be_sendable
from platforms.told import listed

PERMALINK_S = 10.0


class InstagramPosts:
    def __init__(self, graph: Graph, containers: Containers) -> None:
        self._graph = graph
        self._containers = containers

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
        in_doubt: bool = False,
    ) -> dict[str, str]:
        """Have a container that is ready to be published; an earlier one is used again.

        Raises:
            PlatformError: The post cannot go as it is, the account may not post now, or nothing can
                tell any more whether it is out.
        """
        must_be_sendable(post, tokens)
        preparation = self._containers.begin(
            post, tokens, prepared, keep, files=files, in_doubt=in_doubt
        )
        if not await preparation.is_out():
            await self._must_have_quota(post, tokens)
            await preparation.finish()
        return preparation.ids

    async def submit(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], *, gate: Gate
    ) -> Submitted:
        """Publish the container. What is known to be out is left to the probe, unsent.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        must_be_sendable(post, tokens)
        container = prepared.get(CONTAINER)
        if not container:
            raise PlatformError(
                "Nothing was prepared on Instagram for this post, so nothing was sent. Try again.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
        if prepared.get(ALREADY_OUT) == container:
            raise errors.INSTAGRAM.already_out()
        media = await self._publish(post, tokens, container, gate)
        return await self._as_seen(media, tokens)

    async def _publish(self, post: RenderedPost, tokens: Tokens, container: str, gate: Gate) -> str:
        url = self._graph.address(f"{post.account_id}/media_publish")
        fields = {"creation_id": container}
        try:
            body = await self._graph.act(url, tokens, fields, effect="post", gate=gate)
        except GraphError as refused:
            if refused.sent == "refused" and await self._turned_out_published(container, tokens):
                raise errors.INSTAGRAM.already_out() from None
            raise
        if made := saying.identifier(body.get("id")):
            return made
        raise errors.INSTAGRAM.without_content("the post's id", effect="post")

    async def _turned_out_published(self, container: str, tokens: Tokens) -> bool:
        """Whether a refusal came because the container is used up.

        How Instagram words that is not documented, so its state is asked instead.
        """
        try:
            return (await self._containers.state(container, tokens)).code == PUBLISHED
        except PlatformError:
            return False  # the refusal stands; a later try begins with a look at the same container

    async def _as_seen(self, media: str, tokens: Tokens) -> Submitted:
        """Where and since when the post can be seen; unread it is out all the same."""
        fields = {"fields": "id,permalink,timestamp"}
        try:
            body = await self._graph.get(media, tokens, fields, total_s=PERMALINK_S)
        except PlatformError:
            return Submitted(platform_post_id=media, permalink="")
        return submitted({**body, "id": media})

    async def _must_have_quota(self, post: RenderedPost, tokens: Tokens) -> None:
        """Read how many posts are left; Meta's pages name different numbers for the cap."""
        try:
            body = await self._graph.get(
                f"{post.account_id}/content_publishing_limit",
                tokens,
                {"fields": "quota_usage,config"},
            )
        except PlatformError as error:
            if error.error_class.retryable:
                return  # the publishing call itself knows the cap
            raise
        used, total = _quota(body)
        if used is not None and total and used >= total:
            raise PlatformError(
                f"This Instagram account has posted {used} times within 24 hours, as often as "
                f"Instagram allows ({total}). Nothing was sent. Try again tomorrow.",
                error_class=ErrorClass.RATE_LIMIT_EXCEEDED,
                sent="no",
                retry_after_s=LATER_S,
            )


def _quota(body: dict[str, object]) -> tuple[int | None, int | None]:
    first = next(iter(listed(body)), {})
    config = first.get("config")
    used = first.get("quota_usage")
    total = config.get("quota_total") if isinstance(config, dict) else None
    return (
        used if isinstance(used, int) else None,
        total if isinstance(total, int) else None,
    )
