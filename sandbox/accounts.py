"""Members, the organisations they administer, the apps that may ask them, on every platform."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row
from urllib.parse import urlsplit

from sandbox.state import State

MEMBER = "member"
ORGANIZATION = "organization"


@dataclass(frozen=True)
class Account:
    platform: str
    kind: str
    id: str
    urn: str
    name: str
    handle: str
    owner: str | None

    @classmethod
    def from_row(cls, row: Row) -> "Account":
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})

    def public(self) -> dict[str, object]:
        return {"id": self.id, "urn": self.urn, "name": self.name}


@dataclass(frozen=True)
class Client:
    client_id: str
    secret_hash: str
    redirect_uris: tuple[str, ...]
    gets_refresh_tokens: bool


def digest(secret: str) -> str:
    """What is stored in place of a secret, a code or a token."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def add(state: State, account: Account) -> None:
    state.run(
        "INSERT INTO accounts (platform, kind, id, urn, name, handle, owner)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            account.platform,
            account.kind,
            account.id,
            account.urn,
            account.name,
            account.handle,
            account.owner,
        ),
    )


def seed(
    state: State, platform: str, client_id: str, secret: str, known: Iterable[Account]
) -> None:
    """Adds the platform's known app and accounts unless they are there."""
    if find_client(state, platform, client_id) is None:
        save_client(state, platform, client_id, secret)
    if not members(state, platform):
        for account in known:
            add(state, account)


def handle_of(name: str) -> str:
    """The name as it can stand in an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "page"


def members(state: State, platform: str) -> list[Account]:
    return _select(state, "platform = ? AND kind = ?", platform, MEMBER)


def find_member(state: State, platform: str, member_id: str) -> Account | None:
    found = _select(state, "platform = ? AND kind = ? AND id = ?", platform, MEMBER, member_id)
    return found[0] if found else None


def organizations(state: State, platform: str, member_id: str) -> list[Account]:
    """The organisations this member administers."""
    return _select(
        state, "platform = ? AND kind = ? AND owner = ?", platform, ORGANIZATION, member_id
    )


def find_by_urn(state: State, platform: str, urn: str) -> Account | None:
    found = _select(state, "platform = ? AND urn = ?", platform, urn)
    return found[0] if found else None


def find_by_any_name(state: State, name: str) -> Account | None:
    """By URN, id, exact name or handle, organisations before members."""
    found = _select(state, "? IN (urn, id, name, handle)", name)
    found.sort(key=lambda account: account.kind != ORGANIZATION)
    return found[0] if found else None


def is_return_address(uri: str) -> bool:
    """Whether a browser can be sent back to this address after consent."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.fragment


def may_return(client: Client, uri: str) -> bool:
    """Exactly a registered address; any one for an app that registered none."""
    return uri in client.redirect_uris if client.redirect_uris else is_return_address(uri)


def save_client(
    state: State,
    platform: str,
    client_id: str,
    client_secret: str,
    *,
    redirect_uris: tuple[str, ...] = (),
    gets_refresh_tokens: bool = False,
) -> None:
    """Registers an app; without redirect URIs it may ask to return anywhere."""
    state.run(
        "INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?, ?)",
        (
            platform,
            client_id,
            digest(client_secret),
            json.dumps(redirect_uris),
            int(gets_refresh_tokens),
        ),
    )


def find_client(state: State, platform: str, client_id: str) -> Client | None:
    row = state.row(
        "SELECT * FROM clients WHERE platform = ? AND client_id = ?", (platform, client_id)
    )
    if row is None:
        return None
    return Client(
        row["client_id"],
        row["secret_hash"],
        tuple(json.loads(row["redirect_uris"])),
        bool(row["gets_refresh_tokens"]),
    )


def _select(state: State, condition: str, *values: str) -> list[Account]:
    sql = f"SELECT * FROM accounts WHERE {condition} ORDER BY position"  # noqa: S608 (constants)
    return [Account.from_row(row) for row in state.rows(sql, values)]
