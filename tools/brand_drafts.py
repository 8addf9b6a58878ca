"""Drafts of a brand's profile: begun, looked at, and taken over in parts by a person."""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import JsonValue, ValidationError

from domain.account import Member
from domain.brand import Brand, BrandProfile, Fact, Offer, Product
from domain.brand_draft import BrandDraft, DraftStatus, Proposal, applied
from domain.brand_rules import is_address
from domain.errors import ConflictError, InvalidError
from domain.frozen import Frozen
from domain.ids import new_id
from domain.job import Job, JobStatus
from store.unit import Unit
from tools.brand_drafting import Wanted, made
from tools.brand_judging import record_of
from tools.brands import audit, require_fit
from tools.services import Services

BRAND_DRAFT_JOB = "brand_draft"
LASTS = timedelta(days=30)
MOST_DOCUMENTS = 20
_OPEN = (JobStatus.QUEUED, JobStatus.RUNNING)


class Taken(Frozen):
    """What a person takes over of a draft."""

    accept: tuple[str, ...] | Literal["all"]
    edits: dict[str, JsonValue]
    """Proposal id to the value that is meant instead."""


async def begin(
    services: Services, member: Member, wanted: Wanted, *, surface: str
) -> tuple[BrandDraft, str | None]:
    """A new draft, and the id of the job that makes it; None: it is made already.

    A website takes as long as politeness asks; posts and documents are read at once.

    Raises:
        InvalidError: `nothing_to_read`, `bad_website`, `no_document` or `nothing_read`.
        NotFoundError: No such brand or document.
        ConflictError: `draft_under_way`.
    """
    _require_something(wanted)
    now = services.clock()
    draft = BrandDraft(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=wanted.brand_id,
        status=DraftStatus.READING,
        created_by=member.user_id,
        created_at=now,
        expires_at=now + LASTS,
    )
    await _require_documents(services, draft, wanted)
    if not wanted.website:
        draft = await made(services, draft, wanted)
    job_id = new_id() if wanted.website else None
    async with services.store.writing() as unit:
        await unit.brands.held(member.workspace_id, wanted.brand_id)
        await unit.brands.drafts.put(draft)
        if job_id is not None:
            await _order(unit, draft, wanted, job_id)
        detail: dict[str, object] = {"draft_id": draft.id, "website": wanted.website}
        await audit(
            unit, member, wanted.brand_id, "brand.draft", now, surface=surface, detail=detail
        )
    return draft, job_id


def _require_something(wanted: Wanted) -> None:
    if not (wanted.website or wanted.use_history or wanted.asset_ids):
        raise InvalidError(
            "Say what to read: the website, the brand's own posts (use_history), or documents by "
            "their asset_ids.",
            code="nothing_to_read",
        )
    if wanted.website and not is_address(wanted.website):
        raise InvalidError(
            f"“{wanted.website[:80]}” is no web address. Write it like https://example.com.",
            code="bad_website",
        )
    if len(wanted.asset_ids) > MOST_DOCUMENTS:
        raise InvalidError(f"At most {MOST_DOCUMENTS} documents are read for one draft.")


async def _require_documents(services: Services, draft: BrandDraft, wanted: Wanted) -> None:
    async with services.store.reading() as unit:
        await unit.brands.current(draft.workspace_id, draft.brand_id)
        for asset_id in wanted.asset_ids:
            asset = await unit.brands.assets.get(draft.workspace_id, draft.brand_id, asset_id)
            if asset.kind.is_picture:
                raise InvalidError(
                    f"“{asset.name}” is a picture; only a style guide and a price list are read.",
                    code="no_document",
                )


async def _order(unit: Unit, draft: BrandDraft, wanted: Wanted, job_id: str) -> None:
    jobs = await unit.jobs.latest(draft.workspace_id, BRAND_DRAFT_JOB, draft.brand_id)
    under_way = next((job for job in jobs if job.status in _OPEN), None)
    if under_way is not None:
        raise ConflictError(
            "The website of this brand is being read at the moment. Wait until that is done.",
            code="draft_under_way",
            extra={"job_id": under_way.id, "draft_id": under_way.order.get("draft_id")},
        )
    order: dict[str, Any] = {**wanted.model_dump(mode="json"), "draft_id": draft.id}
    await unit.jobs.add(
        Job(
            id=job_id,
            workspace_id=draft.workspace_id,
            kind=BRAND_DRAFT_JOB,
            order=order,
            tally={},
            created_at=draft.created_at,
        )
    )


