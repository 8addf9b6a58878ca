"""LinkedIn's posts: create, read, list, delete, with the duplicate guard and the daily limits."""

import re
import secrets

from starlette.responses import Response

from sandbox import audience, hours, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.linkedin import access, assets, errors, littletext, restli
from sandbox.linkedin.draft import AUTHOR, Draft, read_draft
from sandbox.linkedin.errors import denied
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World

DUPLICATE_WINDOW_MS = 10 * 60 * 1000
MEMBER_DAILY_LIMIT = 150
APP_DAILY_LIMIT = 100_000
LARGEST_PAGE = 100
POST_URN = re.compile(r"urn:li:(share|ugcPost):([0-9]{1,20})")


def create(world: World, call: Call) -> Response:
    """POST /rest/posts: 201 without a body, the URN in `x-restli-id`."""
    grant = access.enter_rest(world, call)
    _count_call(world, grant)
    draft = read_draft(call)
    access.check_author(world, grant, draft.author)
    media = assets.use(world, draft.author, draft.content.assets)
    published = littletext.publish(draft.commentary)
    now = world.clock.now_ms()
    # A deleted post still counts, as on the real platform:
    # https://github.com/ComposioHQ/composio/issues/2710
    twin = posts.same_text(
        world.state,
        PLATFORM,
        draft.author,
        text=published.text,
        since_ms=now - DUPLICATE_WINDOW_MS,
    )
    # Media without a word are the same only when they are the same media.
    if twin is not None and (published.text or twin.media == media):
        raise errors.duplicate(twin.id)
    urn = publish(world, draft, published, media, now)
    return Response(status_code=201, headers={**errors.headers(), "x-restli-id": urn})


def read(world: World, call: Call) -> Response:
    """GET /rest/posts/{urn}."""
    grant = access.enter_rest(world, call)
    _check_method(call, "GET")
    urn = path_urn(call)
    post = posts.find(world.state, PLATFORM, urn)
    if post is None or post.deleted_ms is not None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {urn}")
    check_reader(world, grant, post.account)
    return errors.reply(_entity(post))


def find(world: World, call: Call) -> Response:
    """GET /rest/posts?q=author: newest first."""
    grant = access.enter_rest(world, call)
    _check_method(call, "FINDER", is_required=True)
    query = read_query(call)
    if query.get("q") != "author":
        raise errors.bad_input("INVALID_VALUE_FOR_FIELD", "q must be author", field="q")
    author = query.get("author")
    if not isinstance(author, str) or not AUTHOR.fullmatch(author):
        raise errors.bad_input("INVALID_URN_TYPE", "author must be a URN", field="author")
    if query.get("sortBy", "LAST_MODIFIED") not in ("LAST_MODIFIED", "CREATED"):
        raise errors.bad_input(
            "INVALID_VALUE_FOR_FIELD", "sortBy must be LAST_MODIFIED or CREATED", field="sortBy"
        )
    check_reader(world, grant, author)
    start = read_number(query, "start", default=0, largest=10_000)
    count = read_number(query, "count", default=10, largest=LARGEST_PAGE)
    found = posts.page(world.state, PLATFORM, author, start=start, count=count)
    elements = [_entity(post) for post in found]
    total = posts.count(world.state, PLATFORM, author)
    paging = {"start": start, "count": count, "total": total, "links": []}
    return errors.reply({"paging": paging, "elements": elements})


def delete(world: World, call: Call) -> Response:
    """DELETE /rest/posts/{urn}: 204, also when it is already gone."""
    grant = access.enter_rest(world, call)
    _check_method(call, "DELETE")
    post = posts.find(world.state, PLATFORM, path_urn(call))
    if post is not None:
        access.check_author(world, grant, post.account)
        posts.delete(world.state, post, world.clock.now_ms())
    return Response(status_code=204, headers=errors.headers())


def path_urn(call: Call) -> str:
    """The URN in the path, which must be percent-encoded there."""
    raw = call.path_raw.rpartition("/")[2]
    if ":" in raw or not POST_URN.fullmatch(call.params["urn"]):
        raise errors.bad_input(
            "INVALID_URN_ID", "The key must be a percent-encoded share or ugcPost URN"
        )
    return call.params["urn"]


def read_query(call: Call) -> dict[str, restli.Value]:
    try:
        return restli.read_query(call.query)
    except restli.SyntaxRefusedError as error:
        raise errors.bad_input("ILLEGAL_ARGUMENT", str(error)) from None


def publish(
    world: World,
    draft: Draft,
    published: littletext.Published,
    media: tuple[str, ...],
    now: int,
) -> str:
    """Have the post out since that instant; its URN."""
    # LinkedIn's ids carry the time in their upper bits, so they sort by it.
    kind = "ugcPost" if any(a.kind == "video" for a in draft.content.assets) else "share"
    urn = f"urn:li:{kind}:{(now << 22) | secrets.randbits(22)}"
    posts.add(
        world.state,
        posts.Post(
            platform=PLATFORM,
            id=urn,
            account=draft.author,
            wire=published.wire,
            text=published.text,
            body=draft.body,
            media=media,
            created_ms=now,
            deleted_ms=None,
            audience_seed=audience.seed_of(world.state, draft.author),
            audience_hour=hours.hour_of(world.state, draft.author, now),
        ),
    )
    return urn


def _entity(post: posts.Post) -> dict[str, object]:
    when = {"createdAt": post.created_ms, "publishedAt": post.created_ms}
    return {
        **post.body,
        **when,
        "id": post.id,
        "commentary": post.wire,
        "lastModifiedAt": post.created_ms,
        "lifecycleStateInfo": {"isEditedByAuthor": False},
        "isReshareDisabledByAuthor": post.body.get("isReshareDisabledByAuthor", False),
    }


def check_reader(world: World, grant: access.Grant, author: str) -> None:
    """Whether this token may read what stands under that author's posts.

    Raises:
        RefusalError: 403.
    """
    if not author.startswith("urn:li:organization:"):
        # r_member_social is closed to new apps, so nobody can list a member's posts:
        # https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api
        raise denied("Not enough permissions to access: r_member_social is required")
    grant.must_have("r_organization_social")
    if not access.is_administered(world, grant, author):
        raise denied(f"Not enough permissions to read the posts of {author}")


def _check_method(call: Call, name: str, *, is_required: bool = False) -> None:
    given = call.headers.get("x-restli-method")
    if (given is None and is_required) or (given is not None and given.upper() != name):
        raise errors.bad_input(
            "INVALID_RESTLI_METHOD", f"X-RestLi-Method must be {name}, not {given}"
        )


def read_number(query: dict[str, restli.Value], name: str, *, default: int, largest: int) -> int:
    """A whole number of the query.

    Raises:
        RefusalError: 400.
    """
    text = query.get(name, str(default))
    if not isinstance(text, str) or not text.isascii() or not text.isdigit():
        raise errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{name} must be a number", field=name)
    if len(text) > 9 or int(text) > largest:
        raise errors.bad_input(
            "INVALID_VALUE_FOR_FIELD", f"{name} must be at most {largest}", field=name
        )
    return int(text)


def _count_call(world: World, grant: access.Grant) -> None:
    """Counts every try, refused ones too; the counters start again at 00:00 UTC."""
    day = moment(world.clock.now_ms()).date().isoformat()
    limits = {
        f"linkedin/posts/member/{grant.client_id}/{grant.member}": MEMBER_DAILY_LIMIT,
        f"linkedin/posts/app/{grant.client_id}": APP_DAILY_LIMIT,
    }
    for name, limit in limits.items():
        if world.state.count(name, day) > limit:
            raise errors.throttled()
