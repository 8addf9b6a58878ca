"""Published media, listed and read by their owner. Nothing here publishes or deletes."""

from starlette.responses import Response

from sandbox import audience, comments, files, posts
from sandbox.exchange import Call
from sandbox.instagram import access, links
from sandbox.instagram.containers import Kind
from sandbox.instagram.people import PLATFORM, username
from sandbox.meta import cursors, errors, fields
from sandbox.posts import Post
from sandbox.world import World

STORY_LIFE_MS = 24 * 3600 * 1000
"""How long a story is shown."""
_PRODUCTS = {Kind.STORY: "STORY", Kind.REEL: "REELS"}


def listing(world: World, call: Call) -> Response:
    """GET /{v}/{ig}/media: newest first; stories are not in it."""
    visit = access.enter(world, call)
    wanted = fields.read_plain(visit.params, _FIELDS, node="IGMedia")
    return cursors.listing(
        world,
        call,
        visit.params,
        in_feed(world, visit.grant.account),
        id_of=lambda post: post.id,
        show=lambda post: entity(world, post, wanted),
    )


def in_feed(world: World, account: str) -> list[Post]:
    """What stays: all but stories, newest first."""
    found = posts.of_account(world.state, PLATFORM, account)
    return [post for post in found if post.body["kind"] != Kind.STORY]


def read(world: World, call: Call) -> Response:
    """GET /{v}/{media}."""
    visit = access.enter(world, call)
    wanted = fields.read_plain(visit.params, _FIELDS, node="IGMedia")
    visit.params.done()
    return errors.reply(entity(world, own(world, visit, call), wanted))


def stories(world: World, call: Call) -> Response:
    """GET /{v}/{ig}/stories: those that are shown now."""
    visit = access.enter(world, call)
    wanted = fields.read_plain(visit.params, _FIELDS, node="IGMedia")
    visit.params.done()
    since = world.clock.now_ms() - STORY_LIFE_MS
    found = [
        post
        for post in posts.of_account(world.state, PLATFORM, visit.grant.account)
        if post.body["kind"] == Kind.STORY and post.created_ms > since
    ]
    return errors.reply({"data": [entity(world, post, wanted) for post in found]})


def delete(world: World, call: Call) -> Response:
    """DELETE /{v}/{media}: only a token of Facebook Login can do that."""
    if not access.is_facebook(call):
        access.enter(world, call)
        raise errors.missing(call.params["media"], "delete")
    visit = access.enter(world, call, access.DELETE)
    visit.params.done()
    posts.delete(world.state, own(world, visit, call), world.clock.now_ms())
    return errors.reply({"success": True})


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
    | {"is_comment_enabled", "is_shared_to_feed"}
)


def entity(world: World, post: Post, wanted: list[str]) -> dict[str, object]:
    """The fields asked for of a post."""
    kind = Kind(str(post.body["kind"]))
    is_carousel = kind == Kind.CAROUSEL
    values: dict[str, object] = {
        "id": post.id,
        "caption": post.text,
        "media_type": "CAROUSEL_ALBUM" if is_carousel else _medium_of(post),
        "media_product_type": _PRODUCTS.get(kind, "FEED"),
        "is_shared_to_feed": post.body.get("share_to_feed", ""),
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


def _medium_of(post: Post) -> str:
    return "VIDEO" if post.body.get("is_video") else "IMAGE"


def _child_ids(post: Post) -> list[str]:
    return [str(int(post.id) + number) for number in range(1, len(post.media) + 1)]
