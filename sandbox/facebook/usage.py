"""How much of its allowance a Page has used: counted for each call, told in two headers."""

import json

from sandbox.clock import moment
from sandbox.world import World

# 4800 calls a day for each engaged person; a small Page has about ten.
# https://developers.facebook.com/docs/graph-api/overview/rate-limiting
DAILY_CALLS = 4800 * 10


def headers(world: World, owner: str) -> dict[str, str]:
    """Counts one call; the count starts again with the day."""
    day = moment(world.clock.now_ms()).date().isoformat()
    row = world.state.row(
        "INSERT INTO counters VALUES (?, ?, 1)"
        " ON CONFLICT (name, day) DO UPDATE SET used = used + 1 RETURNING used",
        (f"facebook/calls/{owner}", day),
    )
    return told(owner, 1 if row is None else int(row["used"]))


def told(owner: str, used: int, *, regain_minutes: int = 0) -> dict[str, str]:
    percent = min(100, used * 100 // DAILY_CALLS)
    share = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
    case = {"type": "pages", **share, "estimated_time_to_regain_access": regain_minutes}
    return {
        "x-app-usage": json.dumps(share, separators=(",", ":")),
        "x-business-use-case-usage": json.dumps({owner: [case]}, separators=(",", ":")),
    }
