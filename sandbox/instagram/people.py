"""Instagram's seeded app and professional accounts, and new ones on request."""

import secrets

from sandbox import accounts
from sandbox.accounts import MEMBER, Account
from sandbox.state import State

PLATFORM = "instagram"
CLIENT_ID = "sandbox-instagram"
CLIENT_SECRET = "sandbox-instagram-secret"  # noqa: S105 (published, opens a stand-in only)
_SEEDED = (
    ("17841405822304914", "Masala Chai Adda", "masalachai.adda"),
    ("17841430019672058", "Harbour Lane Diary", "harbourlane.diary"),
)


def seed(state: State) -> None:
    accounts.seed(state, PLATFORM, CLIENT_ID, CLIENT_SECRET, (_account(*one) for one in _SEEDED))


def create(state: State, name: str) -> Account:
    """A new professional account of this name."""
    number = f"17841{secrets.randbelow(9 * 10**11) + 10**11}"
    handle = f"{accounts.handle_of(name)[:20].replace('-', '.').strip('.')}.{number[-4:]}"
    account = _account(number, name, handle)
    accounts.add(state, account)
    return account


def scoped_id(account_id: str) -> str:
    """The id that one app knows the person by; it opens no path for publishing."""
    return "26" + str(int(account_id) * 7919 % 10**15).zfill(15)


def username(state: State, account_id: str) -> str:
    account = accounts.find_member(state, PLATFORM, account_id)
    return account.handle if account else account_id


def _account(number: str, name: str, handle: str) -> Account:
    return Account(PLATFORM, MEMBER, number, number, name, handle, None)
