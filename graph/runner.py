"""The only door into the graph: one turn, entered any number of times, done once."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any, cast

import structlog
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import Command, Interrupt, StateSnapshot

from domain.errors import InstaMediaError
from domain.ids import derived_id
from domain.run import FINISHED, Run, RunStatus, ThreadStatus
from graph.build import PUBLIC_CHANNELS, Conversation
from graph.checkpoints import is_away
from graph.lease import CancelledRunError, LeaseLostError, kept, wait_for_place
from graph.log import EventLog
from graph.states import config
from llm.model.paying import Payer, paid_by
from tools.services import Services, Turn

RECURSION_LIMIT = 60
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 30.0, 30.0)
"""Between tries at a turn whose database is away."""
_MODES = {"messages-tuple": "messages"}
"""The protocol's names of stream modes where the graph's own differ."""
KNOWN_MODES = ("values", "updates", "messages", "messages-tuple", "custom", "debug")

log = structlog.get_logger()


class Runner:
    def __init__(self, graph: Conversation, services: Services, *, owner: str) -> None:
        self._graph = graph
        self._services = services
        self._owner = owner

    async def execute(self, run_id: str) -> None:
        """Bring the run to its end, from wherever an earlier try left it.

        Never raises for what a turn can meet: failures end in the run's status and an `error`
        event. A lost lease leaves the run to its new holder.
        """
        run = await self._find(run_id)
        if run is None or run.status in FINISHED:
            return
        events = EventLog(self._services, run)
        try:
            with paid_by(Payer(run.workspace_id, run.id)):
                await self._patiently(run, events)
        except CancelledRunError:
            await self._close(run, RunStatus.INTERRUPTED)
        except LeaseLostError:
            log.warning("run.lease_lost", run_id=run.id)
        except InstaMediaError as error:
            await events.append("error", {"error": error.code, "message": error.message})
            await self._close(run, RunStatus.ERROR, error=error.message)
        except Exception:
            correlation_id = uuid.uuid4().hex[:12]
            log.exception("run.failed", run_id=run.id, correlation_id=correlation_id)
            message = (
                "Something went wrong on our side, and this turn stopped. Nothing was posted by "
                f"it. Send your message again; if it stays, tell us {correlation_id}."
            )
            await events.append("error", {"error": "internal", "message": message})
            await self._close(run, RunStatus.ERROR, error=message)
        finally:
            self._services.store.bell.ring(run.id)

    async def _patiently(self, run: Run, events: EventLog) -> None:
        """Bring the turn to its end, going on from its checkpoint when a database was away."""
        for pause_s in PAUSES_S:
            try:
                await self._once(run, events)
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("run.interrupted", run_id=run.id, error=type(error).__name__)
            else:
                return
            await asyncio.sleep(pause_s)
        await self._once(run, events)

    async def _once(self, run: Run, events: EventLog) -> None:
        await wait_for_place(self._services, run, self._owner)
        async with kept(self._services, run, self._owner) as watch:
            await self._set(run, RunStatus.RUNNING, ThreadStatus.BUSY)
            await self._race(run, events, watch)
            await self._close(run, RunStatus.SUCCESS)

    async def _race(self, run: Run, events: EventLog, watch: "asyncio.Task[None]") -> None:
        """Run the turn until it ends or has to stop.

        Raises:
            CancelledRunError, LeaseLostError: Whichever the watch met.
        """
        turn = asyncio.create_task(self._turn(run, events))
        try:
            await asyncio.wait({turn, watch}, return_when=asyncio.FIRST_COMPLETED)
            if turn.done():
                turn.result()
                return
            watch.result()
        finally:
            if not turn.done():
                turn.cancel()
                await asyncio.wait({turn})

    async def _turn(self, run: Run, events: EventLog) -> None:
        if await events.is_empty():
            await events.append("metadata", {"run_id": run.id, "attempt": 1})
        at = _config(run)
        latest = await self._graph.aget_state(at)
        begun = (latest.metadata or {}).get("run_id") == run.id
        if not (begun and (is_waiting(latest) or not latest.next)):
            given = None if begun else _input(run, latest)
            async for mode, data in self._stream(run, given, at):
                # before anybody sees the question and answers it
                await self._remember(run, interrupts_in(data))
                await events.append(mode, data)
        latest = await self._graph.aget_state(at)
        await self._remember(run, [i for task in latest.tasks for i in task.interrupts])

    async def _stream(
        self, run: Run, given: object, at: RunnableConfig
    ) -> AsyncIterator[tuple[str, object]]:
        modes = list(dict.fromkeys(_MODES.get(mode, mode) for mode in run.stream_modes))
        async for mode, data in self._graph.astream(
            cast("Any", given),
            at,
            context=await self._context(run),
            stream_mode=cast("Any", modes or ["values"]),
            output_keys=list(PUBLIC_CHANNELS),
            durability="sync",
        ):
            yield str(mode), data

    async def _remember(self, run: Run, interrupts: Sequence[Interrupt]) -> None:
        """Note which approvals an interrupt lists, so that a client may answer it by its id."""
        if not interrupts:
            return
        async with self._services.store.writing() as unit:
            for interrupt in interrupts:
                await unit.approvals.set_interrupt(
                    run.workspace_id,
                    run.thread_id,
                    tuple(a["id"] for a in interrupt.value.get("approvals", ())),
                    interrupt.id,
                    self._services.real_clock(),
                    shown_to=None if "elsewhere" in run.payload else run.user_id,
                )

    async def _close(self, run: Run, status: RunStatus, *, error: str | None = None) -> None:
        latest = await self._graph.aget_state(config(run.thread_id))
        thread_status = ThreadStatus.INTERRUPTED if is_waiting(latest) else ThreadStatus.IDLE
        if status is RunStatus.ERROR:
            thread_status = ThreadStatus.ERROR
        await self._set(run, status, thread_status, error=error)

    async def _set(
        self, run: Run, status: RunStatus, thread: ThreadStatus, *, error: str | None = None
    ) -> None:
        now = self._services.real_clock()
        async with self._services.store.writing() as unit:
            # the thread first: the run's event tells of both
            await unit.threads.change(run.workspace_id, run.thread_id, now, status=thread.value)
            await unit.runs.set_status(run.workspace_id, run.id, status, now, error=error)

    async def _find(self, run_id: str) -> Run | None:
        async with self._services.store.reading() as unit:
            return await unit.runs.locate(run_id)

    async def _context(self, run: Run) -> Turn:
        async with self._services.store.reading() as unit:
            thread = await unit.threads.get(run.workspace_id, run.thread_id)
            workspace = await unit.accounts.workspace(run.workspace_id)
        return Turn(
            services=self._services,
            workspace_id=run.workspace_id,
            brand_id=thread.brand_id,
            thread_id=run.thread_id,
            run_id=run.id,
            tier=workspace.subscription_tier if workspace else "basic",
        )


def interrupts_in(data: object) -> Sequence[Interrupt]:
    """The interrupts that a streamed event tells of."""
    return data.get("__interrupt__", ()) if isinstance(data, dict) else ()


def is_waiting(snapshot: StateSnapshot) -> bool:
    """Whether the thread stands at an interrupt."""
    return any(task.interrupts for task in snapshot.tasks)


def _input(run: Run, latest: StateSnapshot) -> object:
    payload = run.payload
    if "resume" in payload:
        if is_waiting(latest):
            return Command(resume=True)  # any value will do: review reads the rows
        # a turn that broke off, or was quicker: what is still unheard is told as news
        return {"trigger": {"run_id": run.id, "kind": "news"}}
    if "messages" in payload:
        messages = cast("list[dict[str, Any]]", payload["messages"])
        taken = {m.id for m in latest.values.get("messages", ())}
        return {
            "messages": [_human(run, position, m, taken) for position, m in enumerate(messages)],
            "trigger": {"run_id": run.id, "kind": "message"},
        }
    return {
        "trigger": {
            "run_id": run.id,
            "kind": payload["trigger"],
            "campaign_id": payload.get("campaign_id"),
        }
    }


def _human(
    run: Run, position: int, message: dict[str, Any], taken: set[str | None]
) -> HumanMessage:
    """The message with an id that a repeated turn gives it again.

    A client's id that the thread has already is not used: it would overwrite what was said.
    """
    given = None if message.get("id") in taken else message.get("id")
    taken.add(given)
    return HumanMessage(
        content=message["content"],
        id=str(given) if given else derived_id("message", run.id, str(position)),
    )


def _config(run: Run) -> RunnableConfig:
    return {
        **config(run.thread_id),
        "metadata": {"run_id": run.id},
        "recursion_limit": RECURSION_LIMIT,
    }
