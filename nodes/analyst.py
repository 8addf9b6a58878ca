"""Analyst: turns measured numbers into a report whose every number points to its row."""

from langgraph.runtime import Runtime
from pydantic import BaseModel

from domain.report import Scope
from llm.tasks.intent import ReportWish
from llm.tasks.reply import ReportReady
from nodes.state import ConversationState
from nodes.telling import activity, news, spoken
from tools.report_views import card_view
from tools.reporting import campaign_scope, report
from tools.services import Turn
from tools.wished import after_report, wished_scope


async def analyst(state: ConversationState, runtime: Runtime[Turn]) -> ConversationState:
    turn = runtime.context
    scope = await _scope(state, turn)
    if not isinstance(scope, Scope):
        return {"news": news(runtime, scope)}
    made = await report(turn.services, turn.workspace_id, scope, language=spoken(state), keep=True)
    await after_report(turn, made)
    ready = ReportReady(
        headline=made.text.headline,
        sentences=made.text.sentences,
        trend=made.text.trend.text if made.text.trend else "",
        best=made.text.best.text if made.text.best and made.text.worst else "",
        next_step=made.text.next_step,
        card=card_view(made),
    )
    read = made.analysis.measured
    line = f"Read the numbers of {read} {'post' if read == 1 else 'posts'}"
    return {"activity": activity(runtime, "analyst", line), "news": news(runtime, ready)}


async def _scope(state: ConversationState, turn: Turn) -> Scope | BaseModel:
    """What the report is about: the campaign whose numbers came, or what a person asked about."""
    trigger = state["trigger"]
    own = trigger["run_id"] == turn.run_id
    told = trigger.get("campaign_id") if own else None
    if told:
        async with turn.services.store.reading() as unit:
            return await campaign_scope(unit, turn.workspace_id, told)
    wish = ReportWish.model_validate(state["turn"].get("report", {}))
    return await wished_scope(turn, wish, state.get("campaign_id"))
