"""A decision over HTTP: written to the rows first, then its conversation goes on by itself."""

from domain.approval import Approval, Decision
from server.auth.access import Caller
from server.running import Running
from tools.decisions import Wanted, decide_as
from tools.resuming import as_message


async def answer(running: Running, caller: Caller, approval_id: str, wanted: Wanted) -> Approval:
    """As `tools.decisions.decide_as`, then let the thread hear of it."""
    approval = await decide_as(
        running.system.services, caller.member, approval_id, wanted, surface=caller.surface
    )
    if approval.thread_id is None:
        return approval
    if wanted.decision is Decision.RESPOND and wanted.message:
        async with running.system.store.reading() as unit:
            wish = await as_message(unit, approval, wanted.message)
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
