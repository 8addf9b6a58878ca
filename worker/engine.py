"""The thin module over DBOS: durable workflows by id, each one step around an action of ours.

Steps are at-least-once. Correctness lives in our rows; a workflow's id is its idempotency key.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dbos import DBOS, Queue, SetEnqueueOptions, SetWorkflowID

APPLICATION = "insta-media"
VERSION = "1"
"""Rises only when a workflow's own steps change, so that a new release takes up older work."""
LOCAL_EXECUTOR = "local"
ENGINE_FILE = "jobs.db"
PUBLISH_QUEUE = "publish"
PUBLISHERS = 16
"""How many accounts one process publishes for at once."""
QUEUE_POLL_S = 1.0
"""A look of the engine's costs three of the poll's questions (`store.findings`) or more: it looks
half as often as the poll does."""
NOTICES_S = 0.1
"""How often the engine sends its own notices on PostgreSQL. Nobody here waits for one, and its
default is a hundred times a second."""
AWAITED, PLANNED = 1, 2
"""Priorities within an account's queue: what a person waits for goes first."""


class Actions(Protocol):
    """What the workflows call; set once per process, before launch."""

    async def run_turn(self, run_id: str) -> None: ...

    async def drain(self, connection_id: str, most: int) -> None: ...


@dataclass
class _Current:
    actions: Actions | None = None
    queue: Queue | None = None


_current = _Current()


def _actions() -> Actions:
    if _current.actions is None:
        raise RuntimeError("the job engine is not launched in this process")
    return _current.actions


@DBOS.workflow(name="turn")
async def _turn(run_id: str) -> None:
    await DBOS.run_step_async({"name": "run_turn"}, _actions().run_turn, run_id)


@DBOS.workflow(name="drain")
async def _drain(connection_id: str, most: int) -> None:
    # no step around it: nothing comes after, so a result to remember would only be written
    await _actions().drain(connection_id, most)


async def launch(actions: Actions, *, database_url: str, data_dir: Path, executor_id: str) -> None:
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
            "notification_coalesce_sec": NOTICES_S,
        }
    )
    DBOS.launch()
    # one at a time per account, over all processes
    _current.queue = await DBOS.register_queue_async(
        PUBLISH_QUEUE,
        partition_concurrency=1,
        worker_concurrency=PUBLISHERS,
        polling_interval_sec=QUEUE_POLL_S,
        on_conflict="always_update",
    )


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


async def start_drain(connection_id: str, key: str, *, most: int, is_awaited: bool) -> None:
    """Queue the sending of what one account has due; one of that key is never queued twice.

    Args:
        key: Names the occasion, so that all processes that see it queue it once.
        most: How many publications to send before the account queues up again.
    """
    if _current.queue is None:
        raise RuntimeError("the job engine is not launched in this process")
    with (
        SetWorkflowID(f"{_prefix(connection_id)}{key}"),
        SetEnqueueOptions(
            queue_partition_key=connection_id, priority=AWAITED if is_awaited else PLANNED
        ),
    ):
        await _current.queue.enqueue_async(_drain, connection_id, most)


async def release(connection_id: str) -> None:
    """Forget what is queued or said to run for one account: it came to nothing.

    What does run is not stopped by it, and the rows let only one publisher through.
    """
    held = await DBOS.list_workflows_async(
        workflow_id_prefix=_prefix(connection_id),
        status=["PENDING", "ENQUEUED"],
        load_input=False,
        load_output=False,
    )
    if held:
        await DBOS.cancel_workflows_async([workflow.workflow_id for workflow in held])


async def adopt(living: Collection[str]) -> int:
    """Take over what dead processes left: turns go on here or elsewhere, publishing begins anew.

    Args:
        living: The executor ids that are taken for living.
    """
    pending = await DBOS.list_workflows_async(status="PENDING", load_input=False, load_output=False)
    orphans = [workflow for workflow in pending if workflow.executor_id not in living]
    drains = [w.workflow_id for w in orphans if w.queue_name == PUBLISH_QUEUE]
    if drains:
        await DBOS.cancel_workflows_async(drains)
    for workflow in orphans:
        if workflow.queue_name != PUBLISH_QUEUE:
            await DBOS.resume_workflow_async(workflow.workflow_id)
    return len(orphans)


def _prefix(connection_id: str) -> str:
    return f"publish-{connection_id}-"


async def is_over(workflow_id: str) -> bool | None:
    """Whether the workflow ended; None when the engine does not know it."""
    status = await DBOS.get_workflow_status_async(workflow_id)
    return None if status is None else status.status not in ("PENDING", "ENQUEUED", "DELAYED")


def stop() -> None:
    """Stop the engine; work in hand is resumed at the next launch."""
    DBOS.destroy()
    _current.actions = None
    _current.queue = None
