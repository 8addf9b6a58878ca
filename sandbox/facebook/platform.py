"""Facebook's paths, the operations behind them, and how the Graph API words each fault."""

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.exchange import Call, Exchange, Handler, Operation, Preparation
from sandbox.facebook import (
    clips,
    commenting,
    consent,
    feed,
    insights,
    pages,
    people,
    permalink,
    photos,
    posting,
    tokens,
    uploading,
    videos,
)
from sandbox.facebook.people import PLATFORM
from sandbox.faults import PUBLISHING, TRANSPORT_MODES, WITH_TOKEN, Mode
from sandbox.meta import errors, serving
from sandbox.meta.access import owner_of
from sandbox.meta.usage import DAILY_CALLS, Allowance
from sandbox.world import World

OPERATIONS: dict[str, frozenset[Mode]] = {
    "token": TRANSPORT_MODES,
    "debug_token": TRANSPORT_MODES,
    "accounts": WITH_TOKEN,
    "permissions": WITH_TOKEN,
    "revoke_permissions": TRANSPORT_MODES,
    "upload_photo": PUBLISHING,
    "get_photo": WITH_TOKEN,
    "create_post": PUBLISHING,
    "start_upload": WITH_TOKEN,
    "upload_file": PUBLISHING,
    "upload_status": WITH_TOKEN,
    "create_video": PUBLISHING,
    "video_reels": PUBLISHING,
    "rupload": PUBLISHING,
    "video_status": WITH_TOKEN,
    "delete_video": WITH_TOKEN,
    "video_stories": PUBLISHING,
    "photo_stories": PUBLISHING,
    "find_stories": WITH_TOKEN,
    "find_reels": WITH_TOKEN,
    "find_posts": WITH_TOKEN,
    "find_scheduled": WITH_TOKEN,
    "public_posts": WITH_TOKEN,
    "page": WITH_TOKEN,
    "page_insights": WITH_TOKEN,
    "get_post": WITH_TOKEN,
    "edit_post": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "delete_post": WITH_TOKEN,
    "create_comment": WITH_TOKEN | {Mode.CONTENT_POLICY},
    "find_comments": WITH_TOKEN,
    "insights": WITH_TOKEN,
}
_PATTERNS = {
    "fb_version": serving.VERSION,
    "fb_person": people.PERSON + r"[0-9]{1,20}",
    "fb_page": people.PAGE + r"[0-9]{1,20}",
    "fb_post": people.PAGE + r"[0-9]{1,20}_[0-9]{1,20}",
    "fb_photo": people.PHOTO + r"[0-9]{1,20}",
    "fb_video": people.VIDEO + r"[0-9]{1,20}",
    "fb_session": r"[A-Za-z0-9_\-]{10,100}",
    "fb_app": r"[A-Za-z0-9_\-]{1,100}",
    # a Page's id, or a name that no path of another kind begins with
    "fb_name": people.PAGE + r"[0-9]{1,20}|(?!me$|me/)[A-Za-z][A-Za-z0-9.]{2,60}",
}
_ALLOWANCE = Allowance(PLATFORM, kind="pages", code=80001, account="Page")
_PAGES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/{v:fb_version}/dialog/oauth", consent.show),
    ("POST", "/{v:fb_version}/dialog/oauth", consent.decide),
    ("GET", "/{page:fb_page}/posts/{number}/", permalink.show),
    ("GET", "/stories/{page:fb_page}/{number}/", permalink.show),
    ("GET", "/{page:fb_page}/videos/{video:fb_video}/", permalink.show_video),
    ("GET", "/reel/{video:fb_video}/", permalink.show_video),
)
# The kind of object follows from how its id begins, so that each path is one operation.
_GRAPH: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/oauth/access_token", "token", tokens.exchange),
    ("GET", "/debug_token", "debug_token", tokens.debug),
    ("GET", "/me/accounts", "accounts", tokens.list_accounts),
    ("GET", "/me/permissions", "permissions", tokens.list_permissions),
    (
        "DELETE",
        "/{person:fb_person}/permissions",
        "revoke_permissions",
        tokens.revoke_permissions,
    ),
    ("POST", "/{page:fb_page}/photos", "upload_photo", photos.upload),
    ("GET", "/{photo:fb_photo}", "get_photo", photos.show),
    ("POST", "/{page:fb_page}/feed", "create_post", feed.publish),
    ("GET", "/{page:fb_page}/feed", "find_posts", pages.list_published),
    ("GET", "/{page:fb_page}/published_posts", "find_posts", pages.list_published),
    ("GET", "/{page:fb_page}/scheduled_posts", "find_scheduled", feed.list_scheduled),
    ("POST", "/{page:fb_page}/videos", "create_video", videos.create),
    ("POST", "/{page:fb_page}/video_reels", "video_reels", clips.reels),
    ("GET", "/{page:fb_page}/video_reels", "find_reels", clips.list_reels),
    ("POST", "/{page:fb_page}/video_stories", "video_stories", clips.video_stories),
    ("POST", "/{page:fb_page}/photo_stories", "photo_stories", clips.photo_stories),
    ("GET", "/{page:fb_page}/stories", "find_stories", clips.list_stories),
    ("GET", "/{page:fb_page}/insights", "page_insights", insights.of_page),
    ("GET", "/{video:fb_video}", "video_status", videos.show),
    ("DELETE", "/{video:fb_video}", "delete_video", clips.delete_video),
    ("GET", "/{post:fb_post}", "get_post", pages.read_post),
    ("POST", "/{post:fb_post}", "edit_post", pages.edit_post),
    ("DELETE", "/{post:fb_post}", "delete_post", pages.delete_post),
    ("POST", "/{post:fb_post}/comments", "create_comment", commenting.comment),
    ("GET", "/{post:fb_post}/comments", "find_comments", commenting.list_comments),
    ("GET", "/{post:fb_post}/insights", "insights", insights.of_post),
    ("POST", "/{app:fb_app}/uploads", "start_upload", uploading.begin),
    ("GET", "/upload:{session:fb_session}", "upload_status", uploading.show),
    ("POST", "/upload:{session:fb_session}", "upload_file", uploading.take),
    ("GET", "/{page:fb_page}", "page", pages.show),
)
# Names of Pages could be anybody's paths, so these are known below a version only.
_NAMED: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/{page:fb_name}", "page", pages.show),
    ("GET", "/{page:fb_name}/posts", "public_posts", pages.list_public),
)
_PREPARATIONS: dict[str, Preparation] = {"upload_photo": photos.bring}
_LARGEST: Mapping[str, int] = {"upload_photo": photos.LARGEST_BODY}
_SPOOLED = frozenset({"upload_file", "rupload"})


