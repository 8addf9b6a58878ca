"""Respond: the only node that writes to the person. Tells what is new, then asks or ends."""

from typing import Literal

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime
from langgraph.types import Command
from pydantic import TypeAdapter

from domain.ids import derived_id
from llm.port import Author, Speaker, Written
from llm.tasks.reply import (
    REPLY,
    Decided,
    DraftsWaiting,
    EditsMade,
    Reply,
    ReplyInputs,
    ReportReady,
    Situation,
)
from nodes.routing import task_states
from nodes.speaking import aloud
from nodes.state import ApprovalRef, ConversationState, TaskState
from nodes.telling import spoken
from tools.asking import open_approvals
from tools.ruling import rule_to_ask
from tools.services import Turn
from tools.settling import settle
from tools.telling import drafts_waiting, hear_decisions, hear_outcomes, posts_and_brand

_SITUATION: TypeAdapter[Situation] = TypeAdapter(Situation)


async def respond(
    state: ConversationState, runtime: Runtime[Turn]
) -> Command[Literal["review", "__end__"]]:
    turn = runtime.context
    situations = await _situations(state, turn)
    waiting = await open_approvals(turn)
    update: ConversationState = {
        "approvals": [ApprovalRef(id=a.id, version=a.version) for a in waiting]
    }
    if tasks := await _settled_tasks(state, turn):
        update["tasks"] = tasks
    if situations:
        update["messages"] = [await _message(turn, situations, spoken(state))]
    return Command(goto="review" if waiting else "__end__", update=update)


async def _situations(state: ConversationState, turn: Turn) -> tuple[Situation, ...]:
    """Everything this run has to tell: what nodes reported, what people and platforms did."""
    told: list[Situation] = [
        _SITUATION.validate_python(entry["situation"])
        for entry in state.get("news", [])
        if entry["run_id"] == turn.run_id
    ]
    heard = (await hear_decisions(turn), await hear_outcomes(turn))
    told += [situation for situation in heard if situation is not None]
    fresh = await _fresh_drafts(turn)
    if fresh is not None:
        told.append(fresh)
    learns = any(isinstance(situation, Decided | EditsMade) for situation in told)
    asked = await rule_to_ask(turn, learns=learns)
    return tuple(told) if asked is None else (*told, asked)


async def _fresh_drafts(turn: Turn) -> DraftsWaiting | None:
    """The drafts that this run put up for approval."""
    posts, brand = await posts_and_brand(turn)
    made_now = tuple(
        p for p in posts if p.open_approval and p.content.version.made_in == turn.run_id
    )
    return drafts_waiting(made_now, brand, ()) if made_now else None


async def _settled_tasks(state: ConversationState, turn: Turn) -> list[TaskState]:
    campaign_id = state.get("campaign_id")
    if not campaign_id:
        return []
    async with turn.services.store.writing() as unit:
        return task_states(
            await settle(unit, turn.workspace_id, campaign_id, turn.services.clock())
        )


async def _message(turn: Turn, situations: tuple[Situation, ...], language: str) -> AIMessage:
    _posts, brand = await posts_and_brand(turn)
    inputs = ReplyInputs(
        business_name=brand.business_name,
        language=language,
        situations=tuple(_in_words(situation) for situation in situations),
    )
    message_id = derived_id("reply", turn.run_id)
    written, told = await _written(turn.services.author, inputs, message_id)
    if told.strip() != written.output.text.strip():
        # another answer, or none, was told under that id: this one has to be told whole
        message_id = derived_id("reply again", turn.run_id)
    return AIMessage(
        id=message_id,
        content=written.output.text,
        additional_kwargs={
            "author": written.provenance.author,
            "run_id": turn.run_id,
            **_cards(situations),
        },
    )


async def _written(
    author: Author, inputs: ReplyInputs, message_id: str
) -> tuple[Written[Reply], str]:
    """The reply, and what is told of it under that id."""
    if not isinstance(author, Speaker):
        written = await author.write(REPLY, inputs)
        return written, written.output.text  # the graph tells it, whole
    return await aloud(lambda told: author.write_aloud(REPLY, inputs, told), message_id=message_id)


def _in_words(situation: Situation) -> Situation:
    """What the author is given: a card is drawn, not told."""
    if isinstance(situation, ReportReady):
        return situation.model_copy(update={"card": {}})
    return situation


def _cards(situations: tuple[Situation, ...]) -> dict[str, object]:
    """Typed data that a client draws beside the message."""
    cards = [s.card for s in situations if isinstance(s, ReportReady) and s.card]
    return {"report": cards[-1]} if cards else {}
