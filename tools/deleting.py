"""Takes a post that is out off its platform again, with what followed it, as a person asks."""

from dataclasses import dataclass
from datetime import datetime

from domain.account import Member, Right
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.errors import (
    ConflictError,
    ErrorClass,
    ForbiddenError,
    PlatformError,
    UpstreamError,
)
from domain.part import PartError, PartState, PublicationPart, outlives_post
from domain.publication import Publication, PublicationState
from platforms.ports import Deleter
from store.unit import Unit
from tools.granting import in_force
from tools.services import Services

P = PartState
_STOPPED = PartError(
    code="deleted",
    message="Somebody asked to delete the post, so this part was not sent.",
    retryable=True,
)
_GONE = PartError(
    code="deleted",
    message="The post was deleted before anybody knew whether this part was out; it went with it.",
    retryable=False,
)


@dataclass(frozen=True)
class _Taken:
    """A post that nothing follows any more, with what deleting it needs."""

    row: Publication
    connection: Connection
    tokens: Tokens
    deleter: Deleter


async def delete(
    services: Services, member: Member, publication_id: str, *, surface: str
) -> Publication:
    """Delete a post on its platform; one that was deleted from here already stays so.

    Safe to repeat: what is gone already is no error. The further posts of a thread go first, the
    last one before the others; comments go with their post where their platform has it so.

    Raises:
        ConflictError: `cannot_delete`, with the reason.
        ForbiddenError: The member may not decide.
        UpstreamError: `unknown_outcome`; it may be gone. Otherwise the platform's own failure.
    """
    if not member.may(Right.DECIDE):
        raise ForbiddenError(
            "An owner or approver has to do this. Ask one of them.", code="not_an_approver"
        )
    await _renew(services, member.workspace_id, publication_id)
    async with services.store.writing() as unit:
        row = await unit.publications.get(member.workspace_id, publication_id)
        if row.deleted_at is not None:
            return row
        taken = await _take(unit, services, row)
    try:
        for part in reversed(row.parts):
            if (
                outlives_post(part, row.platform)
                and part.platform_post_id
                and part.deleted_at is None
            ):
                await _ask(taken, part.platform_post_id)
                await _part_is_gone(services, taken, part)
        await _ask(taken, row.platform_post_id or "")
    except PlatformError as error:
        raise await _in_words(services, member, taken, error, surface) from error
    async with services.store.writing() as unit:
        now = services.clock()
        who = member.name or member.email
        latest = await unit.publications.get(member.workspace_id, publication_id)
        _require_nothing_sent_meanwhile(latest, before=row)
        for part in latest.parts:
            await leave_out(unit, part, now=now)
        await unit.evergreens.drop(member.workspace_id, publication_id)
        detail = f"Deleted by {who}.{_left_there(row)}"
        await unit.publications.mark_deleted(row, at=now, detail=detail)
        await _audit(unit, member, row, "publication.delete", surface, services)
        return await unit.publications.get(member.workspace_id, publication_id)


def deletion_refusal(services: Services, connection: Connection) -> str | None:
    """Why this account's posts cannot be deleted from here, and what helps; None when they can."""
    title = connection.platform.title
    deleter = services.platforms.get(connection.platform).deleter
    if deleter is None:
        return f"{title} lets no other program delete posts. Delete it there yourself."
    return deleter.refusal(connection)


async def _renew(services: Services, workspace_id: str, publication_id: str) -> None:
    """Have the account's grant in force before anything is stopped."""
    async with services.store.reading() as unit:
        row = await unit.publications.get(workspace_id, publication_id)
    try:
        await in_force(services, workspace_id, row.connection_id)
    except PlatformError as error:
        raise error if error.passes else _cannot(error.message) from error


async def _take(unit: Unit, services: Services, row: Publication) -> _Taken:
    """Stop what was to follow, and find out whether it can be deleted at all."""
    title = row.platform.title
    if row.state is not PublicationState.PUBLISHED:
        raise _cannot(f"Only a post that is out can be deleted; this one is {row.state.value}.")
    if row.platform_post_id is None:
        raise _cannot(f"Nobody said which post on {title} this one is. Delete it there yourself.")
    connection, tokens = await unit.connections.with_tokens(row.workspace_id, row.connection_id)
    if connection.status is not ConnectionStatus.ACTIVE or tokens is None:
        raise _cannot(f"{title} is not connected any more. Connect it, then try again.")
    deleter = services.platforms.get(row.platform).deleter
    why = deletion_refusal(services, connection)
    if deleter is None or why:
        raise _cannot(why or "")
    for part in row.parts:
        await _stop(unit, services, row, part)
    return _Taken(row, connection, tokens, deleter)


