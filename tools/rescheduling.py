"""Moves an approved post in time: the old approval is void, a new one asks about the new time."""

from datetime import datetime

from domain.account import Member, Right
from domain.approval import Approval, Decision
from domain.connection import ConnectionStatus
from domain.content import Content
from domain.errors import ConflictError, ForbiddenError, InstaMediaError
from domain.frozen import Frozen
from domain.publication import MOVED, Publication
from domain.times import Slot, spoken
from store.unit import Unit
from tools.asking import open_approval
from tools.decisions import Wanted, apply, decide
from tools.publishing import check_before_moving, require_cancellable, withdraw
from tools.repeating import lasting
from tools.services import Services
from tools.slotting import When, wished_slot

APPROVE = Decision.APPROVE


class NotApproved(Frozen):
    """Why a moved post waits for a person although somebody moved it who may decide."""

    code: str
    detail: str


class Moved(Frozen):
    approval: Approval
    """Decided at once, or open: asked of who may decide, or `not_approved` says why."""
    not_approved: NotApproved | None = None


async def reschedule(
    services: Services,
    member: Member,
    publication_id: str,
    *,
    when: When,
    surface: str,
) -> Moved:
    """Move a post in time: a new approval, decided at once when the person may decide.

    Whatever it raises changed nothing. A process that dies on the way leaves the post as it was,
    or moved with its approval open.

    Args:
        services: The running system.
        member: Who moves it.
        publication_id: What is moved.
        when: The new slot.
        surface: Where it was asked.

    Raises:
        InvalidError: `in_the_past`, `bad_zone`, `media_unfit` or `media_unreachable`.
        ConflictError: `already_submitted`, `already_over`, `state_changed`, `not_connected`.
        ForbiddenError: The member may not even ask.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to move this post.", code="not_an_editor")
    is_proven = await check_before_moving(services, member, publication_id)
    async with services.store.writing() as unit:
        now = services.clock()
        publication = await _take(unit, member, publication_id)
        content = await unit.contents.get(member.workspace_id, publication.content_id)
        brand = await unit.brands.get(content.workspace_id, content.brand_id)
        connection = await unit.connections.get(content.workspace_id, publication.connection_id)
        slot = await wished_slot(
            unit,
            when,
            connection,
            content_id=content.id,
            brand_zone=brand.profile.timezone,
            now=now,
        )
        approval = await _reopen(unit, services, content, publication, slot, member, now)
        await _audit(unit, member, approval, publication, surface)
        if member.may(Right.DECIDE) and is_proven:
            yes = Wanted(decision=APPROVE, version=approval.version)
            approval = await apply(unit, services, member, approval.id, yes, surface=surface)
    if not member.may(Right.DECIDE) or is_proven:
        return Moved(approval=approval)
    return await _prove_and_approve(services, member, approval, surface)


async def _audit(
    unit: Unit, member: Member, approval: Approval, publication: Publication, surface: str
) -> None:
    slot = approval.slot
    to = spoken(slot.at, slot.zone) if slot else "on approval"
    await unit.audit.record(
        member.workspace_id,
        at=approval.created_at,
        user_id=member.user_id,
        surface=surface,
        action="publication.reschedule",
        subject=publication.id,
        detail={"to": to, "approval_id": approval.id},
    )


async def _take(unit: Unit, member: Member, publication_id: str) -> Publication:
    """The publication once nobody else can change its post; refused when it is too late."""
    publication = await unit.publications.get(member.workspace_id, publication_id)
    await unit.contents.lock(member.workspace_id, publication.content_id)
    publication = await unit.publications.get(member.workspace_id, publication_id)
    require_cancellable(publication)
    await _require_connected(unit, member, publication)
    return publication


async def _prove_and_approve(
    services: Services, member: Member, approval: Approval, surface: str
) -> Moved:
    """A step of its own: what a platform fetches is served only once it is asked about again."""
    try:
        decided = await decide(
            services,
            member,
            approval.id,
            version=approval.version,
            decision=APPROVE,
            surface=surface,
        )
    except InstaMediaError as error:
        # the post was moved and its question stands: no error may hide that
        why = NotApproved(code=error.code, detail=error.message)
        return Moved(approval=approval, not_approved=why)
    return Moved(approval=decided)


async def _require_connected(unit: Unit, member: Member, publication: Publication) -> None:
    """What could not be approved anew is left as it is."""
    connection = await unit.connections.get(member.workspace_id, publication.connection_id)
    if member.may(Right.DECIDE) and connection.status is not ConnectionStatus.ACTIVE:
        raise ConflictError(
            f"{connection.platform.title} is not connected any more. Connect it again, then move "
            "the post. Nothing was changed.",
            code="not_connected",
        )


async def _reopen(
    unit: Unit,
    services: Services,
    content: Content,
    publication: Publication,
    slot: Slot | None,
    member: Member,
    now: datetime,
) -> Approval:
    """Take back what was approved and ask again about the same words at another time."""
    by = member.name or member.email
    await withdraw(unit, publication, now=now, why=f"{MOVED}{by}.")
    version = content.version.model_copy(
        update={
            "number": content.version.number + 1,
            "created_at": now,
            "created_by": by,
            "made_in": None,
        }
    )
    moved = await unit.contents.next_version(content, version, slot=slot)
    connection = await unit.connections.get(content.workspace_id, publication.connection_id)
    earlier = await unit.approvals.get(content.workspace_id, publication.approval_id)
    approval = await open_approval(
        unit,
        services,
        moved,
        connection=connection,
        thread_id=publication.thread_id,
        at=now,
        cautions=lasting(earlier.cautions),
    )
    await unit.approvals.supersede(
        content.workspace_id, publication.approval_id, next_approval_id=approval.id, at=now
    )
    return approval
