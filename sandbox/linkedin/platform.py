"""LinkedIn's paths, the operations behind them, and how LinkedIn words each fault."""

from starlette.responses import Response
from starlette.routing import Route

from sandbox.exchange import Call, Exchange, Handler, Operation
from sandbox.faults import TRANSPORT_MODES, Mode
from sandbox.linkedin import (
    access,
    consent,
    errors,
    feed,
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
    "create_post": _PUBLISHING,
    "get_post": _WITH_TOKEN,
    "find_posts": _WITH_TOKEN,
    "delete_post": _WITH_TOKEN,
    "statistics": _WITH_TOKEN,
}
_PATHS: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/oauth/v2/authorization", "authorize", consent.show),
    ("POST", "/oauth/v2/authorization", "authorize", consent.decide),
    ("POST", "/oauth/v2/accessToken", "token", oauth.exchange_token),
    ("POST", "/oauth/v2/revoke", "revoke", oauth.revoke_token),
    ("GET", "/v2/userinfo", "userinfo", oauth.userinfo),
    ("GET", "/rest/organizationAcls", "organizations", organizations.acls),
    ("GET", "/rest/organizations/{id}", "organizations", organizations.read),
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


def routes(world: World) -> list[Route]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    found = []
    for method, path, name, handle in _PATHS:
        modes = OPERATIONS.get(name, frozenset())
        operation = Operation(PLATFORM, name, handle, modes, answer_fault)
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
            return errors.input_problem(
                "INVALID_IMAGE_ID", "The image cannot be used in a post", field="content/media/id"
            )
        case _:
            return errors.problem(500, "INTERNAL_SERVER_ERROR", "Internal Server Error")


def not_found(_world: World, _call: Call) -> Response:
    return errors.problem(404, "RESOURCE_NOT_FOUND", "No virtual resource found")
