"""Creative: writes one planned post, or carries out one wish on one post."""

from langgraph.runtime import Runtime

from domain.campaign import Task, TaskStatus
from domain.errors import InstaMediaError
from llm.tasks.intent import EditRequest, Intent
from llm.tasks.reply import (
    AlreadySubmitted,
    ChangedPost,
    EditsMade,
    Notes,
    PlanRevised,
    Questions,
    WentWrong,
)
from nodes.state import Activity, Assignment, ConversationState
from nodes.telling import activity, news
from tools.drafting import draft
from tools.numbering import number_of_task, posts_of_thread
from tools.replanning import moved_with_plan
from tools.revising import Revised, revise
from tools.services import Turn


async def creative(state: Assignment, runtime: Runtime[Turn]) -> ConversationState:
    if "edit" in state:
        return await _revise(state, runtime)
    return await _write(state, runtime)


async def _write(assignment: Assignment, runtime: Runtime[Turn]) -> ConversationState:
    turn = runtime.context
    async with turn.services.store.reading() as unit:
        task = await unit.campaigns.task(turn.workspace_id, assignment["task_id"])
        number = await number_of_task(unit, turn.workspace_id, turn.thread_id, task)
    begun = _announced(runtime, task, number)
    try:
        drafted = await draft(turn, task)
    except InstaMediaError as error:
        await _close(turn, task, TaskStatus.FAILED, error=error.message)
        wrong = WentWrong(
            what=f"Post {number} could not be written.",
            why=error.message,
            next_step="Ask me for it again when this is fixed.",
        )
        return {"activity": begun, "news": news(runtime, wrong)}
    if drafted.content is None:
        await _close(turn, task, TaskStatus.FAILED, error="too little is known of the brand")
        return {"news": news(runtime, Questions(questions=drafted.missing))}
    await _close(turn, task, TaskStatus.COMPLETED, result={"content_id": drafted.content.id})
    version = drafted.content.version
    line = (
        f"Wrote post {number} for {drafted.content.platform.title}: "
        f"{len(version.variations)} variations, "
        f"learned from {len(version.references)} of your posts"
    )
    learned = drafted.learned if task.payload["position"] == 1 else ()
    lines = (*learned, *(f"Post {number}: {note}" for note in drafted.notes))
    told = Notes(lines=lines) if lines else None
    return {
        "activity": [*begun, *activity(runtime, "creative", line)],
        "news": news(runtime, told),
    }


def _announced(runtime: Runtime[Turn], task: Task, number: int) -> list[Activity]:
    """What takes longer than a post is said before it begins."""
    seconds = Intent.model_validate(task.payload["intent"]).video
    if not seconds:
        return []
    said = f"Writing and drawing a video of {seconds} seconds for post {number}"
    return activity(runtime, "creative", said)


async def _revise(assignment: Assignment, runtime: Runtime[Turn]) -> ConversationState:
    turn = runtime.context
    edit = EditRequest.model_validate(assignment["edit"])
    async with turn.services.store.reading() as unit:
        posts = await posts_of_thread(unit, turn.workspace_id, turn.thread_id)
    post = next(p for p in posts if p.content.id == assignment["content_id"])
    revised = await revise(turn, post, edit)
    told = _told(revised, post.publication.permalink if post.publication else None)
    if assignment.get("with_plan") and revised.done:
        told = await moved_with_plan(turn, revised)
    line = f"Reworked post {post.number}" if revised.done else f"Looked at post {post.number}"
    return {"activity": activity(runtime, "creative", line), "news": news(runtime, told)}


def _told(revised: Revised, permalink: str | None) -> AlreadySubmitted | EditsMade | PlanRevised:
    platform = revised.content.platform
    if revised.too_late:
        return AlreadySubmitted(number=revised.number, platform=platform, permalink=permalink)
    changed = ChangedPost(
        number=revised.number, platform=platform, done=revised.done, not_done=revised.not_done
    )
    return EditsMade(posts=(changed,))


async def _close(
    turn: Turn,
    task: Task,
    status: TaskStatus,
    *,
    result: dict[str, object] | None = None,
    error: str | None = None,
) -> None:
    async with turn.services.store.writing() as unit:
        await unit.campaigns.set_task(
            turn.workspace_id, task.id, status, turn.services.clock(), result=result, error=error
        )
