"""What follows a post: laid out once it is out, tried again and settled by people.

Nothing here talks to a platform; the worker does, from the rows written here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from domain.account import Member, Right
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.part import PartError, PartState, PublicationPart, counted
from domain.publication import Publication
from domain.times import NOW_WINDOW
from platforms.ports import Part
from store.parts import PartKey
from store.unit import Unit
from tools.post_ids import post_id_of
from tools.rendering import rendered
from tools.services import Services

P = PartState
Outcome = Literal["published", "not_published"]


async def parts_of(services: Services, unit: Unit, publication: Publication) -> tuple[Part, ...]:
    """What is to follow a post, of the version that was approved."""
    content = await unit.contents.get(
        publication.workspace_id, publication.content_id, version=publication.content_version
    )
    if not content.version.first_comment and not content.version.form.thread:
        return ()
    connection = await unit.connections.get(publication.workspace_id, publication.connection_id)
    return rendered(services, content, connection).parts


async def lay_out(
    unit: Unit,
    publication: Publication,
    parts: Sequence[Part],
    *,
    root_id: str | None,
    at: datetime,
) -> None:
    """Write down what follows, in the unit that marks the post as out.

    Args:
        unit: The post's own.
        publication: The post.
        parts: As rendered, in their order.
        root_id: The post by its platform's id; where nobody knows it nothing can follow.
        at: Now.
    """
    if not parts:
        return
    lost = PartError(
        code="no_post_id",
        message=f"Nobody said which post on {publication.platform.title} this one is, so nothing "
        "can be sent after it from here. Add it by hand, then say that it is out.",
        retryable=False,
    )
    await unit.parts.add(
        publication,
        [
            PublicationPart(
                workspace_id=publication.workspace_id,
                publication_id=publication.id,
                n=n,
                kind=part.kind,
                text=part.text,
                state=P.SCHEDULED if root_id else P.FAILED,
                error=None if root_id else lost,
                due_at=at,
                not_after=at + NOW_WINDOW,
            )
            for n, part in enumerate(parts, 1)
        ],
        at=at,
    )


async def retry(services: Services, member: Member, key: PartKey, *, surface: str) -> Publication:
    """Send a failed part again; what follows it goes on then.

    Raises:
        ConflictError: `not_safe_to_retry`; it is not failed, or its outcome is unknown.
    """
    _require(member)
    async with services.store.writing() as unit:
        publication, part = await _found(unit, key)
        if part.state is not P.FAILED or publication.platform_post_id is None:
            raise ConflictError(_no_retry(publication, part), code="not_safe_to_retry")
        now = services.clock()
        retried = await unit.parts.move(
            part,
            P.SCHEDULED,
            at=now,
            takes=True,
            due_at=now,
            not_after=now + NOW_WINDOW,
            tries=0,
            error=None,
        )
        # what waited for it has as much time again
        for later in publication.parts:
            if later.n > part.n and later.state is P.SCHEDULED:
                await unit.parts.move(later, P.SCHEDULED, at=now, not_after=now + NOW_WINDOW)
        detail = f"{_name(member)} asked to try part {part.n} again."
        await unit.parts.tell(publication, retried, at=now, detail=detail)
        await _audit(unit, member, retried, "retry", now, surface)
        return await unit.publications.get(key.workspace_id, key.publication_id)


def _no_retry(publication: Publication, part: PublicationPart) -> str:
    if part.state in (P.UNKNOWN, P.SUBMITTED):
        return (
            f"It is not known whether part {part.n} went out. Look on "
            f"{publication.platform.title} first and say which it is (resolve); trying again now "
            "could post it twice."
        )
    if part.state is P.FAILED and part.error:
        return part.error.message
    return f"Only a failed part can be tried again; this one is {part.state.value}."


async def resolve(
    services: Services,
    member: Member,
    key: PartKey,
    *,
    outcome: Outcome,
    platform_post_id: str | None,
    surface: str,
) -> Publication:
    """A person says whether a part went out, or that they posted a failed one by hand.

    Raises:
        ConflictError: `not_unknown`; there is nothing to settle. `another_publications_post`.
        InvalidError: `post_id_needed`; what follows has to know what it follows. `bad_post_id`.
    """
    _require(member)
    async with services.store.writing() as unit:
        publication, part = await _found(unit, key)
        is_out = outcome == "published"
        if part.state is not P.UNKNOWN and not (is_out and part.state is P.FAILED):
            raise ConflictError(
                f"There is nothing to settle: part {part.n} is {part.state.value}.",
                code="not_unknown",
            )
        platform_post_id = post_id_of(platform_post_id, publication.platform)
        now = services.clock()
        if is_out:
            await _require_id(unit, publication, part, platform_post_id)
            await _went_out(unit, member, publication, part, platform_post_id, now)
        else:
            await _did_not(unit, member, publication, part, now)
        await _audit(unit, member, part, f"resolve.{outcome}", now, surface)
        return await unit.publications.get(key.workspace_id, key.publication_id)


async def _require_id(
    unit: Unit, publication: Publication, part: PublicationPart, post_id: str | None
) -> None:
    follows = any(p.n == part.n + 1 and p.state is P.SCHEDULED for p in publication.parts)
    if post_id is None and follows:
        raise InvalidError(
            f"Part {part.n + 1} goes right after part {part.n}: give the id that part {part.n} has "
            f"on {publication.platform.title} (platform_post_id).",
            code="post_id_needed",
        )
    others = await unit.parts.post_ids(publication.connection_id, but=part)
    if post_id in others:
        raise ConflictError(
            f"{post_id} is another post that went out from here. Look for this part's own; when "
            "there is none, it is not published.",
            code="another_publications_post",
        )


async def _went_out(
    unit: Unit,
    member: Member,
    publication: Publication,
    part: PublicationPart,
    post_id: str | None,
    now: datetime,
) -> None:
    settled = await unit.parts.move(
        part,
        P.PUBLISHED,
        at=now,
        takes=True,
        platform_post_id=post_id,
        published_at=part.called_at or now,
        next_probe_at=None,
        error=None,
    )
    for later in publication.parts:
        if later.n > part.n and later.state is P.SCHEDULED:
            await unit.parts.move(
                later, P.SCHEDULED, at=now, due_at=now, not_after=now + NOW_WINDOW
            )
    parts = [settled if p.n == settled.n else p for p in publication.parts]
    detail = f"{_name(member)} says that part {part.n} is out. {counted(parts)}."
    await unit.parts.tell(publication, settled, at=now, detail=detail)


async def _did_not(
    unit: Unit, member: Member, publication: Publication, part: PublicationPart, now: datetime
) -> None:
    who = _name(member)
    error = PartError(
        code="not_published",
        message=f"{who} looked and part {part.n} is not out. Try again when you like.",
        retryable=True,
    )
    settled = await unit.parts.move(
        part, P.FAILED, at=now, takes=True, next_probe_at=None, error=error.model_dump()
    )
    detail = f"{who} says that part {part.n} did not go out."
    await unit.parts.tell(publication, settled, at=now, detail=detail)


async def _found(unit: Unit, key: PartKey) -> tuple[Publication, PublicationPart]:
    publication = await unit.publications.get(key.workspace_id, key.publication_id)
    part = await unit.parts.get(key)
    if publication.deleted_at is not None:
        raise ConflictError(
            f"This post was deleted on {publication.platform.title}, so nothing follows it.",
            code="deleted",
        )
    return publication, part


def _require(member: Member) -> None:
    if not member.may(Right.DECIDE):
        raise ForbiddenError(
            "An owner or approver has to do this. Ask one of them.", code="not_an_approver"
        )


def _name(member: Member) -> str:
    return member.name or member.email


async def _audit(
    unit: Unit, member: Member, part: PublicationPart, action: str, now: datetime, surface: str
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=surface,
        action=f"publication.part.{action}",
        subject=part.publication_id,
        detail={"part": part.n},
    )
