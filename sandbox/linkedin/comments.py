"""Comments below LinkedIn's posts: plain text, written as a member or an organisation.

https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api
"""

import secrets
from urllib.parse import quote

from starlette.responses import Response

from sandbox import comments, posts
from sandbox.exchange import Call
from sandbox.linkedin import access, errors
from sandbox.linkedin.draft import AUTHOR, check_names, read_body
from sandbox.linkedin.people import PLATFORM
from sandbox.linkedin.posts import POST_URN, check_reader, read_number, read_query
from sandbox.world import World

LONGEST_COMMENT = 1250
LARGEST_PAGE = 100


def create(world: World, call: Call) -> Response:
    """POST /rest/socialActions/{urn}/comments: 201 with the comment, its URN in `x-restli-id`."""
    grant = access.enter_rest(world, call)
    post = _post(world, call)
    body = read_body(call)
    check_names(body, {"actor", "object", "message"}, "")
    actor, message = body.get("actor"), body.get("message")
    if not isinstance(actor, str) or not AUTHOR.fullmatch(actor):
        raise errors.bad_input("INVALID_URN_TYPE", "actor must be a URN", field="actor")
    access.check_author(world, grant, actor)
    if body.get("object") != post.id:
        raise errors.bad_input(
            "INVALID_VALUE_FOR_FIELD", "object must be the post's URN", field="object"
        )
    text = _text(message)
    now = world.clock.now_ms()
    urn = f"urn:li:comment:({post.id},{(now << 22) | secrets.randbits(22)})"
    written = comments.Comment(urn, PLATFORM, post.id, actor, text, now)
    comments.add(world.state, written)
    answer = errors.reply(_entity(written), 201)
    answer.headers["x-restli-id"] = urn
    return answer


def find(world: World, call: Call) -> Response:
    """GET /rest/socialActions/{urn}/comments: oldest first."""
    grant = access.enter_rest(world, call)
    post = _post(world, call)
    check_reader(world, grant, post.account)
    query = read_query(call)
    start = read_number(query, "start", default=0, largest=10_000)
    count = read_number(query, "count", default=10, largest=LARGEST_PAGE)
    every = comments.of_post(world.state, PLATFORM, post.id)
    elements = [_entity(one) for one in every[start : start + count]]
    paging = {"start": start, "count": count, "total": len(every), "links": []}
    return errors.reply({"paging": paging, "elements": elements})


def _post(world: World, call: Call) -> posts.Post:
    urn = call.params["urn"]
    if f"/{quote(urn, safe='')}/" not in call.path_raw or not POST_URN.fullmatch(urn):
        raise errors.bad_input(
            "INVALID_URN_ID", "The key must be a percent-encoded share or ugcPost URN"
        )
    post = posts.find(world.state, PLATFORM, urn)
    if post is None or post.deleted_ms is not None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {urn}")
    return post


def _text(message: object) -> str:
    if not isinstance(message, dict):
        raise errors.bad_input(
            "MISSING_FIELD", "message field is required but not found", field="message"
        )
    check_names(message, {"text", "attributes"}, "/message")
    text = message.get("text")
    if not isinstance(text, str) or not text.strip() or message.get("attributes", []) != []:
        raise errors.bad_input(
            "INVALID_VALUE_FOR_FIELD",
            "message/text must have words; attributes are not offered here",
            field="message/text",
        )
    if len(text) > LONGEST_COMMENT:
        raise errors.bad_input(
            "FIELD_LENGTH_TOO_LONG",
            f"message/text is {len(text)} characters long, the limit is {LONGEST_COMMENT}",
            field="message/text",
        )
    return text


def _entity(comment: comments.Comment) -> dict[str, object]:
    stamp = {"actor": comment.account, "time": comment.created_ms}
    return {
        "id": comment.id.rpartition(",")[2].rstrip(")"),
        "commentUrn": comment.id,
        "$URN": comment.id,
        "actor": comment.account,
        "object": comment.post,
        "message": {"attributes": [], "text": comment.text},
        "created": stamp,
        "lastModified": stamp,
    }
