"""The message a person reads in the chat, from what happened: one plain type per situation.

Carries facts that are already decided; nothing here decides, publishes or reads a clock.
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from domain.budget import Budget
from domain.frozen import Frozen
from domain.intake import Told, Topic
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
    budget: Budget | None = None
    """What may be spent on the posts of this conversation's plan; None: nothing was said of it."""


class PlanMade(Frozen):
    kind: Literal["plan_made"] = "plan_made"
    campaign: str
    posts: tuple[PlannedPost, ...]
    rationale: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class PlanRevised(Frozen):
    """The plan that was there, as it was changed; several of one message are told as one."""

    kind: Literal["plan_revised"] = "plan_revised"
    added: tuple[PlannedPost, ...] = ()
    """Posts that were added; their drafts are told apart."""
    moved: tuple[PlannedPost, ...] = ()
    """With the time to which each was moved; each needs its approval again."""
    budget: Budget | None = None
    """What may be spent now, and where; None: as before."""
    notes: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()


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


class ToldIdea(Frozen):
    number: int
    """By what the person picks it."""
    title: str
    why: str
    register: str = ""
    when: str = ""
    """The day it is for, spoken; empty: any."""
    expected_ers: float | None = None


class IdeasReady(Frozen):
    """Ideas in the person's language, none of them planned yet."""

    kind: Literal["ideas_ready"] = "ideas_ready"
    ideas: tuple[ToldIdea, ...] = ()
    notes: tuple[str, ...] = ()
    """What is not known, and what would help."""


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


class KnownFact(Frozen):
    """One thing understood of a brand."""

    topic: Topic | Told
    text: str
    """In the person's own words, as it would be saved."""


class IntakeQuestion(Frozen):
    """One question about the brand, and what was understood so far."""

    kind: Literal["intake_question"] = "intake_question"
    topic: Topic
    is_essential: bool
    """Without it nothing can be written; else it can be skipped."""
    understood: tuple[KnownFact, ...] = ()
    unplaced: tuple[str, ...] = ()
    """What the message says beside it and nobody could place, in its own words."""


class IntakeConfirm(Frozen):
    """What was understood, to be saved only after a yes."""

    kind: Literal["intake_confirm"] = "intake_confirm"
    understood: tuple[KnownFact, ...]
    is_refused: bool = False
    """The person said no without saying what is wrong."""
    unplaced: tuple[str, ...] = ()
    """What the message says beside it and nobody could place, in its own words."""


class IntakeSaved(Frozen):
    kind: Literal["intake_saved"] = "intake_saved"
    is_done: bool = False
    """Nothing more is asked, and nothing had been asked for before."""


class IntakeStopped(Frozen):
    """No more questions; what is missing still keeps posts from being written."""

    kind: Literal["intake_stopped"] = "intake_stopped"
    missing: tuple[Topic, ...] = ()


class RuleAsked(Frozen):
    """A habit was noticed: whether to follow it from now on, or to drop a rule that it broke."""

    kind: Literal["rule_asked"] = "rule_asked"
    words: str
    """The rule as one would write it on a list: "no exclamation marks"."""
    habit: str = ""
    """What the person always does, after “you always”: "remove exclamation marks"."""
    times: str = ""
    """How sure it is: "3 of 3"."""
    is_doubt: bool = False
    """The rule is followed, and people did the opposite since."""


class ListedRule(Frozen):
    number: int
    words: str
    is_followed: bool


class RulesListed(Frozen):
    kind: Literal["rules_listed"] = "rules_listed"
    rules: tuple[ListedRule, ...] = ()


class RulesSettled(Frozen):
    kind: Literal["rules_settled"] = "rules_settled"
    act: Literal["accepted", "declined", "forgotten"]
    rules: tuple[str, ...]
    """In words."""
    forget: str = ""
    """By what name to drop a rule that was stated just now: "exclamation marks"."""


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
    | PlanRevised
    | DraftsWaiting
    | Questions
    | Problems
    | EditsMade
    | Decided
    | PublicationsSettled
    | PostHistories
    | ReportReady
    | IdeasReady
    | ApprovalByChat
    | AlreadySubmitted
    | WaitingList
    | ConnectFirst
    | BrandMissing
    | IntakeQuestion
    | IntakeConfirm
    | IntakeSaved
    | IntakeStopped
    | RuleAsked
    | RulesListed
    | RulesSettled
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
