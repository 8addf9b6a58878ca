"""The supervisor: understands the turn, plans, and hands out the next work. Writes to no one."""

from typing import cast

from langgraph.runtime import Runtime
from langgraph.types import Command, Send
from pydantic import BaseModel

from domain.brand import BrandProfile
from domain.budget import Budget
from domain.errors import (
    ConflictError,
    InstaMediaError,
    InvalidError,
    LimitError,
    NotFoundError,
)
from llm.tasks.intent import IdeasAsked, Intent, IntentKind, ReportWish, RuleWish
from llm.tasks.reply import (
    ApprovalByChat,
    CannotDo,
    ConnectFirst,
    Greeting,
    Help,
    PlanRevised,
    Problems,
    Unclear,
)
from nodes.routing import (
    UNREACHABLE,
    Destination,
    needs_media,
    next_step,
    only_writable,
    only_writable_added,
    task_states,
    wants_edit,
    wants_plan,
    wants_revision,
)
from nodes.state import STATE_VERSION, Assignment, ConversationState, News, TurnNotes
from nodes.telling import activity, last_words, news, spoken, troubles
from tools import intake
from tools.asking import Asked, ask
from tools.history import histories
from tools.numbering import Numbered
from tools.picking import pick_here, unpick
from tools.pictures import writable
from tools.planning import connected_platforms, plan, understand
from tools.replanning import edit_of, replan
from tools.revising import targets
from tools.ruling import carry_out
from tools.services import Turn
from tools.settling import settle
from tools.telling import budget_of, plan_made, posts_and_brand, waiting, waiting_list


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
    message = last_words(state)
    pending = state.get("pending_request", "")
    if heard := await intake.hear(turn, message):
        return await _heard(state, runtime, notes, heard, update)
    intent = await understand(turn, message, pending_request=pending)
    if heard := await _opened(turn, intent, message):
        return await _heard(state, runtime, notes, heard, update)
    if wants_plan(intent):
        return await _plan(state, runtime, notes, intent, f"{pending}\n{message}".strip(), update)
    return await _other(state, runtime, notes, intent, message, update)


