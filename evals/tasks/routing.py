"""Routing: what a message asks for and who gets the work, as a reasonable person would say it."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from pydantic import Field

from domain.frozen import Frozen
from domain.period import Period
from domain.platform import Platform
from domain.rule import Aspect
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, passed, share
from llm.tasks.intent import (
    INTENT,
    ApprovedPost,
    EditAction,
    Intent,
    IntentInputs,
    IntentKind,
    KnownRule,
    OfferedIdea,
    OpenDraft,
    OwnContact,
    PictureLook,
    PlanRevision,
)
from nodes.routing import wants_edit, wants_plan, wants_revision

Next = Literal["plan", "revise", "change", "report", "ideas", "ask", "answer"]
"""What happens next: a plan is made or changed, posts change, results are read, ideas are made, the
person is asked back, or answered. Approving is not among them: no message does it."""
_USUAL: dict[IntentKind, Next] = {
    IntentKind.CAMPAIGN: "plan",
    IntentKind.REVISE_PLAN: "revise",
    IntentKind.EDIT: "change",
    IntentKind.REPORT: "report",
    IntentKind.IDEAS: "ideas",
}


class RoutingExpectation(Frozen):
    """Only what a person would insist on; a field left out is not judged."""

    kind: tuple[IntentKind, ...] = Field(min_length=1)
    """Several where people would disagree."""
    next: Next | None = None
    """Where it differs from what the (first) kind usually leads to."""
    platforms: tuple[Platform, ...] = ()
    count: int | None = None
    per_platform: dict[Platform, int] | None = None
    languages: tuple[str, ...] | None = None
    products: tuple[str, ...] | None = None
    dates: tuple[date, ...] = ()
    wall_times: tuple[str, ...] = ()
    tone: str | None = None
    occasion: str | None = None
    right_away: bool | None = None
    offer: str | None = None
    """Words that the offer has to hold."""
    budget: float | None = None
    skip_weekdays: tuple[int, ...] | None = None
    """Days of the week to keep free, Monday is 0."""
    topic: str | None = None
    """Words that the topic has to hold."""
    targets: tuple[int, ...] | Literal["all"] | None = None
    actions: tuple[EditAction, ...] | None = None
    day: date | None = None
    wall_time: str | None = None
    """Where an edit moves the post."""
    picture: PictureLook | None = None
    """How the pictures shall look; what it leaves out has to be left out."""
    video: int | None = None
    """Seconds of the videos that are asked for."""
    revision: PlanRevision | None = None
    """How the plan shall change; what it leaves out has to be left out."""
    about: tuple[int, ...] | None = None
    period: Period | None = None
    """Whose results a report is about."""
    ideas: int | None = None
    """How many were asked for."""
    pick: int | None = None
    ideas_from: date | None = None
    ideas_to: date | None = None
    rule_act: Literal["list", "accept", "decline", "forget", "state"] | None = None
    rule_numbers: tuple[int, ...] | None = None
    rule_aspects: tuple[Aspect, ...] | None = None
    """Of the rules that are stated."""
    rule_contact: OwnContact | None = None
    """The brand's own that a stated rule ends posts with."""
    problems: tuple[str, ...] = ()
    """Codes that have to be told."""


class RoutingSample(Sample):
    message: str
    connected: tuple[Platform, ...] = (Platform.INSTAGRAM, Platform.LINKEDIN)
    drafts: tuple[OpenDraft, ...] = ()
    approved: tuple[ApprovedPost, ...] = ()
    has_campaign: bool = False
    has_open_plan: bool = False
    pending: str = ""
    offered: tuple[OfferedIdea, ...] = ()
    rules: tuple[KnownRule, ...] = ()
    expect: RoutingExpectation


def inputs(sample: RoutingSample) -> IntentInputs:
    return IntentInputs(
        message=sample.message,
        now=sample.now,
        timezone=sample.timezone,
        brand=sample.brand,
        connected_platforms=sample.connected,
        open_drafts=sample.drafts,
        approved_posts=sample.approved,
        has_campaign=sample.has_campaign or bool(sample.drafts or sample.approved),
        has_open_plan=sample.has_open_plan,
        pending_request=sample.pending,
        offered_ideas=sample.offered,
        rules=sample.rules,
    )


def kind(sample: RoutingSample, intent: Intent) -> Score:
    if intent.kind in sample.expect.kind:
        return passed()
    meant = " or ".join(k.value for k in sample.expect.kind)
    return Score(value=0.0, why=f"read as {intent.kind.value}; a person means {meant}")


def destination(sample: RoutingSample, intent: Intent) -> Score:
    wanted = sample.expect.next or _USUAL.get(sample.expect.kind[0], "answer")
    found = next_of(intent)
    allowed = {wanted} | {_USUAL.get(k, "answer") for k in sample.expect.kind[1:]}
    if found in allowed:
        return passed()
    return Score(value=0.0, why=f"leads to “{found}”, should lead to “{wanted}”")


def next_of(intent: Intent) -> Next:
    """What the supervisor does with this intent."""
    if wants_plan(intent):
        return "plan"
    if wants_edit(intent):
        return "change"
    if wants_revision(intent):
        return "revise"
    if intent.kind is IntentKind.REPORT:
        return "report"
    if intent.kind is IntentKind.IDEAS and not intent.problems:
        return "ideas"
    return "ask" if intent.problems else "answer"


