"""An approval: the question put to a person about one exact form of one post."""

from datetime import datetime
from enum import StrEnum

from domain.caution import Caution
from domain.content import Content
from domain.platform import Platform
from domain.times import Planned


class ApprovalStatus(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
    SUPERSEDED = "superseded"


class Decision(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"
    RESPOND = "respond"


ALLOWED_DECISIONS = tuple(Decision)
EDITABLE = (
    "text",
    "hashtags",
    "first_comment",
    "alt_text",
    "publish_at",
    "publish_zone",
    "next_free",
    "media",
    "form",
)


class Approval(Planned):
    id: str
    workspace_id: str
    campaign_id: str | None
    thread_id: str | None
    interrupt_id: str | None = None
    kind: str = "publish_post"
    status: ApprovalStatus
    version: int
    """The version of the content it asks about."""
    content_hash: str
    content: Content
    platform: Platform
    connection_id: str
    not_before: datetime | None = None
    not_after: datetime | None = None
    decision: Decision | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    message: str | None = None
    next_approval_id: str | None = None
    cautions: tuple[Caution, ...] = ()
    """What to know before approving, as it was found when it was asked."""
    created_at: datetime
