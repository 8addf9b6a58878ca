"""Instagram's paths, the operations behind them, and how the Graph API words each fault."""

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox.exchange import Call, Exchange, Handler, Operation, Preparation, RefusalError
from sandbox.faults import PUBLISHING, TRANSPORT_MODES, WITH_TOKEN, Mode
from sandbox.instagram import (
    access,
    commenting,
    consent,
    containers,
    creation,
    facebook_login,
    insights,
    media,
    oauth,
    permalink,
    profile,
    publishing,
    uploading,
)
from sandbox.instagram.people import PLATFORM
from sandbox.meta import errors, serving
from sandbox.meta.access import revoke
from sandbox.meta.usage import Allowance
from sandbox.world import World

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": TRANSPORT_MODES,
    "exchange_token": WITH_TOKEN,
    "refresh_token": WITH_TOKEN,
    "profile": WITH_TOKEN,
    "facebook_token": TRANSPORT_MODES,
    "facebook_pages": WITH_TOKEN,
    "facebook_permissions": WITH_TOKEN,
    "create_container": PUBLISHING,
    "upload_video": WITH_TOKEN,
    "container_status": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "publishing_limit": WITH_TOKEN,
    "publish_media": PUBLISHING,
    "find_media": WITH_TOKEN,
    "find_stories": WITH_TOKEN,
    "get_media": WITH_TOKEN,
    "delete_media": WITH_TOKEN,
    "create_comment": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "find_comments": WITH_TOKEN,
    "insights": WITH_TOKEN,
    "account_insights": WITH_TOKEN,
}
_PATTERNS = {
    "ig_version": serving.VERSION,
    "ig_account": r"me|17841[0-9]{1,20}",
    "ig_container": containers.ID_BEGINNING + r"[0-9]{1,20}",
    "ig_object": r"[0-9]{1,30}",
}
_ALLOWANCE = Allowance(PLATFORM, kind="instagram", code=80002, account="Instagram")
_PAGES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/oauth/authorize", "authorize", consent.show),
    ("POST", "/oauth/authorize", "authorize", consent.decide),
    ("POST", "/oauth/access_token", "token", oauth.redeem_code),
    ("GET", "/access_token", "exchange_token", oauth.lengthen),
    ("GET", "/refresh_access_token", "refresh_token", oauth.refresh),
    ("GET", "/p/{shortcode}", "permalink", permalink.show),
    ("GET", "/p/{shortcode}/", "permalink", permalink.show),
)
_BY_FACEBOOK: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/dialog/oauth", "authorize", facebook_login.show),
    ("POST", "/dialog/oauth", "authorize", facebook_login.decide),
    ("GET", "/oauth/access_token", "facebook_token", facebook_login.token),
    ("GET", "/me/accounts", "facebook_pages", facebook_login.pages),
    ("GET", "/me/permissions", "facebook_permissions", facebook_login.permissions),
)
# The kind of object follows from how its id begins, so that each path is one operation.
_GRAPH: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/{ig:ig_account}", "profile", profile.show),
    ("POST", "/{ig:ig_account}/media", "create_container", creation.create),
    ("GET", "/{ig:ig_account}/media", "find_media", media.listing),
    ("GET", "/{ig:ig_account}/stories", "find_stories", media.stories),
    ("POST", "/{ig:ig_account}/media_publish", "publish_media", publishing.publish),
    ("GET", "/{ig:ig_account}/content_publishing_limit", "publishing_limit", publishing.quota),
    ("GET", "/{ig:ig_account}/insights", "account_insights", insights.of_account),
    ("GET", "/{container:ig_container}", "container_status", containers.show),
    ("GET", "/{media:ig_object}", "get_media", media.read),
    ("DELETE", "/{media:ig_object}", "delete_media", media.delete),
    ("POST", "/{media:ig_object}/comments", "create_comment", commenting.comment),
    ("GET", "/{media:ig_object}/comments", "find_comments", commenting.list_comments),
    ("GET", "/{media:ig_object}/insights", "insights", insights.of_media),
)
_PREPARATIONS: dict[str, Preparation] = {"create_container": creation.bring}


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    serving.register(_PATTERNS)
    found: list[BaseRoute] = [
        _route(world, method, path, name, handle) for method, path, name, handle in _PAGES
    ]
    host = access.FACEBOOK_HOST
    for method, path, name, handle in _BY_FACEBOOK:
        found.append(_route(world, method, f"{host}/{{v:ig_version}}{path}", name, handle))
    for method, path, name, handle in _GRAPH:
        for beginning in (f"{host}/{{v:ig_version}}", "/{v:ig_version}", ""):
            counted = serving.counted(handle, _ALLOWANCE)
            found.append(_route(world, method, beginning + path, name, counted))
    found.append(_upload_route(world))
    lost = Exchange(world, Operation(PLATFORM, None, _unknown_path))
    found += [Route(f"{one}/{{v:ig_version}}/{{path:path}}", lost) for one in (host, "")]
    return found


def answer_fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return errors.throttle_problem()
        case Mode.TOKEN_REVOKED:
            return serving.revoked(world, call)
        case Mode.CONTENT_POLICY:
            return errors.problem(
                368,
                "The action attempted has been deemed abusive or is otherwise disallowed",
                title="Blocked for policy",
                advice="The content goes against the Community Guidelines.",
            )
        case Mode.INVALID_MEDIA:
            return _invalid_media(world, call)
        case _:
            return serving.unexpected()


def _answer_upload_fault(world: World, call: Call, mode: Mode) -> Response:
    """In rupload's own shape."""
    if mode is Mode.TOKEN_REVOKED:
        revoke(world, call)
        status, words, retriable = 401, "unauthorized user request", False
    elif mode is Mode.HTTP_429:
        status, words, retriable = 429, "too many requests", True
    else:
        status, words, retriable = 500, "Request processing failed", True
    return uploading.problem(
        words, kind="ProcessingFailedError", status=status, retriable=retriable
    )


def _invalid_media(world: World, call: Call) -> Response:
    """A container found unusable while it was processed says so when it is asked or published."""
    container_id = call.params.get("container")
    if container_id is None:
        return errors.problem(
            36001,
            "The image format is not supported",
            subcode=2207005,
            title="Unsupported image format",
            advice="The media cannot be used in a post.",
        )
    containers.fail(world.state, container_id, "media upload has failed with error code 2207005")
    try:
        return containers.show(world, call)
    except RefusalError as error:
        return error.response


def _route(world: World, method: str, path: str, name: str, handle: Handler) -> Route:
    operation = Operation(
        PLATFORM,
        name,
        handle,
        OPERATIONS.get(name, frozenset()),
        answer_fault,
        prepare=_PREPARATIONS.get(name),
    )
    return Route(path, Exchange(world, operation), methods=[method])


def _upload_route(world: World) -> Route:
    operation = Operation(
        PLATFORM,
        "upload_video",
        uploading.receive,
        OPERATIONS["upload_video"],
        _answer_upload_fault,
        largest_body=uploading.LARGEST_BODY,
        spools=True,
    )
    path = f"{uploading.PATH}/{{v:ig_version}}/{{container:ig_container}}"
    return Route(path, Exchange(world, operation), methods=["POST"])


def _unknown_path(_world: World, call: Call) -> Response:
    return errors.problem(2500, f"Unknown path components: /{call.params['path'][:200]}")
