"""Decisions of people on approvals: the only way anything becomes publishable.

Rows are written first, whatever the surface; the conversation reads them later.
"""

import unicodedata
from datetime import datetime

from pydantic import AwareDatetime, Field, ValidationError

from domain.account import Member, Right
from domain.approval import EDITABLE, Approval, ApprovalStatus, Decision
from domain.connection import ConnectionStatus
from domain.content import ContentStatus, Version, with_text
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.publication import Publication, PublicationState
from domain.times import Slot, slot_at, spoken, spoken_slot, window
from store.approvals import Verdict
from store.unit import Unit
from tools.asking import open_approval
from tools.safety import check
from tools.services import Services
from tools.telling import paused


class Edits(Frozen):
    """What a person may change on the card; absent fields stay as they are."""

    text: str | None = Field(default=None, min_length=1, max_length=70_000)
    hashtags: tuple[str, ...] | None = Field(default=None, max_length=60)
    first_comment: str | None = Field(default=None, max_length=10_000)
    alt_text: str | None = Field(default=None, max_length=5_000)
    publish_at: AwareDatetime | None = None
    publish_zone: str | None = Field(default=None, max_length=64)
    """Whose wall time is meant; the brand's when it is absent."""


class Wanted(Frozen):
    """One decision as a surface hands it over, not yet checked against the world."""

    decision: Decision
    version: int
    edits: dict[str, object] | None = None
    message: str | None = None


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
    """Decide one approval.

    Returns:
        The approval as it stands now (after an edit: the superseded one, naming its successor;
        after `respond`: still open).

    Raises:
        NotFoundError: No such approval in the member's workspace.
        ForbiddenError: The member may not decide.
        ConflictError: `already_decided` (with who and when) or `version_conflict`.
        InvalidError: `not_editable`, `in_the_past`, or the edit cannot go out as it is.
    """
    wanted = Wanted(decision=decision, version=version, edits=edits, message=message)
    async with services.store.writing() as unit:
        return await apply(unit, services, member, approval_id, wanted, surface=surface)


async def apply(
    unit: Unit,
    services: Services,
    member: Member,
    approval_id: str,
    wanted: Wanted,
    *,
    surface: str,
) -> Approval:
    """As `decide`, within a unit of work that may hold several decisions."""
    require_right(member, wanted.decision)
    approval = await unit.approvals.get(member.workspace_id, approval_id)
    require_open(approval, wanted.version)
    now = services.clock()
    if wanted.decision is Decision.APPROVE:
        await _approve(unit, member, approval, wanted, now)
    elif wanted.decision is Decision.REJECT:
        await _reject(unit, member, approval, wanted, now)
    elif wanted.decision is Decision.EDIT:
        await _edit(unit, services, member, approval, wanted, now)
    elif not (wanted.message or "").strip():
        raise InvalidError("Say what you want to know or change.", code="empty_message")
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


def already_decided(approval: Approval) -> ConflictError:
    by, at = approval.decided_by, approval.decided_at
    who = f" by {by}" if by else ""
    return ConflictError(
        f"This was {_past(approval)}{who} already. Nothing was changed by you.",
        code="already_decided",
        extra={
            "decided_by": by,
            "decided_at": at.isoformat() if at else None,
            "next_approval_id": approval.next_approval_id,
        },
    )


def _past(approval: Approval) -> str:
    words = {Decision.APPROVE: "approved", Decision.REJECT: "rejected", Decision.EDIT: "edited"}
    return words.get(approval.decision, "replaced") if approval.decision else "replaced"


async def _approve(
    unit: Unit, member: Member, approval: Approval, wanted: Wanted, now: datetime
) -> None:
    not_before, not_after = window(approval.publish_at, now)
    if not_after <= now:
        raise InvalidError(
            "The time planned for this post has passed. Choose a new one by editing it.",
            code="in_the_past",
        )
    if approval.content.version.safety.passed is False:
        raise InvalidError(
            "This post did not pass the safety check. Edit what is marked, then approve.",
            code="unsafe_content",
        )
    connection = await unit.connections.get(member.workspace_id, approval.connection_id)
    if connection.status is not ConnectionStatus.ACTIVE:
        raise ConflictError(
            f"{connection.platform.title} is not connected any more. Connect it again, then "
            "approve.",
            code="not_connected",
        )
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
        _publication(approval, not_before, not_after, now),
        detail=f"Approved by {by}; goes out {when}.{held}",
    )


