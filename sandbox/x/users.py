"""X's accounts: oneself, and any by its id or its name."""

from starlette.responses import Response

from sandbox import accounts, audience, posts
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.x import access, errors
from sandbox.x.people import PLATFORM
from sandbox.x.query import Query

_FIELDS = {"id", "name", "username", "public_metrics", "description", "verified"}


def me(world: World, call: Call) -> Response:
    """GET /2/users/me."""
    grant = access.enter(world, call, "tweet.read", "users.read")
    account = accounts.find_member(world.state, PLATFORM, grant.member)
    return _answer(world, call, account, "id", grant.member)


def by_id(world: World, call: Call) -> Response:
    """GET /2/users/{id}."""
    access.enter(world, call, "tweet.read", "users.read")
    account_id = call.params["id"]
    account = accounts.find_member(world.state, PLATFORM, account_id)
    return _answer(world, call, account, "id", account_id)


def by_name(world: World, call: Call) -> Response:
    """GET /2/users/by/username/{username}: an unknown one is an error in a good answer."""
    access.enter(world, call, "tweet.read", "users.read")
    name = call.params["username"]
    known = accounts.members(world.state, PLATFORM)
    account = next((one for one in known if one.handle.lower() == name.lower()), None)
    return _answer(world, call, account, "username", name)


def _answer(
    world: World, call: Call, account: accounts.Account | None, parameter: str, value: str
) -> Response:
    fields = Query(call, {"user.fields"}).words("user.fields", _FIELDS)
    if account is None:
        return errors.reply({"errors": [errors.not_found("user", parameter, value)]})
    seed = audience.seed_of(world.state, account.id)
    whole: dict[str, object] = {
        "id": account.id,
        "name": account.name,
        "username": account.handle,
        "description": "",
        "verified": False,
        "public_metrics": {
            "followers_count": audience.followers(seed, account.id),
            "following_count": 120,
            "tweet_count": posts.count(world.state, PLATFORM, account.id),
            "listed_count": 3,
            "like_count": 0,
            "media_count": 0,
        },
    }
    asked = {"id", "name", "username", *fields}
    return errors.reply({"data": {name: value for name, value in whole.items() if name in asked}})
