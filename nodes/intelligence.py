"""Intelligence: reads competitors' pages and reports findings; makes ideas from what is known."""

from langgraph.runtime import Runtime

from domain.campaign import TaskStatus, TaskType
from domain.errors import InvalidError
from domain.intelligence import IntelligenceReport
from llm.tasks.intent import IdeasAsked
from llm.tasks.reply import CannotDo, Notes
from nodes.state import ConversationState, TurnNotes
from nodes.telling import activity, last_words, news, spoken
from tools.market import research
from tools.picking import ideas_for
from tools.services import Turn

NO_SITES = "No competitor's website is set, so there was nothing to read"
_UNREAD = {
    "disallowed": "asks not to be read by programs, so I left it alone",
    "unreachable": "did not answer",
    "empty": "had nothing I could read",
}


async def intelligence(state: ConversationState, runtime: Runtime[Turn]) -> ConversationState:
    if "ideas" in state["turn"]:
        return await _ideate(state, runtime)
    turn, campaign_id = runtime.context, state["campaign_id"] or ""
    reading = activity(runtime, "intelligence", "Looking at what others do")
    report = await research(turn, campaign_id)
    async with turn.services.store.writing() as unit:
        for task in await unit.campaigns.tasks(turn.workspace_id, campaign_id):
            if task.type is TaskType.INTELLIGENCE:
                await unit.campaigns.set_task(
                    turn.workspace_id,
                    task.id,
                    TaskStatus.COMPLETED,
                    turn.services.clock(),
                    result={
                        "report_id": report.id,
                        "findings": len(report.findings),
                        "skipped": None if report.sites else NO_SITES,
                    },
                )
    done = activity(runtime, "intelligence", _line(report))
    return {"activity": [*reading, *done], "news": news(runtime, _notes(report))}


async def _ideate(state: ConversationState, runtime: Runtime[Turn]) -> ConversationState:
    """Ideas from what is known; they are told, and nothing is planned."""
    notes = state["turn"]
    asked = IdeasAsked.model_validate(notes["ideas"])
    rest = TurnNotes(run_id=notes["run_id"], tried=notes["tried"], ask=notes["ask"])
    looking = activity(runtime, "intelligence", "Looking for ideas in what is known")
    try:
        made = await ideas_for(
            runtime.context, asked, brief=last_words(state), language=spoken(state)
        )
    except InvalidError as error:
        told = news(runtime, CannotDo(wish="", why=error.message))
        return {"turn": rest, "activity": looking, "news": told}
    return {"turn": rest, "activity": looking, "news": news(runtime, made)}


def _line(report: IntelligenceReport) -> str:
    """What was read; that nobody is set to compare with is no reading of nothing."""
    if not report.sites:
        return NO_SITES
    pages = sum(site.pages for site in report.sites)
    if not pages:
        return "No competitor page could be read"
    read, kept = _count(pages, "competitor page"), _count(len(report.findings), "finding")
    return f"Read {read}, kept {kept}"


def _count(many: int, name: str) -> str:
    return f"{many} {name}{'' if many == 1 else 's'}"


def _notes(report: IntelligenceReport) -> Notes | None:
    lines = tuple(
        f"{site.competitor}'s website {_UNREAD[site.status]}."
        for site in report.sites
        if site.status in _UNREAD
    )
    return Notes(lines=lines) if lines else None
