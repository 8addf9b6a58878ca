"""Finds what is due by looking at the rows, and hands it over: no hand-over depends on luck.

A round first asks, in one statement, what there is to find, and makes only the looks that would
find something. Nothing is remembered of the rows: whatever wrote them, and however the clock went.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import NamedTuple

import structlog

from domain.errors import InstaMediaError, UnavailableError
from domain.publication import SETTLED_FOR_THREAD
from store.findings import Finding
from store.ledger import FencedOffError
from tools.services import Services
from tools.settling import settle
from worker import engine
from worker.dispatcher import Dispatcher
from worker.ending import miss
from worker.prober import Prober
from worker.publisher import Publisher
from worker.pulse import steady_s
from worker.sweeper import Sweeper
from worker.turns import Turns

EVERY_S = 0.5
EVERYTHING_EVERY_S = 60.0
"""So often every look is made, whatever the question says."""
EVERYTHING = frozenset(Finding)
PATIENCE_S = 5.0
"""How long a stop waits for a look or a probe at hand."""
PATIENCE_DECIDED_S = 2.0
"""How long a decision is left to the surface that took it before the poll resumes the thread."""
STRAY_AFTER = timedelta(seconds=60)
log = structlog.get_logger()
Work = Callable[[], Awaitable[None]]


class Look(NamedTuple):
    work: Work
    finding: Finding | None = None
    """What it would find; without one it is made in every round."""


class Poller:
    def __init__(
        self,
        services: Services,
        turns: Turns,
        *,
        publisher: Publisher,
        dispatcher: Dispatcher,
        prober: Prober,
        sweeper: Sweeper,
        looks: Sequence[Look],
        beside: Mapping[str, Look],
    ) -> None:
        """
        Args:
            looks: Further looks, made one after the other.
            beside: Work that takes long, by its name: the poll does not wait for it.
        """
        self._services = services
        self._turns = turns
        self._publisher = publisher
        self._dispatcher = dispatcher
        self._prober = prober
        self._sweeper = sweeper
        self._work = beside
        self._looks = (*self._own_looks(), *looks)
        self._wanted = self._found = EVERYTHING
        """What this round looks for, and what the one before found there was."""
        self._everything_s = steady_s()
        self._unheard: dict[str, float] = {}
        """Decisions no thread has taken in, to when they were first seen here (monotonic)."""
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
            await self.round()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), EVERY_S)

    async def round(self) -> None:
        """Ask what there is, and make the looks that find it; a stop ends it between two looks."""
        self._wanted = EVERYTHING
        await _made(self._ask)
        for work, finding in self._looks:
            if self._stopping.is_set():
                return
            if finding is None or finding in self._wanted:
                await _made(work)

    def _own_looks(self) -> tuple[Look, ...]:
        return (
            Look(self._sweep, Finding.ABANDONED),
            Look(self._miss, Finding.PAST_WINDOW),
            Look(self._dispatcher.adopt),
            Look(self._dispatcher.dispatch, Finding.HEADS),
            Look(self._probe, Finding.TO_PROBE),
            Look(self._work_beside),
            Look(self._resume_decided, Finding.UNHEARD),
            Look(self._tell_news, Finding.UNTOLD),
            Look(self._settle, Finding.DISTRIBUTED),
            Look(self._report, Finding.REPORTABLE),
            Look(self._report_settled, Finding.REPORTS_DUE),
            Look(self._start_accepted, Finding.UNFINISHED),
            Look(self._end_strays, Finding.UNFINISHED),
        )

    async def _ask(self) -> None:
        """Narrow the round down to what there is; without an answer it stays whole.

        What there was a round before is looked for once more: a look also takes in that nothing is
        left of it.
        """
        before, self._found = self._found, EVERYTHING
        found = await self._services.store.peeks.findings(
            self._services.clock(), owner=self._publisher.owner, in_hand=self._publisher.in_hand
        )
        if steady_s() - self._everything_s >= EVERYTHING_EVERY_S:
            self._everything_s = steady_s()
            return
        self._wanted, self._found = before | found, found

    async def _sweep(self) -> None:
        await self._sweeper.sweep(self._publisher.in_hand)

    async def _miss(self) -> None:
        """End what nobody could send in its time: an account was paused, or nothing ran."""
        async with self._services.store.reading() as unit:
            rows = await unit.waiting.past_window(self._services.clock())
        for due in rows:
            try:
                await miss(self._services, due)
            except FencedOffError:
                pass  # a person or a publisher took it this very moment
            except UnavailableError:
                raise
            except Exception:
                # one row that cannot be ended must not keep the others waiting
                log.exception("publication.not_missed", publication_id=due.publication_id)

    async def _probe(self) -> None:
        async with self._services.store.reading() as unit:
            rows = await unit.waiting.to_probe(self._services.clock())
        for due in rows:
            self._beside(f"probe:{due.publication_id}", partial(self._prober.probe, due))

    async def _work_beside(self) -> None:
        for key, (work, finding) in self._work.items():
            if finding is None or finding in self._wanted:
                self._beside(key, work)

    def _beside(self, key: str, work: Work) -> None:
        """Run the work beside the poll, unless it is still at it."""
        if key in self._in_hand:
            return

        async def guarded() -> None:
            try:
                await work()
            except UnavailableError as error:
                log.warning("work.failed", work=key, code=error.code)
            except Exception:
                log.exception("work.failed", work=key)
            finally:
                self._in_hand.pop(key, None)

        self._in_hand[key] = asyncio.create_task(guarded())

    async def _resume_decided(self) -> None:
        """Threads whose decisions nobody took in: a surface died, or was never there."""
        async with self._services.store.reading() as unit:
            unheard = await unit.approvals.unheard()
            # since when we see it, not since when it was decided: that clock may be turned back
            now, seen = time.monotonic(), self._unheard
            self._unheard = {u.approval_id: seen.get(u.approval_id, now) for u in unheard}
            ripe = [u for u in unheard if now - self._unheard[u.approval_id] >= PATIENCE_DECIDED_S]
            threads = {(u.workspace_id, u.thread_id) for u in ripe}
            idle = [t for t in sorted(threads) if not await unit.runs.unfinished(*t)]
        for workspace_id, thread_id in idle:
            with suppress(InstaMediaError):  # one thread's trouble is not the others'
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
            await self._begin(
                row.workspace_id,
                row.thread_id or "",
                {"trigger": "news"},
                ("news", row.id, row.state.value, str(row.fence)),
            )

    async def _settle(self) -> None:
        """Campaigns whose posts all came to an end, also when their thread went on to others."""
        async with self._services.store.reading() as unit:
            over = await unit.campaigns.distributed()
        for campaign in over:
            async with self._services.store.writing() as unit:
                now = self._services.clock()
                await settle(unit, campaign.workspace_id, campaign.id, now)

    async def _report(self) -> None:
        """Campaigns whose every post has its end and its first numbers."""
        async with self._services.store.reading() as unit:
            ready = await unit.campaigns.reportable()
        for campaign in ready:
            await self._begin(
                campaign.workspace_id,
                campaign.thread_id or "",
                {"trigger": "metrics", "campaign_id": campaign.id},
                ("first-report", campaign.id),
            )

    async def _report_settled(self) -> None:
        """Campaigns that were reported on first numbers, once those of every post have settled."""
        async with self._services.store.reading() as unit:
            ready = await unit.campaigns.reports_due(self._services.clock())
        for campaign in ready:
            await self._begin(
                campaign.workspace_id,
                campaign.thread_id or "",
                {"trigger": "metrics", "campaign_id": campaign.id},
                ("settled-report", campaign.id),
            )

    async def _begin(
        self, workspace_id: str, thread_id: str, payload: dict[str, object], key: tuple[str, ...]
    ) -> None:
        with suppress(InstaMediaError):  # a deleted thread has nobody to tell
            await self._turns.submit_own(workspace_id, thread_id, payload, key)

    async def _start_accepted(self) -> None:
        """Runs that a process without a worker accepted, or one that died before starting them."""
        async with self._services.store.reading() as unit:
            runs = await unit.runs.all_unfinished()
        self._turns.keep_only({run.id for run in runs})
        for run in runs:
            await self._turns.start(run)

    async def _end_strays(self) -> None:
        """Runs whose workflow ended without them: their thread must not be blocked for ever."""
        before = self._services.real_clock() - STRAY_AFTER
        async with self._services.store.reading() as unit:
            runs = [r for r in await unit.runs.all_unfinished() if r.updated_at < before]
        for run in runs:
            if await engine.is_over(run.id):
                await self._turns.abandon(run)


async def _made(work: Work) -> None:
    try:
        await work()
    except UnavailableError as error:
        log.warning("poll.failed", look=work.__name__, code=error.code)
    except Exception:
        # one kind of work that cannot be found must not stop the others
        log.exception("poll.failed", look=work.__name__)
