"""/api/v1/publications: what goes out, what became of it, and what people may do about it."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, model_validator

from domain.evergreen import Evergreen
from domain.publication import Publication, PublicationState
from domain.times import GivenInstant
from server.auth.access import Decider, Reader, Writer
from server.paging import Cursor, Limit, Page, page
from server.running import Running, RunningDep
from store.parts import PartKey
from tools import again, deleting, following, publishing, rescheduling
from tools.shapes import (
    ApprovalView,
    ListedPublicationView,
    NotApprovedView,
    PublicationView,
    RescheduledView,
    SnapshotView,
)
from tools.showing import approval_views, listed_publications, shown_publication
from tools.slotting import When
from tools.views import snapshot_view

router = APIRouter(prefix="/publications", tags=["publications"])
PartNumber = Annotated[int, Path(ge=1, le=1_000)]


class PublicationBody(BaseModel):
    content_id: str = Field(max_length=36)
    connection_id: str = Field(max_length=36)
    publish_at: GivenInstant | None = None
    """Absent: now."""


class ResolveBody(BaseModel):
    outcome: Literal["published", "not_published"]
    platform_post_id: str | None = Field(default=None, max_length=300)


class RescheduleBody(BaseModel):
    publish_at: GivenInstant | None = None
    """null: now; it has to be said."""
    next_free: bool | None = None
    """The account's next free slot instead of a time."""
    zone: str | None = Field(default=None, max_length=64)
    """Whose wall time is meant; absent: the brand's."""

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if bool(self.next_free) == ("publish_at" in self.model_fields_set):
            raise ValueError("give publish_at (null is now) or next_free")
        return self


class RequeueBody(BaseModel):
    publish_at: GivenInstant | None = None
    """Absent: on approval."""
    next_free: bool | None = None
    """The account's next free slot instead of a time."""


class EvergreenBody(BaseModel):
    every_days: int


@router.get("")
async def list_publications(
    caller: Reader,
    running: RunningDep,
    state: PublicationState | None = None,
    connection_id: Annotated[str | None, Query(max_length=36)] = None,
    since: GivenInstant | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ListedPublicationView]:
    """Publications in the order of their approval, each with its first words and newest numbers."""
    async with running.system.store.reading() as unit:
        found = await unit.publications.list(
            caller.workspace_id, state=state, connection_id=connection_id, since=since
        )
        kept = page(found, lambda p: p, key=lambda p: p.id, limit=limit, cursor=cursor)
        views = await listed_publications(unit, kept.items)
    return Page(items=views, next_cursor=kept.next_cursor)


@router.post("")
async def request_publication(
    body: PublicationBody, caller: Writer, running: RunningDep
) -> PublicationView:
    """The publication that an approval of exactly this made; nothing else publishes."""
    found = await publishing.request_publication(
        running.system.services, caller.member, body.content_id, body.connection_id, body.publish_at
    )
    return await _shown(running, found)


@router.get("/{publication_id}")
async def read_publication(
    publication_id: str, caller: Reader, running: RunningDep
) -> ListedPublicationView:
    async with running.system.store.reading() as unit:
        found = await unit.publications.get(caller.workspace_id, publication_id)
        (shown,) = await listed_publications(unit, [found])
    return shown


