"""A channel's uploads with their counts, newest first: the connected one's own, and any other's."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from domain.connection import Connection, Tokens
from domain.errors import NotFoundError
from domain.platform import Platform
from platforms import saying
from platforms.again import again
from platforms.ports import InForce, OwnPost, OwnPosts, PublicAccount
from platforms.waiting import Waiting
from platforms.youtube.data import MOST_PER_PAGE, part_of
from platforms.youtube.metrics import counts_of
from platforms.youtube.oauth import MANAGE, READ
from platforms.youtube.resource import LOST, count, id_of, instant, permalink_of, text_of
from platforms.youtube.videos import Page, Videos, playlist_of

Answer = TypeVar("Answer")


class YouTubeHistory:
    """Own posts and public accounts: the same lists, asked for by another name."""

    def __init__(self, videos: Videos, *, www_base: str, waiting: Waiting) -> None:
        self._videos = videos
        self._www_base = www_base
        self._waiting = waiting

    def refusal(self, connection: Connection) -> str | None:
        if {READ, MANAGE} & set(connection.scopes):
            return None
        return (
            f"YouTube was not allowed to show the videos and numbers of {connection.account_name}. "
            "Connect YouTube again with every permission ticked, or import a CSV of the posts."
        )

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """As the port says; a page has 50 videos at most.

        Raises:
            PlatformError: Refused, or not answered.
        """

        async def uploads(tokens: Tokens) -> Page:
            return await self._videos.uploads(account_id, tokens, after=after, most=most)

        return self._posts(await self._ask(uploads, grant))

    async def read_public(
        self,
        handle: str,
        grant: InForce,
        *,
        account_id: str,  # noqa: ARG002 - whoever asks sees the same
        most: int,
    ) -> PublicAccount:
        """As the port says; `handle` is what follows "@" in the channel's address.

        Raises:
            NotFoundError: There is no channel of that handle.
            PlatformError: It could not be asked.
        """
        name = handle.strip().removeprefix("@")
        query = {"part": "snippet,statistics,contentDetails", "forHandle": f"@{name}"}
        found = await self._ask(lambda tokens: self._videos.channels(query, tokens), grant)
        if not found:
            raise NotFoundError(
                f"YouTube has no channel “@{saying.one_line(name, 100)}”. Check the name: it is "
                "what follows “@” in the channel's address."
            )
        channel = found[0]
        page = await self._newest(playlist_of(channel), grant, most)
        snippet, statistics = part_of(channel, "snippet"), part_of(channel, "statistics")
        is_hidden = statistics.get("hiddenSubscriberCount") is True
        return PublicAccount(
            platform=Platform.YOUTUBE,
            account_id=id_of(channel),
            handle=saying.one_line(str(snippet.get("customUrl") or name), 100).removeprefix("@"),
            name=saying.one_line(str(snippet.get("title") or name), saying.MAX_NAME),
            followers=None if is_hidden else count(statistics.get("subscriberCount")),
            posts=self._posts(page),
        )

    async def _newest(self, playlist: str, grant: InForce, most: int) -> Page:
        """So many videos, from as many pages as they need."""
        videos: list[dict[str, object]] = []
        page = Page(())
        while True:
            size, after = min(most - len(videos), MOST_PER_PAGE), page.after

            async def next_page(tokens: Tokens, size: int = size, after: str = after) -> Page:
                return await self._videos.of_playlist(playlist, tokens, after=after, most=size)

            page = await self._ask(next_page, grant)
            videos += page.videos
            if len(videos) >= most or not page.after or not page.videos:
                return Page(tuple(videos[:most]), page.after, page.total)

    async def _ask(self, ask: Callable[[Tokens], Awaitable[Answer]], grant: InForce) -> Answer:
        async def once() -> Answer:
            return await ask(await grant())

        return await again(once, self._waiting)

    def _posts(self, page: Page) -> OwnPosts:
        shown = [video for video in page.videos if _is_out(video)]
        return OwnPosts(
            posts=tuple(self._post(video) for video in shown), after=page.after, total=page.total
        )

    def _post(self, video: Mapping[str, object]) -> OwnPost:
        snippet, counts = part_of(video, "snippet"), counts_of(video)
        return OwnPost(
            platform_post_id=id_of(video),
            text=text_of(snippet),
            published_at=instant(snippet.get("publishedAt")),
            permalink=permalink_of(id_of(video), self._www_base),
            # shares, saves and reach are told of no single video here
            **{name: counts.get(name) for name in ("likes", "comments", "impressions")},
        )


def _is_out(video: Mapping[str, object]) -> bool:
    """Whether anybody but its owner may see it."""
    status = part_of(video, "status")
    return status.get("privacyStatus") != "private" and status.get("uploadStatus") not in LOST
