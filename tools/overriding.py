"""A person's word that a version may go out although a check blocks it: kept and audited."""

from datetime import datetime

from domain import hidden
from domain.account import Member, Right
from domain.content import Content, ContentStatus, Version
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.safety import Override, Safety
from store.unit import Unit
from tools.services import Services

LEAST, MOST = 3, 1_000
"""Characters of a reason."""
SHOWN = 5
"""So many of the reasons of a block are told in a refusal."""


async def override(
    services: Services,
    member: Member,
    content_id: str,
    *,
    version: int,
    reason: str,
    surface: str,
) -> Safety:
    """Answer for a blocked version that waits for its decision; approving it is another step.

    Raises:
        ForbiddenError: The member may not decide.
        NotFoundError: No such content in this workspace.
        ConflictError: `version_conflict`; `already_decided`; `not_blocked`.
        InvalidError: `bad_reason`.
    """
    async with services.store.writing() as unit:
        await unit.contents.lock(member.workspace_id, content_id)
        content = await unit.contents.get(member.workspace_id, content_id)
        if content.version.number != version:
            raise ConflictError(
                f"This post changed meanwhile: version {content.version.number} is the one to "
                f"look at, not {version}. Nothing was overridden.",
                code="version_conflict",
                extra={"version": content.version.number},
            )
        await override_in(unit, member, content, reason, at=services.clock(), surface=surface)
        return (await unit.contents.get(member.workspace_id, content_id)).version.safety


async def override_in(
    unit: Unit, member: Member, content: Content, reason: str, *, at: datetime, surface: str
) -> None:
    """As `override`, within a unit of work, of the version that the content has."""
    if not member.may(Right.DECIDE):
        raise ForbiddenError(
            f"As {member.role.value} you cannot answer for a post that a check blocks; an owner or "
            "approver can.",
            code="not_an_approver",
        )
    safety = content.version.safety
    if content.status is not ContentStatus.PENDING_REVIEW:
        raise ConflictError(
            "This post was decided already. Nothing was overridden.", code="already_decided"
        )
    if safety.passed:
        raise ConflictError(
            "No check blocks this post, so there is nothing to override. Approve it as it is.",
            code="not_blocked",
        )
    given = Override(reason=_reason(reason), by=member.name or member.email, at=at)
    await unit.contents.override_safety(
        member.workspace_id, content.id, content.version.number, given
    )
    await unit.audit.record(
        member.workspace_id,
        at=at,
        user_id=member.user_id,
        surface=surface,
        action="content.safety_override",
        subject=content.id,
        detail={
            "version": content.version.number,
            "reason": given.reason,
            "flags": [flag.model_dump(mode="json") for flag in safety.flags],
        },
    )


def _reason(given: str) -> str:
    reason = given.strip()
    if why := hidden.refusal(reason):
        raise InvalidError(f"This does not fit: reason: {why}", code="bad_reason")
    if not LEAST <= len(reason) <= MOST:
        raise InvalidError(
            f"Say in {LEAST} to {MOST} characters why this post may go out although a check blocks "
            "it. Nothing was decided.",
            code="bad_reason",
        )
    return reason


def require_safe(version: Version) -> None:
    """Refuse what a check blocks and nobody answers for.

    Raises:
        InvalidError: `unsafe_content`, with every reason and how to go on.
    """
    if not version.safety.may_go_out:
        raise InvalidError(
            f"{unsafe(version)} Nothing was decided.",
            code="unsafe_content",
            extra={"flags": [flag.model_dump(mode="json") for flag in version.safety.blocking]},
        )


def unsafe(version: Version) -> str:
    """Why a blocked version may not go out, and how to go on."""
    reasons = [flag.message for flag in version.safety.blocking]
    more = len(reasons) - SHOWN
    told = [*reasons[:SHOWN], *([f"And {more} more."] if more > 0 else [])]
    return " ".join(
        (
            "This post did not pass the safety check.",
            *told,
            "Edit what is marked; or, if you answer for it, approve with override_safety and your "
            "reason, which is kept.",
        )
    )
