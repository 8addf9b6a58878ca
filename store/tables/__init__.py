"""The tables, as mapped rows. Rows stay inside this package; repositories hand out domain types."""

from store.tables.accounts import (
    ConnectionRow,
    MemberRow,
    OauthStateRow,
    RefreshTokenRow,
    TimetableRow,
    UserRow,
    WorkspaceRow,
)
from store.tables.base import Base, Instant
from store.tables.brands import BrandRow, EvidenceRow, IntelligenceReportRow, PostRow, PostVectorRow
from store.tables.campaigns import (
    ApprovalRow,
    CampaignRow,
    ContentRow,
    ContentVersionRow,
    InterruptRow,
    MediumRow,
    TaskRow,
)
from store.tables.publications import (
    AttemptRow,
    EvergreenRow,
    MetricSnapshotRow,
    PartRow,
    PublicationEventRow,
    PublicationRow,
    ReportRow,
)
from store.tables.system import AuditRow, ExecutorRow, IdempotencyRow, JobRow, WorkspaceEventRow
from store.tables.threads import RunEventRow, RunRow, ThreadRow

__all__ = [
    "ApprovalRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "BrandRow",
    "CampaignRow",
    "ConnectionRow",
    "ContentRow",
    "ContentVersionRow",
    "EvergreenRow",
    "EvidenceRow",
    "ExecutorRow",
    "IdempotencyRow",
    "Instant",
    "IntelligenceReportRow",
    "InterruptRow",
    "JobRow",
    "MediumRow",
    "MemberRow",
    "MetricSnapshotRow",
    "OauthStateRow",
    "PartRow",
    "PostRow",
    "PostVectorRow",
    "PublicationEventRow",
    "PublicationRow",
    "RefreshTokenRow",
    "ReportRow",
    "RunEventRow",
    "RunRow",
    "TaskRow",
    "ThreadRow",
    "TimetableRow",
    "UserRow",
    "WorkspaceEventRow",
    "WorkspaceRow",
]
