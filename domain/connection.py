"""A connection: a workspace's grant to act as one account on one platform. Never holds a token."""

from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict

from domain.frozen import Frozen
from domain.platform import Platform


class ConnectionStatus(StrEnum):
    ACTIVE = "active"
    NEEDS_RECONNECT = "needs_reconnect"
    DISCONNECTED = "disconnected"


HELD = ConnectionStatus.NEEDS_RECONNECT.value
"""The error's code of what was planned and waits until its account is connected again."""


class ConsentOutcome(StrEnum):
    """How a round trip through a platform's consent page stands."""

    WAITING = "waiting"
    CONNECTED = "connected"
    DECLINED = "declined"
    FAILED = "failed"
    EXPIRED = "expired"


class AccountKind(StrEnum):
    MEMBER = "member"
    ORGANIZATION = "organization"

    def on(self, platform: Platform) -> str:
        """What people call an account of this kind there, as the web app's accounts have it."""
        return "personal profile" if self is AccountKind.MEMBER else _OF_A_BUSINESS[platform]


_OF_A_BUSINESS = {
    Platform.INSTAGRAM: "professional account",
    Platform.FACEBOOK: "page",
    Platform.LINKEDIN: "business page",
    Platform.X: "account",
    Platform.YOUTUBE: "channel",
}


class Connection(Frozen):
    id: str
    workspace_id: str
    platform: Platform
    account_id: str
    """As the platform writes it, for LinkedIn a URN."""
    account_name: str
    account_kind: AccountKind
    status: ConnectionStatus
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None
    lasts_until: datetime | None = None
    """When only a person can give the grant anew; None: not known, or we renew it for ever."""
    paused_at: datetime | None = None
    """Since when nothing goes out by it, because a person said so."""
    paused_by: str | None = None
    """That person's name or e-mail, as shown."""
    created_at: datetime


class Tokens(Frozen):
    """What a platform granted. Lives encrypted in the store and in memory for one call."""

    # an error that shows what it could not read would show a secret
    model_config = ConfigDict(hide_input_in_errors=True)

    access_token: str
    refresh_token: str | None = None
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None

    def __repr__(self) -> str:
        return "Tokens(…)"

    __str__ = __repr__
