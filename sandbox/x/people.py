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
    accounts.seed(state, PLATFORM, CLIENT_ID, CLIENT_SECRET, (_account(*one) for one in _SEEDED))


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
