"""A Page and its posts: read, listed and deleted. Nothing here publishes."""

from starlette.responses import Response

from sandbox import audience, posts
from sandbox.accounts import Account
from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, entities, posting
from sandbox.facebook.feed import FEED_KINDS
from sandbox.facebook.people import CLIENT_ID, PLATFORM, find_page
from sandbox.meta import cursors, errors, fields
from sandbox.posts import Post
from sandbox.world import World

REVIEWED = frozenset({CLIENT_ID})
"""Apps that passed the review for Page Public Content Access."""
_PAGE_FIELDS = frozenset(
    {"id", "name", "username", "followers_count", "fan_count", "link", "category", "access_token"}
)


def show(world: World, call: Call) -> Response:
    """GET /{v}/{page}, by its id or by the name in its address."""
    visit = access.enter(world, _without_page(call))
    wanted = fields.read(visit.params, _PAGE_FIELDS, node="Page", default="id,name")
    visit.params.done()
    page = _readable(world, visit, call.params["page"])
    seed = audience.seed_of(world.state, page.urn)
    count = audience.followers(seed, page.urn)
    values: dict[str, object] = {
        "id": page.id,
        "name": page.name,
        "username": page.handle,
        "followers_count": count,
        "fan_count": count,
        "link": f"{world.addresses.platforms}/{page.id}",
        "category": "Tea Room",
    }
    return errors.reply({name: values[name] for name in wanted if name in values})


def list_public(world: World, call: Call) -> Response:
    """GET /{v}/{page}/posts: also another Page's, for an app that may look."""
    visit = access.enter(world, _without_page(call), access.READ)
    page = _readable(world, visit, call.params["page"])
    return _listing(world, call, visit, page.id, FEED_KINDS)


def list_published(world: World, call: Call) -> Response:
    """GET /{v}/{page}/published_posts and /feed: the Page's own, newest first."""
    visit = access.enter(world, call, access.READ)
    return _listing(world, call, visit, visit.grant.page, FEED_KINDS)


def read_post(world: World, call: Call) -> Response:
    """GET /{v}/{post}."""
    visit = access.enter(world, call, access.READ)
    wanted = fields.read(visit.params, entities.POST_FIELDS, node="PagePost")
    visit.params.done()
    post = entities.find(world, call.params["post"])
    _readable(world, visit, post.account)
    return errors.reply(entities.post(world, post, wanted))


def edit_post(world: World, call: Call) -> Response:
    """POST /{v}/{post}: another message."""
    visit = access.enter(world, call, access.PUBLISH)
    message = visit.params.required("message")
    visit.params.done()
    posting.check_text("message", message)
    post = _own(world, visit, call, "post")
    world.state.run(
        "UPDATE posts SET wire = ?, text = ? WHERE platform = ? AND id = ?",
        (message, message, PLATFORM, post.id),
    )
    return errors.reply({"success": True})


def delete_post(world: World, call: Call) -> Response:
    """DELETE /{v}/{post}."""
    visit = access.enter(world, call, access.PUBLISH)
    visit.params.done()
    posts.delete(world.state, _own(world, visit, call, "delete"), world.clock.now_ms())
    return errors.reply({"success": True})


def _own(world: World, visit: access.Visit, call: Call, verb: str) -> Post:
    post = entities.find(world, call.params["post"], verb=verb)
    if post.account != visit.grant.page:
        raise errors.missing(post.id, verb)
    return post


def _listing(
    world: World, call: Call, visit: access.Visit, page: str, kinds: tuple[str, ...]
) -> Response:
    asked = visit.params
    wanted = fields.read(
        asked, entities.POST_FIELDS, node="PagePost", default="id,message,created_time"
    )
    since = asked.number("since", default=0, least=0, most=10**11)
    until = asked.number("until", default=10**11, least=0, most=10**11)
    found = [
        post
        for post in posting.visible(world.state, page, kinds)
        if since * 1000 <= post.created_ms <= until * 1000
    ]
    return cursors.listing(
        world,
        call,
        asked,
        found,
        id_of=lambda post: post.id,
        show=lambda post: entities.post(world, post, wanted),
    )


def _readable(world: World, visit: access.Visit, name: str) -> Account:
    """The Page, if this token may look at it.

    Raises:
        RefusalError: It is not there, or another's and the app was not reviewed for that.
    """
    page = find_page(world.state, name)
    if page is None:
        raise _unknown(name)
    is_own = visit.grant.owner in (page.id, page.owner)
    if not is_own and visit.grant.client_id not in REVIEWED:
        raise errors.refusal(
            10,
            "(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page "
            "Public Content Access' feature.",
            status=403,
        )
    return page


def _unknown(name: str) -> RefusalError:
    if name.isdigit():
        return errors.missing(name)
    return errors.refusal(
        803,
        f"(#803) Some of the aliases you requested do not exist: {name[:60]}",
        status=404,
    )


def _without_page(call: Call) -> Call:
    """The same call, whose path names a Page that need not be the token's."""
    params = {name: value for name, value in call.params.items() if name != "page"}
    return Call(call.method, call.path, call.path_raw, call.query, call.headers, call.body, params)
