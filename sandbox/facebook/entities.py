"""A post as the Graph API shows it: its fields, its attachments, its counts."""

from sandbox import accounts, audience, comments, files, posts
from sandbox.facebook import links
from sandbox.facebook.people import PLATFORM
from sandbox.meta import errors, fields
from sandbox.posts import Post
from sandbox.world import World

POST_FIELDS = frozenset(
    {"id", "message", "created_time", "updated_time", "permalink_url", "shares", "comments"}
    | {"reactions", "attachments", "from", "is_published", "status_type", "full_picture"}
)
_STATUS = {"video": "added_video", "reel": "added_video", "photo": "added_photos"}


def find(world: World, post_id: str, *, verb: str = "get") -> Post:
    """A visible post, whoever's it is.

    Raises:
        RefusalError: Code 100 with subcode 33.
    """
    found = posts.find(world.state, PLATFORM, post_id)
    if found is None or found.deleted_ms is not None:
        raise errors.missing(post_id, verb)
    return found


def post(world: World, found: Post, wanted: list[str]) -> dict[str, object]:
    values: dict[str, object] = {
        "id": found.id,
        "message": found.wire,
        "created_time": fields.timestamp(found.created_ms),
        "updated_time": fields.timestamp(found.created_ms),
        "permalink_url": links.permalink(world, found),
        "is_published": True,
        "status_type": _STATUS.get(str(found.body["kind"]), "mobile_status_update"),
    }
    if found.media:
        values["full_picture"] = world.addresses.platforms + files.path_of(found.media[0])
    if "from" in wanted:
        page = accounts.find_by_urn(world.state, PLATFORM, found.account)
        values["from"] = {"id": found.account, "name": page.name if page else found.account}
    if {"shares", "comments", "reactions"} & set(wanted):
        values |= _counts(world, found)
    attachments = _attachments(found)
    if attachments:
        values["attachments"] = {"data": attachments}
    # What a post does not have is left out: no empty message, no shares of one nobody shared.
    return {name: values[name] for name in wanted if values.get(name, "") != ""}


def _counts(world: World, found: Post) -> dict[str, object]:
    counts = audience.of_post(found, world.clock.now_ms())
    own = len(comments.of_post(world.state, PLATFORM, found.id))
    told: dict[str, object] = {
        "comments": {
            "data": [],
            "summary": {"order": "ranked", "total_count": counts.comments + own},
        },
        "reactions": {"data": [], "summary": {"total_count": counts.likes}},
    }
    return told | ({"shares": {"count": counts.shares}} if counts.shares else {})


def _attachments(found: Post) -> list[dict[str, object]]:
    kind = found.body["kind"]
    match kind:
        case "link":
            return [{"media_type": "link", "unshimmed_url": found.body["link"]}]
        case "photo":
            return [{"media_type": "photo"}]
        case "album":
            inner = [{"media_type": "photo"} for _ in found.media]
            return [{"media_type": "album", "subattachments": {"data": inner}}]
        case "video" | "reel":
            return [{"media_type": "video"}]
    return []
