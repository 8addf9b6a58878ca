"""YouTube's paths, the operations behind them, and how Google words each fault."""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import granting
from sandbox.exchange import LARGEST_BODY, Call, Exchange, Handler, Operation, RefusalError
from sandbox.faults import PUBLISHING, TRANSPORT_MODES, WITH_TOKEN, Mode
from sandbox.world import World
from sandbox.youtube import (
    channels,
    commenting,
    consent,
    errors,
    library,
    oauth,
    reports,
    sessions,
    videos,
    watch,
)
from sandbox.youtube.people import PLATFORM
from sandbox.youtube.query import Query

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": TRANSPORT_MODES,
    "revoke": TRANSPORT_MODES,
    "channels": WITH_TOKEN,
    "start_upload": PUBLISHING,
    "upload_status": WITH_TOKEN,
    "upload_chunk": WITH_TOKEN,
    "finish_upload": PUBLISHING,
    "get_videos": PUBLISHING,
    "update_video": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "delete_video": WITH_TOKEN,
    "set_thumbnail": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "uploads": WITH_TOKEN,
    "create_comment": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "find_comments": WITH_TOKEN,
    "reports": WITH_TOKEN,
}
_LARGEST_BODIES = {"set_thumbnail": videos.LARGEST_THUMBNAIL + 1}
_PATHS: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/o/oauth2/v2/auth", "authorize", consent.show),
    ("POST", "/o/oauth2/v2/auth", "authorize", consent.decide),
    ("POST", "/token", "token", oauth.exchange_token),
    ("POST", "/revoke", "revoke", oauth.revoke_token),
    ("GET", "/youtube/v3/channels", "channels", channels.show),
    ("POST", sessions.PATH, "start_upload", sessions.begin),
    ("GET", "/youtube/v3/videos", "get_videos", videos.show),
    ("PUT", "/youtube/v3/videos", "update_video", videos.update),
    ("DELETE", "/youtube/v3/videos", "delete_video", videos.delete),
    ("POST", "/upload/youtube/v3/thumbnails/set", "set_thumbnail", videos.set_thumbnail),
    ("GET", "/youtube/v3/playlistItems", "uploads", channels.uploads),
    ("POST", "/youtube/v3/commentThreads", "create_comment", commenting.create),
    ("GET", "/youtube/v3/commentThreads", "find_comments", commenting.find),
    ("GET", "/v2/reports", "reports", reports.show),
    ("GET", "/watch", "permalink", watch.show),
    ("GET", "/shorts/{id}", "permalink", watch.show),
)


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    found: list[BaseRoute] = []
    for method, path, name, handle in _PATHS:
        operation = Operation(
            PLATFORM,
            name,
            handle,
            OPERATIONS.get(name, frozenset()),
            answer_fault,
            largest_body=_LARGEST_BODIES.get(name, LARGEST_BODY),
        )
        found.append(Route(path, Exchange(world, operation), methods=[method]))
    return [*found, Route(sessions.PATH, Sending(world), methods=["PUT"])]


class Sending:
    """One path, three operations: what a PUT to a session means stands in its Content-Range."""

    def __init__(self, world: World) -> None:
        self._exchanges: dict[str, ASGIApp] = {
            name: Exchange(
                world,
                Operation(
                    PLATFORM,
                    name,
                    sessions.put,
                    OPERATIONS[name],
                    answer_fault,
                    largest_body=sessions.LARGEST_REQUEST,
                    spools=True,
                ),
            )
            for name in ("upload_status", "upload_chunk", "finish_upload")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place, _, total = Headers(scope=scope).get("content-range", "").partition("/")
        last = place.rpartition("-")[2]
        name = "upload_chunk"
        if place == "bytes *":
            name = "upload_status"
        elif last.isdigit() and total.isdigit() and int(last) + 1 == int(total):
            name = "finish_upload"
        await self._exchanges[name](scope, receive, send)


def answer_fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return errors.throttled()
        case Mode.TOKEN_REVOKED:
            granting.revoke(world.state, granting.bearer(call))
            return errors.unauthorized()
        case Mode.CONTENT_POLICY:
            return _judged(world, call, rejection="termsOfUse")
        case Mode.INVALID_MEDIA:
            return _judged(world, call, failure="codec")
        case _:
            return errors.problem(500, "backendError", "Backend Error", domain="global")


def _judged(world: World, call: Call, *, failure: str = "", rejection: str = "") -> Response:
    """A video is taken and then lost; where none is in question, the call itself is refused."""
    try:
        if call.method == "PUT" and call.path == sessions.PATH:
            return sessions.finish_badly(world, call, failure=failure, rejection=rejection)
        if call.method == "GET":
            for video_id in videos.asked_ids(Query(call)):
                library.judge(world.state, video_id, failure=failure, rejection=rejection)
            return videos.show(world, call)
    except RefusalError as error:
        return error.response
    if failure:
        return errors.problem(400, "mediaBodyRequired", "The request does not include the media.")
    return errors.problem(403, "forbidden", "The request is not properly authorized.")
