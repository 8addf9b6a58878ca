"""The contract's JSON shapes as types, from which the API's schema is made. Holds no behaviour.

A field typed with a domain class carries that class's plain JSON.
"""

from typing import Literal

# pydantic reads TypedDict from here on Python before 3.12
from typing_extensions import TypedDict

from domain.approval import ApprovalStatus, Decision
from domain.campaign import CampaignStatus, Strategy, TaskStatus, TaskType
from domain.caution import Caution
from domain.connection import AccountKind, ConnectionStatus, ConsentOutcome
from domain.content import Claim, ContentStatus, Provenance, Variation
from domain.form import Form
from domain.media import MediaFacts
from domain.part import PartError, PartState
from domain.platform import Platform
from domain.post import Reference
from domain.publication import AttemptOutcome, PublicationError, PublicationState
from domain.safety import Safety


class LocalView(TypedDict):
    """A wall time and the zone it is meant in."""

    wall: str
    zone: str


class MediumView(TypedDict):
    sha256: str
    url: str
    content_type: str
    width: int | None
    height: int | None
    alt_text: str | None
    size: int
    facts: MediaFacts


class ContentView(TypedDict):
    id: str
    version: int
    text: str
    hashtags: list[str]
    first_comment: str | None
    alt_text: str | None
    media: list[MediumView]
    form: Form
    again_of: str | None
    """The publication that it says again."""
    platform: Platform
    language: str
    register: str
    expected_ers: float | None
    expected_range: tuple[float, float] | None
    expected_level: float | None
    references: list[Reference]
    claims: list[Claim]
    safety: Safety
    provenance: Provenance
    rules: list[str]
    variations: list[Variation]
    status: ContentStatus
    campaign_id: str | None
    publish_at: str | None
    publish_at_local: LocalView | None
    run_id: str | None
    """The run of the conversation that wrote this version; null for a person's own words."""
    number: int | None
    """By which number its conversation speaks of it: "post 2"; null outside conversations."""


class CampaignContentView(ContentView):
    content_hash: str | None
    approval_id: str | None


class ApprovalView(TypedDict):
    id: str
    version: int
    status: ApprovalStatus
    kind: str
    content_hash: str
    content: ContentView
    connection_id: str
    platform: Platform
    publish_at: str | None
    publish_at_local: LocalView | None
    not_before: str | None
    not_after: str | None
    campaign_id: str | None
    thread_id: str | None
    interrupt_id: str | None
    allowed_decisions: list[Decision]
    warnings: list[str]
    """What may keep it from going out although it is approved, and what helps."""
    cautions: list[Caution]
    """What to know before approving: of another post that says the same, of quiet hours."""
    decision: Decision | None
    decided_by: str | None
    decided_at: str | None
    message: str | None
    next_approval_id: str | None
    created_at: str | None


class ComposedView(TypedDict):
    """A person's own post, and the question that was put to people about it."""

    content: ContentView
    approval: ApprovalView


class FollowingView(TypedDict):
    """What would follow a post."""

    kind: Literal["reply", "comment"]
    text: str
    character_count: int
    limit: int


class PreviewView(TypedDict):
    """A post as its platform would carry it."""

    text: str
    """As readers will see it, hashtags included."""
    parts: list[FollowingView]
    character_count: int
    limit: int
    problems: list[str]
    """Why it cannot go out as it is; empty when it can."""
    cautions: list[Caution]
    links: list[str]
    media: list[MediumView]


class AttemptView(TypedDict):
    n: int
    started_at: str | None
    settled_at: str | None
    outcome: AttemptOutcome
    detail: str


class TimelineView(TypedDict):
    at: str | None
    state: PublicationState
    detail: str


class PartView(TypedDict):
    """What follows a post: a further post of its thread, or its first comment."""

    n: int
    """From 1; it goes out after the one before it."""
    kind: Literal["reply", "comment"]
    text: str
    state: PartState
    permalink: str | None
    published_at: str | None
    attempts: int
    error: PartError | None


class PublicationView(TypedDict):
    id: str
    state: PublicationState
    platform: Platform
    connection_id: str
    campaign_id: str | None
    content_id: str
    content_version: int
    content_hash: str
    approval_id: str
    publish_at: str | None
    publish_at_local: LocalView | None
    not_before: str | None
    not_after: str | None
    due_at: str | None
    """When its turn comes: at its time, as quiet hours end, or as what failed is tried again."""
    platform_post_id: str | None
    permalink: str | None
    published_at: str | None
    error: PublicationError | None
    warnings: list[str]
    """What may keep it from going out, and what helps; empty once it is over."""
    attempts: list[AttemptView]
    timeline: list[TimelineView]
    parts: list[PartView]
    """Empty until the post is out."""
    parts_told: str | None
    """How far they are: "2 of 5 parts out"; null where nothing follows."""
    deleted_at: str | None
    """When it was taken off its platform from here."""
    moved: bool
    """Whether it is cancelled only because another time was chosen: the post goes on."""
    created_at: str | None


class ListedPublicationView(PublicationView):
    """With what a list of many says of each, so that nobody has to ask for it one by one."""

    opening: str
    """The first words of the approved text."""
    language: str
    thread_id: str | None
    """The conversation it comes from."""
    number: int | None
    """By which number that conversation speaks of it."""
    metrics: "SnapshotView | None"
    """The newest numbers; null while there are none."""


class NotApprovedView(TypedDict):
    code: str
    detail: str


class RescheduledView(PublicationView):
    approval: ApprovalView
    not_approved: NotApprovedView | None
    """Why it waits for a person although the caller may decide."""


class TaskView(TypedDict):
    id: str
    type: TaskType
    priority: float
    depends_on: list[str]
    status: TaskStatus
    skipped: str | None
    """Why there was nothing to do, of one that is completed."""
    error: str | None


class CampaignView(TypedDict):
    id: str
    name: str
    brief: str
    status: CampaignStatus
    thread_id: str | None
    brand_id: str
    strategy: Strategy | None
    tasks: list[TaskView]
    created_at: str | None


class ConnectionView(TypedDict):
    id: str
    platform: Platform
    account_id: str
    account_name: str
    account_kind: AccountKind
    status: ConnectionStatus
    scopes: list[str]
    expires_at: str | None
    lasts_until: str | None
    """When only a person can give the access anew; null where it is renewed by itself."""
    paused_at: str | None
    paused_by: str | None
    history_refusal: str | None
    """Why its past posts cannot be brought in, and what helps; null when they can."""
    deletion_refusal: str | None
    """Why its posts cannot be deleted from here, and what helps; null when they can."""


class ConsentView(TypedDict):
    platform: Platform
    status: ConsentOutcome
    problem: str | None
    """Why it brought no account, and what to do next."""


class SnapshotView(TypedDict):
    id: str
    publication_id: str
    as_of: str | None
    collected_at: str | None
    window: str
    values: dict[str, float]
    source: str
