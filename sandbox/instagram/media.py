"""Published media, listed and read by their owner. Nothing here publishes or deletes."""

from starlette.responses import Response

from sandbox import audience, comments, files, posts
from sandbox.exchange import Call
from sandbox.instagram import access, cursors, errors, fields, links
from sandbox.instagram.containers import Kind
from sandbox.instagram.people import PLATFORM, username
from sandbox.posts import Post
from sandbox.world import World

LARGEST_PAGE = 100


def listing(world: World, call: Call) -> Response:
    """GET /{v}/{ig}/media: newest first; stories are not in it."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _FIELDS, node="IGMedia")
    limit = visit.params.number("limit", default=25, least=1, most=LARGEST_PAGE)
    account = visit.grant.account
    shown = [
        post
        for post in posts.of_account(world.state, PLATFORM, account)
        if post.body["kind"] != Kind.STORY
    ]
    ids = [post.id for post in shown]
    start = cursors.start(visit.params, limit, ids)
    visit.params.done()
    found = shown[start : start + limit]
    answer: dict[str, object] = {"data": [_entity(world, post, wanted) for post in found]}
    if found:
        answer["paging"] = cursors.paging(world, call, start, limit, ids)
    return errors.reply(answer)


def read(world: World, call: Call) -> Response:
    """GET /{v}/{media}."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _FIELDS, node="IGMedia")
    visit.params.done()
    return errors.reply(_entity(world, own(world, visit, call), wanted))


def refuse_delete(world: World, call: Call) -> Response:
    """DELETE /{v}/{media}: only a token of Facebook Login can do that."""
    access.enter(world, call)
    raise errors.missing(call.params["media"], "delete")


def own(world: World, visit: access.Visit, call: Call) -> Post:
    """The account's own post of the call's path.

    Raises:
        RefusalError: code 100 with subcode 33, whether it is missing or somebody else's.
    """
    post = posts.find(world.state, PLATFORM, call.params["media"])
    if post is None or post.deleted_ms is not None or post.account != visit.grant.account:
        raise errors.missing(call.params["media"], call.method.lower())
    return post


_FIELDS = frozenset(
    {"id", "caption", "media_type", "media_product_type", "permalink", "shortcode", "timestamp"}
    | {"username", "owner", "media_url", "alt_text", "like_count", "comments_count", "children"}
    | {"is_comment_enabled"}
)


def _entity(world: World, post: Post, wanted: list[str]) -> dict[str, object]:
    kind = post.body["kind"]
    is_carousel = kind == Kind.CAROUSEL
    values: dict[str, object] = {
        "id": post.id,
        "caption": post.text,
        "media_type": "CAROUSEL_ALBUM" if is_carousel else "IMAGE",
        "media_product_type": "STORY" if kind == Kind.STORY else "FEED",
        "permalink": links.permalink(world, post),
        "shortcode": links.shortcode(post.id),
        "timestamp": post.body["timestamp"],
        "owner": {"id": post.account},
        "media_url": world.addresses.platforms + files.path_of(post.media[0]),
        "alt_text": post.body["alt_text"],
        "is_comment_enabled": True,
    }
    if "username" in wanted:
        values["username"] = username(world.state, post.account)
    if {"like_count", "comments_count"} & set(wanted):
        counts = audience.of_post(post, world.clock.now_ms())
        own_comments = len(comments.of_post(world.state, PLATFORM, post.id))
        values |= {"like_count": counts.likes, "comments_count": counts.comments + own_comments}
    if is_carousel:
        values["children"] = {"data": [{"id": one} for one in _child_ids(post)]}
    # What a post does not have is left out: no empty caption, no children of a single image.
    return {name: values[name] for name in wanted if values.get(name, "") != ""}


def _child_ids(post: Post) -> list[str]:
    return [str(int(post.id) + number) for number in range(1, len(post.media) + 1)]
