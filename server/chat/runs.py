"""/threads/{id}/runs and /runs: turns of a conversation, started, followed, stopped."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Response
from sse_starlette import EventSourceResponse
from starlette.responses import StreamingResponse

from domain.errors import InvalidError
from domain.run import RunStatus
from server.auth.access import Reader, Writer
from server.chat.bodies import CancelBody, RunBody, require_modes
from server.chat.starting import own_run, start_run
from server.chat.streams import last_seen, located, stream, waited
from server.chat.views import run_view
from server.running import RunningDep

router = APIRouter(tags=["chat: runs"])

Action = Literal["interrupt", "rollback"]
Select = Annotated[list[str] | None, Query()]


@router.post("/threads/{thread_id}/runs/stream", response_class=EventSourceResponse)
async def stream_run(
    thread_id: str, body: RunBody, caller: Writer, running: RunningDep
) -> EventSourceResponse:
    """Start a run and follow it."""
    run = await start_run(running, caller, thread_id, body)
    return stream(running, run, modes=body.stream_mode)


@router.post("/threads/{thread_id}/runs/wait")
async def wait_run(
    thread_id: str, body: RunBody, caller: Writer, running: RunningDep
) -> StreamingResponse:
    """Start a run and answer the thread's values when it has ended."""
    return waited(running, await start_run(running, caller, thread_id, body))


@router.post("/threads/{thread_id}/runs")
async def create_run(
    thread_id: str, body: RunBody, caller: Writer, running: RunningDep, response: Response
) -> dict[str, Any]:
    """Start a run; it goes on by itself."""
    run = await start_run(running, caller, thread_id, body)
    response.headers.update(located(run))
    return run_view(run)


@router.get("/threads/{thread_id}/runs")
async def list_runs(
    thread_id: str,
    caller: Reader,
    running: RunningDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 10,
    offset: Annotated[int, Query(ge=0)] = 0,
    status: RunStatus | None = None,
) -> list[dict[str, Any]]:
    """Newest first."""
    async with running.system.store.reading() as unit:
        await unit.threads.get(caller.workspace_id, thread_id)
        found = await unit.runs.of_thread(caller.workspace_id, thread_id)
    kept = [run for run in found if status in (None, run.status)]
    return [run_view(run) for run in kept[offset : offset + limit]]


@router.get("/threads/{thread_id}/runs/{run_id}")
async def read_run(
    thread_id: str, run_id: str, caller: Reader, running: RunningDep
) -> dict[str, Any]:
    return run_view(await own_run(running, caller, thread_id, run_id))


@router.get("/threads/{thread_id}/runs/{run_id}/join")
async def join_run(
    thread_id: str, run_id: str, caller: Reader, running: RunningDep
) -> StreamingResponse:
    """The thread's values when the run has ended."""
    return waited(running, await own_run(running, caller, thread_id, run_id))


@router.get("/threads/{thread_id}/runs/{run_id}/stream", response_class=EventSourceResponse)
async def rejoin_run(
    thread_id: str,
    run_id: str,
    caller: Reader,
    running: RunningDep,
    stream_mode: Annotated[list[str] | None, Query()] = None,
    last_event_id: Annotated[str, Header()] = "",
) -> EventSourceResponse:
    """Follow a run from the start, or from the event after `Last-Event-ID`."""
    modes = [mode for mode in stream_mode or () if mode] or None
    require_modes(modes or ())
    run = await own_run(running, caller, thread_id, run_id)
    return stream(running, run, after=last_seen(last_event_id), modes=modes)


@router.post("/threads/{thread_id}/runs/{run_id}/cancel")
async def cancel_run(
    thread_id: str,
    run_id: str,
    caller: Writer,
    running: RunningDep,
    wait: bool = False,  # noqa: FBT001, FBT002 - a query parameter of the protocol
    action: Action = "interrupt",
) -> Response:
    """Stop a run. What it has done so far stays."""
    require_no_rollback(action)
    run = await own_run(running, caller, thread_id, run_id)
    await running.system.turns.cancel(caller.workspace_id, run.id)
    if wait:
        await running.system.turns.join(caller.workspace_id, run.id)
    return Response(status_code=204 if wait else 202)


@router.post("/runs/cancel", status_code=204)
async def cancel_runs(
    body: CancelBody, caller: Writer, running: RunningDep, action: Action = "interrupt"
) -> None:
    """Stop several runs of one conversation."""
    require_no_rollback(action)
    async with running.system.store.reading() as unit:
        await unit.threads.get(caller.workspace_id, body.thread_id)
        busy = await unit.runs.unfinished(caller.workspace_id, body.thread_id)
    for run in busy:
        if body.covers(run.id, run.status):
            await running.system.turns.cancel(caller.workspace_id, run.id)


@router.post("/runs/stream", response_class=EventSourceResponse)
async def stream_alone(body: RunBody, caller: Writer, running: RunningDep) -> EventSourceResponse:
    """As in a thread, in a new one; it stays, because approvals may hang on it."""
    run = await start_run(running, caller, None, body)
    return stream(running, run, modes=body.stream_mode)


@router.post("/runs/wait")
async def wait_alone(body: RunBody, caller: Writer, running: RunningDep) -> StreamingResponse:
    """As in a thread, in a new one; it stays, because approvals may hang on it."""
    return waited(running, await start_run(running, caller, None, body))


@router.post("/runs")
async def create_alone(
    body: RunBody, caller: Writer, running: RunningDep, response: Response
) -> dict[str, Any]:
    """As in a thread, in a new one; it stays, because approvals may hang on it."""
    run = await start_run(running, caller, None, body)
    response.headers.update(located(run))
    return run_view(run)


def require_no_rollback(action: Action) -> None:
    if action == "rollback":
        raise InvalidError(
            "A run can be stopped, not undone: a person may have seen and decided on what it did. "
            "Use the action “interrupt”.",
            code="not_offered",
        )
