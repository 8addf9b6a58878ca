"""X's seeded app and accounts, and new ones on request."""

import secrets

from sandbox import accounts
from sandbox.accounts import MEMBER, Account
from sandbox.state import State

PLATFORM = "x"
CLIENT_ID = "sandbox-x"
CLIENT_SECRET = "sandbox-x-secret"  # noqa: S105 (published, opens a stand-in only)
_SEEDED = (
    ("1780001234567890123", "Masala Chai Club", "masalachaiclub"),
    ("1780009876543210987", "Harbour Lane Walks", "harbourlane"),
)
_LONGEST_HANDLE = 15


def seed(state: State) -> None:
    """Adds the known app and accounts unless they are there."""
    if accounts.find_client(state, PLATFORM, CLIENT_ID) is None:
        accounts.save_client(state, PLATFORM, CLIENT_ID, CLIENT_SECRET)
    if not accounts.members(state, PLATFORM):
        for number, name, handle in _SEEDED:
            accounts.add(state, _account(number, name, handle))


def create(state: State, name: str) -> Account:
    """A new account of this name."""
    number = f"178{secrets.randbelow(9 * 10**15) + 10**15}"
    plain = accounts.handle_of(name).replace("-", "")[: _LONGEST_HANDLE - 5]
    account = _account(number, name, f"{plain}_{number[-4:]}")
    accounts.add(state, account)
    return account


def handle_of(state: State, account_id: str) -> str:
    account = accounts.find_member(state, PLATFORM, account_id)
    return account.handle if account else account_id


def _account(number: str, name: str, handle: str) -> Account:
    return Account(PLATFORM, MEMBER, number, number, name, handle, None)
