"""Says a post again: a new piece with a question of its own; nothing goes out by itself."""

from datetime import datetime, timedelta

from domain.account import Member, Right
from domain.approval import Approval
from domain.caution import Caution
from domain.content import Content, ContentStatus, Version
from domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from domain.evergreen import LEAST_DAYS, MOST_DAYS, Evergreen, after_round, last_said
from domain.ids import new_id
from domain.publication import Publication, PublicationState
from domain.times import Slot, columns
from store.unit import Unit
from tools.asking import open_approval
from tools.checking import check_wholly
from tools.foretelling import Foretold, foretell
from tools.quotas import require_post_left
from tools.repeating import repeats_on
from tools.services import Services
from tools.slotting import When, wished_slot
from tools.timetables import take


async def requeue(
    services: Services,
    member: Member,
    publication_id: str,
    *,
    when: When,
    surface: str,
) -> Approval:
    """Ask whether a post that is out may be said again.

    Args:
        services: The running system.
        member: Who wishes it.
        publication_id: The post that is out.
        when: The slot that it is to have.
        surface: Where it was wished.

    Raises:
        ForbiddenError: The member may not write.
        ConflictError: `not_published`; `no_free_slot`.
        InvalidError: `in_the_past`; it cannot go out as it is any more.
        LimitError: The plan's posts of this month are used up.
        NotFoundError: No such post, or its brand was taken away.
    """
    _must_write(member)
    publication, before = await _out(services, member.workspace_id, publication_id)
    made = await prepared(services, before, publication, by=member.name or member.email)
    content_id = new_id()
    now = services.clock()
    async with services.store.writing() as unit:
        await require_post_left(unit, before.workspace_id, now)
        brand = await unit.brands.lasting(before.workspace_id, before.brand_id)
        connection = await unit.connections.get(before.workspace_id, publication.connection_id)
        slot = await wished_slot(
            unit,
            when,
            connection,
            content_id=content_id,
            brand_zone=brand.profile.timezone,
            now=now,
        )
        approval = await _ask(unit, services, before, publication, made, content_id, slot)
        await _audit(unit, member, publication_id, "publication.requeue", now, surface)
    return approval


async def repeat_every(
    services: Services, member: Member, publication_id: str, *, days: int, surface: str
) -> Evergreen:
    """Have a post come back for approval every so many days.

    Raises:
        ForbiddenError: The member may not write.
        ConflictError: `not_published` or `deleted`.
        InvalidError: `bad_days`.
        NotFoundError: No such post, or its brand was taken away.
    """
    _must_write(member)
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise InvalidError(
            f"A post can come back every {LEAST_DAYS} to {MOST_DAYS} days.", code="bad_days"
        )
    publication, content = await _out(services, member.workspace_id, publication_id)
    if publication.deleted_at is not None:
        raise ConflictError(
            f"This post was deleted on {publication.platform.title}, so it cannot come back by "
            "itself. Ask about it once more instead (requeue).",
            code="deleted",
        )
    now = services.clock()
    async with services.store.writing() as unit:
        await unit.brands.lasting(content.workspace_id, content.brand_id)
        known = (await unit.evergreens.of(member.workspace_id, (publication_id,))).values()
        before = next(iter(known), None)
        last = last_said(before) if before else None
        last = last or publication.published_at or now
        rule = Evergreen(
            publication_id=publication_id,
            workspace_id=member.workspace_id,
            every_days=days,
            next_at=max(last + timedelta(days=days), now),
            rounds=before.rounds if before else 0,
            user_id=member.user_id,
        )
        await unit.evergreens.put(rule)
        await _audit(unit, member, publication_id, "publication.evergreen", now, surface)
    return rule


async def rule_of(services: Services, member: Member, publication_id: str) -> Evergreen:
    """How a post comes back.

    Raises:
        NotFoundError: No such publication, or it does not come back.
    """
    async with services.store.reading() as unit:
        await unit.publications.get(member.workspace_id, publication_id)
        rules = await unit.evergreens.of(member.workspace_id, (publication_id,))
    if publication_id not in rules:
        raise NotFoundError("This post does not come back by itself.")
    return rules[publication_id]


