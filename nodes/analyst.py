"""Analyst: turns measured numbers into a report whose every number points to its row."""

from langgraph.runtime import Runtime

from llm.tasks.reply import ReportReady, Unclear
from nodes.state import ConversationState
from nodes.telling import activity, news
from tools.reporting import report
from tools.services import Turn
from tools.settling import awaits_report, finish


async def analyst(state: ConversationState, runtime: Runtime[Turn]) -> ConversationState:
    turn = runtime.context
    trigger = state["trigger"]
    own = trigger["run_id"] == turn.run_id
    campaign_id = (trigger.get("campaign_id") if own else None) or state.get("campaign_id")
    if not campaign_id:
        return {"news": news(runtime, Unclear())}
    made = await report(turn.services, turn.workspace_id, campaign_id)
    async with turn.services.store.writing() as unit:
        if await awaits_report(unit, turn.workspace_id, campaign_id):
            await finish(
                unit,
                turn.workspace_id,
                campaign_id,
                turn.services.clock(),
                result={"report_id": made.id},
            )
    ready = ReportReady(
        headline=made.text.headline,
        sentences=made.text.sentences,
        next_step=made.text.next_step,
    )
    line = f"Compared {len(made.rows)} posts with what was expected"
    return {"activity": activity(runtime, "analyst", line), "news": news(runtime, ready)}
