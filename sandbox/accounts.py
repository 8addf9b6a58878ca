"""Members, the organisations they administer, and the apps that may ask them; shared by platforms.

Knows no platform's paths or error shapes.
"""

import hashlib
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from sqlite3 import Row

from sandbox.state import State

MEMBER = "member"
ORGANIZATION = "organization"
LINKEDIN = "linkedin"
SEEDED_CLIENT_ID = "sandbox-linkedin"
SEEDED_CLIENT_SECRET = "sandbox-linkedin-secret"  # noqa: S105 (published, opens a stand-in only)
_SEEDED_ACCOUNTS = (
    ("yrZCpj2Z12", "Asha Kulkarni", (("105432001", "Masala Chai Co."),)),
    (
        "q7Lm0Xv4Ke",
        "Rohan Mehta",
        (("105432002", "Harbour Lane Studio"), ("105432003", "Tidewater Print Works")),
    ),
)


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


def seed(state: State) -> None:
    """Adds the known app and accounts unless they are there."""
    if find_client(state, LINKEDIN, SEEDED_CLIENT_ID) is None:
        save_client(state, LINKEDIN, SEEDED_CLIENT_ID, SEEDED_CLIENT_SECRET)
    if not members(state, LINKEDIN):
        for member_id, name, organizations in _SEEDED_ACCOUNTS:
            _add_member(state, LINKEDIN, member_id, name)
            for organization_id, title in organizations:
                _add_organization(state, LINKEDIN, organization_id, title, member_id)


def create(state: State, platform: str, name: str) -> tuple[Account, Account]:
    """A new member who administers one new organisation of this name."""
    member = _add_member(state, platform, secrets.token_hex(5), f"Owner of {name}")
    number = str(secrets.randbelow(9 * 10**8) + 10**8)
    return member, _add_organization(state, platform, number, name, member.id)


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
    """By URN, id or exact name, organisations before members."""
    found = _select(state, "? IN (urn, id, name)", name)
    found.sort(key=lambda account: account.kind != ORGANIZATION)
    return found[0] if found else None


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


def _add_member(state: State, platform: str, member_id: str, name: str) -> Account:
    urn = f"urn:li:person:{member_id}"
    return _add(state, Account(platform, MEMBER, member_id, urn, name, _handle(name), None))


def _add_organization(state: State, platform: str, number: str, name: str, owner: str) -> Account:
    urn = f"urn:li:organization:{number}"
    return _add(state, Account(platform, ORGANIZATION, number, urn, name, _handle(name), owner))


def _add(state: State, account: Account) -> Account:
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
    return account


def _select(state: State, condition: str, *values: str) -> list[Account]:
    sql = f"SELECT * FROM accounts WHERE {condition} ORDER BY position"  # noqa: S608 (constants)
    return [Account.from_row(row) for row in state.rows(sql, values)]


def _handle(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "page"
