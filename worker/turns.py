"""Turns: the only door by which server, bots and command line start work in a thread."""

from collections.abc import AsyncIterator
from datetime import timedelta

from domain.errors import ConflictError, InvalidError
from domain.ids import derived_id, new_id
from domain.run import FAILED, FINISHED, Run, RunEvent, RunStatus
from graph.log import follow
from tools.services import Services
from worker import engine

ALL_MODES = ("values", "updates", "messages-tuple", "custom")
OWN_PAUSES = tuple(timedelta(seconds=s) for s in (0, 2, 30, 300, 3600))
"""Before each try at a turn of the product's own: whatever it needs may be away for a while."""
STRATEGIES = ("enqueue", "reject", "interrupt")


class Turns:
    """Accepts turns and follows them.

    Args:
        can_start: Whether this process works on turns; otherwise a worker finds the accepted row.
    """

    def __init__(self, services: Services, *, can_start: bool = True) -> None:
        self._services = services
        self._can_start = can_start
        self._started: set[str] = set()

    async def submit(
        self,
        *,
        workspace_id: str,
        thread_id: str,
        payload: dict[str, object],
        user_id: str | None,
        stream_modes: tuple[str, ...] = ("values",),
        run_id: str | None = None,
        multitask_strategy: str = "enqueue",
        metadata: dict[str, object] | None = None,
    ) -> Run:
        """Accept a turn and start it when its thread is free.

        Args:
            payload: `{"messages": […]}`, `{"resume": true}` or `{"trigger": "news" | "metrics"}`;
                with `"elsewhere": true` when who sent it does not see what the turn asks.
            run_id: Given to make the call idempotent: a run of that id is accepted once.

        Raises:
            NotFoundError: No such thread in this workspace.
            ConflictError: `thread_busy`, with the strategy `reject`.
            InvalidError: `unknown_strategy`.
        """
        now = self._services.real_clock()
        await self._apply(multitask_strategy, workspace_id, thread_id)
        wanted = Run(
            id=run_id or new_id(),
            workspace_id=workspace_id,
            thread_id=thread_id,
            number=0,
            status=RunStatus.PENDING,
            payload=payload,
            stream_modes=stream_modes,
            user_id=user_id,
            metadata=metadata or {},
            created_at=now,
            updated_at=now,
        )
        async with self._services.store.writing() as unit:
            run = await unit.runs.accept(wanted)
        if run.status not in FINISHED:
            await self.start(run)
        return run

    async def start(self, run: Run) -> None:
        """Hand an accepted run to the job engine, once per process; the engine starts it once."""
        if self._can_start and run.id not in self._started:
            self._started.add(run.id)
            await engine.start_turn(run.id)

    def keep_only(self, unfinished: set[str]) -> None:
        """Forget which finished runs were started here."""
        self._started &= unfinished

    async def _apply(self, strategy: str, workspace_id: str, thread_id: str) -> None:
        """What the strategy does to runs that are not finished."""
        if strategy not in STRATEGIES:
            raise InvalidError(
                f"“{strategy}” is not a strategy for a busy thread. Use one of: "
                f"{', '.join(STRATEGIES)}.",
                code="unknown_strategy",
            )
        if strategy == "enqueue":
            return
        async with self._services.store.reading() as unit:
            busy = await unit.runs.unfinished(workspace_id, thread_id)
        if busy and strategy == "reject":
            raise ConflictError(
                "This conversation is busy with an earlier message. Wait for its answer, or send "
                "this one with multitask_strategy “enqueue”.",
                code="thread_busy",
            )
        for run in busy:
            await self.cancel(workspace_id, run.id)

    async def cancel(self, workspace_id: str, run_id: str) -> Run:
        """Ask a run to stop; its owner sees it within a second, in whatever process it works.

        A turn of the product's own is left alone: it takes in what people or platforms did, and
        calling it off would lose that.
        """
        async with self._services.store.writing() as unit:
            run = await unit.runs.get(workspace_id, run_id)
            if run.status not in FINISHED and "messages" in run.payload:
                await unit.runs.request_cancel(workspace_id, run_id, self._services.real_clock())
        return run

    async def abandon(self, run: Run) -> None:
        """End a run that its workflow left behind, so that its thread is not blocked for ever."""
        message = "This turn was interrupted and could not be finished. Send your message again."
        now = self._services.real_clock()
        async with self._services.store.writing() as unit:
            await unit.runs.set_status(
                run.workspace_id, run.id, RunStatus.ERROR, now, error=message
            )
            await unit.threads.release(run.thread_id, run.id)
        self._services.store.bell.ring(run.id)

    async def join(self, workspace_id: str, run_id: str) -> Run:
        """The run, once it is finished."""
        async for _event in self.follow(workspace_id, run_id):
            pass
        async with self._services.store.reading() as unit:
            return await unit.runs.get(workspace_id, run_id)

    def follow(self, workspace_id: str, run_id: str, *, after: int = 0) -> AsyncIterator[RunEvent]:
        """Every event numbered above `after`, until the run is finished and read."""
        return follow(self._services, workspace_id, run_id, after=after)

    async def nudge(
        self, workspace_id: str, thread_id: str, *, user_id: str | None = None
    ) -> Run | None:
        """Start the turn that takes in decisions the thread has not heard; None without any.

        The run's id follows from the decisions that are unheard, so that however many surfaces
        nudge, one turn comes of the same decisions.

        Args:
            user_id: Who follows the turn, and so is shown what it asks.
        """
        async with self._services.store.reading() as unit:
            unheard = [
                a for a in await unit.approvals.unheard(workspace_id) if a.thread_id == thread_id
            ]
        if not unheard:
            return None
        key = ("resume", *(a.approval_id for a in unheard))
        return await self.submit_own(
            workspace_id, thread_id, {"resume": True}, key, user_id=user_id
        )

    async def submit_own(
        self,
        workspace_id: str,
        thread_id: str,
        payload: dict[str, object],
        key: tuple[str, ...],
        *,
        user_id: str | None = None,
    ) -> Run:
        """Start a turn of the product's own once per key; one that failed is tried anew in time.

        Raises:
            NotFoundError: No such thread in this workspace.
        """
        run_id, known = await self._own_id(key)
        if known is not None:
            return known
        return await self.submit(
            workspace_id=workspace_id,
            thread_id=thread_id,
            payload=payload,
            user_id=user_id,
            stream_modes=ALL_MODES,
            run_id=run_id,
        )

    async def _own_id(self, key: tuple[str, ...]) -> tuple[str, Run | None]:
        """The id of the next try, and the run that makes one needless or too early."""
        last: Run | None = None
        run_id, now = "", self._services.real_clock()
        async with self._services.store.reading() as unit:
            for attempt, pause in enumerate(OWN_PAUSES):
                run_id = derived_id(*key, str(attempt))
                found = await unit.runs.locate(run_id)
                if found is None:
                    is_early = last is not None and now - last.updated_at < pause
                    return run_id, last if is_early else None
                last = found
                if found.status not in FAILED:
                    break
        return run_id, last
