"""X's windows of 15 minutes: who has called how often, and the headers that tell of it."""

from collections.abc import Mapping

from sandbox.exchange import Call
from sandbox.world import World
from sandbox.x import access
from sandbox.x.people import PLATFORM

WINDOW_S = 15 * 60
_DAY_S = 24 * 3600
_PER_APP_AND_DAY = 10_000
# https://docs.x.com/x-api/fundamentals/rate-limits
PER_USER: Mapping[str, int] = {
    "create_post": 100,
    "delete_post": 50,
    "get_posts": 5000,
    "find_posts": 900,
    "me": 75,
    "get_user": 900,
    "find_user": 900,
    "analytics": 300,
    "initialize_upload": 1875,
    "append_upload": 1875,
    "finalize_upload": 1875,
    "upload_status": 1000,
    "media_metadata": 500,
}


def count(world: World, call: Call, operation: str) -> dict[str, str] | None:
    """Counts one call and gives the headers; None when the limit was used up before it."""
    grant = access.known(world, call)
    who = grant.member if grant else "nobody"
    window = world.clock.now_ms() // 1000 // WINDOW_S
    name = f"{PLATFORM}/{operation}/{who}"
    used = world.state.count(name, str(window))
    return None if used > PER_USER[operation] else headers(world, operation, used)


def headers(world: World, operation: str, used: int | None = None) -> dict[str, str]:
    """What tells of an endpoint's limit; all used up unless it is said how much is."""
    limit = PER_USER.get(operation, WINDOW_S)
    seconds = world.clock.now_ms() // 1000
    told = {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(0 if used is None else max(limit - used, 0)),
        "x-rate-limit-reset": str((seconds // WINDOW_S + 1) * WINDOW_S),
    }
    if operation == "create_post":
        told |= {
            "x-app-limit-24hour-limit": str(_PER_APP_AND_DAY),
            "x-app-limit-24hour-remaining": str(_PER_APP_AND_DAY - (used or 0)),
            "x-app-limit-24hour-reset": str((seconds // _DAY_S + 1) * _DAY_S),
        }
    return told
