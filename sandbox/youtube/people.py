"""YouTube's seeded app and channels, one Google account without a channel, new ones on request."""

import secrets

from sandbox import accounts
from sandbox.accounts import MEMBER, Account
from sandbox.state import State

PLATFORM = "youtube"
CLIENT_ID = "sandbox-youtube"
CLIENT_SECRET = "sandbox-youtube-secret"  # noqa: S105 (published, opens a stand-in only)
_SEEDED = (
    ("UCm4s4lAcHa1AddaMumba1Xw", "Masala Chai Kitchen", "masalachaikitchen"),
    ("UCh4rb0urLane5tud1oF1lmQ", "Harbour Lane Films", "harbourlanefilms"),
    ("google-108552001", "Meera Without a Channel", "meera"),
)
SCHEMA = """
CREATE TABLE IF NOT EXISTS youtube_offline_codes (code_hash TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS youtube_sessions (
    key_hash TEXT PRIMARY KEY, channel TEXT NOT NULL, stash TEXT NOT NULL, total INTEGER NOT NULL,
    content_type TEXT NOT NULL, snippet TEXT NOT NULL, status TEXT NOT NULL,
    received INTEGER NOT NULL DEFAULT 0, expires_ms INTEGER NOT NULL, video TEXT);
CREATE TABLE IF NOT EXISTS youtube_videos (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, snippet TEXT NOT NULL, status TEXT NOT NULL,
    uploaded_ms INTEGER NOT NULL, judged_ms INTEGER NOT NULL, failure TEXT NOT NULL DEFAULT '',
    rejection TEXT NOT NULL DEFAULT '', thumbnail TEXT NOT NULL DEFAULT '');
"""


def seed(state: State) -> None:
    accounts.seed(state, PLATFORM, CLIENT_ID, CLIENT_SECRET, (_account(*one) for one in _SEEDED))


def create(state: State, name: str) -> Account:
    """A new channel of this name."""
    channel = f"UC{secrets.token_hex(11)}"
    handle = accounts.handle_of(name)[:20].replace("-", "") + channel[-4:]
    account = _account(channel, name, handle)
    accounts.add(state, account)
    return account


def is_channel(account_id: str) -> bool:
    return account_id.startswith("UC")


def uploads_of(channel: str) -> str:
    """The id of the playlist of everything that the channel uploaded."""
    return "UU" + channel[2:]


def _account(account_id: str, name: str, handle: str) -> Account:
    return Account(PLATFORM, MEMBER, account_id, account_id, name, handle, None)
