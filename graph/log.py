"""A run's event log: numbered rows, and the store's bell for whoever follows them."""

from collections.abc import AsyncIterator

from domain.run import FINISHED, Run, RunEvent
from graph.plain import to_json
from tools.services import Services

POLL_S = 0.5
"""How long a follower in another process may lag behind."""


class EventLog:
    """Writes one run's events. One writer per run, because its thread is leased."""

    def __init__(self, services: Services, run: Run) -> None:
        self._services = services
        self._run = run
        self._seq: int | None = None

    async def append(self, event: str, data: object) -> None:
        """Commit one event, then ring."""
        async with self._services.store.writing() as unit:
            if self._seq is None:
                self._seq = await unit.runs.last_seq(self._run.id)
            self._seq += 1
            row = RunEvent(run_id=self._run.id, seq=self._seq, event=event, data=to_json(data))
            await unit.runs.append(self._run.workspace_id, (row,))
        self._services.store.bell.ring(self._run.id)

    async def is_empty(self) -> bool:
        async with self._services.store.reading() as unit:
            return await unit.runs.last_seq(self._run.id) == 0


async def follow(
    services: Services, workspace_id: str, run_id: str, *, after: int
) -> AsyncIterator[RunEvent]:
    """Every event numbered above `after`, in order, until the run is finished and read."""
    with services.store.bell.listening(run_id) as ear:
        while True:
            async with services.store.reading() as unit:
                run = await unit.runs.get(workspace_id, run_id)
                events = await unit.runs.events(workspace_id, run_id, after=after)
            for event in events:
                after = event.seq
                yield event
            if events:
                continue
            if run.status in FINISHED:
                return
            await ear.wait(POLL_S)
