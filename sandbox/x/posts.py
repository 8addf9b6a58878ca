"""X's posts: create, look up, list, delete, with the duplicate guard and its own threads only."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from sandbox import audience, hours, posts
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.x import access, entity, errors, media, people, shortening
from sandbox.x.draft import Draft, read_draft
from sandbox.x.people import PLATFORM
from sandbox.x.query import ID, Query

DUPLICATE_WINDOW_MS = 12 * 3600 * 1000
EPOCH_MS = 1_288_834_974_657
OWN_NUMBERS_MS = 30 * 24 * 3600 * 1000
MOST_IDS = 100
_ENDLESS = 10**19
_TIMELINE = {
    "max_results",
    "start_time",
    "end_time",
    "since_id",
    "until_id",
    "exclude",
    "pagination_token",
    "expansions",
    "media.fields",
}


def create(world: World, call: Call) -> Response:
    """POST /2/tweets: 201 with the id and the text as it is shown."""
    grant = access.enter(world, call, "tweet.read", "tweet.write", "users.read")
    draft = read_draft(call)
    parent = _parent(world, grant, draft)
    rows = media.use(world, grant.member, draft.media_ids)
    now = world.clock.now_ms()
    hashes = tuple(str(row["sha256"]) for row in rows)
    same = posts.same_text(
        world.state,
        PLATFORM,
        grant.member,
        text=draft.text,
        since_ms=now - DUPLICATE_WINDOW_MS,
    )
    # Pictures without a word are the same only when they are the same pictures.
    if same and same.deleted_ms is None and (draft.text or same.media == hashes):
        raise errors.forbidden("You are not allowed to create a Tweet with duplicate content.")
    post_id = new_id(now)
    kinds = [(str(row["media_key"]), entity.kind_of(row["category"])) for row in rows]
    body: dict[str, object] = {
        "links": links_for(world, grant.member, post_id, draft.text, kinds),
        "media_keys": [key for key, _ in kinds],
        "alt_texts": [str(row["alt_text"]) for row in rows],
        "conversation_id": parent.body.get("conversation_id", parent.id) if parent else post_id,
    }
    if parent:
        body["parent"] = parent.id
    made = add(world, grant.member, post_id, draft.text, body, hashes, now)
    shown = entity.show(world, made, (), is_newer=grant.is_newer)
    return errors.reply({"data": shown}, 201)


def look_up(world: World, call: Call) -> Response:
    """GET /2/tweets?ids=…"""
    grant = access.enter(world, call, "tweet.read", "users.read")
    parameter = entity.parameter_of(is_newer=grant.is_newer)
    query = Query(call, {"ids", parameter, "expansions", "media.fields"})
    fields = query.words(parameter, entity.fields_of(is_newer=grant.is_newer))
    found, missing = [], []
    for post_id in query.ids("ids", MOST_IDS):
        post = posts.find(world.state, PLATFORM, post_id)
        if post is None or post.deleted_ms is not None:
            missing.append(errors.not_found("tweet", "ids", post_id))
        elif fields & entity.HIDDEN and not may_see_numbers(world, grant, post):
            missing.append(errors.hidden_field("ids", post_id))
        else:
            found.append(post)
    return errors.reply(_listing(world, query, found, fields, grant) | _errors(missing))


def timeline(world: World, call: Call) -> Response:
    """GET /2/users/{id}/tweets: newest first."""
    grant = access.enter(world, call, "tweet.read", "users.read")
    parameter = entity.parameter_of(is_newer=grant.is_newer)
    query = Query(call, {*_TIMELINE, parameter})
    fields = query.words(parameter, entity.fields_of(is_newer=grant.is_newer))
    wanted = _Wanted.read(query)
    most = query.number("max_results", 10, 5, 100)
    everything = posts.of_account(world.state, PLATFORM, call.params["id"])
    found = [post for post in everything if wanted.has(post)]
    start = query.number("pagination_token", 0, 0, 10**8) if query.text("pagination_token") else 0
    page = found[start : start + most]
    meta: dict[str, object] = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if start + most < len(found):
        meta["next_token"] = str(start + most)
    return errors.reply(_listing(world, query, page, fields, grant) | {"meta": meta})


def delete(world: World, call: Call) -> Response:
    """DELETE /2/tweets/{id}."""
    grant = access.enter(world, call, "tweet.read", "tweet.write", "users.read")
    post_id = call.params["id"]
    post = posts.find(world.state, PLATFORM, post_id) if ID.fullmatch(post_id) else None
    if post is None or post.deleted_ms is not None:
        raise errors.refusal(
            404,
            "Not Found Error",
            f"Could not find tweet with id: [{post_id}].",
            "resource-not-found",
        )
    if post.account != grant.member:
        raise errors.forbidden("You are not authorized to delete this Tweet.")
    posts.delete(world.state, post, world.clock.now_ms())
    return errors.reply({"data": {"deleted": True}})


def may_see_numbers(world: World, grant: access.Grant, post: posts.Post) -> bool:
    """Whether an owner's numbers may be told: of one's own posts, of the last 30 days."""
    is_young = world.clock.now_ms() - post.created_ms <= OWN_NUMBERS_MS
    return post.account == grant.member and is_young


def new_id(now_ms: int) -> str:
    """X's ids carry the time in their upper bits, so they sort by it."""
    return str(((now_ms - EPOCH_MS) << 22) | secrets.randbits(22))


