"""Comments that a Page writes under posts, and their list."""

from starlette.responses import Response

from sandbox import accounts, comments
from sandbox.exchange import Call
from sandbox.facebook import access, entities, links
from sandbox.facebook.people import PLATFORM, new_id
from sandbox.meta import cursors, errors, fields
from sandbox.world import World

LONGEST_COMMENT = 8_000
_FIELDS = frozenset({"id", "message", "created_time", "from", "permalink_url", "like_count"})


def comment(world: World, call: Call) -> Response:
    """POST /{v}/{post}/comments."""
    visit = access.enter(world, call, access.COMMENT)
    wanted = fields.read(visit.params, _FIELDS, node="Comment")
    message = visit.params.required("message")
    visit.params.done()
    if len(message) > LONGEST_COMMENT:
        raise errors.invalid(f"Param message must be at most {LONGEST_COMMENT} characters long")
    post = entities.find(world, call.params["post"], verb="post")
    if post.account != visit.grant.page or post.body["kind"] == "story":
        raise errors.missing(post.id, "post")
    made = comments.Comment(
        f"{post.id.partition('_')[2]}_{new_id('')}",
        PLATFORM,
        post.id,
        post.account,
        message,
        world.clock.now_ms(),
    )
    comments.add(world.state, made)
    return errors.reply(_entity(world, made, wanted))


def list_comments(world: World, call: Call) -> Response:
    """GET /{v}/{post}/comments."""
    visit = access.enter(world, call, access.READ)
    wanted = fields.read(visit.params, _FIELDS, node="Comment", default="message,from,created_time")
    order = visit.params.text("order", "chronological")
    shown_by = visit.params.text("filter", "toplevel")
    if order not in ("chronological", "reverse_chronological"):
        raise errors.invalid("Param order must be chronological or reverse_chronological")
    if shown_by not in ("toplevel", "stream"):
        raise errors.invalid("Param filter must be toplevel or stream")
    post = entities.find(world, call.params["post"])
    found = comments.of_post(world.state, PLATFORM, post.id)
    if order == "reverse_chronological":
        found.reverse()
    return cursors.listing(
        world,
        call,
        visit.params,
        found,
        id_of=lambda one: one.id,
        show=lambda one: _entity(world, one, wanted),
    )


def _entity(world: World, one: comments.Comment, wanted: list[str]) -> dict[str, object]:
    page = accounts.find_by_urn(world.state, PLATFORM, one.account)
    post = entities.find(world, one.post)
    values: dict[str, object] = {
        "id": one.id,
        "message": one.text,
        "created_time": fields.timestamp(one.created_ms),
        "from": {"id": one.account, "name": page.name if page else one.account},
        "permalink_url": f"{links.permalink(world, post)}?comment_id={one.id.partition('_')[2]}",
        "like_count": 0,
    }
    return {name: values[name] for name in wanted}
