"""/api/v1/profile/draft: changes to a profile, proposed from what the brand says of itself."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import AfterValidator, BaseModel, Field, JsonValue
from starlette.responses import JSONResponse

from domain.brand_draft import BrandDraft, DraftStatus, ProposalField
from server.auth.access import Reader, Writer
from server.brand_bodies import ProfileBody, as_fields, profile_view
from server.brands import chosen_brand
from server.plain_text import plain, require_plain
from server.running import RunningDep
from tools import brand_drafts
from tools.brand_drafting import Wanted
from tools.brands import ProfileMisfitError

router = APIRouter(prefix="/profile/draft", tags=["brand"])
DraftId = Annotated[str, Path(max_length=36)]
Id = Annotated[str, Field(max_length=36)]
Words = Annotated[str, Field(max_length=4_000)]
Edit = Words | dict[str, Words | bool | list[Words] | None]
"""A text, or a record's fields: as deep as a profile is."""


class DraftBody(BaseModel):
    website: Annotated[str, Field(max_length=2_000), AfterValidator(plain)] | None = None
    """The brand's own: its front page and up to seven pages on it, as robots.txt allows."""
    use_history: bool | None = None
    """Whether to read the brand's own posts."""
    asset_ids: list[Id] = Field(default_factory=list, max_length=brand_drafts.MOST_DOCUMENTS)
    """Style guides and price lists."""
    brand_id: str | None = Field(default=None, max_length=36)


class ProposalView(BaseModel):
    id: str
    field: ProposalField
    value: JsonValue
    """A text, or the record of a product, an offer or a fact."""
    current: JsonValue
    """What would be replaced or completed."""
    source: str
    """A web address, the name of a document, or “your own posts”."""
    asset_id: str | None
    post_ids: list[str]
    quote: str
    """The words it rests on."""
    confidence: float
    accepted: bool


class DraftView(BaseModel):
    draft_id: str
    brand_id: str
    status: DraftStatus
    proposals: list[ProposalView]
    notes: list[str]
    """How the reading went, and what was seen that is no part of a profile."""
    problem: str | None
    """Why nothing came of it."""
    created_at: datetime
    expires_at: datetime


class DraftOrdered(BaseModel):
    """A website takes a while: `/api/v1/jobs/{job_id}` tells how far it is; then read the draft."""

    draft_id: str
    job_id: str


class ConfirmBody(BaseModel):
    accept: list[Id] | Literal["all"]
    edits: dict[Id, Edit] | None = None
    """Proposal id to the value that is meant instead, in the shape that the draft shows."""


class ConfirmView(BaseModel):
    profile: ProfileBody
    draft: DraftView


@router.post(
    "", status_code=201, response_model=DraftView, responses={202: {"model": DraftOrdered}}
)
async def begin_draft(body: DraftBody, caller: Writer, running: RunningDep) -> Any:
    """Read what the brand says of itself and propose changes to its profile; nothing is changed.

    With a website it is a job (202); documents and posts are read at once (201).
    """
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    wanted = Wanted(
        brand_id=brand.id,
        website=(body.website or "").strip() or None,
        use_history=bool(body.use_history),
        asset_ids=tuple(dict.fromkeys(body.asset_ids)),
    )
    draft, job_id = await brand_drafts.begin(
        running.system.services, caller.member, wanted, surface=caller.surface
    )
    if job_id is not None:
        return JSONResponse({"draft_id": draft.id, "job_id": job_id}, status_code=202)
    return _view(draft)


@router.get("/{draft_id}")
async def read_draft(draft_id: DraftId, caller: Reader, running: RunningDep) -> DraftView:
    """The draft; kept for 30 days."""
    return _view(await brand_drafts.read(running.system.services, caller.workspace_id, draft_id))


@router.post("/{draft_id}/confirm")
async def confirm_draft(
    draft_id: DraftId, body: ConfirmBody, caller: Writer, running: RunningDep
) -> ConfirmView:
    """Write the accepted proposals into the profile as it is now; the others change nothing.

    A fact that is accepted may be claimed, by the word of whoever accepts it.
    """
    require_plain({"edits": body.edits or {}})
    taken = brand_drafts.Taken(
        accept="all" if body.accept == "all" else tuple(body.accept),
        edits=dict(body.edits or {}),
    )
    try:
        brand, draft = await brand_drafts.confirm(
            running.system.services, caller.member, draft_id, taken, surface=caller.surface
        )
    except ProfileMisfitError as error:
        raise as_fields(error) from error
    return ConfirmView(profile=profile_view(brand), draft=_view(draft))


def _view(draft: BrandDraft) -> DraftView:
    return DraftView(
        draft_id=draft.id,
        brand_id=draft.brand_id,
        status=draft.status,
        proposals=[
            ProposalView(**one.model_dump(mode="json"), accepted=one.id in draft.accepted)
            for one in draft.proposals
        ],
        notes=list(draft.notes),
        problem=draft.problem,
        created_at=draft.created_at,
        expires_at=draft.expires_at,
    )
