"""Decisions of people on approvals: the only way anything becomes publishable.

Rows are written first, whatever the surface; the conversation reads them later.
"""

from datetime import datetime

from domain import renewing
from domain.account import Member, Right
from domain.approval import Approval, ApprovalStatus, Decision
from domain.caution import Caution
from domain.connection import Connection, ConnectionStatus
from domain.content import ContentStatus, Version
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.form import Form
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.safety import Safety
from domain.times import spoken_slot, window
from store.approvals import Verdict
from store.unit import Unit
from tools.approved import due_of, publication_of
from tools.asking import open_approval
from tools.checking import check_wholly
from tools.editing import edited, parse_edits, require_nothing_hidden
from tools.foretelling import Foretold, foretell
from tools.media import require_own
from tools.overriding import override_in, require_safe
from tools.preflight import check_media
from tools.redrawing import redescribed, redrawn
from tools.repeating import lasting, repeats
from tools.safety import check_version
from tools.services import Services
from tools.slotting import edited_slot
from tools.telling import paused
from tools.tracking import tracked_content


class Card(Frozen):
    """What an edit makes of a version's picture."""

    media: tuple[str, ...]
    alt_text: str | None
    form: Form


class Wanted(Frozen):
    """One decision as a surface hands it over, not yet checked against the world."""

    decision: Decision
    version: int
    edits: dict[str, object] | None = None
    message: str | None = None
    card: Card | None = None
    """After an edit; `prepared` fills it in, as what follows."""
    foretold: Foretold | None = None
    """What an edited text is expected to do."""
    cautions: tuple[Caution, ...] = ()
    """What is to be known of an edited post."""
    safety: Safety | None = None
    """What the checks say of an edited post."""
    override_safety: str | None = None
    """Why it may go out although a check blocks it; a person's own words, beside an approval."""


async def decide(
    services: Services,
    member: Member,
    approval_id: str,
    *,
    version: int,
    decision: Decision,
    edits: dict[str, object] | None = None,
    message: str | None = None,
    surface: str,
) -> Approval:
    """As `decide_as`, with the fields of a plain decision one by one."""
    wanted = Wanted(decision=decision, version=version, edits=edits, message=message)
    return await decide_as(services, member, approval_id, wanted, surface=surface)


async def decide_as(
    services: Services, member: Member, approval_id: str, wanted: Wanted, *, surface: str
) -> Approval:
    """Decide one approval.

    Returns:
        The approval as it stands now (after an edit: the superseded one, naming its successor;
        after `respond`: still open).

    Raises:
        NotFoundError: No such approval in the member's workspace.
        ForbiddenError: The member may not decide.
        ConflictError: `already_decided` (with who and when) or `version_conflict`.
        InvalidError: `not_editable`, `in_the_past`, the edit cannot go out as it is,
            `media_unfit` and `media_unreachable`: the picture would not reach its platform, or
            `unsafe_content`: a check blocks it, and nobody answers for it.
    """
    wanted = await prepared(services, member, approval_id, wanted)
    async with services.store.writing() as unit:
        return await apply(unit, services, member, approval_id, wanted, surface=surface)


async def prepared(services: Services, member: Member, approval_id: str, wanted: Wanted) -> Wanted:
    """What a decision needs before its transaction: a picture drawn anew, or proven to be fit.

    Raises as `decide` does; nothing was decided then.
    """
    require_right(member, wanted.decision)
    async with services.store.reading() as unit:
        approval = await unit.approvals.get(member.workspace_id, approval_id)
        brand = await unit.brands.get(member.workspace_id, approval.content.brand_id)
    require_open(approval, wanted.version)
    version = approval.content.version
    if wanted.decision is Decision.APPROVE:
        await check_media(services, member.workspace_id, approval.platform, version)
    if wanted.decision is not Decision.EDIT:
        return wanted
    edits = parse_edits(wanted.edits or {})
    before, version = version, edited(version, edits, by="", at=services.clock())
    if edits.media is not None:
        await require_own(services, member.workspace_id, edits.media)
        if "alt_text" not in edits.model_fields_set and "alt_texts" not in (edits.form or {}):
            version = await redescribed(services, member.workspace_id, before, version)
    else:
        version = await redrawn(
            services, member.workspace_id, brand.profile, approval.platform, before, version
        )
    card = Card(media=version.media, alt_text=version.alt_text, form=version.form)
    foretold = await _foretold(services, approval, before, version)
    cautions = (
        lasting(approval.cautions)
        if version.text == before.text
        else await repeats(services, approval.content, version.text)
    )
    safety = await check_wholly(services, member.workspace_id, version, brand.profile)
    return wanted.model_copy(
        update={"card": card, "foretold": foretold, "cautions": cautions, "safety": safety}
    )


