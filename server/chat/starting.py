"""Starts runs: checks what a client wants against the thread, then hands over exactly one turn."""

import uuid
from typing import cast

from domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from domain.run import FINISHED, Run, Thread
from server.auth.access import Caller
from server.chat.assistants import require_assistant, with_ids
from server.chat.bodies import RunBody, require_offered
from server.chat.inputs import Said, read_input
from server.chat.opening import open_thread
from server.chat.views import STRATEGY_KEY
from server.running import Running
from tools.resuming import decide_resume


async def start_run(running: Running, caller: Caller, thread_id: str | None, body: RunBody) -> Run:
    """The accepted run; without a thread it gets a new one.

    Raises:
        InvalidError, ForbiddenError, ConflictError, NotFoundError: As the contract says of chat;
            then nothing was decided and nothing was handed over.
    """
    require_assistant(body.assistant_id)
    require_offered(body)
    _require_no_jump(body)
    if body.command is not None and "resume" in body.command.model_fields_set:
        thread = await _thread(running, caller, thread_id, create=False)
        await _require_head(running, thread, body)
        return await _resume(running, caller, thread, body)
    said = read_input(body.input)
    thread = await _thread(running, caller, thread_id, create=body.if_not_exists == "create")
    await _require_head(running, thread, body)
    await _choose_brand(running, thread, said)
    return await _submit(running, caller, thread, body, {"messages": list(said.messages)})


async def _thread(
    running: Running, caller: Caller, thread_id: str | None, *, create: bool
) -> Thread:
    if thread_id is None:
        return await open_thread(running, caller, thread_id=str(uuid.uuid4()), metadata={})
    if create and _is_uuid(thread_id):
        return await open_thread(running, caller, thread_id=thread_id, metadata={}, may_exist=True)
    async with running.system.store.reading() as unit:
        return await unit.threads.get(caller.workspace_id, thread_id)


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _require_no_jump(body: RunBody) -> None:
    command = body.command
    if command is not None and (command.goto or command.update):
        raise ForbiddenError(
            "A client cannot send the conversation somewhere or change its state. Send a message, "
            "or decide on what is asked.",
            code="command_not_allowed",
        )
    if command is not None and body.input:
        raise InvalidError(
            "Send an input or a command, not both. Nothing was decided.", code="bad_resume"
        )


async def _require_head(running: Running, thread: Thread, body: RunBody) -> None:
    wanted = body.wanted_checkpoint
    if wanted is None:
        return
    if wanted != await running.system.states.head(thread.id):
        raise ConflictError(
            "The conversation went on meanwhile; this was sent from an earlier point of it. Load "
            "it again and repeat. Nothing was decided.",
            code="stale_checkpoint",
        )


async def _resume(running: Running, caller: Caller, thread: Thread, body: RunBody) -> Run:
    """Write the decisions, then let the thread hear of them in the one turn that does."""
    system = running.system
    resume = await _addressed(running, thread, body)
    payload = await decide_resume(
        system.services, caller.member, thread.id, resume, surface=caller.surface
    )
    if "resume" in payload:
        # the poller may have started that turn already; joining it makes one turn of the two
        run = await system.turns.nudge(
            caller.workspace_id, thread.id, user_id=caller.member.user_id
        )
        if run is not None and run.status not in FINISHED:
            return run
    return await _submit(running, caller, thread, body, payload)


async def _addressed(running: Running, thread: Thread, body: RunBody) -> object:
    """The resume, keyed by the interrupt of the checkpoint that it was sent from, if it was."""
    resume = body.command.resume if body.command else None
    if body.wanted_checkpoint is None or not isinstance(resume, dict) or "decisions" not in resume:
        return resume
    state = await running.system.states.at(thread.id, body.wanted_checkpoint)
    asked = cast("list[dict[str, object]]", state["interrupts"] if state else [])
    return {str(asked[0]["id"]): resume} if len(asked) == 1 else resume


async def _submit(
    running: Running, caller: Caller, thread: Thread, body: RunBody, payload: dict[str, object]
) -> Run:
    strategy = body.multitask_strategy or "enqueue"
    return await running.system.turns.submit(
        workspace_id=caller.workspace_id,
        thread_id=thread.id,
        payload=payload,
        user_id=caller.member.user_id,
        stream_modes=tuple(body.stream_mode),
        multitask_strategy=strategy,
        metadata={**with_ids(body.metadata or {}), STRATEGY_KEY: strategy},
    )


async def _choose_brand(running: Running, thread: Thread, said: Said) -> None:
    """Give a fresh conversation the brand that its first message names.

    Raises:
        NotFoundError: No such brand in this workspace.
        ConflictError: `other_brand`; the conversation is about another one already. `brand_gone`;
            the one it is about was taken away.
    """
    system = running.system
    if said.brand_id in (None, thread.brand_id):
        async with system.store.reading() as unit:
            brand = await unit.brands.get(thread.workspace_id, thread.brand_id)
        if brand.removed_at is not None:
            raise ConflictError(
                "The brand of this conversation was taken away. Open a new one for another brand.",
                code="brand_gone",
            )
        return
    async with system.store.writing() as unit:
        brand = await unit.brands.current(thread.workspace_id, said.brand_id or "")
        if await unit.runs.of_thread(thread.workspace_id, thread.id):
            raise ConflictError(
                "This conversation is about another brand. Open a new one for this brand.",
                code="other_brand",
            )
        now = system.services.real_clock()
        await unit.threads.change(thread.workspace_id, thread.id, now, brand_id=brand.id)


async def own_run(running: Running, caller: Caller, thread_id: str, run_id: str) -> Run:
    """The run of this thread.

    Raises:
        NotFoundError: No such run in this thread of the caller's workspace.
    """
    async with running.system.store.reading() as unit:
        run = await unit.runs.get(caller.workspace_id, run_id)
    if run.thread_id != thread_id:
        raise NotFoundError(f"There is no run {run_id} in this conversation.")
    return run
