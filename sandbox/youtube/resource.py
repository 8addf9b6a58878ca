"""How YouTube writes a video: its parts, with counters as texts and hidden ones left out."""

from sandbox import accounts, comments
from sandbox.clock import moment
from sandbox.world import World
from sandbox.youtube import library
from sandbox.youtube.library import Video
from sandbox.youtube.people import PLATFORM

PARTS = frozenset({"id", "snippet", "status", "statistics", "processingDetails"})


def timestamp(milliseconds: int) -> str:
    return moment(milliseconds).strftime("%Y-%m-%dT%H:%M:%SZ")


def of(world: World, video: Video, parts: list[str], *, is_owner: bool) -> dict[str, object]:
    now = world.clock.now_ms()
    found: dict[str, object] = {"kind": "youtube#video", "etag": video.id[::-1], "id": video.id}
    if "snippet" in parts:
        found["snippet"] = _snippet(world, video, now)
    if "status" in parts:
        found["status"] = _status(video, now)
    if "statistics" in parts:
        found["statistics"] = _statistics(world, video, now, is_owner=is_owner)
    if "processingDetails" in parts and is_owner:
        state = video.upload_status(now)
        words = {"uploaded": "processing", "failed": "failed"}.get(state, "succeeded")
        found["processingDetails"] = {"processingStatus": words}
    return found


def _snippet(world: World, video: Video, now: int) -> dict[str, object]:
    channel = accounts.find_by_urn(world.state, PLATFORM, video.channel)
    shown = video.shown_ms if video.privacy(now) == "public" else video.uploaded_ms
    return {
        "publishedAt": timestamp(shown),
        "channelId": video.channel,
        "channelTitle": channel.name if channel else "",
        "description": "",
        "categoryId": "22",
        "liveBroadcastContent": "none",
        **video.snippet,
    }


def _status(video: Video, now: int) -> dict[str, object]:
    privacy = video.privacy(now)
    found: dict[str, object] = {
        "license": "youtube",
        "embeddable": True,
        "publicStatsViewable": True,
        "madeForKids": not video.takes_comments,
        **video.status,
        "uploadStatus": video.upload_status(now),
        "privacyStatus": privacy,
    }
    if privacy == "public":
        found.pop("publishAt", None)
    if found["uploadStatus"] == "failed":
        found["failureReason"] = video.failure
    if found["uploadStatus"] == "rejected":
        found["rejectionReason"] = video.rejection
    return found


def _statistics(world: World, video: Video, now: int, *, is_owner: bool) -> dict[str, object]:
    counts = library.counts(world, video, now)
    own = len(comments.of_post(world.state, PLATFORM, video.id))
    found: dict[str, object] = {"viewCount": str(counts.impressions), "favoriteCount": "0"}
    if video.status.get("publicStatsViewable", True):
        found["likeCount"] = str(counts.likes)
    if video.takes_comments and video.privacy(now) != "private":
        found["commentCount"] = str(counts.comments + own)
    return found | ({"dislikeCount": "0"} if is_owner else {})
