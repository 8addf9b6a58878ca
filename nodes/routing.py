"""Who works next: rules over the task graph and the understood message. Calls nobody."""

from typing import Literal

from langgraph.types import Send

from domain.campaign import Task, TaskType, ready
from llm.tasks.intent import Intent, IntentKind
from nodes.state import Assignment, TaskState, TurnNotes

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