def _publication(
    approval: Approval, not_before: datetime, not_after: datetime, now: datetime
) -> Publication:
    return Publication(
        id=derived_id("publication", approval.id),
        workspace_id=approval.workspace_id,
        campaign_id=approval.campaign_id,
        thread_id=approval.thread_id,
        approval_id=approval.id,
        content_id=approval.content.id,
        content_version=approval.version,
        content_hash=approval.content_hash,
        connection_id=approval.connection_id,
        platform=approval.platform,
        state=PublicationState.SCHEDULED,
        publish_at=approval.publish_at,
        publish_wall=approval.publish_wall,
        publish_zone=approval.publish_zone,
        not_before=not_before,
        not_after=not_after,
        due_at=not_before,
        created_at=now,
    )


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
    slot = _new_slot(edits, approval, brand.profile.timezone, now)
    by = member.name or member.email
    version = _edited(approval.content.version, edits, by=by, at=now)
    version = version.model_copy(
        update={"safety": check(version.text, version.hashtags, brand.profile)}
    )
    await unit.approvals.supersede(
        member.workspace_id,
        approval.id,
        next_approval_id=derived_id("approval", approval.content.id, str(version.number)),
        verdict=Verdict(decision=Decision.EDIT, by=by, at=now, message=wanted.message),
    )
    content = await unit.contents.next_version(approval.content, version, slot=slot)
    connection = await unit.connections.get(member.workspace_id, approval.connection_id)
    await open_approval(
        unit, services, content, connection=connection, thread_id=approval.thread_id, at=now
    )


def parse_edits(edits: dict[str, object]) -> Edits:
    """Check the fields of an edit.

    Raises:
        InvalidError: `not_editable` for a field that is not a person's to change, `bad_edit` for
            a value that does not fit, `empty_edit` for none.
    """
    foreign = sorted(set(edits) - set(EDITABLE))
    if foreign:
        raise InvalidError(
            f"{', '.join(foreign)} cannot be edited here. You can change: {', '.join(EDITABLE)}.",
            code="not_editable",
        )
    if not edits:
        raise InvalidError("The edit changes nothing. Give at least one field.", code="empty_edit")
    try:
        parsed = Edits.model_validate(edits)
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise InvalidError(f"The edit does not fit. {'; '.join(lines)}", code="bad_edit") from error
    if parsed.text is not None and not _is_visible(parsed.text):
        raise InvalidError("The text of a post cannot be empty.", code="bad_edit")
    if parsed.publish_zone is not None and parsed.publish_at is None:
        raise InvalidError("publish_zone says how publish_at is meant: give both.", code="bad_edit")
    if any(not tag.strip("# ") or len(tag.split()) != 1 for tag in parsed.hashtags or ()):
        raise InvalidError("A hashtag is one word, for example #chai.", code="bad_edit")
    return parsed


def _is_visible(text: str) -> bool:
    """Whether anybody could see it: spaces and zero-width characters alone are nothing."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def _new_slot(edits: Edits, approval: Approval, timezone: str, now: datetime) -> Slot | None:
    if "publish_at" not in edits.model_fields_set:
        return approval.slot
    return future_slot(edits.publish_at, edits.publish_zone or timezone, now)


def future_slot(publish_at: datetime | None, zone_name: str, now: datetime) -> Slot | None:
    """The slot a person asks for; None is "now", which only None means.

    Raises:
        InvalidError: `in_the_past`, `bad_zone`, `naive_time`, `bad_time`.
    """
    if publish_at is None:
        return None
    slot = slot_at(publish_at, zone_name)
    if slot.at <= now:
        raise InvalidError(
            f"{spoken(slot.at, zone_name)} has passed. Choose a time in the future, or none to "
            "post on approval.",
            code="in_the_past",
        )
    return slot


def _edited(version: Version, edits: Edits, *, by: str, at: datetime) -> Version:
    given = edits.model_dump(exclude_unset=True, exclude={"publish_at", "publish_zone"})
    required = ("text", "hashtags")
    changes: dict[str, object] = {
        name: value for name, value in given.items() if not (name in required and value is None)
    }
    chosen = next((v for v in version.variations if v.text == changes.get("text")), None)
    if chosen is not None:
        changes |= {"register": chosen.register, "expected_ers": chosen.expected_ers}
    elif edits.text is not None:
        tags = version.hashtags if edits.hashtags is None else edits.hashtags
        changes["variations"] = with_text(version.variations, version.text, edits.text, tags)
        changes["provenance"] = version.provenance.model_copy(
            update={"author": _edited_author(version.provenance.author)}
        )
    return version.model_copy(
        update={
            **changes,
            "number": version.number + 1,
            "created_at": at,
            "created_by": by,
            "made_in": None,
        }
    )


def _edited_author(author: str) -> str:
    suffix = ", edited by a person"
    return author if author.endswith(suffix) else author + suffix
