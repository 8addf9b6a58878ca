"""How much of its allowance an account has used: counted for each call, told in two headers."""

import json
from dataclasses import dataclass

from sandbox.clock import moment
from sandbox.exchange import RefusalError
from sandbox.meta import errors
from sandbox.world import World

# 4800 calls a day for each impression or engaged person, and Meta never counts fewer than ten.
# https://developers.facebook.com/docs/graph-api/overview/rate-limiting
DAILY_CALLS = 4800 * 10


@dataclass(frozen=True)
class Allowance:
    """One use case's, as Meta words it."""

    platform: str
    kind: str
    """In the header."""
    code: int
    """Of the refusal when it is used up."""
    account: str

    def headers(self, world: World, owner: str) -> dict[str, str]:
        """Counts one call of the account; the count starts again with the day.

        Raises:
            RefusalError: The account's calls are used up.
        """
        now = moment(world.clock.now_ms())
        used = world.state.count(f"{self.platform}/calls/{owner}", now.date().isoformat())
        if used <= DAILY_CALLS:
            return self.told(owner, used)
        words = f"There have been too many calls to this {self.account} account."
        answer = errors.problem(self.code, words)
        minutes = 24 * 60 - now.hour * 60 - now.minute
        answer.headers.update(self.told(owner, used, regain_minutes=minutes))
        raise RefusalError(answer)

    def told(self, owner: str, used: int, *, regain_minutes: int = 0) -> dict[str, str]:
        percent = used * 100 // DAILY_CALLS
        share = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
        case = {"type": self.kind, **share, "estimated_time_to_regain_access": regain_minutes}
        return {
            "x-app-usage": json.dumps(share, separators=(",", ":")),
            "x-business-use-case-usage": json.dumps({owner: [case]}, separators=(",", ":")),
        }