def never_approves(sample: RoutingSample, intent: Intent) -> Score | None:
    """Praise and "post it" lead to the card, not to work that looks like consent."""
    if sample.expect.kind != (IntentKind.APPROVAL_ATTEMPT,):
        return None
    started = next_of(intent) in {"plan", "revise", "change"}
    return all_or_nothing([f"starts to {next_of(intent)}"] if started else [])


def details(sample: RoutingSample, intent: Intent) -> Score | None:
    """The share of the stated details that were read."""
    if intent.kind not in sample.expect.kind:
        return None
    wanted = {
        name: value
        for name in _DETAILS
        if (value := getattr(sample.expect, name)) is not None and value not in ((), {})
    }
    faults = [
        f"{name}: {_told(found)}, should be {_told(value)}"
        for name, value in wanted.items()
        if not _agrees(name, value, found := _DETAILS[name](intent))
    ]
    return share(faults, len(wanted)) if wanted else None


def invents_nothing(sample: RoutingSample, intent: Intent) -> Score | None:
    """A place or time that nobody named must not appear."""
    if intent.kind is not IntentKind.CAMPAIGN or IntentKind.CAMPAIGN not in sample.expect.kind:
        return None
    faults = [
        f"{name} {_told(getattr(intent, name))} were not asked for"
        for name in ("platforms", "dates", "wall_times")
        if getattr(intent, name) and not getattr(sample.expect, name)
    ]
    if intent.offer and sample.expect.offer is None:
        faults.append(f"offer “{intent.offer}” was not made")
    if intent.budget and sample.expect.budget is None:
        faults.append(f"a budget of {intent.budget:g} was not named")
    if intent.picture and sample.expect.picture is None:
        faults.append("nothing was said of the pictures")
    if intent.video and sample.expect.video is None:
        faults.append("no video was asked for")
    return all_or_nothing(faults)


_DETAILS: dict[str, Callable[[Intent], object]] = {
    "platforms": lambda i: i.platforms,
    "count": lambda i: i.count,
    "per_platform": lambda i: i.per_platform,
    "languages": lambda i: i.languages,
    "products": lambda i: i.products,
    "dates": lambda i: i.dates,
    "wall_times": lambda i: i.wall_times,
    "tone": lambda i: i.tone,
    "occasion": lambda i: i.occasion,
    "right_away": lambda i: i.right_away,
    "offer": lambda i: i.offer or "",
    "budget": lambda i: i.budget,
    "skip_weekdays": lambda i: i.skip_weekdays,
    "topic": lambda i: i.topic,
    "targets": lambda i: i.edit.targets if i.edit else None,
    "actions": lambda i: i.edit.actions if i.edit else (),
    "day": lambda i: i.edit.details.day if i.edit else None,
    "wall_time": lambda i: i.edit.details.wall_time if i.edit else None,
    "picture": lambda i: i.edit.details.picture if i.edit else i.picture,
    "video": lambda i: i.video,
    "revision": lambda i: i.revision,
    "about": lambda i: i.about,
    "period": lambda i: i.report.period if i.report else None,
    "ideas": lambda i: i.ideas.n if i.ideas else None,
    "pick": lambda i: i.ideas.pick if i.ideas else None,
    "ideas_from": lambda i: i.ideas.start if i.ideas else None,
    "ideas_to": lambda i: i.ideas.end if i.ideas else None,
    "rule_act": lambda i: i.rules.act if i.rules else None,
    "rule_numbers": lambda i: i.rules.numbers if i.rules else None,
    "rule_aspects": lambda i: tuple(h.aspect for h in i.rules.habits) if i.rules else None,
    "rule_contact": lambda i: i.rules.own_contact if i.rules else None,
    "problems": lambda i: tuple(p.code for p in i.problems),
}


def _agrees(name: str, wanted: object, found: object) -> bool:
    if name in {"offer", "topic"}:
        return str(wanted).casefold() in str(found).casefold()
    if name in {"actions", "problems"} and isinstance(wanted, tuple) and isinstance(found, tuple):
        return set(wanted) <= set(found)
    if isinstance(wanted, tuple) and isinstance(found, tuple):
        return set(wanted) == set(found)
    return wanted == found


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_told(v) for v in value) or "nothing"
    return str(getattr(value, "value", value))


def shown(sample: RoutingSample) -> str:
    around = [f"draft {d.number} on {d.platform.title} waits" for d in sample.drafts]
    around += [f"post {p.number} on {p.platform.title} is approved" for p in sample.approved]
    around += [f"idea {idea.number} was offered: {idea.title}" for idea in sample.offered]
    around += [f"rule {r.number}: {r.words}" + (", asked" * r.was_asked) for r in sample.rules]
    around += [f"asked back about “{sample.pending}”"] if sample.pending else []
    return sample.message + (f"\n({'; '.join(around)})" if around else "")


ROUTING = EvalTask(
    name="routing",
    prompts=(INTENT.prompt,),
    sample_type=RoutingSample,
    output_type=Intent,
    answer=one_prompt(INTENT, inputs),
    scorers={
        "kind": kind,
        "destination": destination,
        "never_approves": never_approves,
        "details": details,
        "invents_nothing": invents_nothing,
    },
    shown=shown,
)
