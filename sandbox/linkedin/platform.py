"""LinkedIn's paths, the operations behind them, and how LinkedIn words each fault."""

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox.exchange import (
    LARGEST_BODY,
    Call,
    Exchange,
    Handler,
    Operation,
    RefusalError,
)
from sandbox.faults import TRANSPORT_MODES, Mode
from sandbox.linkedin import (
    access,
    consent,
    errors,
    feed,
    images,
    member_metrics,
    metrics,
    oauth,
    organizations,
    posts,
)
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World

_ANONYMOUS = TRANSPORT_MODES
_WITH_TOKEN = TRANSPORT_MODES | {Mode.TOKEN_REVOKED}
_PUBLISHING = _WITH_TOKEN | {Mode.CONTENT_POLICY, Mode.INVALID_MEDIA}

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": _ANONYMOUS,
    "revoke": _ANONYMOUS,
    "userinfo": _WITH_TOKEN,
    "organizations": _WITH_TOKEN,
    "initialize_upload": _WITH_TOKEN,
    "upload_image": _WITH_TOKEN | {Mode.INVALID_MEDIA},
    "image_status": _WITH_TOKEN | {Mode.INVALID_MEDIA},
    "create_post": _PUBLISHING,
    "get_post": _WITH_TOKEN,
    "find_posts": _WITH_TOKEN,
    "delete_post": _WITH_TOKEN,
    "statistics": _WITH_TOKEN,
}
_LARGEST_BODIES = {"upload_image": images.LARGEST_UPLOAD}
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
    ("GET", "/feed/update/{urn}", "permalink", feed.show),
)


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    found: list[BaseRoute] = []
    for method, path, name, handle in _PATHS:
        modes = OPERATIONS.get(name, frozenset())
        operation = Operation(
            PLATFORM,
            name,
            handle,
            modes,
            answer_fault,
            largest_body=_LARGEST_BODIES.get(name, LARGEST_BODY),
        )
        found.append(Route(path, Exchange(world, operation), methods=[method]))
    return found


def answer_fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return errors.throttle_problem()
        case Mode.TOKEN_REVOKED:
            access.revoke(world.state, access.bearer(call))
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
    images.fail(world.state, urn=call.params.get("urn", ""), key=call.params.get("key", ""))
    if call.method == "PUT":
        return Response(status_code=201, headers=errors.headers())
    if call.method == "GET":
        try:
            return images.show(world, call)
        except RefusalError as error:
            return error.response
    return errors.input_problem(
        "INVALID_IMAGE_ID", "The image cannot be used in a post", field="content/media/id"
    )


def not_found(_world: World, _call: Call) -> Response:
    return errors.problem(404, "RESOURCE_NOT_FOUND", "No virtual resource found")
