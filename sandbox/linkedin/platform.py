"""LinkedIn's paths, the operations behind them, and how LinkedIn words each fault."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import granting
from sandbox.exchange import (
    LARGEST_BODY,
    Call,
    Exchange,
    Handler,
    Operation,
    RefusalError,
)
from sandbox.faults import PUBLISHING, TRANSPORT_MODES, WITH_TOKEN, Mode
from sandbox.linkedin import (
    assets,
    comments,
    consent,
    documents,
    errors,
    feed,
    followers,
    images,
    member_metrics,
    metrics,
    oauth,
    organizations,
    posts,
    videos,
)
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": TRANSPORT_MODES,
    "revoke": TRANSPORT_MODES,
    "userinfo": WITH_TOKEN,
    "organizations": WITH_TOKEN,
    "initialize_upload": WITH_TOKEN,
    "upload_image": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "image_status": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "initialize_document": WITH_TOKEN,
    "upload_document": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "document_status": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "initialize_video": WITH_TOKEN,
    "upload_video_part": TRANSPORT_MODES | {Mode.INVALID_MEDIA},
    "finalize_video": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "video_status": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "create_post": PUBLISHING,
    "get_post": WITH_TOKEN,
    "find_posts": WITH_TOKEN,
    "delete_post": WITH_TOKEN,
    "create_comment": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "find_comments": WITH_TOKEN,
    "statistics": WITH_TOKEN,
    "audience": WITH_TOKEN,
}
_LARGEST_BODIES = {
    "upload_image": images.LARGEST_UPLOAD,
    "upload_document": documents.LARGEST_UPLOAD,
    "upload_video_part": videos.LARGEST_PART,
}
_SPOOLED = frozenset({"upload_document", "upload_video_part"})
_PATHS: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/oauth/v2/authorization", "authorize", consent.show),
    ("POST", "/oauth/v2/authorization", "authorize", consent.decide),
    ("POST", "/oauth/v2/accessToken", "token", oauth.exchange_token),
    ("POST", "/oauth/v2/revoke", "revoke", oauth.revoke_token),
    ("GET", "/v2/userinfo", "userinfo", oauth.userinfo),
    ("GET", "/rest/organizationAcls", "organizations", organizations.acls),
    ("GET", "/rest/organizations/{id}", "organizations", organizations.read),
    ("POST", "/rest/images", "initialize_upload", images.begin),
    ("PUT", images.UPLOAD_PATH + "/{key}", "upload_image", images.upload),
    ("GET", "/rest/images/{urn}", "image_status", images.show),
    ("POST", "/rest/documents", "initialize_document", documents.begin),
    ("PUT", documents.UPLOAD_PATH + "/{key}", "upload_document", documents.upload),
    ("GET", "/rest/documents/{urn}", "document_status", documents.show),
    ("PUT", videos.UPLOAD_PATH + "/{key}", "upload_video_part", videos.upload_part),
    ("GET", "/rest/videos/{urn}", "video_status", videos.show),
    ("POST", "/rest/posts", "create_post", posts.create),
    ("GET", "/rest/posts", "find_posts", posts.find),
    ("GET", "/rest/posts/{urn}", "get_post", posts.read),
    ("DELETE", "/rest/posts/{urn}", "delete_post", posts.delete),
    (
        "GET",
        "/rest/organizationalEntityShareStatistics",
        "statistics",
        metrics.organization_shares,
    ),
    ("GET", "/rest/memberCreatorPostAnalytics", "statistics", member_metrics.member_posts),
    ("POST", "/rest/socialActions/{urn}/comments", "create_comment", comments.create),
    ("GET", "/rest/socialActions/{urn}/comments", "find_comments", comments.find),
    ("GET", "/rest/networkSizes/{urn}", "audience", followers.network_size),
    (
        "GET",
        "/rest/organizationalEntityFollowerStatistics",
        "audience",
        followers.follower_statistics,
    ),
    ("GET", "/rest/organizationPageStatistics", "audience", followers.page_statistics),
    ("GET", "/feed/update/{urn}", "permalink", feed.show),
)


_HANDLERS: Mapping[tuple[str, str], Handler] = {
    (method, path.rpartition("/")[0]): handle
    for method, path, name, handle in _PATHS
    if Mode.INVALID_MEDIA in OPERATIONS.get(name, ()) and "{" in path
}
"""Uploads and their states, by method and the path before the last step."""
# Two operations at one path: the query tells them apart.
_VIDEO_ACTIONS: Mapping[str, tuple[str, Handler]] = {
    "action=finalizeUpload": ("finalize_video", videos.finalize),
    "action=initializeUpload": ("initialize_video", videos.begin),
}


class _ByAction:
    """The ASGI endpoint of a path whose operation stands in the query."""

    def __init__(self, by_query: Mapping[str, ASGIApp], otherwise: ASGIApp) -> None:
        self._by_query = by_query
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = scope["query_string"].decode("latin-1")
        await self._by_query.get(query, self._otherwise)(scope, receive, send)


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    found: list[BaseRoute] = [
        Route(path, _exchange(world, name, handle), methods=[method])
        for method, path, name, handle in _PATHS
    ]
    actions = {
        query: _exchange(world, name, handle) for query, (name, handle) in _VIDEO_ACTIONS.items()
    }
    otherwise = actions["action=initializeUpload"]
    return [*found, Route("/rest/videos", _ByAction(actions, otherwise), methods=["POST"])]


def _exchange(world: World, name: str, handle: Handler) -> Exchange:
    operation = Operation(
        PLATFORM,
        name,
        handle,
        OPERATIONS.get(name, frozenset()),
        answer_fault,
        largest_body=_LARGEST_BODIES.get(name, LARGEST_BODY),
        spools=name in _SPOOLED,
    )
    return Exchange(world, operation)


def answer_fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return errors.throttle_problem()
        case Mode.TOKEN_REVOKED:
            granting.revoke(world.state, granting.bearer(call))
            return errors.problem(401, "REVOKED_ACCESS_TOKEN", "The token has been revoked", 65601)
        case Mode.CONTENT_POLICY:
            return errors.input_problem(
                "CONTENT_POLICY_VIOLATION",
                "The post goes against the Professional Community Policies",
                field="commentary",
                status=422,
            )
        case Mode.INVALID_MEDIA:
            return _invalid_media(world, call)
        case _:
            return errors.problem(500, "INTERNAL_SERVER_ERROR", "Internal Server Error")


def _invalid_media(world: World, call: Call) -> Response:
    """An upload is taken and fails while it is processed; a post that shows an image is refused."""
    handle = _HANDLERS.get((call.method, call.path.rpartition("/")[0]))
    if call.query == "action=finalizeUpload":
        videos.fail(world.state, urn=videos.finalized_urn(call))
        handle = videos.finalize
    if handle is None:
        return errors.input_problem(
            "INVALID_IMAGE_ID", "The image cannot be used in a post", field="content/media/id"
        )
    if call.method == "GET":
        assets.fail(world, call)
    try:
        return handle(world, call)
    except RefusalError as error:
        return error.response
    finally:
        # what arrives is judged anew, so an upload fails after it
        if call.method == "PUT":
            assets.fail(world, call)


def not_found(_world: World, _call: Call) -> Response:
    return errors.problem(404, "RESOURCE_NOT_FOUND", "No virtual resource found")