async def _stop(unit: Unit, services: Services, row: Publication, part: PublicationPart) -> None:
    if part.state is P.SUBMITTED:
        raise _cannot(f"Part {part.n} is being sent this very moment. Try again in a few seconds.")
    if part.state is P.UNKNOWN and outlives_post(part, row.platform):
        raise _cannot(
            f"It is not known whether part {part.n} is out, so it could stay behind. Look on "
            f"{row.platform.title} and say which it is, then delete the post."
        )
    if part.state is P.SCHEDULED:
        await leave_out(unit, part, now=services.clock())


def _require_nothing_sent_meanwhile(latest: Publication, *, before: Publication) -> None:
    """A part that a person tried again, or settled, while the calls were made may stand there."""
    seen = {part.n: part.state for part in before.parts}
    sent = next(
        (
            part.n
            for part in latest.parts
            if outlives_post(part, latest.platform)
            and part.deleted_at is None
            and part.state in (P.SUBMITTED, P.UNKNOWN, P.PUBLISHED)
            and part.state is not seen.get(part.n)
        ),
        None,
    )
    if sent is not None:
        raise _cannot(
            f"Part {sent} was sent while its post was being deleted, so it may still be on "
            f"{latest.platform.title}. Delete the post once more: what is gone stays gone."
        )


async def leave_out(unit: Unit, part: PublicationPart, *, now: datetime) -> None:
    """End a part whose post is gone: it is neither sent nor looked for any more."""
    if part.state not in (P.SCHEDULED, P.UNKNOWN):
        return
    why = _STOPPED if part.state is P.SCHEDULED else _GONE
    await unit.parts.move(
        part, P.FAILED, at=now, takes=True, next_probe_at=None, error=why.model_dump()
    )


def _left_there(row: Publication) -> str:
    """Which further posts are out under a name that nobody told us, so that they stay."""
    unnamed = [
        str(part.n)
        for part in row.parts
        if outlives_post(part, row.platform)
        and part.state is P.PUBLISHED
        and part.platform_post_id is None
    ]
    if not unnamed:
        return ""
    return (
        f" Nobody said which posts on {row.platform.title} are its parts {', '.join(unnamed)}: "
        "delete those there yourself."
    )


async def _ask(taken: _Taken, post_id: str) -> None:
    await taken.deleter.delete(post_id, taken.tokens, account_id=taken.connection.account_id)


async def _part_is_gone(services: Services, taken: _Taken, part: PublicationPart) -> None:
    async with services.store.writing() as unit:
        now = services.clock()
        gone = await unit.parts.move(part, part.state, at=now, deleted_at=now)
        await unit.parts.tell(taken.row, gone, at=now, detail=f"Part {part.n} was deleted.")


async def _in_words(
    services: Services, member: Member, taken: _Taken, error: PlatformError, surface: str
) -> Exception:
    """What a failed deletion is told as; a grant that was refused lapses."""
    row = taken.row
    async with services.store.writing() as unit:
        now = services.clock()
        if error.error_class is ErrorClass.INVALID_TOKEN:
            await unit.grants.refused(row.workspace_id, row.connection_id, taken.tokens, now)
        if error.sent == "unknown":
            await _audit(unit, member, row, "publication.delete.unknown", surface, services)
    if error.sent == "unknown":
        return UpstreamError(
            f"{error.message} The post may be gone from {row.platform.title}, or still be there. "
            "Delete it once more: that does no harm to one that is gone.",
            code="unknown_outcome",
        )
    return error if error.passes else _cannot(error.message)


def _cannot(message: str) -> ConflictError:
    return ConflictError(message, code="cannot_delete")


async def _audit(
    unit: Unit, member: Member, row: Publication, action: str, surface: str, services: Services
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=services.clock(),
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=row.id,
        detail={"platform_post_id": row.platform_post_id},
    )
