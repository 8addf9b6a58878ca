"""The professional account as its owner's token reads it."""

from starlette.responses import Response

from sandbox import accounts, audience, posts
from sandbox.exchange import Call
from sandbox.instagram import access, discovery
from sandbox.instagram.people import PLATFORM, scoped_id
from sandbox.meta import errors, fields
from sandbox.world import World

_FIELDS = frozenset(
    {"id", "user_id", "username", "name", "account_type", "profile_picture_url", "media_count"}
    | {"followers_count", "follows_count"}
)


def show(world: World, call: Call) -> Response:
    """GET /{v}/me, and the same by the account's id."""
    visit = access.enter(world, call)
    asked = fields.split(visit.params.text("fields", "id"))
    found = [one for one in asked if one.startswith(discovery.FIELD)]
    if found and not access.is_facebook(call):
        raise errors.invalid("Tried accessing nonexisting field (business_discovery)")
    wanted = fields.check([one for one in asked if one not in found], _FIELDS, node="IGUser")
    visit.params.done()
    account = accounts.find_member(world.state, PLATFORM, visit.grant.account)
    if account is None:
        raise errors.missing(visit.grant.account)
    seed = audience.seed_of(world.state, account.urn)
    values: dict[str, object] = {
        "id": account.id if access.is_facebook(call) else scoped_id(account.id),
        "user_id": account.id,
        "username": account.handle,
        "name": account.name,
        "account_type": "BUSINESS",
        "media_count": posts.count(world.state, PLATFORM, account.id),
        "followers_count": audience.followers(seed, account.urn),
        "follows_count": 0,
    }
    # Nobody here has a profile picture, and what an account lacks is left out.
    answer = {name: values[name] for name in wanted if name in values}
    for one in found:
        answer[discovery.FIELD] = discovery.look(world, one)
    return errors.reply(answer)
