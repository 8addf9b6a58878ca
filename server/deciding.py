"""A decision over HTTP: written to the rows first, then its conversation goes on by itself."""

from domain.approval import Approval, Decision
from server.auth.access import Caller
from server.running import Running
from tools.decisions import decide
from tools.resuming import as_message


async def answer(
    running: Running,
    caller: Caller,
    approval_id: str,
    *,
    version: int,
    decision: Decision,
    edits: dict[str, object] | None = None,
    message: str | None = None,
) -> Approval:
    """As `tools.decisions.decide`, then let the thread hear of it."""
    approval = await decide(
        running.system.services,
        caller.member,
        approval_id,
        version=version,
        decision=decision,
        edits=edits,
        message=message,
        surface=caller.surface,
    )
    if approval.thread_id is None:
        return approval
    if decision is Decision.RESPOND and message:
        async with running.system.store.reading() as unit:
            wish = await as_message(unit, approval, message)
        await _pass_on(running, caller, approval.thread_id, wish)
    else:
        await running.system.turns.nudge(caller.workspace_id, approval.thread_id)
    return approval


async def _pass_on(running: Running, caller: Caller, thread_id: str, message: str) -> None:
    """A wish is a message to the team, in the conversation that asked."""
    await running.system.turns.submit(
        workspace_id=caller.workspace_id,
        thread_id=thread_id,
        payload={"messages": [{"role": "user", "content": message}], "elsewhere": True},
        user_id=caller.member.user_id,
        stream_modes=("values", "updates", "messages-tuple", "custom"),
    )
