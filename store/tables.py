"""The tables, as mapped rows. Rows stay inside this package; repositories hand out domain types."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so UTC is stripped on the way in and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        try:
            value = value.astimezone(UTC)
        except OverflowError:  # beyond the calendar's ends: the ends will do for a comparison
            value = value.replace(tzinfo=UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the base class's signature
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


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


class BrandRow(Base):
    __tablename__ = "brands"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    profile: Mapped[dict[str, Any]]
    is_default: Mapped[bool] = mapped_column(Boolean, default=False)
    posts_version: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class CampaignRow(Base):
    __tablename__ = "campaigns"
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
    position: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ContentVersionRow(Base):
    __tablename__ = "content_versions"
    content_id: Mapped[str] = mapped_column(ForeignKey("contents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ApprovalRow(Base):
    __tablename__ = "approvals"
    __table_args__ = (
        # one open question per piece of content, whoever asks it
        Index(
            "uq_approvals_one_open",
            "content_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        Index("ix_approvals_thread", "workspace_id", "thread_id", "status"),
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
    heard_by: Mapped[str | None] = mapped_column(String(36))
    """The run in which the thread took in the decision; null while it has not."""
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


class PublicationRow(Base):
    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("content_id", "content_version", "connection_id", "slot"),
        # one at a time per account, whoever publishes
        Index(
            "uq_publications_one_in_hand",
            "connection_id",
            unique=True,
            sqlite_where=text("state IN ('claimed', 'prepared', 'submitted')"),
            postgresql_where=text("state IN ('claimed', 'prepared', 'submitted')"),
        ),
        Index("ix_publications_due", "state", "due_at"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    campaign_id: Mapped[str | None] = mapped_column(String(36), index=True)
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
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    told_state: Mapped[str | None] = mapped_column(String(20))
    """The state the thread was last told of; differs from `state` when there is news."""
    told_run: Mapped[str | None] = mapped_column(String(36))
    """The run that told it: the same run, repeated after a crash, tells it again."""
    next_probe_at: Mapped[datetime | None]
    probes: Mapped[int] = mapped_column(Integer, default=0)
    next_metrics_at: Mapped[datetime | None] = mapped_column(index=True)
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
        Index(
            "uq_attempts_one_unsettled",
            "publication_id",
            unique=True,
            sqlite_where=text("outcome IN ('unsettled', 'unknown')"),
            postgresql_where=text("outcome IN ('unsettled', 'unknown')"),
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


class WorkspaceEventRow(Base):
    """A change that people who watch the workspace are told of; publications' moves are above."""

    __tablename__ = "workspace_events"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]


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
    paused_at: Mapped[datetime | None]
    """Since when nothing goes out by it because a person said so."""
    paused_by: Mapped[str | None] = mapped_column(String(320))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class OauthStateRow(Base):
    __tablename__ = "oauth_states"
    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    platform: Mapped[str] = mapped_column(String(20))
    redirect_uri: Mapped[str] = mapped_column(String(1000))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    """How the round trip ended (`domain.connection.ConsentOutcome`)."""
    problem: Mapped[str | None] = mapped_column(Text)
    """Why it brought no account, in words for the person."""


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
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class PostRow(Base):
    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_brand", "workspace_id", "brand_id", "published_at"),)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    platform: Mapped[str] = mapped_column(String(20))
    platform_post_id: Mapped[str | None] = mapped_column(String(300))
    natural_key: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    hashtags: Mapped[list[Any]]
    published_at: Mapped[datetime | None]
    likes: Mapped[int | None] = mapped_column(BigInteger)
    comments: Mapped[int | None] = mapped_column(BigInteger)
    shares: Mapped[int | None] = mapped_column(BigInteger)
    saves: Mapped[int | None] = mapped_column(BigInteger)
    impressions: Mapped[int | None] = mapped_column(BigInteger)
    reach: Mapped[int | None] = mapped_column(BigInteger)
    ers: Mapped[float | None] = mapped_column(Float)
    partial: Mapped[bool] = mapped_column(Boolean, default=False)
    registers: Mapped[list[Any]]
    source: Mapped[str] = mapped_column(String(30))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PostVectorRow(Base):
    __tablename__ = "post_vectors"
    __table_args__ = (
        Index("ix_post_vectors_brand", "workspace_id", "brand_id", "model", "text_sha256"),
    )
    workspace_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    dim: Mapped[int] = mapped_column(Integer)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """float32, little-endian, `dim` values."""
    text_sha256: Mapped[str] = mapped_column(String(64))


class IntelligenceReportRow(Base):
    __tablename__ = "intelligence_reports"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36), index=True)
    body: Mapped[dict[str, Any]]
    generated_at: Mapped[datetime]


class EvidenceRow(Base):
    __tablename__ = "evidence"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    report_id: Mapped[str] = mapped_column(String(36), index=True)
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    excerpt: Mapped[str] = mapped_column(Text)
    blob_key: Mapped[str] = mapped_column(Text)
    fetched_at: Mapped[datetime]


class ThreadRow(Base):
    __tablename__ = "threads"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36))
    title: Mapped[str] = mapped_column(String(300), default="")
    meta: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(20))
    runs: Mapped[int] = mapped_column(Integer, default=0)
    """How many runs were accepted; the next one's number."""
    lease_run_id: Mapped[str | None] = mapped_column(String(36))
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class RunRow(Base):
    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        Index("ix_runs_status", "status", "updated_at"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    thread_id: Mapped[str] = mapped_column(ForeignKey("threads.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]]
    stream_modes: Mapped[list[Any]]
    user_id: Mapped[str | None] = mapped_column(String(36))
    meta: Mapped[dict[str, Any]]
    error: Mapped[str | None] = mapped_column(Text)
    cancel_requested: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class RunEventRow(Base):
    __tablename__ = "run_events"
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(36))
    event: Mapped[str] = mapped_column(String(40))
    data: Mapped[str] = mapped_column(Text)


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
    provenance: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ExecutorRow(Base):
    """A process. Its beat rises while it lives; the row is gone once it is taken for dead."""

    __tablename__ = "executors"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    beat: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime]


class IdempotencyRow(Base):
    __tablename__ = "idempotency_keys"
    actor: Mapped[str] = mapped_column(String(80), primary_key=True)
    """Workspace and user, so that no one can read another's answer by guessing a key."""
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(Integer)
    content_type: Mapped[str | None] = mapped_column(String(100))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    holder: Mapped[str | None] = mapped_column(String(64))
    """The process that works on the request, while it does."""
    created_at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    __tablename__ = "audit_log"
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(String(36))
    surface: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(100))
    detail: Mapped[dict[str, Any]]
