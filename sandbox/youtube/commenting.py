"""Top-level comments under videos: written as the token's channel, listed newest first."""

import secrets

from starlette.responses import Response

from sandbox import accounts, comments
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.youtube import access, errors, library
from sandbox.youtube.people import PLATFORM
from sandbox.youtube.query import Query, page_of, read_object
from sandbox.youtube.resource import timestamp

LONGEST = 10_000
COST = 50
_PARTS = frozenset({"id", "snippet"})
_MANAGERS = frozenset({access.MANAGE})


def create(world: World, call: Call) -> Response:
    """POST /youtube/v3/commentThreads."""
    grant = access.enter(world, call, _MANAGERS, cost=COST)
    query = Query(call)
    query.names("part", _PARTS)
    query.done()
    snippet = _object(read_object(call).get("snippet"), {"channelId", "videoId", "topLevelComment"})
    top = _object(snippet.get("topLevelComment"), {"snippet"})
    text = _object(top.get("snippet"), {"textOriginal"}).get("textOriginal")
    if not isinstance(text, str) or not text.strip():
        raise errors.refusal(400, "commentTextRequired", "The comment has no text.")
    if len(text) > LONGEST:
        raise errors.refusal(400, "commentTextTooLong", "The comment is too long.")
    video = _video(world, grant, snippet.get("videoId"))
    if snippet.get("channelId", video.channel) != video.channel:
        raise errors.refusal(400, "channelIdMismatch", "The video is another channel's.")
    comment = comments.Comment(
        id=f"Ug{secrets.token_urlsafe(18)}",
        platform=PLATFORM,
        post=video.id,
        account=grant.channel,
        text=text,
        created_ms=world.clock.now_ms(),
    )
    comments.add(world.state, comment)
    return errors.reply(_thread(world, comment, video))


def find(world: World, call: Call) -> Response:
    """GET /youtube/v3/commentThreads?videoId=."""
    grant = access.enter(world, call, _MANAGERS)
    query = Query(call)
    query.names("part", _PARTS)
    video = _video(world, grant, query.required("videoId"))
    query.choice("order", ("time", "relevance"), "time")
    query.choice("textFormat", ("html", "plainText"), "html")
    found = comments.of_post(world.state, PLATFORM, video.id)[::-1]
    start, size, token = page_of(query, len(found), default=20, most=100)
    query.done()
    body: dict[str, object] = {
        "kind": "youtube#commentThreadListResponse",
        "items": [_thread(world, one, video) for one in found[start : start + size]],
        "pageInfo": {"totalResults": len(found), "resultsPerPage": size},
    }
    return errors.reply(body | ({"nextPageToken": token} if token else {}))


def _video(world: World, grant: access.Grant, video_id: object) -> library.Video:
    video = library.find(world.state, str(video_id))
    now = world.clock.now_ms()
    if video is None or (video.channel != grant.account and not video.is_shown(now)):
        raise errors.refusal(404, "videoNotFound", "The video cannot be found.")
    if not video.takes_comments or video.privacy(now) == "private":
        raise errors.refusal(403, "commentsDisabled", "The video has disabled comments.")
    return video


def _object(value: object, known: set[str]) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) - known:
        raise errors.refusal(400, "badRequest", f"Only {', '.join(sorted(known))} may be given.")
    return value


def _thread(world: World, comment: comments.Comment, video: library.Video) -> dict[str, object]:
    author = accounts.find_by_urn(world.state, PLATFORM, comment.account)
    snippet = {
        "videoId": video.id,
        "channelId": video.channel,
        "textDisplay": comment.text,
        "textOriginal": comment.text,
        "authorDisplayName": f"@{author.handle}" if author else "",
        "authorChannelId": {"value": comment.account},
        "publishedAt": timestamp(comment.created_ms),
        "updatedAt": timestamp(comment.created_ms),
    }
    return {
        "kind": "youtube#commentThread",
        "id": comment.id,
        "snippet": {
            "channelId": video.channel,
            "videoId": video.id,
            "topLevelComment": {
                "kind": "youtube#comment",
                "id": comment.id,
                "snippet": snippet,
            },
            "canReply": True,
            "totalReplyCount": 0,
            "isPublic": True,
        },
    }
