"""The supervisor: understands the turn, plans, and hands out the next work. Writes to no one."""

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime
from langgraph.types import Command, Send
from pydantic import BaseModel

from domain.brand import BrandProfile
from domain.errors import LimitError
from llm.tasks.intent import Intent, IntentKind, ReportWish
from llm.tasks.reply import (
    ApprovalByChat,
    BrandMissing,
    CannotDo,
    ConnectFirst,
    Greeting,
    Help,
    Problems,
    Unclear,
)
from nodes.routing import (
    UNREACHABLE,
    Destination,
    needs_media,
    next_step,
    only_writable,
    task_states,
    wants_edit,
    wants_plan,
)
from nodes.state import STATE_VERSION, Assignment, ConversationState, TurnNotes
from nodes.telling import activity, news, troubles
from tools.asking import Asked, ask
from tools.history import histories
from tools.numbering import Numbered
from tools.pictures import writable
from tools.planning import connected_platforms, plan, understand
from tools.revising import targets
from tools.services import Turn
from tools.settling import settle
from tools.telling import plan_made, posts_and_brand, waiting, waiting_list


async def supervisor(state: ConversationState, runtime: Runtime[Turn]) -> Command[Destination]:
    """Begin a turn by its trigger, or hand out the next task of one that has begun."""
    notes = state.get("turn")
    if notes is not None and notes["run_id"] == runtime.context.run_id:
        return await _go_on(state, runtime, notes, {})
    fresh = TurnNotes(run_id=runtime.context.run_id, tried=[], ask=False)
    base: dict[str, object] = {"turn": fresh, "state_version": STATE_VERSION}
    trigger = state["trigger"]
    if trigger["kind"] == "metrics":
        return Command(goto="analyst", update=base)
    if trigger["kind"] == "news":
        await _settle(state, runtime.context)
        return await _go_on(state, runtime, fresh, base)
    return await _message(state, runtime, fresh, base)


async def _message(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    update: dict[str, object],
) -> Command[Destination]:
    turn = runtime.context
    message = _last_words(state)
    pending = state.get("pending_request", "")
    intent = await understand(turn, message, pending_request=pending)
    if wants_plan(intent):
        return await _plan(state, runtime, notes, intent, f"{pending}\n{message}".strip(), update)
    posts, brand = await posts_and_brand(turn)
    stranded = frozenset(post.content.id for post in posts if post.is_stranded)
    asked = await ask(turn, only=stranded) if stranded else Asked()
    if asked.opened:
        posts, brand = await posts_and_brand(turn)
    if wants_edit(intent):
        return _edit(runtime, notes, intent, posts, update)
    if intent.kind is IntentKind.REPORT and not intent.problems:
        wish = (intent.report or ReportWish()).model_dump(mode="json")
        return Command(goto="analyst", update={**update, "turn": {**notes, "report": wish}})
    if intent.kind is IntentKind.HISTORY:
        told = await histories(turn, intent.about)
        return await _go_on(state, runtime, notes, {**update, "news": news(runtime, told)})
    asked_back = message if intent.kind is IntentKind.CAMPAIGN else ""
    update |= {
        "pending_request": asked_back,
        "news": news(runtime, *_answers(intent, posts, brand, message), *troubles(asked)),
    }
    return await _go_on(state, runtime, notes, update)


async def _plan(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    intent: Intent,
    request: str,
    update: dict[str, object],
) -> Command[Destination]:
    turn = runtime.context
    posts, brand = await posts_and_brand(turn)
    intent = only_writable(
        intent, turn.services.platforms.available, writable(turn.services.platforms)
    )
    if gap := await _gap(turn, intent, brand):
        update |= {"pending_request": request, "news": news(runtime, gap)}
        return await _go_on(state, runtime, notes, update)
    try:
        campaign, tasks = await plan(turn, intent, request)
    except LimitError as error:
        told = news(runtime, CannotDo(wish="A new campaign", why=error.message))
        return await _go_on(state, runtime, notes, {**update, "news": told})
    mine = {task.id for task in tasks}
    before = [p for p in posts if p.content.task_id not in mine]
    made = plan_made(campaign, brand, first_number=len(before) + 1)
    warnings = Problems(problems=intent.problems) if intent.problems else None
    update |= {
        "campaign_id": campaign.id,
        "pending_request": "",
        "news": news(runtime, warnings, made),
        "activity": activity(runtime, "supervisor", f"Planned {_count(len(made.posts))}"),
    }
    state = {**state, "campaign_id": campaign.id}
    return await _go_on(state, runtime, notes, update)