def routes(world: World) -> list[BaseRoute]:
    """The people-facing pages take no faults."""
    serving.register(_PATTERNS)
    found: list[BaseRoute] = [
        Route(path, Exchange(world, Operation(PLATFORM, None, handle)), methods=[method])
        for method, path, handle in _PAGES
    ]
    found.append(
        _route(world, "POST", "/video-upload/{v:fb_version}/{video}", "rupload", uploading.rupload)
    )
    for beginning, table in (("/{v:fb_version}", (*_GRAPH, *_NAMED)), ("", _GRAPH)):
        for method, path, name, handle in table:
            found.append(_route(world, method, beginning + path, name, _counted(handle)))
    return found


def answer_fault(world: World, call: Call, mode: Mode) -> Response:
    match mode:
        case Mode.HTTP_429:
            return _throttled(world, call)
        case Mode.TOKEN_REVOKED:
            return serving.revoked(world, call)
        case Mode.CONTENT_POLICY:
            return errors.problem(
                368,
                "The action attempted has been deemed abusive or is otherwise disallowed",
                subcode=1404102,
                title="Your content couldn't be shared",
                advice="This goes against our Community Standards.",
            )
        case Mode.INVALID_MEDIA:
            return _invalid_media(call)
        case _:
            return serving.unexpected()


def _counted(handle: Handler) -> Handler:
    return serving.counted(handle, _ALLOWANCE, posting.publish_due)


def _throttled(world: World, call: Call) -> JSONResponse:
    answer = errors.problem(32, "(#32) Page request limit reached", status=403)
    owner = owner_of(world, PLATFORM, call) or ""
    answer.headers.update(_ALLOWANCE.told(owner, DAILY_CALLS))
    return answer


def _invalid_media(call: Call) -> Response:
    if "video" in call.path or "upload:" in call.path:
        return videos.unfit("The video cannot be read.").response
    return photos.unfit("Photos should be less than 4 MB and saved as JPG or PNG.").response


def _route(world: World, method: str, path: str, name: str, handle: Handler) -> Route:
    operation = Operation(
        PLATFORM,
        name,
        handle,
        OPERATIONS[name],
        answer_fault,
        prepare=_PREPARATIONS.get(name),
        largest_body=uploading.LARGEST_FILE if name in _SPOOLED else _LARGEST.get(name, 256 * 1024),
        spools=name in _SPOOLED,
    )
    return Route(path, Exchange(world, operation), methods=[method])
