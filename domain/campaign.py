"""A campaign: its strategy, its tasks with dependencies, and the order in which they are taken."""

from datetime import date, datetime
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from pydantic import Field

from domain.budget import Budget
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.platform import Platform

DEADLINE_WEIGHT, TIER_WEIGHT, DEPTH_WEIGHT = 0.4, 0.3, 0.3
"""Design, section 5; seed "Task Prioritization"."""
URGENCY_HORIZON_H = 168.0
TIER_VALUE = {"basic": 0.0, "pro": 0.5, "enterprise": 1.0}


class CampaignStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"


class TaskType(StrEnum):
    INTELLIGENCE = "intelligence"
    CONTENT_CREATION = "content_creation"
    DISTRIBUTION = "distribution"
    ANALYTICS = "analytics"


class TaskStatus(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


class CalendarEntry(Frozen):
    """One planned post: what, where, when (wall time in the brand's zone)."""

    number: int
    platform: Platform
    language: str
    topic: str
    occasion: str | None = None
    day: date | None = None
    wall_time: str | None = None
    """HH:MM in the brand's zone; None means as soon as it is approved."""
    publish_at: datetime | None = None


class Strategy(Frozen):
    """The seed's ContentStrategy, with the calendar it leads to."""

    objective: str
    content_types: tuple[str, ...]
    posting_frequency: float
    """Posts per week."""
    target_languages: tuple[str, ...]
    target_platforms: tuple[Platform, ...]
    calendar: tuple[CalendarEntry, ...]
    budget: Budget | None = None
    """What may be spent on the platforms, and where; None when nobody named a sum."""
    skip_weekdays: tuple[int, ...] = ()
    """Days of the week that a person wants free of posts, Monday 0."""
    rationale: tuple[str, ...] = ()
    """Why this plan, one reason per line, each resting on something known."""
    notes: tuple[str, ...] = ()
    """What was changed or left out, and why (a plan limit, an unsupported platform)."""


def frequency(calendar: tuple[CalendarEntry, ...]) -> float:
    """Posts a week over the days of the calendar; all of them where it spans no more than one."""
    days = [entry.day for entry in calendar if entry.day]
    if len(days) < 2:
        return float(len(calendar))
    weeks = ((max(days) - min(days)).days + 1) / 7
    return round(len(calendar) / max(weeks, 1.0), 2)


class Campaign(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    thread_id: str | None
    name: str
    brief: str
    status: CampaignStatus
    strategy: Strategy | None = None
    created_at: datetime


class Task(Frozen):
    id: str
    workspace_id: str
    campaign_id: str
    type: TaskType
    status: TaskStatus = TaskStatus.PENDING
    priority: float = 0.0
    depends_on: tuple[str, ...] = ()
    due_at: datetime | None = None
    payload: dict[str, object] = Field(default_factory=dict)
    result: dict[str, object] | None = None
    error: str | None = None
    retry_count: int = 0
    max_retries: int = 3

    @property
    def skipped(self) -> str | None:
        """Why there was nothing to do; it counts as completed for what waits for it."""
        why = (self.result or {}).get("skipped")
        return str(why) if why else None


def urgency(due_at: datetime | None, now: datetime) -> float:
    """clip(1 - hours_to_due / 168, 0, 1): overdue is 1, no deadline is 0."""
    if due_at is None:
        return 0.0
    hours = (due_at - now).total_seconds() / 3600
    return min(max(1 - hours / URGENCY_HORIZON_H, 0.0), 1.0)


def prioritised(tasks: tuple[Task, ...], *, tier: str, now: datetime) -> tuple[Task, ...]:
    """The tasks with their priorities: 0.4 urgency + 0.3 tier + 0.3 depth (design, section 5).

    Depth is the longest chain of tasks that wait for this one over the longest chain of the
    campaign. A task with a failed dependency sinks to 0.

    Raises:
        InvalidError: Tasks wait for each other in a circle.
    """
    waiting = _chains_behind(tasks)
    longest = max(waiting.values(), default=0) or 1
    failed = _fallen(tasks)

    def priority(task: Task) -> float:
        if task.id in failed:
            return 0.0
        return (
            DEADLINE_WEIGHT * urgency(task.due_at, now)
            + TIER_WEIGHT * TIER_VALUE.get(tier, 0.0)
            + DEPTH_WEIGHT * waiting[task.id] / longest
        )

    return tuple(task.model_copy(update={"priority": priority(task)}) for task in tasks)


def _chains_behind(tasks: tuple[Task, ...]) -> dict[str, int]:
    """For each task the number of tasks in the longest chain that waits for it."""
    needs = {task.id: task.depends_on for task in tasks}
    try:
        order = [*TopologicalSorter(needs).static_order()]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise InvalidError(
            f"These tasks wait for each other: {circle}. Take one dependency away.",
            code="task_cycle",
        ) from error
    behind = dict.fromkeys(order, 0)
    for id_ in reversed(order):
        for needed in needs.get(id_, ()):
            behind[needed] = max(behind[needed], behind[id_] + 1)
    return behind


def _fallen(tasks: tuple[Task, ...]) -> set[str]:
    """Tasks that depend, directly or not, on a failed one."""
    bad = {t.id for t in tasks if t.status is TaskStatus.FAILED}
    fallen: set[str] = set()
    for _ in tasks:
        fallen |= {t.id for t in tasks if (bad | fallen) & set(t.depends_on)}
    return fallen


def ready(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Pending tasks whose dependencies are over, highest priority first, ties by id.

    A failed dependency does not block for ever: its dependants come last (priority 0) and say
    for themselves what they can still do.
    """
    over = {t.id for t in tasks if t.status in (TaskStatus.COMPLETED, TaskStatus.FAILED)}
    waiting = [t for t in tasks if t.status is TaskStatus.PENDING and set(t.depends_on) <= over]
    return tuple(sorted(waiting, key=lambda t: (-t.priority, t.id)))
