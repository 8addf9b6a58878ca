"""What people do with publications: ask for one, cancel, retry, settle an unknown, take back.

Nothing here talks to a platform; the publisher does, from the rows written here.
"""

from datetime import datetime

from domain.account import Member, Right
from domain.approval import ApprovalStatus, Decision
from domain.content import Content, ContentStatus
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.ids import derived_id
from domain.publication import (
    CANCELLABLE,
    TERMINAL,
    AttemptOutcome,
    Publication,
    PublicationError,
    PublicationState,
    second_look_at,
    was_moved,
)
from domain.times import NOW_WINDOW, as_utc
from store.unit import Unit
from tools.following import lay_out, parts_of
from tools.media import fetched
from tools.post_ids import post_id_of
from tools.preflight import check_media
from tools.services import Services

S = PublicationState


async def request_publication(
    services: Services,
    member: Member,
    content_id: str,
    connection_id: str,
    publish_at: datetime | None,
) -> Publication:
    """The row that an approval made for exactly this content, connection and time.

    Raises:
        InvalidError: `in_the_past`.
        ConflictError: `not_approved`; no person approved exactly this.
    """
    slot = as_utc(publish_at) if publish_at else None
    async with services.store.reading() as unit:
        content = await unit.contents.get(member.workspace_id, content_id)
        rows = await unit.publications.list(
            member.workspace_id, content_id=content_id, connection_id=connection_id
        )
    for row in rows:
        exact = row.content_version == content.version.number and row.publish_at == slot
        if exact and row.state is not S.CANCELLED:
            return row
    if slot and slot <= services.clock():
        raise InvalidError("That time has passed. Choose one in the future.", code="in_the_past")
    raise ConflictError(
        "Nobody approved this post in exactly this form, for this account and time. "
        "Approve it first; that alone publishes it.",
        code="not_approved",
    )


async def cancel(
    services: Services, member: Member, publication_id: str, *, surface: str
) -> Publication:
    """Call off a publication that was not handed to the platform yet.

    Raises:
        ConflictError: `already_submitted`, or it is over.
    """
    _require(member)
    async with services.store.writing() as unit:
        publication = await unit.publications.get(member.workspace_id, publication_id)
        now = services.clock()
        require_cancellable(publication)
        cancelled = await unit.publications.change(
            publication, S.CANCELLED, at=now, detail=f"Cancelled by {_name(member)}."
        )
        await _audit(unit, member, cancelled, "publication.cancel", now, surface)
        return cancelled


def require_cancellable(publication: Publication) -> None:
    """Refuse a change that comes too late.

    Raises:
        ConflictError: `already_submitted` from the moment of submission on, also while a call
            that ended without an answer may still arrive; `already_over`.
    """
    if second_look_at(publication) is not None and publication.state in CANCELLABLE:
        raise ConflictError(
            f"A call to {publication.platform.title} ended without an answer, and this post may "
            "still come out of it. It is looked for once more a quarter of an hour after the "
            "call; until then it can be tried again, not changed or called off.",
            code="already_submitted",
        )
    if publication.state in (S.SUBMITTED, S.UNKNOWN, S.PUBLISHED):
        raise ConflictError(
            f"This post was handed to {publication.platform.title} already, so it cannot be "
            "changed or called off here.",
            code="already_submitted",
        )
    if publication.state not in CANCELLABLE:
        raise ConflictError(
            f"This publication is {publication.state.value} already.", code="already_over"
        )


async def retry(
    services: Services, member: Member, publication_id: str, *, surface: str
) -> Publication:
    """Try a failed publication again: the next attempt on the same row.

    Raises:
        ConflictError: `not_safe_to_retry`; it is not failed, or its outcome is still unknown.
    """
    _require(member)
    async with services.store.writing() as unit:
        publication = await unit.publications.get(member.workspace_id, publication_id)
        if publication.state is not S.FAILED:
            moved = await _moved_to(unit, publication) if was_moved(publication) else None
            raise ConflictError(moved or _no_retry(publication), code="not_safe_to_retry")
        now = services.clock()
        retried = await unit.publications.change(
            publication,
            S.SCHEDULED,
            at=now,
            detail=f"{_name(member)} asked to try again.",
            due_at=now,
            not_after=max(publication.not_after, now + NOW_WINDOW),
            tries=0,
            error=None,
        )
        await _audit(unit, member, retried, "publication.retry", now, surface)
        return retried


async def _moved_to(unit: Unit, publication: Publication) -> str | None:
    """What goes on in its place; None when nothing does any more."""
    workspace_id, content_id = publication.workspace_id, publication.content_id
    rows = await unit.publications.list(workspace_id, content_id=content_id)
    newest = max(rows, key=lambda row: row.content_version)
    if newest.id != publication.id and not was_moved(newest):
        return (
            f"This post was moved to another time: publication {newest.id} took this one's place, "
            f"and is {newest.state.value}. Look there."
        )
    asked = await unit.approvals.get(workspace_id, newest.approval_id)
    while asked.next_approval_id:
        asked = await unit.approvals.get(workspace_id, asked.next_approval_id)
    if asked.status is not ApprovalStatus.OPEN:
        return None
    return (
        "This post was moved to another time, which needs an approval of its own: decide on "
        f"approval {asked.id}."
    )


def _no_retry(publication: Publication) -> str:
    if publication.state in (S.UNKNOWN, S.SUBMITTED):
        return (
            "It is not known whether this post went out. Look on "
            f"{publication.platform.title} first and say which it is (resolve); "
            "trying again now could post it twice."
        )
    if publication.state is S.MISSED:
        return "Its approved time is over. Choose a new one (reschedule); that asks for approval."
    return f"Only a failed publication can be tried again; this one is {publication.state.value}."


