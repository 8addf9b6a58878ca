"""Business discovery: what a token of Facebook Login may read of another professional account.

https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery
"""

import re

from sandbox import accounts, audience, posts
from sandbox.accounts import Account
from sandbox.instagram import media
from sandbox.instagram.people import PLATFORM
from sandbox.meta import errors, fields
from sandbox.world import World

FIELD = "business_discovery"
_MOST_MEDIA = 100
_OF_ACCOUNT = frozenset({"id", "username", "name", "followers_count", "media_count", "media"})
_OF_MEDIA = frozenset(
    {"id", "caption", "timestamp", "permalink", "like_count", "comments_count", "media_type"}
    | {"media_product_type"}
)


def look(world: World, field: str) -> dict[str, object]:
    """The answer of `business_discovery.username(name){fields}`.

    Raises:
        RefusalError: there is no professional account of that name, or the fields are wrong.
    """
    _, call, inner = fields.expanded(field)
    asked = re.fullmatch(r"\.username\(([^()]*)\)", call)
    if asked is None:
        raise errors.invalid("business_discovery needs username(name)")
    account = _known(world, asked[1])
    expressions = {fields.expanded(one)[0]: one for one in inner}
    wanted = fields.check(list(expressions), _OF_ACCOUNT, node="ShadowIGUser")
    seed = audience.seed_of(world.state, account.urn)
    values: dict[str, object] = {
        "id": account.id,
        "username": account.handle,
        "name": account.name,
        "followers_count": audience.followers(seed, account.urn),
        "media_count": posts.count(world.state, PLATFORM, account.id),
    }
    if "media" in wanted:
        values["media"] = {"data": _media(world, account, expressions["media"])}
    return {name: values[name] for name in wanted}


def _known(world: World, handle: str) -> Account:
    for account in accounts.members(world.state, PLATFORM):
        if account.handle == handle.lower():
            return account
    raise errors.refusal(
        110,
        "Invalid user id",
        subcode=2207013,
        title="Cannot find User",
        advice=f"The user with username: {handle[:60]} cannot be found.",
    )


def _media(world: World, account: Account, field: str) -> list[dict[str, object]]:
    _, call, inner = fields.expanded(field)
    limit = re.fullmatch(r"\.limit\((\d{1,4})\)", call)
    if call and limit is None:
        raise errors.invalid("media takes limit(number)")
    most = int(limit[1]) if limit else 25
    if not 1 <= most <= _MOST_MEDIA:
        raise errors.invalid(f"limit must be between 1 and {_MOST_MEDIA}")
    wanted = fields.check(inner or ["id"], _OF_MEDIA, node="ShadowIGMedia")
    return [media.entity(world, post, wanted) for post in media.in_feed(world, account.id)[:most]]
