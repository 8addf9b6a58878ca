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
from store.tables.brands import (
    BrandAssetRow,
    BrandDraftRow,
    BrandRow,
    BrandRuleRow,
    EvidenceRow,
    IntelligenceReportRow,
    PostRow,
    PostVectorRow,
)
from store.tables.campaigns import (
    ApprovalRow,
    CampaignRow,
    ContentRow,
    ContentVersionRow,
    InterruptRow,
    MediumRow,
    TaskRow,
    TemplateRow,
)
from store.tables.plans import IdeaRow, OwnDayRow
from store.tables.publications import (
    AttemptRow,
    EvergreenRow,
    MetricSnapshotRow,
    PartRow,
    PublicationEventRow,
    PublicationRow,
    ReportRow,
)
from store.tables.shelf import ShelfRow
from store.tables.spending import ModelCallRow, ModelMonthRow
from store.tables.system import AuditRow, ExecutorRow, IdempotencyRow, JobRow, WorkspaceEventRow
from store.tables.threads import IntakeRow, RunEventRow, RunRow, ThreadRow

__all__ = [
    "ApprovalRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "BrandAssetRow",
    "BrandDraftRow",
    "BrandRow",
    "BrandRuleRow",
    "CampaignRow",
    "ConnectionRow",
    "ContentRow",
    "ContentVersionRow",
    "EvergreenRow",
    "EvidenceRow",
    "ExecutorRow",
    "IdeaRow",
    "IdempotencyRow",
    "Instant",
    "IntakeRow",
    "IntelligenceReportRow",
    "InterruptRow",
    "JobRow",
    "MediumRow",
    "MemberRow",
    "MetricSnapshotRow",
    "ModelCallRow",
    "ModelMonthRow",
    "OauthStateRow",
    "OwnDayRow",
    "PartRow",
    "PostRow",
    "PostVectorRow",
    "PublicationEventRow",
    "PublicationRow",
    "RefreshTokenRow",
    "ReportRow",
    "RunEventRow",
    "RunRow",
    "ShelfRow",
    "TaskRow",
    "TemplateRow",
    "ThreadRow",
    "TimetableRow",
    "UserRow",
    "WorkspaceEventRow",
    "WorkspaceRow",
]
