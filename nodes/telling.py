"""How nodes report: a quiet line of activity while they work, and news for the reply."""

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime
from pydantic import BaseModel

from domain.language import spoken_language
from llm.tasks.reply import ConnectFirst, WentWrong
from nodes.state import Activity, ConversationState, News
from tools.asking import Asked
from tools.services import Turn


def activity(runtime: Runtime[Turn], node: str, text: str) -> list[Activity]:
    """Stream one line of activity and return it for the state."""
    entry = Activity(run_id=runtime.context.run_id, node=node, text=text)
    runtime.stream_writer({"type": "activity", **entry})
    return [entry]


def news(runtime: Runtime[Turn], *situations: BaseModel | None) -> list[News]:
    """The situations as entries for the reply; None is left out."""
    return [
        News(run_id=runtime.context.run_id, situation=situation.model_dump(mode="json"))
        for situation in situations
        if situation is not None
    ]


def spoken(state: ConversationState) -> str:
    """The language of the person's last message; a number or an ok says none, so the one before."""
    said = [str(m.text) for m in state.get("messages", []) if isinstance(m, HumanMessage)]
    return spoken_language(said)


def last_words(state: ConversationState) -> str:
    """The person's last message."""
    said = [m for m in state.get("messages", []) if isinstance(m, HumanMessage)]
    return str(said[-1].text) if said else ""


def troubles(asked: Asked) -> list[BaseModel]:
    """What kept posts from being put up for approval."""
    wrong: list[BaseModel] = [
        WentWrong(
            what="A post cannot go out as it is.", why=why, next_step="Tell me what to change."
        )
        for why in asked.refused
    ]
    if asked.unconnected:
        wrong.append(ConnectFirst(platforms=asked.unconnected))
    return wrong