async def _foretold(
    services: Services, approval: Approval, before: Version, version: Version
) -> Foretold | None:
    """Of a text that a person wrote; one of the shown variations brings what it was shown with."""
    is_shown = any(v.text == version.text for v in before.variations)
    if version.text == before.text or is_shown:
        return None
    return await foretell(
        services,
        approval.content.workspace_id,
        approval.content.brand_id,
        text=version.text,
        platform=approval.platform,
    )


async def apply(
    unit: Unit,
    services: Services,
    member: Member,
    approval_id: str,
    wanted: Wanted,
    *,
    surface: str,
) -> Approval:
    """As `decide`, within a unit of work that may hold several decisions.

    Args:
        wanted: As `prepared` gave it back, unless the post has no media.
    """
    require_right(member, wanted.decision)
    approval = await unit.approvals.get(member.workspace_id, approval_id)
    # of several at once the first decides, and the others find it decided
    await unit.contents.lock(member.workspace_id, approval.content.id)
    approval = await unit.approvals.get(member.workspace_id, approval_id)
    require_open(approval, wanted.version)
    require_no_idle_edits(wanted)
    now = services.clock()
    if wanted.decision is Decision.APPROVE:
        await _approve(unit, member, approval, wanted, now, surface=surface)
    elif wanted.decision is Decision.REJECT:
        await _reject(unit, member, approval, wanted, now)
    elif wanted.decision is Decision.EDIT:
        await _edit(unit, services, member, approval, wanted, now)
    elif not (wanted.message or "").strip():
        raise InvalidError("Say what you want to know or change.", code="empty_message")
    elif approval.thread_id is None:
        raise ConflictError(
            "No conversation asks about this post (it was deleted, or there never was one), so "
            "nobody would hear your wish. Edit the post yourself, or approve or reject it. Nothing "
            "was changed.",
            code="no_conversation",
        )
    await unit.audit.record(
        member.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=surface,
        action=f"approval.{wanted.decision.value}",
        subject=approval_id,
        detail={"version": approval.version, "content_hash": approval.content_hash},
    )
    return await unit.approvals.get(member.workspace_id, approval_id)


def require_right(member: Member, decision: Decision) -> None:
    needed = Right.WRITE if decision is Decision.RESPOND else Right.DECIDE
    if not member.may(needed):
        raise ForbiddenError(
            f"As {member.role.value} you can look, but an owner or approver has to decide. "
            "Ask one of them, or have your role changed.",
            code="not_an_approver",
        )


def require_open(approval: Approval, version: int) -> None:
    """Refuse what was decided already, or is about another version.

    Raises:
        ConflictError: `already_decided` or `version_conflict`.
    """
    if approval.status is not ApprovalStatus.OPEN:
        raise already_decided(approval)
    if approval.version != version:
        raise ConflictError(
            f"This post changed meanwhile: version {approval.version} is the one to decide, "
            f"not {version}. Look at it again.",
            code="version_conflict",
            extra={"version": approval.version},
        )


def require_no_idle_edits(wanted: Wanted) -> None:
    """Refuse changes beside a decision that makes none: they would be ignored.

    Raises:
        InvalidError: `not_editable`.
    """
    if wanted.override_safety is not None and wanted.decision is not Decision.APPROVE:
        raise InvalidError(
            f"override_safety goes with “approve”, not with “{wanted.decision.value}”. Nothing "
            "was decided.",
            code="not_editable",
        )
    if wanted.edits and wanted.decision is not Decision.EDIT:
        raise InvalidError(
            f"“{wanted.decision.value}” takes no edits. Send “edit” with them first, then decide "
            "on the new version. Nothing was decided.",
            code="not_editable",
        )


def already_decided(approval: Approval) -> ConflictError:
    by, at = approval.decided_by, approval.decided_at
    who = f" by {by}" if by else ""
    return ConflictError(
        f"This was {_past(approval)}{who} already. Nothing was changed by you.",
        code="already_decided",
        extra={
            "decision": approval.decision.value if approval.decision else None,
            "decided_by": by,
            "decided_at": at.isoformat() if at else None,
            "next_approval_id": approval.next_approval_id,
        },
    )


