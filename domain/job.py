"""Long work that a request has ordered: how far it is, and what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.frozen import Frozen


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Frozen):
    id: str
    workspace_id: str
    kind: str
    status: JobStatus = JobStatus.QUEUED
    order: dict[str, Any]
    """What is to be done, by ids and keys; never what is secret."""
    done: int = 0
    total: int | None = None
    """How many there are to do, once that is known."""
    tally: dict[str, int]
    """What came of those that are done."""
    result: dict[str, Any] | None = None
    error: str | None = None
    """Why it failed, in words for a person."""
    holder: str | None = None
    """The process that works on it, while it does."""
    created_at: datetime

    @property
    def line(self) -> tuple[str, str, str]:
        """Jobs of one line are done one after the other: they write the same brand's posts."""
        return self.workspace_id, self.kind, str(self.order.get("brand_id", ""))
