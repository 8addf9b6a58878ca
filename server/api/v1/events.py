"""/api/v1/events: what changes in the caller's workspace, as it happens."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Receive, Scope, Send

from domain.event import WorkspaceEvent
from server.auth.access import Reader
from server.following import Follower
from server.running import RunningDep
from tools.views import instant

router = APIRouter(prefix="/events", tags=["operation"])
HEARTBEAT_S = 15
SEND_TIMEOUT_S = 60.0
"""A reader who takes nothing for so long is gone."""
GOODBYE_S = 2.0
"""How long a stream may take to end when the server stops; less than the server waits."""


@router.get("", response_class=EventSourceResponse)
async def stream_events(
    caller: Reader, running: RunningDep, last_event_id: Annotated[str, Header()] = ""
) -> EventSourceResponse:
    """Follow approvals, publications, connections, runs and imports of the workspace.

    Each event is `{id, type, at, …}` with the ids and the state of its subject. With
    `Last-Event-ID` it goes on after that event; without, it begins with `ready` and tells what
    happens from then on. `reset` means that events were missed for good: load what you show anew.
    The stream ends with the access token.
    """
    follower = Follower(
        running.system.store, caller, last_event_id, real_clock=running.system.services.real_clock
    )
    return _Stream(
        _sent(follower, await follower.begin()),
        ping=HEARTBEAT_S,
        sep="\n",
        send_timeout=SEND_TIMEOUT_S,
        shutdown_event=cast("Any", _Stop(follower)),
        shutdown_grace_period=GOODBYE_S,
    )


@dataclass(frozen=True)
class _Stop:
    """The event that the library sets when the server stops; it does nothing else with it."""

    follower: Follower

    def set(self) -> None:
        self.follower.stop()


class _Stream(EventSourceResponse):
    """Drops a reader who takes nothing; that is no failure of ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(SendTimeoutError):
            await super().__call__(scope, receive, send)


async def _sent(follower: Follower, first: WorkspaceEvent | None) -> AsyncIterator[ServerSentEvent]:
    async with aclosing(follower.follow(first)) as events:
        async for event in events:
            data = json.dumps(view(event), ensure_ascii=False)
            yield ServerSentEvent(data=data, event=event.type, id=str(event.id))


def view(event: WorkspaceEvent) -> dict[str, object]:
    return {"id": str(event.id), "type": event.type, "at": instant(event.at), **event.data}
