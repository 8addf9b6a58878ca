"""Comments that the account writes under its own media, such as the first one."""

import secrets

from starlette.responses import Response

from sandbox import comments
from sandbox.exchange import Call
from sandbox.instagram import access, errors, fields
from sandbox.instagram.draft import check_caption
from sandbox.instagram.media import own
from sandbox.instagram.people import PLATFORM, username
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
    """GET /{v}/{media}/comments."""
    visit = access.enter(world, call, access.COMMENTS)
    wanted = fields.read(visit.params, _COMMENT_FIELDS, node="IGComment")
    visit.params.done()
    post = own(world, visit, call)
    author = username(world.state, post.account)
    data = [
        {
            name: value
            for name, value in {
                "id": one.id,
                "text": one.text,
                "timestamp": fields.timestamp(one.created_ms),
                "username": author,
                "like_count": 0,
                "hidden": False,
            }.items()
            if name in wanted
        }
        for one in comments.of_post(world.state, PLATFORM, post.id)
    ]
    return errors.reply({"data": data})
