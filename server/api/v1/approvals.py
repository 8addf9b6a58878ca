"""/api/v1/approvals: the questions put to people, and their decisions."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from domain.approval import ApprovalStatus, Decision
from server.auth.access import Reader, Writer
from server.deciding import answer
from server.free_json import JsonObject
from server.paging import Cursor, Limit, Page, page
from server.running import RunningDep
from tools.decisions import Wanted
from tools.rehearsing import Rehearsal, rehearse
from tools.shapes import ApprovalView
from tools.showing import approval_views

router = APIRouter(prefix="/approvals", tags=["approvals"])


class OverrideBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: str = Field(max_length=4000)
    """Why it may go out although a check blocks it; kept with the post and audited."""


class DecisionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decision: Decision
    version: int = Field(ge=1)
    """The version that was looked at; another one is refused."""
    edits: JsonObject | None = None
    message: str | None = Field(default=None, max_length=4000)
    override_safety: OverrideBody | None = None
    """With "approve": answer for a post that a check blocks."""

    def wanted(self) -> Wanted:
        override = self.override_safety
        return Wanted(
            decision=self.decision,
            version=self.version,
            edits=self.edits,
            message=self.message,
            override_safety=override.reason if override else None,
        )


@router.get("")
async def list_approvals(
    caller: Reader,
    running: RunningDep,
    status: ApprovalStatus | None = None,
    thread_id: str | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ApprovalView]:
    """Approvals in the order they were asked."""
    async with running.system.store.reading() as unit:
        found = await unit.approvals.list(caller.workspace_id, status=status, thread_id=thread_id)
        kept = page(found, lambda a: a, key=lambda a: a.id, limit=limit, cursor=cursor)
        views = await approval_views(unit, kept.items, running.system.services.public_url)
    return Page(items=views, next_cursor=kept.next_cursor)


@router.get("/{approval_id}")
async def read_approval(approval_id: str, caller: Reader, running: RunningDep) -> ApprovalView:
    async with running.system.store.reading() as unit:
        approval = await unit.approvals.get(caller.workspace_id, approval_id)
        (shown,) = await approval_views(unit, [approval], running.system.services.public_url)
    return shown


@router.post("/{approval_id}/dry-run")
async def dry_run(approval_id: str, caller: Reader, running: RunningDep) -> Rehearsal:
    """Everything that precedes sending it, without sending: what would go out, what stops it."""
    return await rehearse(running.system.services, caller.member, approval_id)


# the needed right depends on the decision (a wish needs less than a yes): the tool checks it
@router.post("/{approval_id}/decision")
async def decide(
    approval_id: str, body: DecisionBody, caller: Writer, running: RunningDep
) -> ApprovalView:
    """Approve, edit, reject, or pass a wish to the team (which leaves it open)."""
    approval = await answer(running, caller, approval_id, body.wanted())
    async with running.system.store.reading() as unit:
        (shown,) = await approval_views(unit, [approval], running.system.services.public_url)
    return shown
