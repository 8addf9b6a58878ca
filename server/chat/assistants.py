"""/assistants: there is one, the marketing team. /ok and /info say what this server offers."""

import uuid
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from domain.errors import NotFoundError
from domain.platform import Platform
from graph.build import GRAPH_ID, build
from server.auth.access import Reader
from server.running import RunningDep
from server.version import VERSION

router = APIRouter(tags=["chat: assistants"])

# the namespace that LangGraph's own server derives assistants' ids in
ASSISTANT_ID = str(uuid.uuid5(uuid.UUID("6ba7b821-9dad-11d1-80b4-00c04fd430c8"), GRAPH_ID))
_BORN = "2026-01-01T00:00:00+00:00"
_MESSAGES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "role": {"const": "user"},
            "content": {"type": "string"},
        },
        "required": ["role", "content"],
    },
}
_REFS = {"type": "array", "items": {"type": "object"}}
SCHEMAS: dict[str, Any] = {
    "graph_id": GRAPH_ID,
    "input_schema": {
        "type": "object",
        "title": "ConversationInput",
        "properties": {"messages": _MESSAGES, "brand_id": {"type": "string"}},
        "required": ["messages"],
        "additionalProperties": False,
    },
    "output_schema": {
        "type": "object",
        "title": "ConversationOutput",
        "properties": {
            "messages": {"type": "array", "items": {"type": "object"}},
            "campaign_id": {"type": ["string", "null"]},
            "tasks": _REFS,
            "approvals": _REFS,
            "activity": _REFS,
        },
    },
    "config_schema": {"type": "object", "properties": {}},
    "context_schema": {"type": "object", "properties": {}},
}
SCHEMAS["state_schema"] = SCHEMAS["output_schema"]


class AssistantSearchBody(BaseModel):
    graph_id: str | None = None
    name: str | None = None
    metadata: dict[str, Any] | None = None
    limit: int = Field(default=10, ge=1, le=1000)
    offset: int = Field(default=0, ge=0)


def require_assistant(assistant_id: str) -> None:
    """Accept the one assistant by its name or its UUID.

    Raises:
        NotFoundError: `unknown_assistant`.
    """
    if assistant_id.lower() not in (GRAPH_ID, ASSISTANT_ID):
        raise NotFoundError(
            f"There is no assistant “{assistant_id[:100]}”. The one here is “{GRAPH_ID}”.",
            code="unknown_assistant",
        )


def with_ids(given: dict[str, object]) -> dict[str, object]:
    """Metadata of a thread or run with what clients of the protocol look for."""
    return {**given, "graph_id": GRAPH_ID, "assistant_id": ASSISTANT_ID}


@router.get("/ok")
async def ok() -> dict[str, bool]:
    """Whether somebody listens; /api/v1/health says whether everything works."""
    return {"ok": True}


class InfoMetadata(BaseModel):
    name: str = "Insta Media AI"
    sandbox: list[Platform]
    """Platforms that the sandbox plays here: nothing posted reaches the real network."""


class InfoView(BaseModel):
    version: str = VERSION
    flags: dict[str, bool] = {"assistants": True, "crons": False, "langsmith": False}
    metadata: InfoMetadata


@router.get("/info")
async def info(running: RunningDep) -> InfoView:
    settings = running.system.settings
    played = [platform for platform in Platform if settings.uses_sandbox(platform)]
    return InfoView(metadata=InfoMetadata(sandbox=played))


@router.post("/assistants/search")
async def search_assistants(body: AssistantSearchBody, _caller: Reader) -> list[dict[str, Any]]:
    return _found(body)[body.offset : body.offset + body.limit]


@router.post("/assistants/count")
async def count_assistants(body: AssistantSearchBody, _caller: Reader) -> int:
    return len(_found(body))


@router.get("/assistants/{assistant_id}")
async def read_assistant(assistant_id: str, _caller: Reader) -> dict[str, Any]:
    require_assistant(assistant_id)
    return _assistant()


@router.get("/assistants/{assistant_id}/schemas")
async def read_schemas(assistant_id: str, _caller: Reader) -> dict[str, Any]:
    """What a run takes and what a state shows, as JSON schemas."""
    require_assistant(assistant_id)
    return SCHEMAS


@router.get("/assistants/{assistant_id}/graph")
async def read_graph(assistant_id: str, _caller: Reader) -> dict[str, Any]:
    """The conversation's nodes and edges, for drawing."""
    require_assistant(assistant_id)
    return build().get_graph().to_json()


def _found(body: AssistantSearchBody) -> list[dict[str, Any]]:
    one = _assistant()
    named = body.graph_id in (None, GRAPH_ID) and (body.name or "").lower() in one["name"].lower()
    fits = all(one["metadata"].get(k) == v for k, v in (body.metadata or {}).items())
    return [one] if named and fits else []


def _assistant() -> dict[str, Any]:
    return {
        "assistant_id": ASSISTANT_ID,
        "graph_id": GRAPH_ID,
        "name": GRAPH_ID,
        "description": "A marketing team in a chat. It publishes nothing you did not approve.",
        "config": {},
        "context": {},
        "metadata": {"created_by": "system"},
        "version": 1,
        "created_at": _BORN,
        "updated_at": _BORN,
    }
