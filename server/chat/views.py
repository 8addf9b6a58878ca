"""Threads and runs in the protocol's shapes."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from domain.run import Run, Thread
from server.chat.assistants import ASSISTANT_ID

STRATEGY_KEY = "multitask_strategy"


def thread_view(thread: Thread, state: Mapping[str, Any]) -> dict[str, Any]:
    """A thread with the newest values and open interrupts by task."""
    return {
        "thread_id": thread.id,
        "created_at": thread.created_at.isoformat(),
        "updated_at": thread.updated_at.isoformat(),
        "state_updated_at": state.get("created_at") or thread.updated_at.isoformat(),
        "metadata": dict(thread.metadata),
        "status": thread.status.value,
        "config": {},
        "values": state["values"] or None,
        "interrupts": {
            task["id"]: task["interrupts"] for task in state["tasks"] if task["interrupts"]
        },
        "error": None,
    }


def run_view(run: Run) -> dict[str, Any]:
    metadata = {k: v for k, v in run.metadata.items() if k != STRATEGY_KEY}
    return {
        "run_id": run.id,
        "thread_id": run.thread_id,
        "assistant_id": ASSISTANT_ID,
        "created_at": run.created_at.isoformat(),
        "updated_at": run.updated_at.isoformat(),
        "status": run.status.value,
        "metadata": metadata,
        "multitask_strategy": run.metadata.get(STRATEGY_KEY, "enqueue"),
        "kwargs": {"stream_mode": list(run.stream_modes)},
    }


def outcome(run: Run, state: Mapping[str, Any]) -> dict[str, Any]:
    """What waiting for a run answers: the thread's values, or the error the run ended with."""
    if run.error:
        return {"__error__": {"error": run.status.value, "message": run.error}}
    values = dict(cast("dict[str, Any]", state["values"]))
    if state["interrupts"]:
        values["__interrupt__"] = state["interrupts"]
    return values


def selected(view: dict[str, Any], fields: Iterable[str] | None) -> dict[str, Any]:
    """Only these fields, when the client names some; `values.<key>` takes one key of the values."""
    if not fields:
        return view
    wanted = list(fields)
    found = {name: value for name, value in view.items() if name in wanted}
    keys = [name.removeprefix("values.") for name in wanted if name.startswith("values.")]
    if keys and "values" not in found:
        values = view.get("values") or {}
        found["values"] = {key: values[key] for key in keys if key in values}
    return found
