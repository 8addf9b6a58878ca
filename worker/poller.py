"""Finds what is due by looking at the rows, and hands it over: no hand-over depends on luck."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from domain.errors import InstaMediaError
from domain.ids import derived_id
from domain.publication import SETTLED_FOR_THREAD
from store.ledger import Due
from tools.services import Services
from tools.settling import awaits_report
from worker import engine
from worker.measurer import Measurer
from worker.prober import Prober
from worker.sweeper import Sweeper
from worker.turns import Turns

EVERY_S = 1.0
PATIENCE_S = 2.0
"""How long a stop waits for a look or a probe at hand."""
PATIENCE = timedelta(seconds=2)
"""How long a decision is left to the surface that took it before the poll resumes the thread."""
STRAY_AFTER = timedelta(seconds=60)
ALL_MODES = ("values", "updates", "messages-tuple", "custom")
log = structlog.get_logger()


class Poller:
    def __init__(
        self,
        services: Services,
        turns: Turns,
        *,
        prober: Prober,
        measurer: Measurer,
        sweeper: Sweeper,
    ) -> None:
        self._services = services
        self._turns = turns
        self._prober = prober
        self._measurer = measurer
        self._sweeper = sweeper
        self._in_hand: dict[str, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def start(self) -> None:
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Let the look at hand end by itself: a query cut in the middle leaks its connection."""
        self._stopping.set()
        if self._task:
            await asyncio.wait({self._task}, timeout=PATIENCE_S)
        tasks = [task for task in (self._task, *self._in_hand.values()) if task]
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _forever(self) -> None:
        while not self._stopping.is_set():
            for look in (
                self._sweep,
                self._publish,
                self._probe,
                self._measure,
                self._resume_decided,
                self._tell_news,
                self._report,
                self._start_accepted,
                self._end_strays,
            ):
                try:
                    await look()
                except Exception:
                    # one kind of work that cannot be found must not stop the others
                    log.exception("poll.failed", look=look.__name__)
                if self._stopping.is_set():
                    return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), EVERY_S)

    async def _sweep(self) -> None:
        async with self._services.store.reading() as unit:
            rows = await unit.ledger.abandoned(self._services.clock())
        for due in rows:
            await self._sweeper.sweep(due)

    async def _publish(self) -> None:
        """Start what is due, one at a time per connection, in order of due time."""
        async with self._services.store.reading() as unit:
            rows = [
                await unit.publications.get(due.workspace_id, due.publication_id)
                for due in await unit.ledger.due(self._services.clock())
            ]
            busy = await unit.ledger.busy_connections()
        for row in rows:
            if row.connection_id not in busy:
                busy.add(row.connection_id)
                await engine.start_publish(row.workspace_id, row.id, row.fence)

    async def _probe(self) -> None:
        async with self._services.store.reading() as unit:
            rows = await unit.ledger.to_probe(self._services.clock())
        for due in rows:
            self._once("probe", due, self._prober.probe)

    async def _measure(self) -> None:
        async with self._services.store.reading() as unit:
            rows = await unit.ledger.to_measure(self._services.clock())
        for due in rows:
            self._once("measure", due, self._measurer.measure)

    def _once(self, kind: str, due: Due, work: Callable[[Due], Awaitable[None]]) -> None:
        """Run the work beside the poll, unless it is still at it."""
        key = f"{kind}:{due.publication_id}"
        if key in self._in_hand:
            return

        async def guarded() -> None:
            try:
                await work(due)
            except Exception:
                log.exception("work.failed", kind=kind, publication_id=due.publication_id)
            finally:
                self._in_hand.pop(key, None)

        self._in_hand[key] = asyncio.create_task(guarded())

    async def _resume_decided(self) -> None:
        """Threads whose decisions nobody took in: a surface died, or was never there."""
        ripe = self._services.clock() - PATIENCE
        async with self._services.store.reading() as unit:
            unheard = [u for u in await unit.approvals.unheard() if u.decided_at < ripe]
            threads = {(u.workspace_id, u.thread_id) for u in unheard}
            idle = [t for t in sorted(threads) if not await unit.runs.unfinished(*t)]
        for workspace_id, thread_id in idle:
            await self._turns.nudge(workspace_id, thread_id)

    async def _tell_news(self) -> None:
        """Publications that came to an end, or that need a person."""
        async with self._services.store.reading() as unit:
            rows = [
                row
                for row in await unit.publications.untold(SETTLED_FOR_THREAD)
                if row.thread_id and not await unit.runs.unfinished(row.workspace_id, row.thread_id)
            ]
        for row in rows:
            run_id = derived_id("news", row.id, row.state.value, str(row.fence))
            await self._begin(row.workspace_id, row.thread_id or "", "news", run_id)

    async def _report(self) -> None:
        """Campaigns whose every post has its end and its first numbers."""
        async with self._services.store.reading() as unit:
            ready = [
                campaign
                for campaign in await unit.campaigns.active()
                if campaign.thread_id
                and await awaits_report(unit, campaign.workspace_id, campaign.id)
            ]
        for campaign in ready:
            run_id = derived_id("first-report", campaign.id)
            await self._begin(campaign.workspace_id, campaign.thread_id or "", "metrics", run_id)

    async def _begin(self, workspace_id: str, thread_id: str, trigger: str, run_id: str) -> None:
        with suppress(InstaMediaError):  # a deleted thread has nobody to tell
            await self._turns.submit(
                workspace_id=workspace_id,
                thread_id=thread_id,
                payload={"trigger": trigger},
                user_id=None,
                stream_modes=ALL_MODES,
                run_id=run_id,
            )

    async def _start_accepted(self) -> None:
        """Runs that a process without a worker accepted, or one that died before starting them."""
        async with self._services.store.reading() as unit:
            runs = await unit.runs.all_unfinished()
        self._turns.keep_only({run.id for run in runs})
        for run in runs:
            await self._turns.start(run)

    async def _end_strays(self) -> None:
        """Runs whose workflow ended without them: their thread must not be blocked for ever."""
        before = self._services.clock() - STRAY_AFTER
        async with self._services.store.reading() as unit:
            runs = [r for r in await unit.runs.all_unfinished() if r.updated_at < before]
        for run in runs:
            if await engine.is_over(run.id):
                await self._turns.abandon(run)
