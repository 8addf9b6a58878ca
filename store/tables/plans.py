"""What is planned with: a workspace's own days, and the ideas it was offered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class OwnDayRow(Base):
    """A day that a workspace has entered (`domain.day.OwnDay`)."""

    __tablename__ = "own_days"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column(Date)
    yearly: Mapped[bool]
    mourning: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class IdeaRow(Base):
    """An idea that was offered (`domain.idea.Idea`)."""

    __tablename__ = "ideas"
    __table_args__ = (
        Index("ix_ideas_newest", "workspace_id", "created_at"),
        Index("ix_ideas_of_thread", "workspace_id", "thread_id"),
        Index("ix_ideas_batch", "workspace_id", "batch", "number"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    batch: Mapped[str] = mapped_column(String(36))
    """What was asked for together; numbers count within it."""
    number: Mapped[int]
    thread_id: Mapped[str | None] = mapped_column(String(36))
    """The conversation it was told in; None for one asked for by the API."""
    status: Mapped[str] = mapped_column(String(20))
    campaign_id: Mapped[str | None] = mapped_column(String(36))
    campaign_thread_id: Mapped[str | None] = mapped_column(String(36))
    """Where its campaign is talked about."""
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
