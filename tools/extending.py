"""Posts added to a plan that is there: how many, where, on which days. Writes nothing down."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from domain.brand import BrandProfile
from domain.campaign import CalendarEntry, Strategy, Task, TaskType
from domain.errors import NotFoundError
from domain.frozen import Frozen
from domain.platform import Platform
from domain.times import slot_of, zone
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import Intent, PlanRevision
from tools.moving import WEEK, next_free

MOST_ADDED = 30
"""More drafts than this at once are more than a person can read and approve with care."""
USUAL_GAP = 2.0
"""Days between posts where the plan itself has no two days to tell."""


class Wanted(Frozen):
    """The posts to add, as a request to the author of plans, and what it cannot know."""

    intent: Intent | None = None
    """None: none are to be added, and the notes say why."""
    sources: tuple[CalendarEntry, ...] = ()
    """Planned posts that the added ones repeat elsewhere, in the order of `intent.dates`."""
    last: date | None = None
    """The last day of the plan so far: what its occasion was for lies behind the days after it."""
    notes: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()


class Plan(Frozen):
    """A plan as it stands now: moved posts at their new times, rejected ones left out."""

    strategy: Strategy
    calendar: tuple[CalendarEntry, ...]
    asked: Intent
    """What the plan was made from."""
    free: frozenset[int]
    quiet: frozenset[date] = frozenset()
    """Days of mourning to come, without those that the campaign is for."""
    brand: BrandProfile
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(zone(self.brand.timezone)).date()

    @property
    def platforms(self) -> tuple[Platform, ...]:
        return tuple(dict.fromkeys(e.platform for e in self.calendar)) or (
            self.strategy.target_platforms
        )

    @property
    def days(self) -> list[date]:
        return sorted({entry.day for entry in self.calendar if entry.day})


def asked_of(tasks: Iterable[Task]) -> Intent:
    """The request that the campaign was planned from.

    Raises:
        NotFoundError: No post of it was planned yet.
    """
    first = next((t for t in tasks if t.type is TaskType.CONTENT_CREATION), None)
    if first is None:
        raise NotFoundError("This campaign has no posts yet. Ask for its posts first.")
    return Intent.model_validate(first.payload["intent"])


def wanted(plan: Plan, wish: PlanRevision) -> Wanted | None:
    """What to ask the author of plans for; None when the wish adds no post."""
    if wish.more:
        return _added(plan, wish, dict.fromkeys(wish.platforms or plan.platforms, wish.more))
    if wish.posts is not None:
        return _filled_up(plan, wish, wish.posts)
    if wish.until:
        return _until(plan, wish, wish.until)
    return _repeated(plan, wish.platforms) if wish.platforms else None


def _added(
    plan: Plan, wish: PlanRevision, counts: dict[Platform, int], days: list[date] | None = None
) -> Wanted:
    """So many more on each platform, after the last one and as far apart as the others."""
    over = max(counts.values()) > MOST_ADDED
    counts = {p: min(n, MOST_ADDED) for p, n in counts.items()}
    posts = max(counts.values())
    if days is None:
        days = _next_days(plan, wish, posts) if plan.days else []
    intent = plan.asked.model_copy(
        update={
            "platforms": tuple(counts),
            "count": posts,
            "per_platform": counts if len(set(counts.values())) > 1 else {},
            "languages": plan.strategy.target_languages,
            "products": _products(plan),
            "dates": tuple(days),
            "wall_times": (),
            "right_away": plan.asked.right_away and not days,
            "budget": None,
            "problems": (),
        }
    )
    notes = (_TOO_MANY,) if over else ()
    return Wanted(intent=intent, last=plan.days[-1] if plan.days else None, notes=notes)


_TOO_MANY = (
    f"More than {MOST_ADDED} posts are more than one person can read with care, so I added "
    f"{MOST_ADDED} now. Ask for the rest when these are out."
)


def _filled_up(plan: Plan, wish: PlanRevision, posts: int) -> Wanted:
    """As many as are missing; what is too many is a person's to reject, on the cards."""
    languages = len(plan.strategy.target_languages) or 1
    there = Counter(entry.platform for entry in plan.calendar)
    missing = {
        p: posts - -(-there[p] // languages)  # rounded up: a post in two languages is one
        for p in wish.platforms or plan.platforms
    }
    if lacking := {p: n for p, n in missing.items() if n > 0}:
        return _added(plan, wish, lacking)
    if not any(missing.values()):
        return Wanted(notes=(f"The plan has {_posts(posts)} already.",))
    numbers = [e.number for e in plan.calendar if missing.get(e.platform, 0) < 0]
    why = (
        f"a message drops no post. Press Reject, or Call off, on the cards of those among the "
        f"{_posts(len(numbers))} that shall not be published."
    )
    return Wanted(not_done=(NotDone(wish=f"only {_posts(posts)}", why=why),))


def _until(plan: Plan, wish: PlanRevision, until: date) -> Wanted:
    """On and on as often as now, up to that day."""
    days = [d for d in _next_days(plan, wish, MOST_ADDED + 1) if d <= until]
    if not days:
        why = "the plan has no day left before it; a post more can be added at any time."
        said = f"{until:%a} {until.day} {until:%b} {until.year}"
        return Wanted(not_done=(NotDone(wish=f"posts until {said}", why=why),))
    places = wish.platforms or plan.platforms
    return _added(plan, wish, dict.fromkeys(places, len(days)), days[:MOST_ADDED])


def _repeated(plan: Plan, platforms: tuple[Platform, ...]) -> Wanted:
    """Each post still to come also there, on its day."""
    fresh = tuple(p for p in platforms if all(e.platform is not p for e in plan.calendar))
    there = tuple(p for p in platforms if p not in fresh)
    notes = tuple(f"The plan is on {p.title} already." for p in there)
    to_come = [e for e in plan.calendar if e.day is None or e.day >= plan.today]
    sources = {(e.day, e.topic, e.occasion): e for e in to_come}
    in_order = sorted(sources.values(), key=lambda e: (e.day or date.max, e.number))
    if not fresh or not in_order:
        return Wanted(notes=notes)
    in_order = in_order[:MOST_ADDED]
    found = _added(plan, PlanRevision(), dict.fromkeys(fresh, len(in_order)), _days(in_order))
    return found.model_copy(update={"sources": tuple(in_order), "last": None, "notes": notes})


def _days(entries: list[CalendarEntry]) -> list[date]:
    """A day for each; one that has none takes the last, which nobody keeps."""
    days = [e.day for e in entries if e.day]
    return [*days, *([days[-1]] * (len(entries) - len(days)))] if days else []


def _next_days(plan: Plan, wish: PlanRevision, posts: int) -> list[date]:
    """Days for more posts: for an occasion first those before it, else after the last one."""
    days, tomorrow = plan.days, plan.today + timedelta(days=1)

    def is_open(day: date) -> bool:
        return day.weekday() not in plan.free and day not in plan.quiet

    last = max([*days[-1:], plan.today])
    found: list[date] = []
    if plan.asked.occasion and not wish.until:
        room = (tomorrow + timedelta(days=n) for n in range((last - tomorrow).days))
        before = [d for d in room if d not in days and is_open(d)]
        found = sorted(before[::-1][:posts])
    step = WEEK / wish.per_week if wish.per_week else _gap(days)
    day = last
    for n in range(1, posts - len(found) + 1):
        earliest = max(last + timedelta(days=round(step * n)), day + _A_DAY)
        day = next_free(earliest, plan.free, plan.quiet)
        found.append(day)
    return found


_A_DAY = timedelta(days=1)


def _gap(days: list[date]) -> float:
    """The mean distance of the plan's days, at least one."""
    return max((days[-1] - days[0]).days / (len(days) - 1), 1.0) if len(days) > 1 else USUAL_GAP


def _products(plan: Plan) -> tuple[str, ...]:
    """The next ones in turn: what has no post yet comes before what has one."""
    named = plan.asked.products
    if not named and not plan.asked.topic and not plan.asked.occasion:
        named = tuple(product.name for product in plan.brand.products)
    told = Counter(entry.topic for entry in plan.calendar)
    return tuple(sorted(named, key=lambda name: told[name]))


def as_added(
    found: tuple[CalendarEntry, ...], wanted: Wanted, plan: Plan
) -> tuple[CalendarEntry, ...]:
    """What the author planned, at the plan's own hours, with numbers that go on."""
    if wanted.sources and wanted.intent:
        each = len(wanted.intent.platforms) * max(len(wanted.intent.languages), 1)
        found = _like(found, wanted.sources, each)
    else:
        found = tuple(_at_own_hour(e, plan) for e in found)
        found = tuple(
            e.model_copy(update={"occasion": None}) if _is_behind(e, wanted.last) else e
            for e in found
        )
    last = max((e.number for e in plan.strategy.calendar), default=0)
    return tuple(e.model_copy(update={"number": last + n}) for n, e in enumerate(found, 1))


def _is_behind(entry: CalendarEntry, last: date | None) -> bool:
    return entry.day is not None and last is not None and entry.day > last


def _like(
    found: tuple[CalendarEntry, ...], sources: tuple[CalendarEntry, ...], each: int
) -> tuple[CalendarEntry, ...]:
    """The same subject as the post that each one repeats; without a day where that has none."""
    told = []
    for index, entry in enumerate(found):
        source = sources[min(index // each, len(sources) - 1)]
        same: dict[str, object] = {"topic": source.topic, "occasion": source.occasion}
        if source.day is None:
            same |= {"day": None, "wall_time": None, "publish_at": None}
        told.append(entry.model_copy(update=same))
    return tuple(told)


def _at_own_hour(entry: CalendarEntry, plan: Plan) -> CalendarEntry:
    """The hour at which most posts of the plan go out there."""
    hours = Counter(e.wall_time for e in plan.calendar if e.platform is entry.platform)
    hours.pop(None, None)
    if not hours or entry.day is None:
        return entry
    clock = hours.most_common(1)[0][0] or ""
    at = slot_of(entry.day, time.fromisoformat(clock), plan.brand.timezone).at
    return entry.model_copy(update={"wall_time": clock, "publish_at": at})


def _posts(count: int) -> str:
    return f"{count} post{'' if count == 1 else 's'}"