def links_for(
    world: World, member: str, post_id: str, text: str, kinds: Sequence[tuple[str, str]]
) -> list[dict[str, str]]:
    """The short addresses of a text, and the one that leads to what is shown with it."""
    handle = people.handle_of(world.state, member)
    own = [shortening.own_media(handle, post_id, *kinds[0])] if kinds else []
    return [*shortening.shorten(text), *own]


def add(
    world: World,
    member: str,
    post_id: str,
    text: str,
    body: dict[str, object],
    hashes: tuple[str, ...],
    now_ms: int,
) -> posts.Post:
    """Have a post out since that instant."""
    made = posts.Post(
        platform=PLATFORM,
        id=post_id,
        account=member,
        wire=text,
        text=text,
        body=body,
        media=hashes,
        created_ms=now_ms,
        deleted_ms=None,
        audience_seed=audience.seed_of(world.state, member),
        audience_hour=hours.hour_of(world.state, member, now_ms),
    )
    posts.add(world.state, made)
    return made


def _parent(world: World, grant: access.Grant, draft: Draft) -> posts.Post | None:
    if draft.parent is None:
        return None
    parent = posts.find(world.state, PLATFORM, draft.parent)
    if parent is None or parent.deleted_ms is not None:
        raise errors.forbidden(
            "You attempted to reply to a Tweet that is deleted or not visible to you."
        )
    if parent.account != grant.member:
        raise errors.forbidden(
            "Reply to this conversation is not allowed because you have not been mentioned or "
            "otherwise engaged by the author of the post you are replying to."
        )
    return parent


@dataclass(frozen=True)
class _Wanted:
    """Which posts of a timeline are asked for; read before any of them is looked at."""

    start_ms: int
    end_ms: int
    since: int
    until: int
    with_replies: bool

    @classmethod
    def read(cls, query: Query) -> "_Wanted":
        exclude = query.words("exclude", {"replies", "retweets"})
        return cls(
            start_ms=query.instant_ms("start_time") or 0,
            end_ms=query.instant_ms("end_time") or _ENDLESS,
            since=int(query.ids("since_id", 1)[0]) if query.text("since_id") else 0,
            until=int(query.ids("until_id", 1)[0]) if query.text("until_id") else _ENDLESS,
            with_replies="replies" not in exclude,
        )

    def has(self, post: posts.Post) -> bool:
        return (
            (self.with_replies or not post.body.get("parent"))
            and self.start_ms <= post.created_ms < self.end_ms
            and self.since < int(post.id) < self.until
        )


def _listing(
    world: World,
    query: Query,
    found: Sequence[posts.Post],
    fields: frozenset[str],
    grant: access.Grant,
) -> dict[str, object]:
    """X leaves `data` out where there is none."""
    shown = [entity.show(world, post, fields, is_newer=grant.is_newer) for post in found]
    answer: dict[str, object] = {"data": shown} if shown else {}
    expansions = query.words("expansions", {"attachments.media_keys"})
    if expansions and (included := entity.media_shown(world, found)):
        answer["includes"] = {"media": included}
    return answer


def _errors(problems: list[dict[str, object]]) -> dict[str, object]:
    return {"errors": problems} if problems else {}
