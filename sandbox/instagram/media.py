"""Published media: listed, read, commented by their owner. Nothing here publishes or deletes."""

import base64
import secrets

from starlette.responses import Response

from sandbox import accounts, audience, comments, files, posts
from sandbox.exchange import Call
from sandbox.instagram import access, errors, fields
from sandbox.instagram.containers import Kind
from sandbox.instagram.draft import check_caption
from sandbox.instagram.params import Params
from sandbox.instagram.people import PLATFORM, scoped_id
from sandbox.posts import Post
from sandbox.world import World

LARGEST_PAGE = 100
_COMMENT_FIELDS = frozenset({"id", "text", "timestamp", "username", "like_count", "hidden"})
_ME_FIELDS = frozenset(
    {"id", "user_id", "username", "name", "account_type", "profile_picture_url", "media_count"}
    | {"followers_count", "follows_count"}
)


def me(world: World, call: Call) -> Response:
    """GET /{v}/me, and the same by the account's id."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _ME_FIELDS, node="IGUser")
    visit.params.done()
    account = accounts.find_member(world.state, PLATFORM, visit.grant.account)
    if account is None:
        raise errors.missing(visit.grant.account)
    seed = audience.seed_of(world.state, account.urn)
    values = {
        "id": scoped_id(account.id),
        "user_id": account.id,
        "username": account.handle,
        "name": account.name,
        "account_type": "BUSINESS",
        "profile_picture_url": f"{world.addresses.platforms}/favicon.ico",
        "media_count": posts.count(world.state, PLATFORM, account.id),
        "followers_count": audience.followers(seed, account.urn),
        "follows_count": 0,
    }
    return errors.reply({name: values[name] for name in wanted})


def listing(world: World, call: Call) -> Response:
    """GET /{v}/{ig}/media: newest first; stories are not in it."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _FIELDS, node="IGMedia")
    limit = visit.params.number("limit", default=25, least=1, most=LARGEST_PAGE)
    start = _start(visit.params, limit)
    visit.params.done()
    account = visit.grant.account
    shown = [
        post
        for post in posts.of_account(world.state, PLATFORM, account)
        if post.body["kind"] != Kind.STORY
    ]
    found = shown[start : start + limit]
    answer: dict[str, object] = {"data": [_entity(world, post, wanted) for post in found]}
    if found:
        answer["paging"] = _paging(world, call, start, limit, len(shown))
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


def comment(world: World, call: Call) -> Response:
    """POST /{v}/{media}/comments."""
    visit = access.enter(world, call, access.COMMENTS)
    message = visit.params.required("message")
    visit.params.done()
    check_caption(message)
    post = own(world, visit, call)
    comment_id = f"1796{secrets.randbelow(9 * 10**12) + 10**12}"
    now = world.clock.now_ms()
    comments.add(
        world.state, comments.Comment(comment_id, PLATFORM, post.id, post.account, message, now)
    )
    return errors.reply({"id": comment_id})


def list_comments(world: World, call: Call) -> Response:
    """GET /{v}/{media}/comments."""
    visit = access.enter(world, call, access.COMMENTS)
    wanted = fields.read(visit.params, _COMMENT_FIELDS, node="IGComment")
    visit.params.done()
    post = own(world, visit, call)
    username = _username(world, post.account)
    data = [
        {
            name: value
            for name, value in {
                "id": one.id,
                "text": one.text,
                "timestamp": fields.timestamp(one.created_ms),
                "username": username,
                "like_count": 0,
                "hidden": False,
            }.items()
            if name in wanted
        }
        for one in comments.of_post(world.state, PLATFORM, post.id)
    ]
    return errors.reply({"data": data})


def own(world: World, visit: access.Visit, call: Call) -> Post:
    """The account's own post of the call's path.

    Raises:
        RefusalError: code 100 with subcode 33, whether it is missing or somebody else's.
    """
    post = posts.find(world.state, PLATFORM, call.params["media"])
    if post is None or post.deleted_ms is not None or post.account != visit.grant.account:
        raise errors.missing(call.params["media"], call.method.lower())
    return post


def shortcode(media_id: str) -> str:
    number = int(media_id).to_bytes(9, "big")
    return base64.urlsafe_b64encode(number).decode().lstrip("A")


def media_id(code: str) -> str | None:
    """The way back from a shortcode."""
    try:
        number = base64.b64decode(code.rjust(12, "A"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return str(int.from_bytes(number, "big"))


def permalink(world: World, post: Post) -> str:
    return f"{world.addresses.platforms}/p/{shortcode(post.id)}/"


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
        "permalink": permalink(world, post),
        "shortcode": shortcode(post.id),
        "timestamp": post.body["timestamp"],
        "owner": {"id": post.account},
        "media_url": world.addresses.platforms + files.path_of(post.media[0]),
        "alt_text": post.body["alt_text"],
        "is_comment_enabled": True,
    }
    if "username" in wanted:
        values["username"] = _username(world, post.account)
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


def _username(world: World, account_id: str) -> str:
    account = accounts.find_member(world.state, PLATFORM, account_id)
    return account.handle if account else account_id


def _start(params: Params, limit: int) -> int:
    after, before = params.text("after"), params.text("before")
    if after and before:
        raise errors.invalid("Give after or before, not both")
    if after:
        return _position(after) + 1
    return max(0, _position(before) - limit) if before else 0


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"at:{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    try:
        word, _, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).partition(
            b":"
        )
        if word != b"at" or not number.isdigit() or len(number) > 9:
            raise ValueError
        return int(number)
    except ValueError:
        raise errors.invalid("Invalid cursors values") from None


def _paging(world: World, call: Call, start: int, limit: int, total: int) -> dict[str, object]:
    last = min(start + limit, total) - 1
    paging: dict[str, object] = {"cursors": {"before": _cursor(start), "after": _cursor(last)}}
    if last + 1 < total:
        kept = [pair for pair in call.query.split("&") if pair and not _is_replaced(pair)]
        query = "&".join([*kept, f"limit={limit}", f"after={_cursor(last)}"])
        paging["next"] = f"{world.addresses.platforms}{call.path_raw}?{query}"
    return paging


def _is_replaced(pair: str) -> bool:
    return pair.partition("=")[0] in ("limit", "after", "before")
