"""/threads: conversations of a workspace."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response

from domain.errors import ConflictError
from domain.ids import new_id
from domain.run import Thread
from server.auth.access import Caller, Reader, Writer
from server.chat.assistants import with_ids
from server.chat.bodies import ThreadBody, ThreadChange, ThreadQuery
from server.chat.opening import open_thread, require_plain
from server.chat.views import selected, thread_view
from server.running import Running, RunningDep

router = APIRouter(prefix="/threads", tags=["chat: threads"])
MOST_THREADS = 100_000


@router.post("")
async def create_thread(body: ThreadBody, caller: Writer, running: RunningDep) -> dict[str, Any]:
    """Open a conversation."""
    require_plain(body)
    thread = await open_thread(
        running,
        caller,
        thread_id=str(body.thread_id or new_id()),
        metadata=body.metadata or {},
        may_exist=body.if_exists == "do_nothing",
    )
    return await _view(running, thread)


@router.post("/search")
async def search_threads(
    body: ThreadQuery, caller: Reader, running: RunningDep, response: Response
) -> list[dict[str, Any]]:
    """The workspace's conversations, those changed last first unless asked otherwise."""
    found = await _matching(body, caller, running)
    shown = found[body.offset : body.offset + body.limit]
    response.headers["X-Pagination-Total"] = str(len(found))
    if body.offset + body.limit < len(found):
        response.headers["X-Pagination-Next"] = str(body.offset + body.limit)
    return [selected(await _view(running, thread), body.select) for thread in shown]


@router.post("/count")
async def count_threads(body: ThreadQuery, caller: Reader, running: RunningDep) -> int:
    return len(await _matching(body, caller, running))


@router.get("/{thread_id}")
async def read_thread(thread_id: str, caller: Reader, running: RunningDep) -> dict[str, Any]:
    async with running.system.store.reading() as unit:
        thread = await unit.threads.get(caller.workspace_id, thread_id)
    return await _view(running, thread)


@router.patch("/{thread_id}")
async def change_thread(
    thread_id: str,
    body: ThreadChange,
    caller: Writer,
    running: RunningDep,
    prefer: Annotated[str, Header()] = "",
) -> Any:
    """Merge metadata into the thread's own; what clients look for stays as it is."""
    system = running.system
    async with system.store.writing() as unit:
        thread = await unit.threads.get(caller.workspace_id, thread_id)
        merged = with_ids({**thread.metadata, **(body.metadata or {})})
        now = system.services.real_clock()
        await unit.threads.change(caller.workspace_id, thread_id, now, metadata=merged)
        thread = await unit.threads.get(caller.workspace_id, thread_id)
    return Response(status_code=204) if "minimal" in prefer else await _view(running, thread)


@router.delete("/{thread_id}", status_code=204)
async def delete_thread(thread_id: str, caller: Writer, running: RunningDep) -> None:
    """Remove a conversation; its campaign, approvals and posts stay."""
    system = running.system
    async with system.store.writing() as unit:
        await unit.threads.get(caller.workspace_id, thread_id)
        if await unit.runs.unfinished(caller.workspace_id, thread_id):
            raise ConflictError(
                "The team is at work in this conversation. Cancel its run, then delete it.",
                code="thread_busy",
            )
        await unit.threads.delete(caller.workspace_id, thread_id)
    await system.states.delete(thread_id)


async def _matching(body: ThreadQuery, caller: Caller, running: Running) -> list[Thread]:
    async with running.system.store.reading() as unit:
        found = await unit.threads.search(
            caller.workspace_id, status=body.status, metadata=body.metadata, limit=MOST_THREADS
        )
    kept = [thread for thread in found if body.ids is None or thread.id in body.ids]
    if body.values:
        kept = [thread for thread in kept if await _holds(running, thread, body.values)]
    column = {"thread_id": "id", "state_updated_at": "updated_at"}.get(body.sort_by, body.sort_by)
    return sorted(kept, key=lambda t: getattr(t, column), reverse=body.sort_order == "desc")


async def _holds(running: Running, thread: Thread, wanted: dict[str, Any]) -> bool:
    state = await running.system.states.latest(thread.id)
    values = state["values"]
    return isinstance(values, dict) and all(values.get(k) == v for k, v in wanted.items())


async def _view(running: Running, thread: Thread) -> dict[str, Any]:
    return thread_view(thread, await running.system.states.latest(thread.id))