async def read(services: Services, workspace_id: str, draft_id: str) -> BrandDraft:
    """The draft as it stands.

    Raises:
        NotFoundError: No such draft here, or its time is over.
    """
    async with services.store.reading() as unit:
        return await unit.brands.drafts.get(workspace_id, draft_id, now=services.clock())


async def confirm(
    services: Services, member: Member, draft_id: str, taken: Taken, *, surface: str
) -> tuple[Brand, BrandDraft]:
    """Write what a person accepts into the profile as it is now. Accepted twice is once.

    A fact that is accepted may be claimed from then on, by the word of whoever accepted it.

    Raises:
        NotFoundError: No such draft here, or its time is over.
        ConflictError: `draft_not_ready`.
        InvalidError: `unknown_proposal` or `bad_edit`.
        ProfileMisfitError: The profile would not fit.
    """
    now = services.clock()
    async with services.store.writing() as unit:
        # the brand is held first everywhere, else one who takes it away and this wait for ever
        place = (member.workspace_id, draft_id)
        brand_id = (await unit.brands.drafts.get(*place, now=now)).brand_id
        brand = await unit.brands.held(member.workspace_id, brand_id)
        draft = await unit.brands.drafts.get(*place, now=now, hold=True)
        chosen = _chosen(draft, taken)
        profile = brand.profile
        for one in chosen:
            value = _value(one, taken.edits, member, now)
            profile = applied(profile, one.field, value)
        profile = _proven(profile)
        require_fit(profile, brand.profile)
        ids = tuple(one.id for one in chosen)
        draft = draft.model_copy(update={"accepted": (*draft.accepted, *ids)})
        await unit.brands.save_profile(member.workspace_id, brand.id, profile, now)
        await unit.brands.drafts.put(draft)
        detail: dict[str, object] = {
            "draft_id": draft.id,
            "fields": sorted({one.field.value for one in chosen}),
            "accepted": len(chosen),
            "edited": len(taken.edits),
        }
        await audit(
            unit, member, brand.id, "brand.draft.confirm", now, surface=surface, detail=detail
        )
    return brand.model_copy(update={"profile": profile}), draft


def _chosen(draft: BrandDraft, taken: Taken) -> tuple[Proposal, ...]:
    """The proposals that are accepted now for the first time."""
    if draft.status is not DraftStatus.READY:
        why = draft.problem or "It is still being made; ask again in a few seconds."
        raise ConflictError(f"This draft has no proposals to accept. {why}", code="draft_not_ready")
    known = {one.id: one for one in draft.proposals}
    wanted = tuple(known) if taken.accept == "all" else taken.accept
    for given in (*wanted, *taken.edits):
        if given not in known or given not in wanted:
            raise InvalidError(
                f"“{given[:40]}” is none of the proposals that are accepted. Take their ids from "
                "the draft.",
                code="unknown_proposal",
            )
    return tuple(known[i] for i in dict.fromkeys(wanted) if i not in draft.accepted)


def _value(
    one: Proposal, edits: dict[str, JsonValue], member: Member, now: datetime
) -> Product | Offer | Fact | str:
    """What is written into the profile for a proposal.

    Raises:
        InvalidError: `bad_edit`; it is not what the place holds.
    """
    value = record_of(one.field, edits.get(one.id, one.value))
    if value is None:
        raise InvalidError(
            f"The edit of {one.id} does not fit {one.field.value}. Send a value of the shape that "
            "the draft shows.",
            code="bad_edit",
        )
    if isinstance(value, Fact):
        return value.model_copy(
            update={
                "source": value.source or one.source,
                "may_be_claimed": True,
                "approved_by": member.user_id,
                "approved_at": now,
            }
        )
    return value


def _proven(profile: BrandProfile) -> BrandProfile:
    """The profile, once it is sure that it can be read back.

    Raises:
        InvalidError: `bad_edit`.
    """
    try:
        return BrandProfile.model_validate(profile.model_dump())
    except ValidationError as error:
        lines = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InvalidError(f"The profile would not fit. {lines}", code="bad_edit") from error
