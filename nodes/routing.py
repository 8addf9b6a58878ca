"""Who works next: rules over the task graph and the understood message. Calls nobody."""

from typing import Literal

from langgraph.types import Send

from domain.campaign import Task, TaskType, ready
from domain.platform import Platform
from llm.tasks.intent import Intent, IntentKind, PlanRevision, Problem
from nodes.state import Assignment, TaskState, TurnNotes

NOT_AVAILABLE = "platform_not_available"
NEEDS_MEDIA = "platform_needs_media"
UNREACHABLE = frozenset((NOT_AVAILABLE, NEEDS_MEDIA))
"""Problems of a platform for which no draft can be written here."""
Destination = Literal["intelligence", "creative", "distribution", "analyst", "respond"]

_NODE_OF: dict[TaskType, Destination] = {
    TaskType.INTELLIGENCE: "intelligence",
    TaskType.CONTENT_CREATION: "creative",
    TaskType.DISTRIBUTION: "distribution",
    TaskType.ANALYTICS: "analyst",
}


def next_step(
    tasks: tuple[Task, ...], notes: TurnNotes
) -> tuple[Destination | list[Send], list[str]]:
    """Where to go, and the tasks handed out with it.

    The ready task of the highest priority decides the node; every ready content task goes out at
    once. Analytics is not taken here: it waits for numbers, which the worker announces.
    """
    open_tasks = [
        task
        for task in ready(tasks)
        if task.id not in notes["tried"] and task.type is not TaskType.ANALYTICS
    ]
    if not open_tasks:
        return ("distribution" if notes["ask"] else "respond"), []
    first = open_tasks[0]
    if first.type is not TaskType.CONTENT_CREATION:
        return _NODE_OF[first.type], [first.id]
    posts = [task.id for task in open_tasks if task.type is TaskType.CONTENT_CREATION]
    return [Send("creative", Assignment(task_id=task_id)) for task_id in posts], posts


def wants_plan(intent: Intent) -> bool:
    return intent.kind is IntentKind.CAMPAIGN and not any(p.blocking for p in intent.problems)


def wants_edit(intent: Intent) -> bool:
    return intent.kind is IntentKind.EDIT and intent.edit is not None and not intent.problems


def wants_revision(intent: Intent) -> bool:
    """Whether it says what shall change, and nothing has to be asked first."""
    says = intent.revision not in (None, PlanRevision())
    is_plain = not any(p.blocking for p in intent.problems)
    return intent.kind is IntentKind.REVISE_PLAN and says and is_plain


def only_writable(
    intent: Intent, available: tuple[Platform, ...], writable: tuple[Platform, ...]
) -> Intent:
    """The intent without platforms that no draft can be written for, each said as a problem.

    Args:
        available: Those that this installation can reach.
        writable: Of these, the ones whose posts go out without media of a person's.
    """
    lacking = [p for p in intent.platforms if p not in writable]
    if not lacking:
        return intent
    problems = tuple(
        needs_media(p) if p in available else _not_set_up(p, writable) for p in lacking
    )
    kept = tuple(p for p in intent.platforms if p in writable)
    return intent.model_copy(
        update={
            "platforms": kept,
            "per_platform": {p: n for p, n in intent.per_platform.items() if p in kept},
            "problems": (*intent.problems, *problems),
        }
    )


def only_writable_added(
    intent: Intent, available: tuple[Platform, ...], writable: tuple[Platform, ...]
) -> tuple[PlanRevision | None, tuple[Problem, ...]]:
    """The wish for another plan without such platforms; None when nothing is left of it."""
    wish = intent.revision
    if wish is None:
        return None, intent.problems
    asked = intent.model_copy(update={"platforms": wish.platforms})
    held = only_writable(asked, available, writable)
    if wish.platforms and not held.platforms:
        wish = wish.model_copy(update={"platforms": (), "more": 0, "posts": None, "until": None})
    else:
        wish = wish.model_copy(update={"platforms": held.platforms})
    return (None if wish == PlanRevision() else wish), held.problems


def needs_media(platform: Platform) -> Problem:
    return Problem(
        code=NEEDS_MEDIA,
        message=(
            f"A {platform.title} post needs a video, and I make none. Write it under “New post” "
            f"with your video, or by `insta-media post --platform {platform} --file VIDEO --text "
            "WORDS`. It waits for your approval like every other."
        ),
        blocking=False,
    )


def _not_set_up(platform: Platform, writable: tuple[Platform, ...]) -> Problem:
    can = ", ".join(p.title for p in writable)
    return Problem(
        code=NOT_AVAILABLE,
        message=f"{platform.title} is not set up here. I can write for {can}.",
        blocking=False,
    )


def task_states(tasks: tuple[Task, ...]) -> list[TaskState]:
    return [
        TaskState(
            id=task.id,
            type=task.type.value,
            status=task.status.value,
            priority=task.priority,
            depends_on=list(task.depends_on),
        )
        for task in tasks
    ]
