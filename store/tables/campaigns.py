"""Campaigns, what is written in them, and what a person is asked about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, index_of_some


class CampaignRow(Base):
    __tablename__ = "campaigns"
    __table_args__ = (
        index_of_some("ix_campaigns_active", "status", "created_at", where="status = 'active'"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    thread_id: Mapped[str | None] = mapped_column(String(36), index=True)
    name: Mapped[str] = mapped_column(String(300))
    brief: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    strategy: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    report_due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When its posts' numbers will have settled; None when nothing more is to be told."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TaskRow(Base):
    __tablename__ = "tasks"
    __table_args__ = (Index("ix_tasks_stage", "type", "status", "campaign_id"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaigns.id"), index=True)
    type: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(Integer)
    priority: Mapped[float] = mapped_column(Float)
    depends_on: Mapped[list[Any]]
    due_at: Mapped[datetime | None]
    payload: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    error: Mapped[str | None] = mapped_column(Text)
    retry_count: Mapped[int] = mapped_column(Integer, default=0)
    max_retries: Mapped[int] = mapped_column(Integer, default=3)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ContentRow(Base):
    __tablename__ = "contents"
    __table_args__ = (
        index_of_some(
            "ix_contents_unshelved", "updated_at", where="shelved_version <> current_version"
        ),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36), index=True)
    task_id: Mapped[str | None] = mapped_column(String(36))
    platform: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    publish_at: Mapped[datetime | None]
    publish_wall: Mapped[str | None] = mapped_column(String(32))
    """The wall time that the person meant, ISO 8601 without an offset; with its zone below."""
    publish_zone: Mapped[str | None] = mapped_column(String(64))
    current_version: Mapped[int] = mapped_column(Integer)
    shelved_version: Mapped[int] = mapped_column(Integer, default=0)
    """The one whose media the shelf was planned with; 0: none yet."""
    position: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ContentVersionRow(Base):
    __tablename__ = "content_versions"
    content_id: Mapped[str] = mapped_column(ForeignKey("contents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    body: Mapped[dict[str, Any]]
    safety_override: Mapped[dict[str, Any] | None]
    """A person's word about this version, beside the body that never changes."""
    created_at: Mapped[datetime]


class MediumRow(Base):
    """What a medium is; its bytes are a blob under the same hash."""

    __tablename__ = "media"
    __table_args__ = (Index("ix_media_sha256", "sha256"),)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]]
    provenance: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class InterruptRow(Base):
    __tablename__ = "interrupts"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    thread_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    approval_ids: Mapped[list[Any]]
    shown_to: Mapped[str | None] = mapped_column(String(36))
    """The person whose own turn asked it, and answered them with it; null when it was nobody's."""
    created_at: Mapped[datetime]


class ApprovalRow(Base):
    __tablename__ = "approvals"
    __table_args__ = (
        # one open question per piece of content, whoever asks it
        index_of_some(
            "uq_approvals_one_open",
            "content_id",
            unique=True,
            where="status = 'open'",
        ),
        Index("ix_approvals_thread", "workspace_id", "thread_id", "status"),
        Index("ix_approvals_campaign", "workspace_id", "campaign_id", "status"),
        index_of_some(
            "ix_approvals_unheard",
            "workspace_id",
            "seq",
            where="decision IS NOT NULL AND heard_by IS NULL AND thread_id IS NOT NULL",
        ),
    )
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    id: Mapped[str] = mapped_column(String(36), unique=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36))
    thread_id: Mapped[str | None] = mapped_column(String(36))
    interrupt_id: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20))
    content_id: Mapped[str] = mapped_column(ForeignKey("contents.id"))
    version: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(String(64))
    platform: Mapped[str] = mapped_column(String(20))
    connection_id: Mapped[str] = mapped_column(ForeignKey("connections.id"))
    publish_at: Mapped[datetime | None]
    publish_wall: Mapped[str | None] = mapped_column(String(32))
    publish_zone: Mapped[str | None] = mapped_column(String(64))
    not_before: Mapped[datetime | None]
    not_after: Mapped[datetime | None]
    decision: Mapped[str | None] = mapped_column(String(20))
    decided_by: Mapped[str | None] = mapped_column(String(320))
    """The person's name or e-mail, as shown; the audit log holds their id."""
    decided_at: Mapped[datetime | None]
    message: Mapped[str | None] = mapped_column(Text)
    next_approval_id: Mapped[str | None] = mapped_column(String(36))
    cautions: Mapped[list[Any]]
    """What was found when it was asked (`domain.caution.Caution`)."""
    heard_by: Mapped[str | None] = mapped_column(String(36))
    """The run in which the thread took in the decision; null while it has not."""
    created_at: Mapped[datetime]


class TemplateRow(Base):
    """A template of the workspace's own (`domain.template.TemplateBody`)."""

    __tablename__ = "templates"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
