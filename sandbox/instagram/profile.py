"""The professional account as its owner's token reads it."""

from starlette.responses import Response

from sandbox import accounts, audience, posts
from sandbox.exchange import Call
from sandbox.instagram import access, errors, fields
from sandbox.instagram.people import PLATFORM, scoped_id
from sandbox.world import World

_FIELDS = frozenset(
    {"id", "user_id", "username", "name", "account_type", "profile_picture_url", "media_count"}
    | {"followers_count", "follows_count"}
)


def show(world: World, call: Call) -> Response:
    """GET /{v}/me, and the same by the account's id."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _FIELDS, node="IGUser")
    visit.params.done()
    account = accounts.find_member(world.state, PLATFORM, visit.grant.account)
    if account is None:
        raise errors.missing(visit.grant.account)
    seed = audience.seed_of(world.state, account.urn)
    values = {
        "id": scoped_id(account.id),
        "user_id": account.id,
        "username": account.handle,
        "name": account.name,
        "account_type": "BUSINESS",
        "media_count": posts.count(world.state, PLATFORM, account.id),
        "followers_count": audience.followers(seed, account.urn),
        "follows_count": 0,
    }
    # Nobody here has a profile picture, and what an account lacks is left out.
    return errors.reply({name: values[name] for name in wanted if name in values})
