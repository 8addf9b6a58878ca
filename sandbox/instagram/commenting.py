"""Comments that the account writes under its own media, such as the first one."""

import secrets

from starlette.responses import Response

from sandbox import comments
from sandbox.exchange import Call
from sandbox.instagram import access
from sandbox.instagram.draft import check_caption
from sandbox.instagram.media import own
from sandbox.instagram.people import PLATFORM, username
from sandbox.meta import cursors, errors, fields
from sandbox.world import World

_COMMENT_FIELDS = frozenset({"id", "text", "timestamp", "username", "like_count", "hidden"})


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
    """GET /{v}/{media}/comments: newest first."""
    visit = access.enter(world, call, access.COMMENTS)
    wanted = fields.read_plain(visit.params, _COMMENT_FIELDS, node="IGComment")
    post = own(world, visit, call)
    written = comments.of_post(world.state, PLATFORM, post.id)[::-1]
    author = username(world.state, post.account)
    return cursors.listing(
        world,
        call,
        visit.params,
        written,
        id_of=lambda one: one.id,
        show=lambda one: _entity(one, author, wanted),
    )


def _entity(one: comments.Comment, author: str, wanted: list[str]) -> dict[str, object]:
    values: dict[str, object] = {
        "id": one.id,
        "text": one.text,
        "timestamp": fields.timestamp(one.created_ms),
        "username": author,
        "like_count": 0,
        "hidden": False,
    }
    return {name: values[name] for name in wanted}
