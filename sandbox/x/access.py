"""Who may call X's stand-in: bearer tokens, their scopes, and the vocabulary of their answers.

An app whose id ends with `-new` is answered as X's newer specification says, any other one as its
guides say: X itself is between the two.
"""

from dataclasses import dataclass

from sandbox import granting
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.x import errors
from sandbox.x.people import PLATFORM

NEWER = "-new"
SCOPES = {
    "tweet.read": "See all the posts you can see",
    "tweet.write": "Post and repost for you",
    "users.read": "See accounts, also protected ones that you can see",
    "media.write": "Upload pictures and videos for you",
    "offline.access": "Stay connected until you take the access back",
    "follows.read": "See whom you follow and who follows you",
    "like.read": "See posts that you liked",
}


@dataclass(frozen=True)
class Grant:
    """What a live token allows, and for whom."""

    member: str
    client_id: str
    scopes: frozenset[str]

    @property
    def is_newer(self) -> bool:
        return self.client_id.endswith(NEWER)


def enter(world: World, call: Call, *scopes: str) -> Grant:
    """The grant of the call's bearer token, which must have these scopes.

    Raises:
        RefusalError: 401 or 403.
    """
    grant = known(world, call)
    if grant is None:
        raise RefusalError(errors.unauthorized())
    if not grant.scopes >= set(scopes):
        raise errors.refusal(403, "Forbidden", "Forbidden")
    return grant


def known(world: World, call: Call) -> Grant | None:
    """Whose token it is, if it is a live one."""
    token = granting.live_token(world, PLATFORM, granting.bearer(call))
    if token is None:
        return None
    return Grant(token.consent.member, token.consent.client_id, token.consent.scopes)
