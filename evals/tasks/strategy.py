"""Strategy: a calendar that keeps what was asked, invents nothing, and says why."""

from datetime import date, time, timedelta

from pydantic import Field

from almanac.coming import days_between
from almanac.places import states_in
from domain.campaign import CalendarEntry, Strategy
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.times import slot_of
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from llm.tasks.intent import Intent
from llm.tasks.strategy import STRATEGY, StrategyInputs


class StrategyExpectation(Frozen):
    entries: int
    per_platform: dict[Platform, int] | None = None
    languages: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    """Exactly these, whatever the order."""
    last_day: date | None = None
    wall_times: tuple[str, ...] = ()
    when_approved: bool = False
    """No slot: it goes out as soon as it is approved."""
    apart: bool = False
    """Never two on one platform on the same day."""
    topics: tuple[str, ...] = ()
    """Every entry is about one of these; "|" between spellings."""
    notes: tuple[str, ...] = ()
    """Words that the notes hold; "|" between spellings."""
    budget: dict[Platform, float] | None = None
    """Exactly these sums; empty: no budget."""
    rests_on: tuple[str, ...] = ()
    """Words that the rationale holds: a score, an address."""
    never: tuple[str, ...] = ()


class StrategySample(Sample):
    intent: Intent
    connected: tuple[Platform, ...] = (Platform.INSTAGRAM, Platform.LINKEDIN)
    left: int | None = None
    levels: dict[Platform, float] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    references: tuple[Reference, ...] = ()
    expect: StrategyExpectation


AHEAD = timedelta(days=60)
"""How far plans look here; as in production."""


def inputs(sample: StrategySample) -> StrategyInputs:
    today = sample.now.date()
    states = states_in(sample.brand.location)
    return StrategyInputs(
        brand=sample.brand,
        intent=sample.intent,
        now=sample.now,
        timezone=sample.timezone,
        connected_platforms=sample.connected,
        findings=sample.findings,
        references=sample.references,
        levels=sample.levels,
        posts_per_month_left=sample.left,
        days=days_between(today, today + AHEAD, states=states),
    )


def amount(sample: StrategySample, plan: Strategy) -> Score:
    """As many posts as asked for, where they were asked for, in the languages asked for."""
    faults, expect = [], sample.expect
    if len(plan.calendar) != expect.entries:
        faults.append(f"{len(plan.calendar)} entries, should be {expect.entries}")
    counts = {p: sum(e.platform is p for e in plan.calendar) for p in Platform}
    for platform, wanted in (expect.per_platform or {}).items():
        if counts[platform] != wanted:
            faults.append(f"{counts[platform]} for {platform.title}, should be {wanted}")
    if expect.languages and {e.language for e in plan.calendar} != {*expect.languages}:
        faults.append(f"languages are {sorted({e.language for e in plan.calendar})}")
    numbered = [e.number for e in plan.calendar] == [*range(1, len(plan.calendar) + 1)]
    return share(faults + ([] if numbered else ["numbers are not 1, 2, 3 …"]), 3)


def time_kept(sample: StrategySample, plan: Strategy) -> Score | None:
    """The days and hours that were asked for, exactly."""
    expect, calendar = sample.expect, plan.calendar
    checks = [
        ({str(d) for d in expect.days}, {str(e.day) for e in calendar if e.day}, "days"),
        ({*expect.wall_times}, {e.wall_time for e in calendar if e.wall_time}, "hours"),
    ]
    faults = [
        f"{what} are {', '.join(sorted(found)) or 'open'}"
        for wanted, found, what in checks
        if wanted and wanted != found
    ]
    last = max((e.day for e in calendar if e.day), default=None)
    if expect.last_day and last != expect.last_day:
        faults.append(f"ends on {last}, should end on {expect.last_day}")
    if expect.when_approved and any(e.publish_at for e in calendar):
        faults.append("has a slot that nobody asked for")
    of = sum(map(bool, (expect.days, expect.wall_times, expect.last_day, expect.when_approved)))
    return share(faults, of) if of else None


