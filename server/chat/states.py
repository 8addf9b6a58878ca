"""/threads/{id}/state and /history: what a conversation holds, now and before. Read-only."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from domain.errors import ForbiddenError, NotFoundError
from server.auth.access import Caller, Reader, Writer
from server.chat.bodies import CheckpointQuery, HistoryQuery
from server.chat.views import selected
from server.running import Running, RunningDep

router = APIRouter(prefix="/threads/{thread_id}", tags=["chat: state"])

Select = Annotated[list[str] | None, Query()]


@router.get("/state")
async def read_state(
    thread_id: str, caller: Reader, running: RunningDep, select: Select = None
) -> dict[str, Any]:
    """The conversation as it stands."""
    await _require_own(thread_id, caller, running)
    return selected(await running.system.states.latest(thread_id), select)


@router.post("/state")
async def write_state(thread_id: str, caller: Writer, running: RunningDep) -> dict[str, Any]:
    """Refused: only messages and decisions change a state, so nobody steps past a review."""
    await _require_own(thread_id, caller, running)
    raise ForbiddenError(
        "A conversation's state cannot be written. Send a message, or decide on the approval.",
        code="state_is_read_only",
    )


@router.post("/state/checkpoint")
async def read_state_at(
    thread_id: str, body: CheckpointQuery, caller: Reader, running: RunningDep
) -> dict[str, Any]:
    """The state at a checkpoint; the newest one when none is named."""
    await _require_own(thread_id, caller, running)
    return await _at(running, thread_id, body.checkpoint.checkpoint_id)


@router.get("/state/{checkpoint_id}")
async def read_state_by_id(
    thread_id: str, checkpoint_id: str, caller: Reader, running: RunningDep, select: Select = None
) -> dict[str, Any]:
    await _require_own(thread_id, caller, running)
    return selected(await _at(running, thread_id, checkpoint_id), select)


@router.get("/history")
async def list_history(
    thread_id: str,
    caller: Reader,
    running: RunningDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 10,
    before: Annotated[str | None, Query(max_length=100)] = None,
) -> list[dict[str, Any]]:
    """The states of the conversation, newest first."""
    await _require_own(thread_id, caller, running)
    return await running.system.states.history(thread_id, limit=limit, before=before)


@router.post("/history")
async def search_history(
    thread_id: str, body: HistoryQuery, caller: Reader, running: RunningDep
) -> list[dict[str, Any]]:
    """As GET, in the form that clients of the protocol send."""
    await _require_own(thread_id, caller, running)
    wanted = (body.metadata or {}).items()
    found = await running.system.states.history(thread_id, limit=body.limit, before=body.before_id)
    return [state for state in found if _has(state, wanted)]


def _has(state: dict[str, Any], wanted: Any) -> bool:
    return all(state["metadata"].get(key) == value for key, value in wanted)


async def _at(running: Running, thread_id: str, checkpoint_id: str | None) -> dict[str, Any]:
    if not checkpoint_id:
        return await running.system.states.latest(thread_id)
    state = await running.system.states.at(thread_id, checkpoint_id)
    if state is None:
        raise NotFoundError("This conversation has no such checkpoint.", code="unknown_checkpoint")
    return state


async def _require_own(thread_id: str, caller: Caller, running: Running) -> None:
    async with running.system.store.reading() as unit:
        await unit.threads.get(caller.workspace_id, thread_id)