@router.get("/{publication_id}/metrics")
async def read_metrics(
    publication_id: str,
    caller: Reader,
    running: RunningDep,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[SnapshotView]:
    """What the platform said of the post, oldest first."""
    async with running.system.store.reading() as unit:
        publication = await unit.publications.get(caller.workspace_id, publication_id)
        found = await unit.metrics.of_publications(caller.workspace_id, (publication.id,))
    return page(found, snapshot_view, key=lambda s: s.id, limit=limit, cursor=cursor)


@router.post("/{publication_id}/cancel")
async def cancel(publication_id: str, caller: Decider, running: RunningDep) -> PublicationView:
    """Call off what was not handed to the platform yet."""
    done = await publishing.cancel(
        running.system.services, caller.member, publication_id, surface=caller.surface
    )
    return await _shown(running, done)


@router.post("/{publication_id}/retry")
async def retry(publication_id: str, caller: Decider, running: RunningDep) -> PublicationView:
    """Try a failed publication again; refused where that could post it twice."""
    done = await publishing.retry(
        running.system.services, caller.member, publication_id, surface=caller.surface
    )
    return await _shown(running, done)


@router.post("/{publication_id}/resolve")
async def resolve(
    publication_id: str, body: ResolveBody, caller: Decider, running: RunningDep
) -> PublicationView:
    """Say whether a publication of unknown outcome went out."""
    done = await publishing.resolve(
        running.system.services,
        caller.member,
        publication_id,
        outcome=body.outcome,
        platform_post_id=body.platform_post_id,
        surface=caller.surface,
    )
    return await _shown(running, done)


@router.post("/{publication_id}/delete")
async def delete(publication_id: str, caller: Decider, running: RunningDep) -> PublicationView:
    """Take a post that is out off its platform, with what followed it; safe to repeat."""
    done = await deleting.delete(
        running.system.services, caller.member, publication_id, surface=caller.surface
    )
    return await _shown(running, done)


@router.post("/{publication_id}/parts/{n}/retry")
async def retry_part(
    publication_id: str, n: PartNumber, caller: Decider, running: RunningDep
) -> PublicationView:
    """Send a failed part again; refused where that could post it twice."""
    key = PartKey(workspace_id=caller.workspace_id, publication_id=publication_id, n=n)
    done = await following.retry(
        running.system.services, caller.member, key, surface=caller.surface
    )
    return await _shown(running, done)


@router.post("/{publication_id}/parts/{n}/resolve")
async def resolve_part(
    publication_id: str, n: PartNumber, body: ResolveBody, caller: Decider, running: RunningDep
) -> PublicationView:
    """Say whether a part of unknown outcome went out, or that a failed one was posted by hand."""
    done = await following.resolve(
        running.system.services,
        caller.member,
        PartKey(workspace_id=caller.workspace_id, publication_id=publication_id, n=n),
        outcome=body.outcome,
        platform_post_id=body.platform_post_id,
        surface=caller.surface,
    )
    return await _shown(running, done)


@router.post("/{publication_id}/requeue", status_code=201)
async def requeue(
    publication_id: str, body: RequeueBody, caller: Writer, running: RunningDep
) -> ApprovalView:
    """Ask whether a post that is out may be said again; only the decision publishes it."""
    system = running.system
    approval = await again.requeue(
        system.services,
        caller.member,
        publication_id,
        when=When(publish_at=body.publish_at, next_free=bool(body.next_free)),
        surface=caller.surface,
    )
    async with system.store.reading() as unit:
        (shown,) = await approval_views(unit, [approval], system.services.public_url)
    return shown


@router.put("/{publication_id}/evergreen")
async def repeat_every(
    publication_id: str, body: EvergreenBody, caller: Writer, running: RunningDep
) -> Evergreen:
    """Have a post come back for approval every so many days."""
    return await again.repeat_every(
        running.system.services,
        caller.member,
        publication_id,
        days=body.every_days,
        surface=caller.surface,
    )


@router.get("/{publication_id}/evergreen")
async def read_evergreen(publication_id: str, caller: Reader, running: RunningDep) -> Evergreen:
    """How a post comes back; 404 when it does not."""
    return await again.rule_of(running.system.services, caller.member, publication_id)


@router.delete("/{publication_id}/evergreen", status_code=204)
async def stop_repeating(publication_id: str, caller: Writer, running: RunningDep) -> None:
    """Let a post come back no more; a repeat that waits for approval stays."""
    await again.stop_repeating(
        running.system.services, caller.member, publication_id, surface=caller.surface
    )


@router.post("/{publication_id}/reschedule")
async def reschedule(
    publication_id: str, body: RescheduleBody, caller: Writer, running: RunningDep
) -> RescheduledView:
    """Move it in time: a new approval, decided at once when the caller may decide.

    Answers the publication at the new time, or the called-off one while the approval is open;
    `not_approved` says why it is open although the caller may decide.
    """
    system = running.system
    moving = await rescheduling.reschedule(
        system.services,
        caller.member,
        publication_id,
        when=When(publish_at=body.publish_at, zone=body.zone, next_free=bool(body.next_free)),
        surface=caller.surface,
    )
    approval = moving.approval
    async with system.store.reading() as unit:
        moved = await unit.publications.list(caller.workspace_id, approval_id=approval.id)
        shown = (
            moved[0] if moved else await unit.publications.get(caller.workspace_id, publication_id)
        )
        (asked,) = await approval_views(unit, [approval], system.services.public_url)
        view = await shown_publication(unit, shown)
    if approval.thread_id:
        await system.turns.nudge(caller.workspace_id, approval.thread_id)
    return RescheduledView(**view, approval=asked, not_approved=_why(moving.not_approved))


async def _shown(running: Running, publication: Publication) -> PublicationView:
    async with running.system.store.reading() as unit:
        return await shown_publication(unit, publication)


def _why(refused: rescheduling.NotApproved | None) -> NotApprovedView | None:
    return {"code": refused.code, "detail": refused.detail} if refused else None
