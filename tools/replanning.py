"""Changes the plan of a conversation's campaign as a person wished: more posts, other days, money.

What moves is handed back, and changes as a chat's edit of that post does.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from almanac.coming import quiet_dates
from almanac.moods import keeps
from almanac.places import states_in
from domain.brand import BrandProfile
from domain.budget import Budget, planned
from domain.campaign import (
    CalendarEntry,
    Strategy,
    Task,
    TaskType,
    frequency,
    prioritised,
)
from domain.content import ContentStatus
from domain.day import OwnDay
from domain.errors import NotFoundError
from domain.frozen import Frozen
from domain.platform import Platform
from domain.times import LATEST, day_in, spoken, spoken_slot
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import EditAction, EditDetails, EditRequest, PlanRevision
from llm.tasks.reply import PlannedPost, PlanRevised
from tools.amending import without_told_budget
from tools.extending import Plan, Wanted, as_added, asked_of, wanted
from tools.moving import Move, Moves, moved
from tools.numbering import Numbered, posts_of_thread
from tools.planning import connected_platforms, levels_of, strategy_for, writing_task
from tools.quotas import left, used_up
from tools.revising import Revised
from tools.services import Turn

_AHEAD = timedelta(days=370)
"""Behind the last day that is known: added posts go on after it."""
_FURTHEST = timedelta(days=1500)
"""No almanac knows its days of mourning much further."""
_WHOLE_WEEK = frozenset(range(7))
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


class Replanned(Frozen):
    """What became of the wish, and the moves that are still to be made."""

    told: PlanRevised
    moves: tuple[Move, ...] = ()


class _Before(Frozen):
    campaign_id: str
    strategy: Strategy
    tasks: tuple[Task, ...]
    posts: tuple[Numbered, ...]
    """Those of the campaign."""
    earlier: int
    """Posts of the conversation before this campaign: numbers go on from there."""
    posts_left: int | None
    brand: BrandProfile
    own: tuple[OwnDay, ...]
    """Days of the workspace's own."""


async def replan(turn: Turn, campaign_id: str, wish: PlanRevision) -> Replanned:
    """Save the plan as it shall be; a run repeated after a crash adds nothing twice.

    Raises:
        ConflictError: `campaign_over`; nothing was changed.
        NotFoundError: The campaign has no plan yet.
    """
    before = await _before(turn, campaign_id)
    now = turn.services.clock()
    free = _free(before.strategy, wish)
    quiet = _quiet(before, wish, now)
    moves = moved(before.posts, wish, free, now, quiet)
    plan = _plan(before, moves, free, quiet, now)
    added, found = await _added(turn, before, plan, wish)
    mine = {entry.number for entry in added}
    standing = (*(e for e in plan.calendar if e.number not in mine), *added)
    is_divided_anew = bool(added or wish.budget)
    levels = await levels_of(turn) if is_divided_anew else {}

    def revised(current: Strategy) -> Strategy:
        budget = _budget(current, wish, standing, levels) if is_divided_anew else None
        calendar = (*(e for e in _moved_in(current, plan) if e.number not in mine), *added)
        return current.model_copy(
            update={
                "calendar": calendar,
                "posting_frequency": frequency(standing),
                "target_platforms": tuple(dict.fromkeys(e.platform for e in calendar)),
                "budget": budget or current.budget,
                "skip_weekdays": tuple(sorted(free)),
                "notes": without_told_budget(current.notes) if budget else current.notes,
            }
        )

    strategy = await _save(turn, before, revised, added, plan)
    told = PlanRevised(
        added=tuple(_as_told(e, before, plan) for e in added),
        budget=strategy.budget if is_divided_anew else None,
        notes=(*_kept_free(wish, moves), *found.notes),
        not_done=(*moves.not_done, *found.not_done),
    )
    if not moves.moves and told == PlanRevised():
        told = PlanRevised(notes=("The plan is like that already, so nothing changes.",))
    return Replanned(told=told, moves=moves.moves)


