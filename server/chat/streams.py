"""A run's events as server-sent events, and its outcome as JSON that keeps the connection warm."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import StreamingResponse

from domain.run import Run, RunEvent
from server.chat.views import outcome
from server.running import Running

HEARTBEAT_S = 15
_ALWAYS = frozenset({"metadata", "error"})
_EVENT_OF_MODE = {"messages-tuple": "messages"}


def stream(
    running: Running, run: Run, *, after: int = 0, modes: Collection[str] | None = None
) -> EventSourceResponse:
    """The run's events from a number on; a client that comes back gets the same ones again."""
    return EventSourceResponse(
        _events(running, run, after=after, modes=modes),
        headers=located(run, "stream"),
        ping=HEARTBEAT_S,
        sep="\n",
    )


async def _events(
    running: Running, run: Run, *, after: int, modes: Collection[str] | None
) -> AsyncIterator[ServerSentEvent]:
    wanted = None if modes is None else _ALWAYS | {_EVENT_OF_MODE.get(m, m) for m in modes}
    async for event in running.system.turns.follow(run.workspace_id, run.id, after=after):
        if wanted is None or event.event in wanted:
            yield _sent(event)


def _sent(event: RunEvent) -> ServerSentEvent:
    return ServerSentEvent(data=event.data, event=event.event, id=str(event.seq))


def waited(running: Running, run: Run) -> StreamingResponse:
    """The outcome once the run is finished; until then a line break now and then.

    JSON may begin with white space, so that no proxy takes the silence for a dead connection.
    """
    return StreamingResponse(
        _outcome(running, run), headers=located(run, "join"), media_type="application/json"
    )


async def _outcome(running: Running, run: Run) -> AsyncIterator[bytes]:
    joining = asyncio.ensure_future(running.system.turns.join(run.workspace_id, run.id))
    try:
        while not (await asyncio.wait({joining}, timeout=HEARTBEAT_S))[0]:
            yield b"\n"
        finished = joining.result()
    finally:
        joining.cancel()
    state = await running.system.states.latest(run.thread_id)
    yield json.dumps(outcome(finished, state), ensure_ascii=False).encode()


def located(run: Run, again: str = "stream") -> dict[str, str]:
    path = f"/threads/{run.thread_id}/runs/{run.id}"
    return {"Content-Location": path, "Location": f"{path}/{again}"}


def last_seen(event_id: str) -> int:
    """The number after which to go on; 0, which is everything, for none or an unreadable one."""
    return max(int(event_id), 0) if event_id.lstrip("-").isdigit() else 0
