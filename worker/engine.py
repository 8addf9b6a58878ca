"""The thin module over DBOS: durable workflows by id, each one step around an action of ours.

Steps are at-least-once. Correctness lives in our rows; a workflow's id is its idempotency key.
"""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dbos import DBOS, SetWorkflowID

APPLICATION = "insta-media"
VERSION = "1"
"""Rises only when a workflow's own steps change, so that a new release takes up older work."""
LOCAL_EXECUTOR = "local"
ENGINE_FILE = "jobs.db"


class Actions(Protocol):
    """What the workflows call; set once per process, before launch."""

    async def run_turn(self, run_id: str) -> None: ...

    async def publish(self, workspace_id: str, publication_id: str) -> None: ...


@dataclass
class _Current:
    actions: Actions | None = None


_current = _Current()


def _actions() -> Actions:
    if _current.actions is None:
        raise RuntimeError("the job engine is not launched in this process")
    return _current.actions


@DBOS.workflow(name="turn")
async def _turn(run_id: str) -> None:
    await DBOS.run_step_async({"name": "run_turn"}, _actions().run_turn, run_id)


@DBOS.workflow(name="publish")
async def _publish(workspace_id: str, publication_id: str) -> None:
    await DBOS.run_step_async({"name": "publish"}, _actions().publish, workspace_id, publication_id)


def launch(actions: Actions, *, database_url: str, data_dir: Path, executor_id: str) -> None:
    """Start the engine in the running event loop and resume what this executor left undone."""
    _current.actions = actions
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": _engine_url(database_url, data_dir),
            "executor_id": executor_id,
            "application_version": VERSION,
            "log_level": "WARNING",
            "run_migrations": True,
        }
    )
    DBOS.launch()


def _engine_url(database_url: str, data_dir: Path) -> str:
    """DBOS keeps its own file on SQLite, its own schema on PostgreSQL."""
    if not database_url.startswith("sqlite"):
        return database_url
    path = data_dir / ENGINE_FILE
    _use_wal(path)
    return f"sqlite:///{path}"


def _use_wal(path: Path) -> None:
    import sqlite3

    # before launch: its readers and writers would otherwise block one another
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


async def start_turn(run_id: str) -> None:
    """Start the turn's workflow; one of that id is never started twice."""
    with SetWorkflowID(run_id):
        await DBOS.start_workflow_async(_turn, run_id)


async def start_publish(workspace_id: str, publication_id: str) -> str:
    """Start one try at a publication and name its workflow.

    Each try has an id of its own: one that failed before it could claim the row must not stand in
    the way of the next. Of several at once the claim lets one through.
    """
    workflow_id = f"publish-{publication_id}-{uuid.uuid4().hex}"
    with SetWorkflowID(workflow_id):
        await DBOS.start_workflow_async(_publish, workspace_id, publication_id)
    return workflow_id


async def is_over(workflow_id: str) -> bool | None:
    """Whether the workflow ended; None when the engine does not know it."""
    status = await DBOS.get_workflow_status_async(workflow_id)
    return None if status is None else status.status not in ("PENDING", "ENQUEUED", "DELAYED")


def stop() -> None:
    """Stop the engine; work in hand is resumed at the next launch."""
    DBOS.destroy()
    _current.actions = None
