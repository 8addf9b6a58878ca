"""LinkedIn's seeded app, members and organisations, and new ones on request."""

import secrets
from collections.abc import Iterator

from sandbox import accounts
from sandbox.accounts import MEMBER, ORGANIZATION, Account
from sandbox.state import State

PLATFORM = "linkedin"
CLIENT_ID = "sandbox-linkedin"
CLIENT_SECRET = "sandbox-linkedin-secret"  # noqa: S105 (published, opens a stand-in only)
_SEEDED = (
    ("yrZCpj2Z12", "Asha Kulkarni", (("105432001", "Masala Chai Co."),)),
    (
        "q7Lm0Xv4Ke",
        "Rohan Mehta",
        (("105432002", "Harbour Lane Studio"), ("105432003", "Tidewater Print Works")),
    ),
)


def seed(state: State) -> None:
    accounts.seed(state, PLATFORM, CLIENT_ID, CLIENT_SECRET, _seeded())


def create(state: State, name: str) -> Account:
    """A new member who administers one new organisation of this name."""
    member = _member(secrets.token_hex(5), f"Owner of {name}")
    accounts.add(state, member)
    number = str(secrets.randbelow(9 * 10**8) + 10**8)
    accounts.add(state, _organization(number, name, member.id))
    return member


def _seeded() -> Iterator[Account]:
    for member_id, name, organizations in _SEEDED:
        yield _member(member_id, name)
        for number, title in organizations:
            yield _organization(number, title, member_id)


def _member(member_id: str, name: str) -> Account:
    urn = f"urn:li:person:{member_id}"
    return Account(PLATFORM, MEMBER, member_id, urn, name, accounts.handle_of(name), None)


def _organization(number: str, name: str, owner: str) -> Account:
    urn = f"urn:li:organization:{number}"
    return Account(PLATFORM, ORGANIZATION, number, urn, name, accounts.handle_of(name), owner)
