"""Channels, and the list of what each uploaded."""

from starlette.responses import Response

from sandbox import accounts, audience
from sandbox.accounts import Account
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.youtube import access, errors, library
from sandbox.youtube.people import PLATFORM, is_channel, uploads_of
from sandbox.youtube.query import Query, page_of
from sandbox.youtube.resource import timestamp

_PARTS = frozenset({"id", "snippet", "contentDetails", "statistics"})
_ITEM_PARTS = frozenset({"id", "snippet", "contentDetails", "status"})
_SUBSCRIBERS_HIDDEN = "hidden"
"""A channel whose handle begins so does not show how many follow it."""
_BEGAN_MS = 1_420_070_400_000


def show(world: World, call: Call) -> Response:
    """GET /youtube/v3/channels by `mine`, `id` or `forHandle`."""
    grant = access.enter(world, call, access.READERS)
    query = Query(call)
    parts = query.names("part", _PARTS)
    found = _chosen(world, grant, query)
    query.number("maxResults", 5, 50)
    query.done()
    body: dict[str, object] = {
        "kind": "youtube#channelListResponse",
        "pageInfo": {"totalResults": len(found), "resultsPerPage": len(found)},
    }
    # Where there is none, the list itself is missing.
    if found:
        body["items"] = [_channel(world, account, parts) for account in found]
    return errors.reply(body)


def uploads(world: World, call: Call) -> Response:
    """GET /youtube/v3/playlistItems of a channel's uploads, newest first."""
    grant = access.enter(world, call, access.READERS)
    query = Query(call)
    parts = query.names("part", _ITEM_PARTS)
    playlist = query.required("playlistId")
    owner = next((a for a in _channels(world) if uploads_of(a.id) == playlist), None)
    videos = library.of_channel(world.state, owner.id) if owner else []
    if owner is None or not videos:
        raise errors.refusal(
            404, "playlistNotFound", "The playlist cannot be found.", location="playlistId"
        )
    now = world.clock.now_ms()
    seen = [v for v in videos if owner.id == grant.account or v.privacy(now) == "public"]
    start, size, token = page_of(query, len(seen), default=5, most=50)
    query.done()
    body: dict[str, object] = {
        "kind": "youtube#playlistItemListResponse",
        "items": [_item(video, playlist, parts, now) for video in seen[start : start + size]],
        "pageInfo": {"totalResults": len(seen), "resultsPerPage": size},
    }
    return errors.reply(body | ({"nextPageToken": token} if token else {}))


def _channels(world: World) -> list[Account]:
    return [a for a in accounts.members(world.state, PLATFORM) if is_channel(a.id)]


def _chosen(world: World, grant: access.Grant, query: Query) -> list[Account]:
    mine, ids, handle = (query.text(name) for name in ("mine", "id", "forHandle"))
    if sum(bool(one) for one in (mine, ids, handle)) != 1:
        raise errors.refusal(400, "missingRequiredParameter", "No filter selected.")
    known = _channels(world)
    if mine:
        return [a for a in known if a.id == grant.account and mine == "true"]
    if handle:
        return [a for a in known if a.handle == handle.removeprefix("@").lower()]
    return [a for a in known if a.id in ids.split(",")]


def _channel(world: World, account: Account, parts: list[str]) -> dict[str, object]:
    found: dict[str, object] = {"kind": "youtube#channel", "id": account.id}
    if "snippet" in parts:
        found["snippet"] = {
            "title": account.name,
            "description": "",
            "customUrl": f"@{account.handle}",
            "publishedAt": timestamp(_BEGAN_MS),
        }
    if "contentDetails" in parts:
        lists = {"likes": "", "uploads": uploads_of(account.id)}
        found["contentDetails"] = {"relatedPlaylists": lists}
    if "statistics" in parts:
        found["statistics"] = _statistics(world, account)
    return found


def _statistics(world: World, account: Account) -> dict[str, object]:
    now = world.clock.now_ms()
    shown = [v for v in library.of_channel(world.state, account.id) if v.is_shown(now)]
    views = sum(library.counts(world, video, now).impressions for video in shown)
    is_hidden = account.handle.startswith(_SUBSCRIBERS_HIDDEN)
    found: dict[str, object] = {
        "viewCount": str(views),
        "videoCount": str(len(shown)),
        "hiddenSubscriberCount": is_hidden,
    }
    if not is_hidden:
        seed = audience.seed_of(world.state, account.id)
        found["subscriberCount"] = str(audience.followers(seed, account.id))
    return found


def _item(video: library.Video, playlist: str, parts: list[str], now: int) -> dict[str, object]:
    found: dict[str, object] = {"kind": "youtube#playlistItem", "id": f"{playlist}.{video.id}"}
    if "snippet" in parts:
        found["snippet"] = {
            "publishedAt": timestamp(video.uploaded_ms),
            "channelId": video.channel,
            "title": video.snippet.get("title", ""),
            "description": video.snippet.get("description", ""),
            "playlistId": playlist,
            "resourceId": {"kind": "youtube#video", "videoId": video.id},
        }
    if "contentDetails" in parts:
        found["contentDetails"] = {
            "videoId": video.id,
            "videoPublishedAt": timestamp(video.shown_ms),
        }
    if "status" in parts:
        found["status"] = {"privacyStatus": video.privacy(now)}
    return found