def edit_of(move: Move) -> EditRequest:
    """The wish that moves this one post."""
    day = move.day
    return EditRequest(
        targets=(move.number,),
        instruction=f"Move it to {day:%A}, {day.day} {day:%B} {day.year}. Change no words.",
        actions=(EditAction.CHANGE_TIME,),
        details=EditDetails(day=day),
    )


async def moved_with_plan(turn: Turn, revised: Revised) -> PlanRevised:
    """What is told of a post that was moved: the time that it has now, and what else was wished."""
    async with turn.services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    post = PlannedPost(
        number=revised.number,
        platform=revised.content.platform,
        when=spoken_slot(revised.content, brand.profile.timezone) or "",
        language=revised.content.language,
    )
    return PlanRevised(moved=(post,), not_done=revised.not_done)


async def _before(turn: Turn, campaign_id: str) -> _Before:
    async with turn.services.store.reading() as unit:
        campaign = await unit.campaigns.get(turn.workspace_id, campaign_id)
        tasks = await unit.campaigns.tasks(turn.workspace_id, campaign_id)
        every = await posts_of_thread(unit, turn.workspace_id, turn.thread_id)
        quota = await left(unit, turn.workspace_id, turn.tier, turn.services.clock())
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
        own = await unit.own_days.list(turn.workspace_id)
    if campaign.strategy is None:
        raise _no_plan()
    mine = tuple(post for post in every if post.content.campaign_id == campaign_id)
    return _Before(
        campaign_id=campaign_id,
        strategy=campaign.strategy,
        tasks=tasks,
        posts=mine,
        earlier=len(every) - len(mine),
        posts_left=quota.posts,
        brand=brand.profile,
        own=own,
    )


def _free(strategy: Strategy, wish: PlanRevision) -> frozenset[int]:
    """Weekdays without posts: what was wished before stays, unless no day were left."""
    wished = frozenset(wish.skip_weekdays)
    both = wished | frozenset(strategy.skip_weekdays)
    return next((days for days in (both, wished) if days < _WHOLE_WEEK), frozenset())


def _quiet(before: _Before, wish: PlanRevision, now: datetime) -> frozenset[date]:
    """Days of mourning on which nothing new is put, unless the campaign is for that day."""
    asked, today = asked_of(before.tasks), day_in(now, before.brand.timezone)
    known = [entry.day for entry in before.strategy.calendar if entry.day]
    last = max([today, *known, *filter(None, (wish.start, wish.until))])
    end = min(last, today + _FURTHEST) + timedelta(days=max(wish.shift_days, 0)) + _AHEAD
    place = states_in(before.brand.location)
    found = quiet_dates(today, min(end, LATEST.date()), states=place, own=before.own)
    subject = f"{asked.occasion or ''} {asked.topic or ''}"
    return frozenset(day for day, kept in found.items() if not keeps(subject, kept))


def _plan(
    before: _Before, moves: Moves, free: frozenset[int], quiet: frozenset[date], now: datetime
) -> Plan:
    return Plan(
        strategy=before.strategy,
        calendar=_standing(before, moves),
        asked=asked_of(before.tasks),
        free=free,
        quiet=quiet,
        brand=before.brand,
        now=now,
    )


def _standing(before: _Before, moves: Moves) -> tuple[CalendarEntry, ...]:
    """The calendar as its posts stand now, moved ones at their new time; no rejected ones."""
    entry_of = {
        task.id: task.payload["position"] for task in before.tasks if "position" in task.payload
    }
    written = {entry_of.get(post.content.task_id or ""): post for post in before.posts}
    slots = {move.content_id: move.slot for move in moves.moves}
    found = []
    for entry in before.strategy.calendar:
        post = written.get(entry.number)
        if post is None:
            found.append(entry)
        elif post.content.status is not ContentStatus.REJECTED:
            slot = slots.get(post.content.id, post.content.slot)
            wall = datetime.fromisoformat(slot.wall) if slot else None
            at = {
                "day": wall.date() if wall else None,
                "wall_time": f"{wall:%H:%M}" if wall else None,
                "publish_at": slot.at if slot else None,
            }
            found.append(entry.model_copy(update=at))
    return tuple(found)


