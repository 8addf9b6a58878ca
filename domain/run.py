"""Threads and runs: a conversation, and one turn of work in it."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain.frozen import Frozen


class RunStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    SUCCESS = "success"
    ERROR = "error"
    INTERRUPTED = "interrupted"
    TIMEOUT = "timeout"


FINISHED = frozenset({RunStatus.SUCCESS, RunStatus.ERROR, RunStatus.INTERRUPTED, RunStatus.TIMEOUT})
FAILED = FINISHED - {RunStatus.SUCCESS}


class ThreadStatus(StrEnum):
    IDLE = "idle"
    BUSY = "busy"
    INTERRUPTED = "interrupted"
    ERROR = "error"


class Thread(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    campaign_id: str | None = None
    title: str = ""
    metadata: dict[str, object] = Field(default_factory=dict)
    status: ThreadStatus = ThreadStatus.IDLE
    created_at: datetime
    updated_at: datetime


class Run(Frozen):
    id: str
    workspace_id: str
    thread_id: str
    number: int
    """Order of acceptance within the thread."""
    status: RunStatus
    payload: dict[str, object]
    """What the turn is given: {"messages": …}, {"resume": …} or {"trigger": …}."""
    stream_modes: tuple[str, ...] = ("values",)
    user_id: str | None = None
    """The person who asked; None for a turn the product started itself."""
    metadata: dict[str, object] = Field(default_factory=dict)
    error: str | None = None
    cancel_requested: bool = False
    created_at: datetime
    updated_at: datetime


class RunEvent(Frozen):
    run_id: str
    seq: int
    event: str
    data: str
    """JSON text, as sent."""
