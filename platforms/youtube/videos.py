"""Lists of videos: a channel's uploads, and videos by their ids. One unit of quota a call.

The search, which costs a hundred times as much, is never asked.
https://developers.google.com/youtube/v3/docs/playlistItems/list
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import PlatformError
from platforms import saying
from platforms.youtube.data import MOST_PER_PAGE, Data, items_of, part_of
from platforms.youtube.errors import RefusalError
from platforms.youtube.resource import count, id_of


@dataclass(frozen=True)
class Page:
    """Video resources, newest first."""

    videos: tuple[dict[str, object], ...]
    after: str = ""
    total: int | None = None


class Videos:
    def __init__(self, data: Data) -> None:
        self._data = data

    async def by_id(
        self, ids: Sequence[str], tokens: Tokens, *, parts: str
    ) -> list[dict[str, object]]:
        """Those of the videos (50 at most) that the platform has and shows us.

        Raises:
            PlatformError: Refused, or not answered.
        """
        if not ids:
            return []
        query = {"part": parts, "id": ",".join(ids), "maxResults": str(MOST_PER_PAGE)}
        body = await self._data.get("/youtube/v3/videos", tokens, query)
        return [video for video in items_of(body) if id_of(video) in ids]

    async def channels(self, query: dict[str, str], tokens: Tokens) -> list[dict[str, object]]:
        """Channels with an id.

        Raises:
            PlatformError: Refused, or not answered.
        """
        body = await self._data.get("/youtube/v3/channels", tokens, query)
        return [channel for channel in items_of(body) if id_of(channel)]

    async def uploads(
        self, channel_id: str, tokens: Tokens, *, after: str = "", most: int = MOST_PER_PAGE
    ) -> Page:
        """A page of what a channel uploaded, with texts, counts and states.

        Raises:
            PlatformError: Refused, or not answered.
        """
        found = await self.channels({"part": "contentDetails", "id": channel_id}, tokens)
        playlist = playlist_of(found[0]) if found else ""
        return await self.of_playlist(playlist, tokens, after=after, most=most)

    async def of_playlist(
        self, playlist: str, tokens: Tokens, *, after: str = "", most: int = MOST_PER_PAGE
    ) -> Page:
        """As `uploads`, by the id of the playlist; a channel without any video has none.

        Raises:
            PlatformError: Refused, or not answered.
        """
        if not playlist:
            return Page(())
        query = {
            "part": "contentDetails",
            "playlistId": playlist,
            "maxResults": str(max(1, min(most, MOST_PER_PAGE))),
        }
        try:
            body = await self._data.get(
                "/youtube/v3/playlistItems", tokens, query | ({"pageToken": after} if after else {})
            )
        except PlatformError as error:
            # a channel that never uploaded names a playlist that is not there
            if isinstance(error, RefusalError) and error.reason == "playlistNotFound":
                return Page(())
            raise
        ids = [
            saying.identifier(part_of(one, "contentDetails").get("videoId"))
            for one in items_of(body)
        ]
        wanted = list(dict.fromkeys(filter(None, ids)))
        videos = await self.by_id(wanted, tokens, parts="snippet,status,statistics")
        videos.sort(key=lambda video: wanted.index(id_of(video)))
        total = count(part_of(body, "pageInfo").get("totalResults"))
        return Page(tuple(videos), saying.identifier(body.get("nextPageToken")), total)


def playlist_of(channel: dict[str, object]) -> str:
    """The id of the list of all its uploads."""
    lists = part_of(part_of(channel, "contentDetails"), "relatedPlaylists")
    return saying.identifier(lists.get("uploads"))