async def _other(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    intent: Intent,
    message: str,
    update: dict[str, object],
) -> Command[Destination]:
    """Carry out or answer what is no request for new posts."""
    turn = runtime.context
    posts, brand = await posts_and_brand(turn)
    stranded = frozenset(post.content.id for post in posts if post.is_stranded)
    asked = await ask(turn, only=stranded) if stranded else Asked()
    if asked.opened:
        posts, brand = await posts_and_brand(turn)
    if wants_revision(intent):
        return await _replan(state, runtime, notes, intent, update)
    if wants_edit(intent):
        return _edit(runtime, notes, intent, posts, update)
    if intent.kind is IntentKind.REPORT and not intent.problems:
        wish = (intent.report or ReportWish()).model_dump(mode="json")
        return Command(goto="analyst", update={**update, "turn": {**notes, "report": wish}})
    if intent.kind is IntentKind.IDEAS and not intent.problems:
        return await _ideas(state, runtime, notes, intent.ideas or IdeasAsked(), update)
    if intent.kind is IntentKind.HISTORY:
        told = await histories(turn, intent.about)
        return await _go_on(state, runtime, notes, {**update, "news": news(runtime, told)})
    if intent.kind is IntentKind.RULES:
        settled = await carry_out(turn, intent.rules or RuleWish(act="list"))
        return await _go_on(state, runtime, notes, {**update, "news": news(runtime, *settled)})
    asked_back = message if intent.kind is IntentKind.CAMPAIGN else ""
    is_question = intent.kind is IntentKind.QUESTION
    budget = await budget_of(turn, state.get("campaign_id")) if is_question else None
    answers = _answers(intent, posts, brand, message, budget=budget)
    update |= {
        "pending_request": asked_back,
        "news": news(runtime, *answers, *troubles(asked)),
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
    if brand.missing():
        heard = await intake.begin(turn, request, request=request)
        return await _heard(state, runtime, notes, heard, update)
    if gap := await _gap(turn, intent):
        told = [*_told(update), *news(runtime, gap)]
        update |= {"pending_request": request, "news": told}
        return await _go_on(state, runtime, notes, update)
    try:
        campaign, tasks = await plan(turn, intent, request)
    except LimitError as error:
        wrong = news(runtime, CannotDo(wish="A new campaign", why=error.message))
        return await _go_on(state, runtime, notes, {**update, "news": [*_told(update), *wrong]})
    mine = {task.id for task in tasks}
    before = [p for p in posts if p.content.task_id not in mine]
    made = plan_made(campaign, brand, first_number=len(before) + 1)
    warnings = Problems(problems=intent.problems) if intent.problems else None
    update |= {
        "campaign_id": campaign.id,
        "pending_request": "",
        "news": [*_told(update), *news(runtime, warnings, made)],
        "activity": activity(runtime, "supervisor", f"Planned {_count(len(made.posts))}"),
    }
    state = {**state, "campaign_id": campaign.id}
    return await _go_on(state, runtime, notes, update)


async def _ideas(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    asked: IdeasAsked,
    update: dict[str, object],
) -> Command[Destination]:
    """Have ideas made, or plan the one that was picked, as if its ask had been said."""
    if asked.pick is None:
        wish = asked.model_dump(mode="json")
        update |= {"turn": {**notes, "ideas": wish}, "pending_request": ""}
        return Command(goto="intelligence", update=update)
    turn = runtime.context
    try:
        picked = await pick_here(turn, asked.pick, language=spoken(state))
    except InstaMediaError as error:
        instead = "Say one of these numbers, or ask for new ideas."
        told = CannotDo(wish=f"Idea {asked.pick}", why=error.message, instead=instead)
        return await _go_on(state, runtime, notes, {**update, "news": news(runtime, told)})
    intent = await understand(turn, picked.ask)
    if not wants_plan(intent):
        await unpick(turn, picked.idea)
        asked_back = Problems(problems=intent.problems) if intent.problems else Unclear()
        update |= {"pending_request": picked.ask, "news": news(runtime, asked_back)}
        return await _go_on(state, runtime, notes, update)
    planned = await _plan(state, runtime, notes, intent, picked.ask, update)
    if "campaign_id" not in update:
        await unpick(turn, picked.idea)
    return planned


async def _opened(turn: Turn, intent: Intent, message: str) -> intake.Heard | None:
    """What a message that tells of the brand begins; None when it does not."""
    if intent.kind is IntentKind.SETUP:
        return await intake.begin(turn, message, request="", wants_all=True)
    if intent.kind is IntentKind.UNCLEAR and not intent.problems:
        return await intake.volunteered(turn, message)
    return None


async def _heard(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    heard: intake.Heard,
    update: dict[str, object],
) -> Command[Destination]:
    """Tell what was understood of the brand, and go on with what had been asked for."""
    turn = runtime.context
    told = [News(run_id=turn.run_id, situation=situation) for situation in heard.told]
    update |= {"pending_request": "", "news": told}
    if not heard.goes_on:
        return await _go_on(state, runtime, notes, update)
    intent = await understand(turn, heard.goes_on)
    if wants_plan(intent):
        return await _plan(state, runtime, notes, intent, heard.goes_on, update)
    posts, brand = await posts_and_brand(turn)
    more = news(runtime, *_answers(intent, posts, brand, heard.goes_on))
    update |= {"pending_request": heard.goes_on, "news": [*told, *more]}
    return await _go_on(state, runtime, notes, update)


async def _gap(turn: Turn, intent: Intent) -> BaseModel | None:
    """What has to be known before a plan can be made; None when nothing is missing."""
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


def _told(update: dict[str, object]) -> list[News]:
    """What this turn has to tell already."""
    return cast("list[News]", update.get("news", []))


async def _replan(
    state: ConversationState,
    runtime: Runtime[Turn],
    notes: TurnNotes,
    intent: Intent,
    update: dict[str, object],
) -> Command[Destination]:
    """Change the plan that is there; a creative for each post that moves or is added."""
    turn = runtime.context
    places = turn.services.platforms
    wish, problems = only_writable_added(intent, places.available, writable(places))
    warnings = Problems(problems=problems) if problems else None
    update |= {"pending_request": "", "news": news(runtime, warnings)}
    if wish is None:
        return await _go_on(state, runtime, notes, update)
    try:
        done = await replan(turn, state.get("campaign_id") or "", wish)
    except (ConflictError, InvalidError, NotFoundError) as error:
        told = CannotDo(wish="Another plan", why=error.message)
        return await _go_on(
            state, runtime, notes, {**update, "news": news(runtime, warnings, told)}
        )
    if done.told != PlanRevised():
        update |= {"news": news(runtime, warnings, done.told)}
    update |= {"activity": activity(runtime, "supervisor", "Changed the plan")}
    moves = [
        Send(
            "creative",
            Assignment(
                content_id=move.content_id,
                edit=edit_of(move).model_dump(mode="json"),
                with_plan=True,
            ),
        )
        for move in done.moves
    ]
    if moves:
        notes = {**notes, "ask": True}
    return await _go_on(state, runtime, notes, update, beside=moves)


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
    intent: Intent,
    posts: tuple[Numbered, ...],
    brand: BrandProfile,
    message: str,
    *,
    budget: Budget | None = None,
) -> list[BaseModel]:
    """What to say to a message that starts no work.

    Args:
        budget: What may be spent on the plan's posts, for a question about it.
    """
    drafts = waiting(posts, brand)
    by_kind: dict[IntentKind, BaseModel] = {
        IntentKind.APPROVAL_ATTEMPT: ApprovalByChat(drafts=drafts),
        IntentKind.WAITING: waiting_list(posts, brand),
        IntentKind.QUESTION: Help(question=message[:2000], budget=budget),
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
    *,
    beside: list[Send] | None = None,
) -> Command[Destination]:
    """Hand out the next ready task, else reply.

    Args:
        beside: Changes of posts, which go out at once with new posts, and before all else.
    """
    turn = runtime.context
    campaign_id = state.get("campaign_id")
    if not campaign_id:
        return Command(goto="respond", update=update)
    async with turn.services.store.reading() as unit:
        tasks = await unit.campaigns.tasks(turn.workspace_id, campaign_id)
    step, handed_out = next_step(tasks, notes)
    if beside:
        step, handed_out = (
            ([*beside, *step], handed_out) if isinstance(step, list) else (beside, [])
        )
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


def _example(brand: BrandProfile) -> str:
    if not brand.products:
        return ""
    return f"Two LinkedIn posts about {brand.products[0].name} for next week"


def _count(posts: int) -> str:
    return "1 post" if posts == 1 else f"{posts} posts"
