"""The effect ledger: publications, their attempts and moves, and what became of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, index_of_some


class PublicationRow(Base):
    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("content_id", "content_version", "connection_id", "slot"),
        # one at a time per account, whoever publishes
        index_of_some(
            "uq_publications_one_in_hand",
            "connection_id",
            unique=True,
            where="state IN ('claimed', 'prepared', 'submitted')",
        ),
        Index("ix_publications_due", "state", "due_at"),
        Index("ix_publications_campaign", "workspace_id", "campaign_id", "state"),
        # what every round of the poll asks for: only rows that there is something to do about
        index_of_some("ix_publications_window", "state", "not_after", where="state = 'scheduled'"),
        index_of_some(
            "ix_publications_probe", "state", "next_probe_at", where="next_probe_at IS NOT NULL"
        ),
        index_of_some(
            "ix_publications_measure",
            "state",
            "next_metrics_at",
            where="next_metrics_at IS NOT NULL",
        ),
        index_of_some(
            "ix_publications_untold",
            "state",
            where="thread_id IS NOT NULL AND told_state IS NULL",
        ),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36))
    thread_id: Mapped[str | None] = mapped_column(String(36), index=True)
    approval_id: Mapped[str] = mapped_column(ForeignKey("approvals.id"), unique=True)
    content_id: Mapped[str] = mapped_column(ForeignKey("contents.id"))
    content_version: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(String(64))
    connection_id: Mapped[str] = mapped_column(ForeignKey("connections.id"))
    platform: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    slot: Mapped[str] = mapped_column(String(40))
    publish_at: Mapped[datetime | None]
    publish_wall: Mapped[str | None] = mapped_column(String(32))
    publish_zone: Mapped[str | None] = mapped_column(String(64))
    not_before: Mapped[datetime]
    not_after: Mapped[datetime]
    due_at: Mapped[datetime]
    fence: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    """Tries since a person last asked for one; the publisher stops at three."""
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    """The executor in whose hand it is; meaningful in the states of a row in hand."""
    prepared: Mapped[dict[str, Any]]
    platform_post_id: Mapped[str | None] = mapped_column(String(300))
    permalink: Mapped[str | None] = mapped_column(String(1000))
    published_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    told_state: Mapped[str | None] = mapped_column(String(20))
    """The state, once the thread was told of it; null when it was not, and whenever it changes."""
    told_run: Mapped[str | None] = mapped_column(String(36))
    """The run that told it: the same run, repeated after a crash, tells it again."""
    next_probe_at: Mapped[datetime | None]
    probes: Mapped[int] = mapped_column(Integer, default=0)
    next_metrics_at: Mapped[datetime | None]
    metrics_failures: Mapped[int] = mapped_column(Integer, default=0)
    """Looks for numbers that failed in a row."""
    metrics_problem: Mapped[str | None] = mapped_column(String(30))
    """Why the last look failed (`domain.report.Problem`)."""
    numbers_settled_at: Mapped[datetime | None]
    """When the first numbers came that may be judged."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class AttemptRow(Base):
    __tablename__ = "attempts"
    __table_args__ = (
        # the ledger's core: never two attempts whose effect is open
        index_of_some(
            "uq_attempts_one_unsettled",
            "publication_id",
            unique=True,
            where="outcome IN ('unsettled', 'unknown')",
        ),
    )
    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    fence: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(30))
    detail: Mapped[str] = mapped_column(Text, default="")


class PartRow(Base):
    """What follows a post that is out; each row is one effect."""

    __tablename__ = "publication_parts"
    __table_args__ = (
        # one call at a time below a post, whoever makes it
        index_of_some(
            "uq_publication_parts_one_in_hand",
            "publication_id",
            unique=True,
            where="state = 'submitted'",
        ),
        Index("ix_publication_parts_due", "state", "due_at"),
    )
    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    connection_id: Mapped[str] = mapped_column(ForeignKey("connections.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime]
    not_after: Mapped[datetime]
    fence: Mapped[int] = mapped_column(Integer, default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    """The executor that makes the call; meaningful while it is submitted."""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    probes: Mapped[int] = mapped_column(Integer, default=0)
    next_probe_at: Mapped[datetime | None]
    called_at: Mapped[datetime | None]
    platform_post_id: Mapped[str | None] = mapped_column(String(300))
    permalink: Mapped[str | None] = mapped_column(String(1000))
    published_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PublicationEventRow(Base):
    """A publication's move: an entry of its timeline, and an event of its workspace."""

    __tablename__ = "publication_events"
    __table_args__ = (Index("uq_publication_events_seq", "workspace_id", "seq", unique=True),)
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"), index=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(BigInteger)
    """Its number among all events of the workspace, those of `workspace_events` included."""
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What came of the publication so far: where the post is, or what went wrong."""


class EvergreenRow(Base):
    """A post that is said again (`domain.evergreen.Evergreen`)."""

    __tablename__ = "evergreens"
    __table_args__ = (Index("ix_evergreens_next_at", "next_at"),)
    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    every_days: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[datetime]
    rounds: Mapped[int] = mapped_column(Integer)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    problem: Mapped[str | None] = mapped_column(Text)


class MetricSnapshotRow(Base):
    __tablename__ = "metric_snapshots"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"), index=True)
    as_of: Mapped[datetime]
    collected_at: Mapped[datetime]
    window: Mapped[str] = mapped_column(String(40))
    values: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(Text)


class ReportRow(Base):
    __tablename__ = "reports"
    __table_args__ = (
        index_of_some("ix_reports_unshelved", "created_at", where="shelved_at IS NULL"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    shelved_at: Mapped[datetime | None]
