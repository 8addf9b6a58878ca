"""Who may call LinkedIn's stand-in: bearer tokens, scopes and the version header."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sandbox import accounts, granting
from sandbox.clock import Clock
from sandbox.exchange import Call
from sandbox.linkedin import errors
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World

NEWEST_VERSION = "202609"
OLDEST_VERSION = "202401"
# Published end dates; a version without one lives to the 15th of its month a year later.
# https://learn.microsoft.com/en-us/linkedin/marketing/versioning
END_DATES = {
    "202510": date(2026, 10, 15),
    "202511": date(2026, 11, 16),
    "202601": date(2027, 1, 15),
    "202609": date(2027, 9, 15),
}
SCOPES = {
    "openid": "Use your name and photo",
    "profile": "Use your name and photo",
    "email": "Use the primary e-mail address of your account",
    "w_member_social": "Create, change and delete posts on your behalf",
    "w_organization_social": "Create, change and delete posts for your organisations",
    "r_organization_social": "Read your organisations' posts and reactions to them",
    "rw_organization_admin": "Manage your organisations' pages and read their statistics",
    "r_organization_followers": "Read your organisations' follower data",
    "r_member_postAnalytics": "Read the statistics of your posts",
    "r_member_profileAnalytics": "Read the statistics of your profile",
}


@dataclass(frozen=True)
class Grant:
    """What a live token allows, and for whom."""

    member: str
    client_id: str
    scopes: frozenset[str]

    @property
    def person_urn(self) -> str:
        return f"urn:li:person:{self.member}"

    def must_have(self, scope: str) -> None:
        if scope not in self.scopes:
            raise errors.denied(f"Not enough permissions to access: the token lacks {scope}")


def enter_rest(world: World, call: Call) -> Grant:
    """Checks what every /rest/ call must carry: a live token and both version headers."""
    grant = enter(world, call)
    _check_version(call, world.clock)
    protocol = call.headers.get("x-restli-protocol-version")
    if protocol != "2.0.0":
        raise errors.bad_input(
            "INVALID_RESTLI_PROTOCOL_VERSION",
            f"X-Restli-Protocol-Version must be 2.0.0, not {protocol}",
        )
    return grant


def enter(world: World, call: Call) -> Grant:
    """The grant of the call's bearer token, or LinkedIn's 401."""
    given = granting.bearer(call)
    if not given:
        raise errors.refusal(401, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token", 65604)
    token = granting.find_token(world, PLATFORM, given, granting.ACCESS)
    if token is None:
        raise errors.refusal(401, "INVALID_ACCESS_TOKEN", "Invalid access token", 65600)
    if token.is_revoked:
        raise errors.refusal(401, "REVOKED_ACCESS_TOKEN", "The token has been revoked", 65601)
    if token.is_over:
        raise errors.refusal(401, "EXPIRED_ACCESS_TOKEN", "Expired access token", 65602)
    return Grant(token.consent.member, token.consent.client_id, token.consent.scopes)


def administered(world: World, grant: Grant) -> list[accounts.Account]:
    return accounts.organizations(world.state, PLATFORM, grant.member)


def is_administered(world: World, grant: Grant, urn: str) -> bool:
    return any(account.urn == urn for account in administered(world, grant))


def check_author(world: World, grant: Grant, author: str) -> None:
    """Whether this token may act as the member or the organisation.

    Raises:
        RefusalError: 403.
    """
    if author == grant.person_urn:
        grant.must_have("w_member_social")
        return
    if not is_administered(world, grant, author):
        raise errors.denied(f"Not enough permissions to act as {author}")
    grant.must_have("w_organization_social")


def _check_version(call: Call, clock: Clock) -> None:
    version = call.headers.get("linkedin-version")
    if not version:
        raise errors.refusal(
            400, "VERSION_MISSING", "A version must be present. Please specify a version"
        )
    if not _is_live(version, clock.now()):
        raise errors.refusal(
            426, "NONEXISTENT_VERSION", f"Requested version {version}01 is not active"
        )


def _is_live(version: str, now: datetime) -> bool:
    if len(version) != 6 or not version.isascii() or not version.isdigit():
        return False
    if not OLDEST_VERSION <= version <= NEWEST_VERSION or not 1 <= int(version[4:]) <= 12:
        return False
    year, month = int(version[:4]), int(version[4:])
    last_day = END_DATES.get(version, date(year + 1, month, 15))
    return now < datetime(last_day.year, last_day.month, last_day.day, 23, 59, 59, tzinfo=UTC)
