"""X's paths, the operations behind them, and how X words each fault."""

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox import granting
from sandbox.exchange import LARGEST_BODY, Call, Exchange, Handler, Operation, RefusalError
from sandbox.faults import PUBLISHING, TRANSPORT_MODES, WITH_TOKEN, Mode
from sandbox.world import World
from sandbox.x import analytics, consent, errors, limits, media, oauth, posts, status, users
from sandbox.x.people import PLATFORM

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": TRANSPORT_MODES,
    "revoke": TRANSPORT_MODES,
    "me": WITH_TOKEN,
    "get_user": WITH_TOKEN,
    "find_user": WITH_TOKEN,
    "initialize_upload": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "append_upload": WITH_TOKEN,
    "finalize_upload": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "upload_status": WITH_TOKEN | {Mode.INVALID_MEDIA},
    "media_metadata": WITH_TOKEN,
    "create_post": PUBLISHING,
    "get_posts": WITH_TOKEN,
    "find_posts": WITH_TOKEN,
    "delete_post": WITH_TOKEN,
    "analytics": WITH_TOKEN,
}
_PAGES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/i/oauth2/authorize", "authorize", consent.show),
    ("POST", "/i/oauth2/authorize", "authorize", consent.decide),
    ("POST", "/2/oauth2/token", "token", oauth.exchange_token),
    ("POST", "/2/oauth2/revoke", "revoke", oauth.revoke_token),
    ("GET", "/i/web/status/{id}", "permalink", status.show),
)
_PATHS: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/2/users/me", "me", users.me),
    ("GET", "/2/users/by/username/{username}", "find_user", users.by_name),
    ("GET", "/2/users/{id}", "get_user", users.by_id),
    ("GET", "/2/users/{id}/tweets", "find_posts", posts.timeline),
    ("POST", "/2/media/upload/initialize", "initialize_upload", media.begin),
    ("POST", "/2/media/upload/{id}/append", "append_upload", media.append),
    ("POST", "/2/media/upload/{id}/finalize", "finalize_upload", media.finish),
    ("GET", "/2/media/upload", "upload_status", media.status),
    ("POST", "/2/media/metadata", "media_metadata", media.describe),
    ("POST", "/2/tweets", "create_post", posts.create),
    ("GET", "/2/tweets", "get_posts", posts.look_up),
    ("GET", "/2/tweets/analytics", "analytics", analytics.show),
    ("DELETE", "/2/tweets/{id}", "delete_post", posts.delete),
)
_LARGEST_BODIES = {"append_upload": media.LARGEST_BODY}


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages, `authorize` and `permalink`, take no faults."""
    found: list[BaseRoute] = [_route(world, *page) for page in _PAGES]
    for method, path, name, handle in _PATHS:
        found.append(_route(world, method, path, name, _limited(name, handle)))
    lost = Exchange(world, Operation(PLATFORM, None, _unknown_path))
    found.append(Route("/2/{path:path}", lost))
    return found


def _route(world: World, method: str, path: str, name: str, handle: Handler) -> Route:
    def answer_fault(world: World, call: Call, mode: Mode) -> Response:
        response = _fault(world, call, mode)
        used = None if mode is Mode.HTTP_429 else 1
        response.headers.update(limits.headers(world, name, used))
        return response

    operation = Operation(
        PLATFORM,
        name,
        handle,
        OPERATIONS.get(name, frozenset()),
        answer_fault,
        largest_body=_LARGEST_BODIES.get(name, LARGEST_BODY),
    )
    return Route(path, Exchange(world, operation), methods=[method])


def _limited(name: str, handle: Handler) -> Handler:
    """Counted in its window, with the headers that tell of it on every answer."""

    def answer(world: World, call: Call) -> Response:
        told = limits.count(world, call, name)
        if told is None:
            response: Response = errors.throttle_problem()
        else:
            try:
                response = handle(world, call)
            except RefusalError as error:
                response = error.response
        response.headers.update(told or limits.headers(world, name))
        return response

    return answer


def _fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return errors.throttle_problem()
        case Mode.TOKEN_REVOKED:
            granting.revoke(world.state, granting.bearer(call))
            return errors.unauthorized()
        case Mode.CONTENT_POLICY:
            return errors.problem(
                403, "Forbidden", "This request violates the X Rules on harmful content."
            )
        case Mode.INVALID_MEDIA:
            return _invalid_media(world, call)
        case _:
            return errors.problem(500, "Internal Server Error", "Something is broken.")


def _invalid_media(world: World, call: Call) -> Response:
    """A file is found unusable while X works on it; a post that shows one is refused."""
    media_id = call.params.get("id") or call.query.rpartition("media_id=")[2]
    if media_id:
        media.fail(world.state, media_id)
        try:
            return media.status(world, call) if call.method == "GET" else media.finish(world, call)
        except RefusalError as error:
            return error.response
    if call.path.endswith("/initialize"):
        return errors.invalid_problem([("media_type", "", "The media type is not supported.")])
    return errors.invalid_problem([("media.media_ids", "", "Your media IDs are invalid.")])


def _unknown_path(_world: World, call: Call) -> Response:
    return errors.problem(404, "Not Found", f"There is no {call.path[:200]}.")