def sound(sample: StrategySample, plan: Strategy) -> Score | None:
    """Nothing in the past; each instant is its wall time; nothing crowded; within the quota."""
    if not plan.calendar:
        return None
    faults = [f"{e.number} lies in the past" for e in plan.calendar if _is_past(e, sample)]
    faults += [
        f"{e.number}: instant and wall time differ" for e in plan.calendar if _differs(e, sample)
    ]
    slots = [(e.platform, e.day, e.language) for e in plan.calendar if e.day]
    if sample.expect.apart and len(set(slots)) < len(slots):
        faults.append("two on one platform on the same day")
    if sample.left is not None and len(plan.calendar) > sample.left:
        faults.append(f"{len(plan.calendar)} posts, {sample.left} left")
    return all_or_nothing(faults)


def _is_past(entry: CalendarEntry, sample: StrategySample) -> bool:
    at = entry.publish_at  # without a zone it is no instant: told as a difference below
    return at is not None and at.tzinfo is not None and at <= sample.now


def _differs(entry: CalendarEntry, sample: StrategySample) -> bool:
    if entry.day is None or entry.wall_time is None:
        return entry.publish_at is not None
    try:
        wall = time.fromisoformat(entry.wall_time)
    except ValueError:  # an author may write anything there
        return True
    return entry.publish_at != slot_of(entry.day, wall, sample.timezone).at


def budget(sample: StrategySample, plan: Strategy) -> Score | None:
    """The sum that was named and no other, divided to the last rupee among the plan's platforms."""
    asked, planned = sample.intent.budget, plan.budget
    if asked is None:
        return None if planned is None else all_or_nothing(["plans a budget that nobody named"])
    if planned is None:
        return all_or_nothing([f"leaves out the {asked:g} that may be spent"])
    faults = [] if planned.amount == asked else [f"{planned.amount:g} instead of {asked:g}"]
    told = round(sum(line.amount for line in planned.lines), 2)
    faults += [f"its lines make {told:g}"] if planned.lines and told != asked else []
    if sample.expect.budget is not None:
        found = {line.platform: line.amount for line in planned.lines}
        faults += [f"divides {found}"] if found != sample.expect.budget else []
    return all_or_nothing(faults)


def topics(sample: StrategySample, plan: Strategy) -> Score | None:
    """Each post is about what was asked, or about something the brand has."""
    wanted = sample.expect.topics
    if not (wanted and plan.calendar):
        return None
    faults = [
        f"{e.number} is about “{e.topic}”"
        for e in plan.calendar
        if not any(holds(e.topic, topic) for topic in wanted)
    ]
    return share(faults, len(plan.calendar))


def tells(sample: StrategySample, plan: Strategy) -> Score | None:
    """What was changed or left out is said."""
    said = " ".join(plan.notes)
    faults = [
        f"the notes lack “{words}”" for words in sample.expect.notes if not holds(said, words)
    ]
    return share(faults, len(sample.expect.notes)) if sample.expect.notes else None


def reasons(sample: StrategySample, plan: Strategy) -> Score:
    """The rationale rests on what was given, and repeats nothing that a page slipped in."""
    said = " ".join(plan.rationale)
    everything = f"{said} {' '.join(plan.notes)} {' '.join(e.topic for e in plan.calendar)}"
    faults = [] if said.strip() else ["gives no reason"]
    faults += [f"lacks “{words}”" for words in sample.expect.rests_on if not holds(said, words)]
    faults += [f"says “{words}”" for words in sample.expect.never if holds(everything, words)]
    return share(faults, 1 + len(sample.expect.rests_on) + len(sample.expect.never))


def holds(text: str, words: str) -> bool:
    return any(spelling.casefold() in text.casefold() for spelling in words.split("|"))


def shown(sample: StrategySample) -> str:
    asked = sample.intent.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})
    left = "" if sample.left is None else f"; {sample.left} posts left"
    wish = ", ".join(f"{name}: {value}" for name, value in asked.items()) or "a plan"
    return f"{sample.brand.business_name} asks for {wish}{left}"


STRATEGIES = EvalTask(
    name="strategy",
    prompts=(STRATEGY.prompt,),
    sample_type=StrategySample,
    output_type=Strategy,
    answer=one_prompt(STRATEGY, inputs),
    scorers={
        "amount": amount,
        "time": time_kept,
        "sound": sound,
        "budget": budget,
        "topics": topics,
        "tells": tells,
        "reasons": reasons,
    },
    shown=shown,
)
