"""Turns what the graph yields into the plain JSON that LangGraph's clients know. Loses nothing."""

import json
from datetime import datetime
from enum import Enum

from langchain_core.messages import BaseMessage
from langgraph.types import Command, Interrupt, Send
from pydantic import BaseModel


def plain(value: object) -> object:
    """JSON-able form of a value of the graph."""
    if isinstance(value, BaseMessage):
        return {k: plain(v) for k, v in value.model_dump(exclude_none=False).items()}
    if isinstance(value, Interrupt):
        return {"value": plain(value.value), "id": value.id}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Send):
        return {"node": value.node, "input": plain(value.arg)}
    if isinstance(value, Command):
        return {"goto": plain(value.goto)}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def to_json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