async def resolve(
    services: Services,
    member: Member,
    publication_id: str,
    *,
    outcome: str,
    platform_post_id: str | None,
    surface: str,
) -> Publication:
    """A person says whether an unknown publication went out.

    Raises:
        ConflictError: `not_unknown`; there is nothing to settle. `another_publications_post`.
        InvalidError: `bad_post_id`.
    """
    _require(member)
    async with services.store.writing() as unit:
        publication = await unit.publications.get(member.workspace_id, publication_id)
        if publication.state is not S.UNKNOWN:
            raise ConflictError(
                f"There is nothing to settle: this publication is {publication.state.value}.",
                code="not_unknown",
            )
        platform_post_id = post_id_of(platform_post_id, publication.platform)
        if platform_post_id:
            await _require_its_own(unit, publication, platform_post_id)
        now = services.clock()
        settled = (
            await _went_out(unit, services, member, publication, platform_post_id)
            if outcome == "published"
            else await _did_not(unit, member, publication, now)
        )
        await _audit(unit, member, settled, f"publication.resolve.{outcome}", now, surface)
        return settled


async def _require_its_own(unit: Unit, publication: Publication, post_id: str) -> None:
    others = await unit.publications.post_ids(
        publication.workspace_id, publication.connection_id, but=publication.id
    )
    if post_id in others:
        raise ConflictError(
            f"{post_id} is the post of another publication. Look for this one's own; when there is "
            "none, it is not published.",
            code="another_publications_post",
        )


async def _went_out(
    unit: Unit,
    services: Services,
    member: Member,
    publication: Publication,
    post_id: str | None,
) -> Publication:
    who, now = _name(member), services.clock()
    await unit.publications.resolve_attempt(
        publication, AttemptOutcome.RESOLVED_PUBLISHED, at=now, detail=f"{who} saw it."
    )
    await unit.contents.set_status(
        publication.workspace_id, publication.content_id, ContentStatus.PUBLISHED, now
    )
    started = publication.attempts[-1].started_at if publication.attempts else now
    parts = await parts_of(services, unit, publication)
    await lay_out(unit, publication, parts, root_id=post_id, at=now)
    return await unit.publications.change(
        publication,
        S.PUBLISHED,
        at=now,
        detail=f"{who} says it is out.",
        platform_post_id=post_id,
        published_at=started,
        next_metrics_at=now if post_id else None,
        error=None,
    )


async def _did_not(
    unit: Unit, member: Member, publication: Publication, now: datetime
) -> Publication:
    who = _name(member)
    await unit.publications.resolve_attempt(
        publication,
        AttemptOutcome.RESOLVED_NOT_PUBLISHED,
        at=now,
        detail=f"{who} looked: it is not there.",
    )
    error = PublicationError(
        code="not_published",
        message=f"{who} looked and the post is not out. Try again when you like.",
        retryable=True,
    )
    return await unit.publications.change(
        publication,
        S.FAILED,
        at=now,
        detail=f"{who} says it did not go out.",
        error=error.model_dump(mode="json"),
        next_probe_at=None,
    )


async def check_before_moving(services: Services, member: Member, publication_id: str) -> bool:
    """Find out what is wrong with the media before a post is taken back.

    Returns:
        Whether all was proven. Nobody can fetch the media of a post that is over: whether its
        platform can is known only once an approval asks about it again.

    Raises:
        InvalidError: `media_unfit` or `media_unreachable`.
    """
    async with services.store.reading() as unit:
        publication = await unit.publications.get(member.workspace_id, publication_id)
        content = await unit.contents.get(member.workspace_id, publication.content_id)
    is_served = publication.state not in TERMINAL
    items = await check_media(
        services, member.workspace_id, content.platform, content.version, is_served=is_served
    )
    fetches = fetched(services.platforms.get(content.platform), content.version)
    return is_served or not (fetches and items)


async def withdraw(unit: Unit, publication: Publication, *, now: datetime, why: str) -> None:
    """Cancel what is not out yet.

    Raises:
        ConflictError: `already_submitted`, `already_over`, or `state_changed` when the publisher
            took the row this very moment.
    """
    require_cancellable(publication)
    await unit.publications.change(publication, S.CANCELLED, at=now, detail=why)


async def withdraw_content(
    unit: Unit, content: Content, *, now: datetime, why: str
) -> tuple[str, ...]:
    """Void every approval and unsent publication of a piece that gets a new version.

    Returns:
        Ids of what was voided, approvals and publications.

    Raises:
        ConflictError: `already_submitted`; then nothing changed.
    """
    await unit.contents.lock(content.workspace_id, content.id)
    rows = await unit.publications.list(content.workspace_id, content_id=content.id)
    live = [row for row in rows if row.state is not S.CANCELLED]
    for publication in live:
        await withdraw(unit, publication, now=now, why=why)
    successor = derived_id("approval", content.id, str(content.version.number + 1))
    voided = [
        approval
        for approval in await unit.approvals.list(content.workspace_id, content_id=content.id)
        if approval.status is ApprovalStatus.OPEN
        or (approval.status is ApprovalStatus.DECIDED and approval.decision is Decision.APPROVE)
    ]
    for approval in voided:
        await unit.approvals.supersede(
            content.workspace_id, approval.id, next_approval_id=successor, at=now
        )
    return (*(approval.id for approval in voided), *(row.id for row in live))


def _require(member: Member) -> None:
    if not member.may(Right.DECIDE):
        raise ForbiddenError(
            "An owner or approver has to do this. Ask one of them.", code="not_an_approver"
        )


def _name(member: Member) -> str:
    return member.name or member.email


async def _audit(
    unit: Unit,
    member: Member,
    publication: Publication,
    action: str,
    now: datetime,
    surface: str,
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=publication.id,
        detail={"state": publication.state.value},
    )