def _moved_in(strategy: Strategy, plan: Plan) -> tuple[CalendarEntry, ...]:
    """All entries of the calendar, also rejected ones, as they stand now."""
    now = {entry.number: entry for entry in plan.calendar}
    return tuple(now.get(entry.number, entry) for entry in strategy.calendar)


async def _added(
    turn: Turn, before: _Before, plan: Plan, wish: PlanRevision
) -> tuple[tuple[CalendarEntry, ...], Wanted]:
    """The entries to add, or those that this very run has added already."""
    mine = [t for t in before.tasks if t.payload.get("added_in") == turn.run_id]
    if mine:
        return tuple(CalendarEntry.model_validate(t.payload["entry"]) for t in mine), Wanted()
    found = wanted(plan, wish)
    if found is None or found.intent is None:
        return (), found or Wanted()
    if before.posts_left == 0:
        why = used_up(turn.tier, plan.now)
        return (), Wanted(not_done=(NotDone(wish="more posts", why=why),))
    async with turn.services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    connected = await connected_platforms(turn)
    made = await strategy_for(turn, brand, found.intent, connected, posts_left=before.posts_left)
    notes = (*found.notes, *made.notes)
    return as_added(made.calendar, found, plan), found.model_copy(update={"notes": notes})


def _budget(
    strategy: Strategy,
    wish: PlanRevision,
    calendar: tuple[CalendarEntry, ...],
    levels: Mapping[Platform, float],
) -> Budget | None:
    """The sum divided anew, where there is one, among what is planned now."""
    amount = wish.budget or (strategy.budget.amount if strategy.budget else None)
    if amount is None:
        return None
    return planned(amount, Counter(entry.platform for entry in calendar), levels)


async def _save(
    turn: Turn,
    before: _Before,
    revised: Callable[[Strategy], Strategy],
    added: tuple[CalendarEntry, ...],
    plan: Plan,
) -> Strategy:
    """The plan and its new tasks in one unit; a task that is there is left as it is.

    The plan is read anew: its budget may have changed while the author was writing.
    """
    known = {task.id for task in before.tasks}
    needs = next((t.id for t in before.tasks if t.type is TaskType.INTELLIGENCE), None)
    if needs is None:
        raise _no_plan()
    made = [
        writing_task(turn, before.campaign_id, entry, plan.asked, needs=needs, added_in=turn.run_id)
        for entry in added
    ]
    fresh = tuple(task for task in made if task.id not in known)
    every = prioritised((*before.tasks, *fresh), tier=turn.tier, now=plan.now)
    async with turn.services.store.writing() as unit:
        run = await unit.runs.get(turn.workspace_id, turn.run_id)
        campaign = await unit.campaigns.held(turn.workspace_id, before.campaign_id)
        strategy = revised(campaign.strategy or before.strategy)
        await unit.campaigns.revise(
            turn.workspace_id,
            before.campaign_id,
            strategy=strategy,
            tasks=tuple(task for task in every if task.id not in known),
            at=plan.now,
        )
        await unit.audit.record(
            turn.workspace_id,
            at=plan.now,
            user_id=run.user_id,
            surface="chat",
            action="campaign.change",
            subject=before.campaign_id,
            detail={"added": len(fresh)},
        )
    return strategy


def _no_plan() -> NotFoundError:
    return NotFoundError("This campaign has no plan yet. Ask for its posts first.")


def _as_told(entry: CalendarEntry, before: _Before, plan: Plan) -> PlannedPost:
    return PlannedPost(
        number=before.earlier + entry.number,
        platform=entry.platform,
        when=spoken(entry.publish_at, plan.brand.timezone)
        if entry.publish_at
        else "as soon as you approve",
        topic=entry.topic,
        language=entry.language,
    )


def _kept_free(wish: PlanRevision, moves: Moves) -> tuple[str, ...]:
    if not wish.skip_weekdays:
        return ()
    names = [_WEEKDAYS[day] for day in wish.skip_weekdays]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    free = f"I plan no posts on {listed} from now on."
    return (free,) if moves.moves or moves.not_done else (free, _NONE_THERE)


_NONE_THERE = "None of the posts to come is on such a day."
