"""Request bodies of the chat protocol, as its clients send them. Starts nothing."""

import uuid
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.errors import InvalidError
from domain.run import RunStatus, ThreadStatus
from server.free_json import AnyJson, JsonObject

LONGEST_MESSAGE = 32 * 1024
"""Bytes of UTF-8 over the messages of one turn."""
MOST_MESSAGES = 20
MODES = ("values", "updates", "messages", "messages-tuple", "custom", "debug")
STRATEGIES = Literal["enqueue", "reject", "interrupt", "rollback"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Modes = Annotated[list[str], BeforeValidator(_as_list)]


class CheckpointRef(BaseModel):
    """A checkpoint as clients name it; only its id counts here, there are no subgraphs."""

    model_config = ConfigDict(extra="ignore")

    checkpoint_id: str | None = None


class CommandBody(BaseModel):
    model_config = ConfigDict(extra="ignore")

    resume: AnyJson = None
    goto: Any = None
    update: Any = None


class RunBody(BaseModel):
    """What starts a run. Fields that only steer a client's own bookkeeping are accepted and left.

    `on_disconnect` is among those: a run outlives its connection, only cancel stops it.
    """

    model_config = ConfigDict(extra="ignore")

    assistant_id: str = Field(max_length=100)
    input: JsonObject | None = None
    command: CommandBody | None = None
    checkpoint: CheckpointRef | None = None
    checkpoint_id: str | None = Field(default=None, max_length=100)
    stream_mode: Modes = Field(default_factory=lambda: ["values"])
    metadata: JsonObject | None = None
    multitask_strategy: STRATEGIES | None = None
    on_disconnect: Literal["cancel", "continue"] | None = None
    if_not_exists: Literal["create", "reject"] | None = None
    webhook: str | None = None
    after_seconds: float | None = None
    interrupt_before: list[str] | str | None = None
    interrupt_after: list[str] | str | None = None

    @property
    def wanted_checkpoint(self) -> str | None:
        return self.checkpoint_id or (self.checkpoint.checkpoint_id if self.checkpoint else None)


class ThreadBody(BaseModel):
    model_config = ConfigDict(extra="ignore")

    thread_id: uuid.UUID | None = None
    metadata: JsonObject | None = None
    if_exists: Literal["raise", "do_nothing"] = "raise"
    supersteps: list[Any] | None = None
    ttl: Any = None


class ThreadChange(BaseModel):
    model_config = ConfigDict(extra="ignore")

    metadata: JsonObject | None = None


class ThreadQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    ids: list[str] | None = None
    metadata: JsonObject | None = None
    values: dict[str, Any] | None = None
    status: ThreadStatus | None = None
    limit: int = Field(default=10, ge=1, le=1000)
    offset: int = Field(default=0, ge=0)
    sort_by: Literal["thread_id", "status", "created_at", "updated_at", "state_updated_at"] = (
        "updated_at"
    )
    sort_order: Literal["asc", "desc"] = "desc"
    select: list[str] | None = None


class CheckpointQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    checkpoint: CheckpointRef = Field(default_factory=CheckpointRef)


class HistoryQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    limit: int = Field(default=10, ge=1, le=1000)
    before: str | dict[str, Any] | None = None
    metadata: JsonObject | None = None

    @property
    def before_id(self) -> str | None:
        """The checkpoint's id, given alone, as a checkpoint, or as a config around one."""
        if not isinstance(self.before, dict):
            return self.before
        inner = self.before.get("configurable", self.before)
        found = inner.get("checkpoint_id") if isinstance(inner, dict) else None
        return str(found) if found else None


class CancelBody(BaseModel):
    model_config = ConfigDict(extra="ignore")

    thread_id: str
    run_ids: list[str] | None = None
    status: Literal["pending", "running", "all"] | None = None

    def covers(self, run_id: str, status: RunStatus) -> bool:
        if self.run_ids is not None:
            return run_id in self.run_ids
        return self.status in (None, "all") or status.value == self.status


def require_offered(body: RunBody) -> None:
    """Refuse what would otherwise be silently ignored.

    Raises:
        InvalidError: `not_offered` or `unknown_stream_mode`.
    """
    asked = {
        "webhook": body.webhook,
        "after_seconds": body.after_seconds,
        "interrupt_before": body.interrupt_before,
        "interrupt_after": body.interrupt_after,
    }
    refused = [name for name, value in asked.items() if value]
    if refused:
        raise InvalidError(
            f"{', '.join(refused)} is not offered here. Leave it out.", code="not_offered"
        )
    require_modes(body.stream_mode)


def require_modes(modes: Iterable[str]) -> None:
    unknown = [mode for mode in modes if mode not in MODES]
    if unknown:
        raise InvalidError(
            f"“{unknown[0][:40]}” is not a stream mode here. Use some of: {', '.join(MODES)}.",
            code="unknown_stream_mode",
        )
