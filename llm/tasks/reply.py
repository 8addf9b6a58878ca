"""The message a person reads in the chat, from what happened: one plain type per situation.

Carries facts that are already decided; nothing here decides, publishes or reads a clock.
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from domain.frozen import Frozen
from domain.platform import Platform
from llm.port import Task
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import Problem
from llm.tasks.report import ReportSentence


class PlannedPost(Frozen):
    number: int
    platform: Platform
    when: str
    """Spoken, for example "Thu 12 Nov, 7:30 pm IST" or "as soon as you approve"."""
    topic: str = ""
    language: str = "en"


class WaitingDraft(Frozen):
    number: int
    platform: Platform
    when: str
    register: str = ""
    expected_ers: float | None = None
    hook: str = ""


class ChangedPost(Frozen):
    number: int
    platform: Platform
    done: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()


class DecidedPost(Frozen):
    number: int
    platform: Platform
    decision: Literal["approve", "edit", "reject", "respond"]
    when: str = ""
    """When it goes out, spoken; empty when it does not."""
    by: str = ""
    held: str = ""
    """Why it does not go out yet although it is approved; empty when nothing holds it."""


class SettledPost(Frozen):
    number: int | None = None
    platform: Platform
    state: Literal["published", "unknown", "failed", "cancelled", "missed"]
    when: str = ""
    permalink: str | None = None
    reason: str = ""
    next_step: str = ""


class Greeting(Frozen):
    kind: Literal["greeting"] = "greeting"
    example: str = ""
    """A sentence the person could send, made from the brand's own facts; empty: a general one."""
    waiting: int = 0
    """Drafts that wait for a decision."""


class Help(Frozen):
    """An answer to a question about what the product does."""

    kind: Literal["help"] = "help"
    question: str = ""
    connected_platforms: tuple[Platform, ...] = ()


class PlanMade(Frozen):
    kind: Literal["plan_made"] = "plan_made"
    campaign: str
    posts: tuple[PlannedPost, ...]
    rationale: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class DraftsWaiting(Frozen):
    """Fresh drafts that now wait for approval."""

    kind: Literal["drafts_waiting"] = "drafts_waiting"
    drafts: tuple[WaitingDraft, ...]
    learned: tuple[str, ...] = ()


class Questions(Frozen):
    kind: Literal["questions"] = "questions"
    questions: tuple[str, ...]


class Problems(Frozen):
    kind: Literal["problems"] = "problems"
    problems: tuple[Problem, ...]


class EditsMade(Frozen):
    kind: Literal["edits_made"] = "edits_made"
    posts: tuple[ChangedPost, ...]


class Decided(Frozen):
    kind: Literal["decided"] = "decided"
    posts: tuple[DecidedPost, ...]
    still_waiting: int = 0


class PublicationsSettled(Frozen):
    kind: Literal["publications_settled"] = "publications_settled"
    posts: tuple[SettledPost, ...]


class HistoryEntry(Frozen):
    when: str
    """Spoken, in the brand's zone."""
    what: str


class PostHistory(Frozen):
    """What became of one post, oldest first, and where it stands now."""

    number: int
    platform: Platform
    state: str
    """A clause that goes on from the post's name: "is out", "waits for your approval"."""
    entries: tuple[HistoryEntry, ...] = ()
    permalink: str | None = None
    next_step: str = ""


class PostHistories(Frozen):
    kind: Literal["post_histories"] = "post_histories"
    posts: tuple[PostHistory, ...]


class ReportReady(Frozen):
    kind: Literal["report_ready"] = "report_ready"
    headline: str
    sentences: tuple[ReportSentence, ...] = ()
    trend: str = ""
    """Whether it is getting better."""
    best: str = ""
    """Which post did best, and why; empty where there is only one."""
    next_step: str = ""
    card: dict[str, JsonValue] = Field(default_factory=dict)
    """The report as the message's card shows it (`tools.report_views`); not for the author."""


class ApprovalByChat(Frozen):
    """The person said "post it" in words; only a decision on the card counts."""

    kind: Literal["approval_by_chat"] = "approval_by_chat"
    drafts: tuple[WaitingDraft, ...] = ()
    where: str = "the approval cards below"


class AlreadySubmitted(Frozen):
    """A change was asked for that came after the post had been handed to the platform."""

    kind: Literal["already_submitted"] = "already_submitted"
    number: int | None = None
    platform: Platform
    permalink: str | None = None


class WaitingList(Frozen):
    kind: Literal["waiting_list"] = "waiting_list"
    drafts: tuple[WaitingDraft, ...] = ()
    needs_you: tuple[SettledPost, ...] = ()
    """Publications whose outcome a person has to settle or that failed."""
    scheduled: tuple[PlannedPost, ...] = ()


class ConnectFirst(Frozen):
    kind: Literal["connect_first"] = "connect_first"
    platforms: tuple[Platform, ...] = ()


class BrandMissing(Frozen):
    """Too little is known of the brand to write from."""

    kind: Literal["brand_missing"] = "brand_missing"
    missing: tuple[str, ...]
    """Names of fields (`BrandProfile.missing()`) or whole questions."""


class CannotDo(Frozen):
    kind: Literal["cannot_do"] = "cannot_do"
    wish: str
    why: str
    instead: str = ""


class Unclear(Frozen):
    kind: Literal["unclear"] = "unclear"
    example: str = ""
    waiting: int = 0


class Notes(Frozen):
    """Plain lines worth saying beside the rest, for example pages that could not be read."""

    kind: Literal["notes"] = "notes"
    lines: tuple[str, ...]


class WentWrong(Frozen):
    """A part of the work failed: what, why, what is safe, what to do."""

    kind: Literal["went_wrong"] = "went_wrong"
    what: str
    why: str
    safe: str = "Nothing was posted."
    next_step: str = ""


Situation = Annotated[
    Greeting
    | Help
    | PlanMade
    | DraftsWaiting
    | Questions
    | Problems
    | EditsMade
    | Decided
    | PublicationsSettled
    | PostHistories
    | ReportReady
    | ApprovalByChat
    | AlreadySubmitted
    | WaitingList
    | ConnectFirst
    | BrandMissing
    | CannotDo
    | Unclear
    | Notes
    | WentWrong,
    Field(discriminator="kind"),
]


class ReplyInputs(Frozen):
    business_name: str = ""
    language: str = "en"
    situations: tuple[Situation, ...] = Field(min_length=1)
    """In the order they are told; one message covers them all."""


class Reply(Frozen):
    text: str
    """Light Markdown: short paragraphs, "-" lists, links; no headings."""


REPLY = Task("reply", ReplyInputs, Reply)