async def _gap(turn: Turn, intent: Intent, brand: BrandProfile) -> BaseModel | None:
    """What has to be known before a plan can be made; None when nothing is missing."""
    if missing := brand.missing():
        return BrandMissing(missing=missing)
    unreachable = tuple(p for p in intent.problems if p.code in UNREACHABLE)
    if unreachable and not intent.platforms:
        return Problems(problems=unreachable)
    if intent.platforms:
        return None
    can, connected = writable(turn.services.platforms), await connected_platforms(turn)
    if any(p in can for p in connected):
        return None
    if connected:
        return Problems(problems=tuple(needs_media(p) for p in connected))
    return ConnectFirst(platforms=can)


def _edit(
    runtime: Runtime[Turn],
    notes: TurnNotes,
    intent: Intent,
    posts: tuple[Numbered, ...],
    update: dict[str, object],
) -> Command[Destination]:
    """Hand the wish to one creative per post it is about."""
    edit = intent.edit
    chosen = targets(posts, edit) if edit else ()
    if edit is None or not chosen:
        unknown = CannotDo(
            wish=edit.instruction if edit else "",
            why="there is no post like that in this conversation that can still change.",
            instead="Name it by its number, or ask me for a new one.",
        )
        update |= {"news": news(runtime, unknown)}
        return Command(goto="respond", update=update)
    update |= {"turn": {**notes, "ask": True}, "pending_request": ""}
    wish = edit.model_dump(mode="json")
    sends = [Send("creative", Assignment(content_id=p.content.id, edit=wish)) for p in chosen]
    return Command(goto=sends, update=update)


def _answers(
    intent: Intent, posts: tuple[Numbered, ...], brand: BrandProfile, message: str
) -> list[BaseModel]:
    """What to say to a message that starts no work."""
    drafts = waiting(posts, brand)
    by_kind: dict[IntentKind, BaseModel] = {
        IntentKind.APPROVAL_ATTEMPT: ApprovalByChat(drafts=drafts),
        IntentKind.WAITING: waiting_list(posts, brand),
        IntentKind.QUESTION: Help(question=message[:2000]),
        IntentKind.GREETING: Greeting(example=_example(brand), waiting=len(drafts)),
    }
    if intent.problems:
        return [Problems(problems=intent.problems)]
    return [by_kind.get(intent.kind, Unclear(example=_example(brand), waiting=len(drafts)))]


async def _go_on(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    update: dict[str, object],
) -> Command[Destination]:
    """Hand out the next ready task, else reply."""
    turn = runtime.context
    campaign_id = state.get("campaign_id")
    if not campaign_id:
        return Command(goto="respond", update=update)
    async with turn.services.store.reading() as unit:
        tasks = await unit.campaigns.tasks(turn.workspace_id, campaign_id)
    step, handed_out = next_step(tasks, notes)
    update |= {
        "turn": {**notes, "tried": [*notes["tried"], *handed_out]},
        "tasks": task_states(tasks),
    }
    return Command(goto=step, update=update)


async def _settle(state: ConversationState, turn: Turn) -> None:
    campaign_id = state.get("campaign_id")
    if campaign_id:
        async with turn.services.store.writing() as unit:
            await settle(unit, turn.workspace_id, campaign_id, turn.services.clock())


def _last_words(state: ConversationState) -> str:
    said = [m for m in state.get("messages", []) if isinstance(m, HumanMessage)]
    return str(said[-1].text) if said else ""


def _example(brand: BrandProfile) -> str:
    if not brand.products:
        return ""
    return f"Two LinkedIn posts about {brand.products[0].name} for next week"


def _count(posts: int) -> str:
    return "1 post" if posts == 1 else f"{posts} posts"
