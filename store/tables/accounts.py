"""People, their workspaces, and the outside accounts they connected."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class UserRow(Base):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime]


class WorkspaceRow(Base):
    __tablename__ = "workspaces"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    subscription_tier: Mapped[str] = mapped_column(String(20))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]


class MemberRow(Base):
    __tablename__ = "members"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class RefreshTokenRow(Base):
    __tablename__ = "refresh_tokens"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    family_id: Mapped[str] = mapped_column(String(36), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ConnectionRow(Base):
    __tablename__ = "connections"
    __table_args__ = (UniqueConstraint("workspace_id", "platform", "account_id"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    platform: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[str] = mapped_column(String(200))
    account_name: Mapped[str] = mapped_column(String(300))
    account_kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    scopes: Mapped[list[Any]]
    tokens: Mapped[bytes] = mapped_column(LargeBinary)
    """The grant, encrypted (MultiFernet)."""
    expires_at: Mapped[datetime | None]
    lasts_until: Mapped[datetime | None]
    """When only a person can give the grant anew; nothing where we can renew it for ever."""
    renewed_at: Mapped[datetime | None]
    """When the platform last gave us new tokens for it without a person."""
    renewing_by: Mapped[str | None] = mapped_column(String(36))
    """The one renewal that is under way, anywhere."""
    renewing_until: Mapped[datetime | None]
    """When it is taken for dead, by the machine's time."""
    renew_failures: Mapped[int] = mapped_column(default=0)
    """Renewals that failed in a row."""
    renew_after: Mapped[datetime | None]
    """Not tried again before, by the machine's time."""
    warned_at: Mapped[datetime | None]
    """When its people were told that it will end."""
    paused_at: Mapped[datetime | None]
    """Since when nothing goes out by it because a person said so."""
    paused_by: Mapped[str | None] = mapped_column(String(320))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TimetableRow(Base):
    """An account's week (`domain.timetable.Timetable`)."""

    __tablename__ = "timetables"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    connection_id: Mapped[str] = mapped_column(ForeignKey("connections.id"), primary_key=True)
    body: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class OauthStateRow(Base):
    __tablename__ = "oauth_states"
    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    platform: Mapped[str] = mapped_column(String(20))
    redirect_uri: Mapped[str] = mapped_column(String(1000))
    verifier: Mapped[bytes | None]
    """The secret half of the proof that the code comes back to us (PKCE), encrypted."""
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    """How the round trip ended (`domain.connection.ConsentOutcome`)."""
    problem: Mapped[str | None] = mapped_column(Text)
    """Why it brought no account, in words for the person."""
