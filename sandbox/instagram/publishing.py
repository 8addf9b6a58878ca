"""POST /{ig}/media_publish and the quota: a container becomes a post that people see, once."""

import secrets

from starlette.responses import Response

from sandbox import audience, hours, posts
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, containers
from sandbox.instagram.containers import Container, Kind, Status
from sandbox.instagram.people import PLATFORM
from sandbox.meta import errors, fields
from sandbox.world import World

DAILY_POSTS = 100
WINDOW_S = 24 * 3600
ID_BEGINNING = "1802"


def publish(world: World, call: Call) -> Response:
    visit = access.enter(world, call, access.PUBLISH)
    creation_id = visit.params.required("creation_id")
    visit.params.done()
    now = world.clock.now_ms()
    container = _ready(world, visit.grant.account, creation_id, now)
    if _used(world, container.account, now) >= DAILY_POSTS:
        raise errors.refusal(
            9,
            "The number of posts within 24 hours is exceeded",
            subcode=2207042,
            title="Cannot publish any more",
            advice=f"{DAILY_POSTS} posts are possible within 24 hours.",
        )
    return errors.reply({"id": _publish(world, container, now)})


def quota(world: World, call: Call) -> Response:
    """GET /{ig}/content_publishing_limit."""
    visit = access.enter(world, call, access.PUBLISH)
    names = visit.params.names("fields", "quota_usage")
    since = visit.params.number("since", default=0, least=0, most=10**11)
    visit.params.done()
    now = world.clock.now_ms()
    account = visit.grant.account
    begin = max(since * 1000, now - WINDOW_S * 1000)
    values: dict[str, object] = {
        "quota_usage": posts.count_since(world.state, PLATFORM, account, begin),
        "config": {"quota_total": DAILY_POSTS, "quota_duration": WINDOW_S},
    }
    for name in names:
        if name not in values:
            raise errors.invalid(f"Tried accessing nonexisting field ({name[:60]})")
    return errors.reply({"data": [{name: values[name] for name in names}]})


def _ready(world: World, account: str, creation_id: str, now: int) -> Container:
    container = containers.find(world.state, account, creation_id)
    if container is None:
        raise _gone()
    if container.is_child:
        raise errors.invalid("An item of a carousel cannot be published by itself", 2207028)
    match container.status(now):
        case Status.FINISHED:
            return container
        case Status.EXPIRED:
            raise _gone()
    # For a container that failed or is published already, no answer is documented. This one sends
    # the caller to the container's status, and not to making another one and posting twice.
    raise errors.refusal(
        9007,
        "Media ID is not available",
        subcode=2207027,
        title="Media is not ready",
        advice="The media is not ready to be published; ask for its status.",
    )


def _gone() -> RefusalError:
    return errors.refusal(
        24, "The container does not exist or has expired", subcode=2207008, title="No such media"
    )


def _used(world: World, account: str, now: int) -> int:
    return posts.count_since(world.state, PLATFORM, account, now - WINDOW_S * 1000)


def _publish(world: World, container: Container, now: int) -> str:
    media_id = f"{ID_BEGINNING}{secrets.randbelow(9 * 10**12) + 10**12}"
    posts.add(
        world.state,
        posts.Post(
            platform=PLATFORM,
            id=media_id,
            account=container.account,
            wire=container.caption,
            # A story shows no caption.
            text="" if container.kind is Kind.STORY else container.caption,
            body={
                "kind": container.kind.value,
                "container": container.id,
                "alt_text": container.alt_text,
                "children": _children(world, container),
                "is_video": container.is_video,
                **container.wishes,
                "timestamp": fields.timestamp(now),
            },
            media=container.files,
            created_ms=now,
            deleted_ms=None,
            audience_seed=audience.seed_of(world.state, container.account),
            audience_hour=hours.hour_of(world.state, container.account, now),
        ),
    )
    containers.mark_published(world.state, container, media_id)
    return media_id


def _children(world: World, container: Container) -> list[dict[str, object]]:
    found = [containers.find(world.state, container.account, one) for one in container.children]
    return [
        {"alt_text": child.alt_text, "is_video": child.is_video, **child.wishes}
        for child in found
        if child is not None
    ]
