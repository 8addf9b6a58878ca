"""Who may call YouTube's stand-in: bearer tokens, scopes, and the day's quota."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sandbox import granting
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.youtube import errors
from sandbox.youtube.people import PLATFORM, is_channel

_PREFIX = "https://www.googleapis.com/auth/"
UPLOAD = f"{_PREFIX}youtube.upload"
MANAGE = f"{_PREFIX}youtube.force-ssl"
FULL = f"{_PREFIX}youtube"
READ = f"{_PREFIX}youtube.readonly"
ANALYTICS = f"{_PREFIX}yt-analytics.readonly"
SCOPES = {
    UPLOAD: "Upload videos to your YouTube channel",
    MANAGE: "See, edit and delete your videos and comments",
    FULL: "Manage your YouTube account",
    READ: "See your YouTube account",
    ANALYTICS: "See the reports on your YouTube content",
}
READERS = frozenset({MANAGE, FULL, READ})
EDITORS = frozenset({MANAGE, FULL})
UPLOADERS = frozenset({MANAGE, FULL, UPLOAD})
DAILY_UNITS = 10_000
DAILY_INSERTS = 100
# Days end at midnight there: https://developers.google.com/youtube/v3/determine_quota_cost
_PACIFIC = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True)
class Grant:
    """What a live token allows, and for whom."""

    account: str
    client_id: str
    scopes: frozenset[str]

    def must_have(self, wanted: frozenset[str]) -> None:
        if not self.scopes & wanted:
            raise errors.refusal(
                403,
                "insufficientPermissions",
                "Request had insufficient authentication scopes.",
                domain="global",
            )

    @property
    def channel(self) -> str:
        """The channel it acts as.

        Raises:
            RefusalError: 401; the account has none.
        """
        if not is_channel(self.account):
            raise errors.refusal(
                401, "youtubeSignupRequired", "The account has no YouTube channel."
            )
        return self.account


def enter(world: World, call: Call, wanted: frozenset[str], *, cost: int = 1) -> Grant:
    """The grant of the call's bearer token, after its cost was taken from the day's quota.

    Raises:
        RefusalError: 401, 403 for a missing scope or a used-up quota.
    """
    grant = identify(world, call)
    if cost:
        spend(world, grant.client_id, "units", cost, DAILY_UNITS)
    grant.must_have(wanted)
    return grant


def identify(world: World, call: Call) -> Grant:
    token = granting.live_token(world, PLATFORM, granting.bearer(call))
    if token is None:
        raise RefusalError(errors.unauthorized())
    return Grant(token.consent.member, token.consent.client_id, token.consent.scopes)


def spend(world: World, client_id: str, bucket: str, cost: int, most: int) -> None:
    """Takes from one of the day's buckets, also for a call that is refused later."""
    day = world.clock.now().astimezone(_PACIFIC).date().isoformat()
    name = f"{PLATFORM}:{client_id}:{bucket}"
    row = world.state.row("SELECT used FROM counters WHERE name = ? AND day = ?", (name, day))
    used = cost + (int(row["used"]) if row else 0)
    if used > most:
        raise errors.out_of_quota()
    world.state.run("INSERT OR REPLACE INTO counters VALUES (?, ?, ?)", (name, day, used))