async def stop_repeating(
    services: Services, member: Member, publication_id: str, *, surface: str
) -> None:
    """Let a post come back no more; repeats that wait for people stay. Twice is once.

    Raises:
        ForbiddenError: The member may not write.
        NotFoundError: No such publication.
    """
    _must_write(member)
    now = services.clock()
    async with services.store.writing() as unit:
        await unit.publications.get(member.workspace_id, publication_id)
        if await unit.evergreens.drop(member.workspace_id, publication_id):
            await _audit(unit, member, publication_id, "publication.evergreen_off", now, surface)


class Again:
    """A repeat that only needs its transaction: the words, and what is known of them."""

    def __init__(self, version: Version, cautions: tuple[Caution, ...], foretold: Foretold) -> None:
        self.version = version.model_copy(update=dict(foretold))
        self.cautions = cautions


async def prepared(
    services: Services, before: Content, publication: Publication, *, by: str
) -> Again:
    """What a repeat says and is expected to do; asks the engine, so it comes before the unit."""
    version = before.version
    async with services.store.reading() as unit:
        brand = (await unit.brands.get(before.workspace_id, before.brand_id)).profile
    video = version.form.video
    form = (
        version.form.model_copy(update={"video": video.model_copy(update={"public_at": None})})
        if video
        else version.form
    )
    again = version.model_copy(
        update={
            "number": 1,
            "form": form,
            "variations": (),
            "again_of": publication.id,
            "created_at": services.clock(),
            "created_by": by,
            "made_in": None,
        }
    )
    # anew, in all that readers see: the brand may have ruled out since what it said then
    safety = await check_wholly(services, before.workspace_id, again, brand)
    again = again.model_copy(update={"safety": safety})
    place = (before.workspace_id, before.brand_id)
    cautions = await repeats_on(services, *place, before.platform, version.text)
    foretold = await foretell(
        services, *place, text=version.text, platform=before.platform, register=version.register
    )
    return Again(again, cautions, foretold)


async def come_back(
    services: Services, rule: Evergreen, made: Again, before: Content, publication: Publication
) -> Approval | None:
    """Ask about the repeat that a rule has due, once, however often this is called.

    Returns:
        None when somebody else did it, or the rule was changed meanwhile.

    Raises:
        InvalidError: It cannot go out as it is any more.
        LimitError: The plan's posts of this month are used up.
    """
    now, content_id = services.clock(), new_id()
    async with services.store.writing() as unit:
        if not await unit.evergreens.move_on(rule, after_round(rule, now)):
            return None
        await require_post_left(unit, before.workspace_id, now)
        slot = await _own_slot(unit, publication, content_id, now)
        return await _ask(unit, services, before, publication, made, content_id, slot)


async def _own_slot(
    unit: Unit, publication: Publication, content_id: str, now: datetime
) -> Slot | None:
    """The account's next free slot; on approval where it has none."""
    try:
        return await take(
            unit,
            publication.workspace_id,
            publication.connection_id,
            but_content=content_id,
            now=now,
        )
    except ConflictError:
        return None


async def _ask(
    unit: Unit,
    services: Services,
    before: Content,
    publication: Publication,
    made: Again,
    content_id: str,
    slot: Slot | None,
) -> Approval:
    content = Content(
        id=content_id,
        workspace_id=before.workspace_id,
        brand_id=before.brand_id,
        campaign_id=None,
        task_id=None,
        platform=before.platform,
        language=before.language,
        status=ContentStatus.PENDING_REVIEW,
        **columns(slot),
        version=made.version,
    )
    await unit.contents.add(content)
    kept = await unit.contents.get(before.workspace_id, content_id)
    connection = await unit.connections.get(before.workspace_id, publication.connection_id)
    return await open_approval(
        unit,
        services,
        kept,
        connection=connection,
        thread_id=None,
        at=services.clock(),
        cautions=made.cautions,
    )


async def _out(
    services: Services, workspace_id: str, publication_id: str
) -> tuple[Publication, Content]:
    async with services.store.reading() as unit:
        publication = await unit.publications.get(workspace_id, publication_id)
        content = await unit.contents.get(
            workspace_id, publication.content_id, version=publication.content_version
        )
    if publication.state is not PublicationState.PUBLISHED:
        raise ConflictError(
            f"Only a post that is out can be said again; this one is {publication.state.value}.",
            code="not_published",
        )
    return publication, content


def _must_write(member: Member) -> None:
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to do this.", code="not_an_editor")


async def _audit(
    unit: Unit, member: Member, publication_id: str, action: str, at: datetime, surface: str
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=at,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=publication_id,
        detail={},
    )
