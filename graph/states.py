"""Reads threads back from their checkpoints in the shape of LangGraph's ThreadState."""

from collections.abc import Mapping
from typing import cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import StateSnapshot

from graph.build import PUBLIC_CHANNELS, Conversation
from graph.plain import plain

State = dict[str, object]


class ThreadStates:
    def __init__(self, graph: Conversation) -> None:
        self._graph = graph

    async def latest(self, thread_id: str) -> State:
        """The head of the thread; an empty state when nothing ran in it yet."""
        return thread_state(await self._graph.aget_state(config(thread_id)), thread_id)

    async def at(self, thread_id: str, checkpoint_id: str) -> State | None:
        """The state at a checkpoint; None when the thread has no such checkpoint."""
        snapshot = await self._graph.aget_state(config(thread_id, checkpoint_id))
        if snapshot.created_at is None:
            return None
        return thread_state(snapshot, thread_id)

    async def head(self, thread_id: str) -> str | None:
        """The newest checkpoint's id; None before the first."""
        snapshot = await self._graph.aget_state(config(thread_id))
        return _checkpoint_id(snapshot.config)

    async def history(
        self, thread_id: str, *, limit: int = 10, before: str | None = None
    ) -> list[State]:
        """Newest first."""
        cursor = config(thread_id, before) if before else None
        return [
            thread_state(snapshot, thread_id)
            async for snapshot in self._graph.aget_state_history(
                config(thread_id), limit=limit, before=cursor
            )
        ]

    async def delete(self, thread_id: str) -> None:
        saver = self._graph.checkpointer
        if saver is not None and not isinstance(saver, bool):
            await saver.adelete_thread(thread_id)


def config(thread_id: str, checkpoint_id: str | None = None) -> RunnableConfig:
    configurable: dict[str, object] = {"thread_id": thread_id}
    if checkpoint_id:
        configurable["checkpoint_id"] = checkpoint_id
    return {"configurable": configurable}


def thread_state(snapshot: StateSnapshot, thread_id: str) -> State:
    interrupts = [i for task in snapshot.tasks for i in task.interrupts]
    return {
        "values": public_values(cast("Mapping[str, object]", snapshot.values)),
        "next": list(snapshot.next),
        "tasks": [
            {
                "id": task.id,
                "name": task.name,
                "path": plain(task.path),
                "error": str(task.error) if task.error else None,
                "interrupts": plain(task.interrupts),
                "checkpoint": None,
                "state": None,
                "result": None,
            }
            for task in snapshot.tasks
        ],
        "interrupts": plain(interrupts),
        "metadata": plain(snapshot.metadata or {}),
        "created_at": snapshot.created_at,
        "checkpoint": _checkpoint(thread_id, _checkpoint_id(snapshot.config)),
        "parent_checkpoint": _checkpoint(thread_id, _checkpoint_id(snapshot.parent_config))
        if snapshot.parent_config
        else None,
        "checkpoint_id": _checkpoint_id(snapshot.config),
        "parent_checkpoint_id": _checkpoint_id(snapshot.parent_config),
    }


def public_values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: plain(values[name]) for name in PUBLIC_CHANNELS if name in values}


def _checkpoint(thread_id: str, checkpoint_id: str | None) -> dict[str, object]:
    return {
        "thread_id": thread_id,
        "checkpoint_ns": "",
        "checkpoint_id": checkpoint_id,
        "checkpoint_map": None,
    }


def _checkpoint_id(found: RunnableConfig | None) -> str | None:
    identifier = (found or {}).get("configurable", {}).get("checkpoint_id")
    return str(identifier) if identifier else None
