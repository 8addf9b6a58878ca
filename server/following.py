"""Follows a workspace's events for one reader, for as long as that reader may.

Holds no connection of the database while it waits or sends, and no more than one batch of events.
"""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog

from config import telemetry
from domain.account import Right
from domain.errors import UnavailableError
from domain.event import WorkspaceEvent
from server.auth.access import Caller
from store.bell import Ear
from store.events import KEPT
from store.unit import Store
from tools.services import Clock

POLL_S = 5.0
"""How long a change of another process, or the loss of a membership, may go unheard."""
GATHER_S = 0.2
"""What happens in a burst is read together."""
BATCH = 200
READY, RESET = "ready", "reset"
T = TypeVar("T")
log = structlog.get_logger()
_readings: set[asyncio.Task[Any]] = set()
"""Kept from being collected: their reader may have left."""


@dataclass(frozen=True)
class Look:
    """What one look at the rows found."""

    may_read: bool
    newest: int = 0
    """Where to go on when some of the events have gone."""
    events: Sequence[WorkspaceEvent] = ()


class Follower:
    """One reader's way through the events of their workspace.

    Args:
        last_id: The `Last-Event-ID` of the request; empty when the reader has seen no event.
        real_clock: The machine's time, which tokens live by.
    """

    def __init__(self, store: Store, caller: Caller, last_id: str, *, real_clock: Clock) -> None:
        self._store = store
        self._caller = caller
        self._last_id = last_id
        self._clock = real_clock
        self._after = 0
        self._ear: Ear | None = None
        self._stops = False

    def stop(self) -> None:
        """End the stream although the reader may read on: the server stops."""
        self._stops = True
        if self._ear is not None:
            self._ear.wake()

    async def follow(self, first: WorkspaceEvent | None) -> AsyncGenerator[WorkspaceEvent]:
        """Every event after the one seen last, or from now on, until the reader's right ends.

        `reset` tells a reader who missed events that are gone to load everything anew.

        Args:
            first: What `begin` found to be told first.
        """
        with _counted(), self._store.bell.listening(self._caller.workspace_id) as ear:
            self._ear = ear
            if first is not None:
                yield first
            while (look := await self._look()).may_read:
                for event in self._without_gap(look):
                    if self._is_over():  # while a slow reader took the one before
                        return
                    self._after = event.id
                    yield event
                if len(look.events) < BATCH:
                    await self._wait(ear)

    async def begin(self) -> WorkspaceEvent | None:
        """Find where to go on, before anything is answered.

        Returns:
            `ready` for a reader who has seen no event, `reset` for one whose number leads
            nowhere, with the number that was reached.

        Raises:
            UnavailableError: The database cannot be read at the moment.
        """
        newest = await _to_its_end(self._newest())
        self._after = newest
        if not self._last_id:
            return self._mark(READY)
        seen = int(self._last_id) if _is_number(self._last_id) else -1
        if not newest - KEPT <= seen <= newest or seen < 0:
            return self._mark(RESET)
        self._after = seen
        return None

    def _without_gap(self, look: Look) -> Sequence[WorkspaceEvent]:
        """The events found; `reset` when some were pruned while the reader was slow."""
        if self._has_gap(look.events):
            self._after = look.newest
            return [self._mark(RESET)]
        return look.events

    def _has_gap(self, events: Sequence[WorkspaceEvent]) -> bool:
        """Pruning leaves publications' moves, so a gap may come after the first of them, too."""
        return bool(events) and events[-1].id != self._after + len(events)

    def _mark(self, kind: str) -> WorkspaceEvent:
        return WorkspaceEvent(id=self._after, type=kind, at=self._clock(), data={})

    async def _look(self) -> Look:
        """What is new, or nothing while the database is away: it is looked at again."""
        if self._is_over():
            return Look(may_read=False)
        try:
            return await _to_its_end(self._read())
        except UnavailableError as error:
            log.warning("events.not_read", code=error.code)
            return Look(may_read=True)

    async def _read(self) -> Look:
        workspace_id, user_id = self._caller.workspace_id, self._caller.member.user_id
        async with self._store.reading() as unit:
            member = await unit.accounts.member(workspace_id, user_id)
            if member is None or not member.may(Right.READ):
                return Look(may_read=False)
            events = await unit.events.after(workspace_id, self._after, limit=BATCH)
            has_gap = self._has_gap(events)
            newest = await unit.events.newest(workspace_id) if has_gap else self._after
        return Look(may_read=True, newest=newest, events=events)

    async def _newest(self) -> int:
        async with self._store.reading() as unit:
            return await unit.events.newest(self._caller.workspace_id)

    async def _wait(self, ear: Ear) -> None:
        if await ear.wait(min(POLL_S, self._left_s())):
            await asyncio.sleep(min(GATHER_S, self._left_s()))

    def _left_s(self) -> float:
        until: datetime | None = self._caller.until
        return POLL_S if until is None else max((until - self._clock()).total_seconds(), 0.0)

    def _is_over(self) -> bool:
        until = self._caller.until
        return self._stops or (until is not None and self._clock() >= until)


@contextmanager
def _counted() -> Iterator[None]:
    telemetry.EVENT_STREAMS.inc()
    try:
        yield
    finally:
        telemetry.EVENT_STREAMS.dec()


async def _to_its_end(reading: Coroutine[Any, Any, T]) -> T:
    """Read to the end even when the reader leaves: a query cut in the middle leaks a connection."""
    task = asyncio.create_task(reading)
    _readings.add(task)
    task.add_done_callback(_forget)
    return await asyncio.shield(task)


def _forget(reading: asyncio.Task[Any]) -> None:
    _readings.discard(reading)
    if not reading.cancelled():
        reading.exception()  # looked at, so that a reader who left is not logged as an error


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
