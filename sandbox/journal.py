"""The log of every call that reached a stand-in, with secrets taken out before it is stored."""

from sqlite3 import Row
from urllib.parse import unquote_plus

from sandbox.clock import iso, real_ms
from sandbox.state import State

KEPT_REQUESTS = 20_000
LONGEST_FIELD = 2_000
SECRET_KEYS = frozenset(
    {"state", "code", "client_secret", "access_token", "refresh_token", "token"}
    | {"oauth2_access_token", "code_verifier", "appsecret_proof", "authorization"}
)


class Journal:
    def __init__(self, state: State) -> None:
        self._state = state

    def open(
        self, *, platform: str | None, site: str | None, operation: str | None, call: "Line"
    ) -> int:
        """Records an arrival; the status stays null until the call is answered or dropped."""
        entry = self._state.run(
            "INSERT INTO requests (at_ms, platform, site, operation, method, path, query,"
            " user_agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (real_ms(), platform, site, operation, call.method, call.path, call.query, call.agent),
        )
        self._state.run("DELETE FROM requests WHERE id <= ?", (entry - KEPT_REQUESTS,))
        return entry

    def close(self, entry: int, *, status: int | None, fault: str | None) -> None:
        self._state.run(
            "UPDATE requests SET status = ?, fault = ? WHERE id = ?", (status, fault, entry)
        )

    def listing(self, *, platform: str | None, since_ms: int) -> list[dict[str, object]]:
        rows = self._state.rows(
            "SELECT * FROM requests WHERE at_ms >= ? AND (? IS NULL OR platform = ?) ORDER BY id",
            (since_ms, platform, platform),
        )
        return [_public(row) for row in rows]


def _public(row: Row) -> dict[str, object]:
    entry: dict[str, object] = dict(row)
    del entry["at_ms"]
    return {**entry, "at": iso(row["at_ms"])}


class Line:
    """What of a request may be kept."""

    def __init__(self, method: str, path: str, query: str, agent: str) -> None:
        self.method = method[:20]
        self.path = path[:LONGEST_FIELD]
        self.query = redact(query)[:LONGEST_FIELD]
        self.agent = agent[:300]


def redact(query: str) -> str:
    """The raw query with the value of every secret key replaced, the rest untouched."""
    return "&".join(_redact_pair(pair) for pair in query.split("&"))


def _redact_pair(pair: str) -> str:
    key, separator, _ = pair.partition("=")
    if separator and unquote_plus(key).strip().lower() in SECRET_KEYS:
        return f"{key}=***"
    return pair