def _past(approval: Approval) -> str:
    words = {Decision.APPROVE: "approved", Decision.REJECT: "rejected", Decision.EDIT: "edited"}
    return words.get(approval.decision, "replaced") if approval.decision else "replaced"


async def _approve(
    unit: Unit,
    member: Member,
    approval: Approval,
    wanted: Wanted,
    now: datetime,
    *,
    surface: str,
) -> None:
    if (reason := wanted.override_safety) is not None:
        await override_in(unit, member, approval.content, reason, at=now, surface=surface)
        approval = await unit.approvals.get(member.workspace_id, approval.id)
    not_before, not_after = window(approval.publish_at, now)
    if not_after <= now:
        raise InvalidError(
            "The time planned for this post has passed. Choose a new one by editing it.",
            code="in_the_past",
        )
    _require_fit(approval)
    connection = await unit.connections.get(member.workspace_id, approval.connection_id)
    if connection.status is not ConnectionStatus.ACTIVE:
        raise ConflictError(
            f"{connection.platform.title} is not connected any more. Connect it again, then "
            "approve.",
            code="not_connected",
        )
    # quiet hours move the beginning of its time, so that nothing sends it before they end
    not_before, waits = await due_of(unit, connection, approval, (not_before, not_after))
    by = member.name or member.email
    verdict = Verdict(
        decision=Decision.APPROVE,
        by=by,
        at=now,
        message=wanted.message,
        not_before=not_before,
        not_after=not_after,
    )
    await _settle(unit, member, approval, wanted.version, verdict)
    await unit.contents.set_status(
        member.workspace_id, approval.content.id, ContentStatus.APPROVED, now
    )
    brand = await unit.brands.get(member.workspace_id, approval.content.brand_id)
    when = spoken_slot(approval, brand.profile.timezone) or "now"
    held = f" {paused(connection)}." if connection.paused_at else ""
    await unit.publications.add(
        publication_of(approval, (not_before, not_after), due_at=not_before, now=now),
        detail=f"Approved by {by}; goes out {when}.{held}{waits}{_warned(connection, approval)}",
    )


def _warned(connection: Connection, approval: Approval) -> str:
    said = renewing.warning(connection, approval.publish_at) if approval.publish_at else ""
    return f" {said}" if said else ""


def _require_fit(approval: Approval) -> None:
    require_safe(approval.content.version)
    require_nothing_hidden(approval.content.version)


async def _reject(
    unit: Unit, member: Member, approval: Approval, wanted: Wanted, now: datetime
) -> None:
    verdict = Verdict(
        decision=Decision.REJECT,
        by=member.name or member.email,
        at=now,
        message=wanted.message,
    )
    await _settle(unit, member, approval, wanted.version, verdict)
    await unit.contents.set_status(
        member.workspace_id, approval.content.id, ContentStatus.REJECTED, now
    )


async def _settle(
    unit: Unit, member: Member, approval: Approval, version: int, verdict: Verdict
) -> None:
    """The compare-and-set itself: of two at once, one wins and the other hears who."""
    if not await unit.approvals.decide(member.workspace_id, approval.id, version, verdict):
        raise already_decided(await unit.approvals.get(member.workspace_id, approval.id))


async def _edit(
    unit: Unit,
    services: Services,
    member: Member,
    approval: Approval,
    wanted: Wanted,
    now: datetime,
) -> None:
    edits = parse_edits(wanted.edits or {})
    brand = await unit.brands.get(member.workspace_id, approval.content.brand_id)
    slot = await edited_slot(unit, edits, approval, brand.profile.timezone, now)
    by = member.name or member.email
    version = edited(approval.content.version, edits, by=by, at=now)
    version = version.model_copy(
        update={
            **(dict(wanted.card) if wanted.card else {}),
            **(dict(wanted.foretold) if wanted.foretold else {}),
        }
    )
    safety = wanted.safety or check_version(version, brand.profile)
    version = version.model_copy(update={"safety": safety})
    version = await tracked_content(unit, brand, approval.content, version)
    await unit.approvals.supersede(
        member.workspace_id,
        approval.id,
        next_approval_id=derived_id("approval", approval.content.id, str(version.number)),
        at=now,
        verdict=Verdict(decision=Decision.EDIT, by=by, at=now, message=wanted.message),
    )
    content = await unit.contents.next_version(approval.content, version, slot=slot)
    connection = await unit.connections.get(member.workspace_id, approval.connection_id)
    await open_approval(
        unit,
        services,
        content,
        connection=connection,
        thread_id=approval.thread_id,
        at=now,
        cautions=wanted.cautions,
    )
