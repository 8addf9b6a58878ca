"""How much of its allowance an account has used: counted for each call, told in two headers."""

import json

from sandbox.clock import moment
from sandbox.exchange import RefusalError
from sandbox.instagram import errors
from sandbox.world import World

# 4800 calls for each impression in 24 hours, and Meta never counts less than ten impressions.
# https://developers.facebook.com/docs/graph-api/overview/rate-limiting
DAILY_CALLS = 4800 * 10


def headers(world: World, account: str) -> dict[str, str]:
    """Counts one call of the account; the count starts again with the day.

    Raises:
        RefusalError: code 80002, the account's calls are used up.
    """
    day = moment(world.clock.now_ms()).date().isoformat()
    row = world.state.row(
        "INSERT INTO counters VALUES (?, ?, 1)"
        " ON CONFLICT (name, day) DO UPDATE SET used = used + 1 RETURNING used",
        (f"instagram/calls/{account}", day),
    )
    used = 1 if row is None else int(row["used"])
    if used > DAILY_CALLS:
        answer = errors.problem(
            80002, "There have been too many calls to this Instagram account.", status=400
        )
        answer.headers.update(_told(account, used, minutes=_until_tomorrow(world)))
        raise RefusalError(answer)
    return _told(account, used, minutes=0)


def _until_tomorrow(world: World) -> int:
    """Whole minutes until the count starts again."""
    now = moment(world.clock.now_ms())
    return 24 * 60 - now.hour * 60 - now.minute


def _told(account: str, used: int, *, minutes: int) -> dict[str, str]:
    percent = used * 100 // DAILY_CALLS
    share = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
    case = {"type": "instagram", **share, "estimated_time_to_regain_access": minutes}
    return {
        "x-app-usage": json.dumps(share, separators=(",", ":")),
        "x-business-use-case-usage": json.dumps({account: [case]}, separators=(",", ":")),
    }
