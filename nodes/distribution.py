"""Distribution: chooses the connection, renders, and opens the approvals. Publishes nothing."""

from langgraph.runtime import Runtime

from domain.campaign import TaskStatus, TaskType
from nodes.state import ApprovalRef, ConversationState, TurnNotes
from nodes.telling import activity, news, troubles
from tools.asking import ask
from tools.services import Turn


async def distribution(state: ConversationState, runtime: Runtime[Turn]) -> ConversationState:
    turn, campaign_id = runtime.context, state["campaign_id"] or ""
    notes: TurnNotes = {**state["turn"], "ask": False}
    asked = await ask(turn)
    told = news(runtime, *troubles(asked))
    if asked.unconnected:
        return {"turn": notes, "news": told}
    async with turn.services.store.writing() as unit:
        for task in await unit.campaigns.tasks(turn.workspace_id, campaign_id):
            if task.type is TaskType.DISTRIBUTION and task.status is TaskStatus.PENDING:
                await unit.campaigns.set_task(
                    turn.workspace_id, task.id, TaskStatus.IN_PROGRESS, turn.services.clock()
                )
    line = f"Prepared {len(asked.opened)} for your approval"
    return {
        "turn": notes,
        "approvals": [ApprovalRef(id=a.id, version=a.version) for a in asked.opened],
        "activity": activity(runtime, "distribution", line),
        "news": told,
    }
