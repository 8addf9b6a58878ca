"""Who may call Instagram's stand-in: tokens of its two logins and their permissions.

Instagram Login's tokens open graph.instagram.com, Facebook Login's graph.facebook.com, and neither
the other. Both hosts are one here, so that the second has a path of its own.
"""

from dataclasses import dataclass

from sandbox.exchange import Call
from sandbox.instagram.people import PLATFORM
from sandbox.meta import access as graph
from sandbox.meta import errors, params
from sandbox.meta.params import Params
from sandbox.world import World

BASIC = "instagram_business_basic"
PUBLISH = "instagram_business_content_publish"
COMMENTS = "instagram_business_manage_comments"
INSIGHTS = "instagram_business_manage_insights"
SCOPES = {
    BASIC: "Read your profile and your media",
    PUBLISH: "Publish photos to your account",
    COMMENTS: "Write and read comments on your media",
    INSIGHTS: "Read the insights of your media and your account",
    "instagram_business_manage_messages": "Read and answer your messages",
}
DELETE = "instagram_manage_contents"
"""Instagram Login has no such permission."""
FACEBOOK_HOST = "/facebook-login"
"""Stands for https://graph.facebook.com and, for its dialog, https://www.facebook.com."""
OF_FACEBOOK = {
    BASIC: "instagram_basic",
    PUBLISH: "instagram_content_publish",
    COMMENTS: "instagram_manage_comments",
    INSIGHTS: "instagram_manage_insights",
    DELETE: DELETE,
}
"""What Facebook Login calls each permission."""
SHORT = "short"
LONG = "long"
FACEBOOK_SHORT = "facebook_short"
FACEBOOK_LONG = "facebook_long"
PAGE = "facebook_page"
_BY_FACEBOOK = frozenset({FACEBOOK_SHORT, FACEBOOK_LONG, PAGE})


@dataclass(frozen=True)
class Grant:
    """What a live token allows, and for whom."""

    account: str
    client_id: str
    scopes: frozenset[str]
    kind: str
    expires_ms: int

    @property
    def is_by_facebook(self) -> bool:
        return self.kind in _BY_FACEBOOK

    def must_have(self, *scopes: str) -> None:
        wanted = (OF_FACEBOOK.get(scope, scope) for scope in scopes)
        for scope in wanted if self.is_by_facebook else scopes:
            if scope not in self.scopes:
                raise errors.refusal(
                    10,
                    f"(#10) Application does not have permission for this action: {scope}",
                    status=403,
                )


@dataclass(frozen=True)
class Visit:
    """A call whose token is good, with its parameters."""

    grant: Grant
    params: Params


def enter(world: World, call: Call, *scopes: str) -> Visit:
    """Checks the token and that the account in the path, if any, is its own.

    Raises:
        RefusalError: code 190, 10 or 100 with subcode 33.
    """
    values = params.read(call)
    token = graph.token_in(call, values)
    values.pop("access_token", None)
    grant = check_token(world, token)
    if grant.is_by_facebook != is_facebook(call):
        raise graph.unknown()
    grant.must_have(BASIC, *scopes)
    asked = call.params.get("ig", "me")
    if asked not in ("me", grant.account):
        raise errors.missing(asked, call.method.lower())
    return Visit(grant, Params(values))


def is_facebook(call: Call) -> bool:
    """Whether the call is one of graph.facebook.com."""
    return call.path.startswith(f"{FACEBOOK_HOST}/")


def check_token(world: World, token: str) -> Grant:
    found = graph.check_token(world, PLATFORM, token, status=401)
    consent = found.consent
    return Grant(consent.member, consent.client_id, consent.scopes, found.kind, found.expires_ms)
