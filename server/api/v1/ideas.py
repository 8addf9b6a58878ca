"""/api/v1/ideate and /ideas: ideas for campaigns, each with what it rests on; pick, put away."""

from datetime import date, datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from domain.errors import InvalidError
from domain.expectation import Expected
from domain.frozen import Frozen
from domain.idea import MOST_IDEAS, Idea, IdeaEvidence, IdeaStatus
from domain.ids import new_id
from domain.language import language_of, written_code
from domain.platform import Platform
from domain.register import Register
from server import picking
from server.api.v1.campaigns import Choice
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.paging import Cursor, Limit, Page, page
from server.plain_text import PlainText
from server.running import RunningDep
from tools.evidence import IdeaWish, local_day
from tools.ideating import ideate
from tools.shapes import CampaignView

router = APIRouter(tags=["campaigns"])
MOST_LISTED = 2_000
"""Newest ideas that are listed."""


class IdeateBody(BaseModel):
    brief: PlainText = Field(default="", max_length=2_000)
    """A wish in the person's words: an occasion, a product, a mood. Empty: anything."""
    n: int = Field(default=5, ge=1, le=MOST_IDEAS)
    start: date | None = None
    """The first day that ideas may be for; absent: today."""
    end: date | None = None
    """The last one; absent: two months ahead."""
    brand_id: str | None = Field(default=None, max_length=36)


class IdeaView(Frozen):
    id: str
    number: int
    title: str
    why: str
    register: Register
    platforms: list[Platform]
    when: date | None
    occasion: str | None
    angle: str
    """What a campaign is asked for with when the idea is picked."""
    evidence: list[IdeaEvidence]
    expected_ers: Expected | None
    status: IdeaStatus
    campaign_id: str | None
    created_at: datetime


class IdeasMade(BaseModel):
    ideas: list[IdeaView]
    notes: list[str]
    """What is not known, and what would help."""


class PickBody(BaseModel):
    target_platforms: list[Choice] = Field(default_factory=list, max_length=5)
    """Absent: the idea's own."""
    target_languages: list[Choice] = Field(default_factory=list, max_length=10)
    start_date: date | None = None
    end_date: date | None = None


@router.post("/ideate")
async def make_ideas(body: IdeateBody, caller: Writer, running: RunningDep) -> IdeasMade:
    """Ideas from festivals and dates, own winners, preferences, competitors' gaps, what rises."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    today = local_day(brand, running.system.services.clock())
    if body.end and body.end < today:
        raise InvalidError(
            f"{body.end} has passed; today is {today}. Ask for ideas for a day from today on.",
            code="in_the_past",
        )
    wish = IdeaWish(
        n=body.n,
        brief=body.brief,
        start=body.start,
        end=body.end,
        language=written_code(language_of(body.brief)) or "en",
    )
    made = await ideate(running.system.services, brand, wish, batch=new_id())
    return IdeasMade(ideas=[_view(idea) for idea in made.ideas], notes=list(made.notes))


@router.get("/ideas")
async def list_ideas(
    caller: Reader,
    running: RunningDep,
    status: IdeaStatus | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[IdeaView]:
    """What was offered, by the API or in a conversation, and what became of it; newest first."""
    async with running.system.store.reading() as unit:
        found = await unit.ideas.list(caller.workspace_id, status=status, limit=MOST_LISTED)
    return page(found, _view, key=lambda idea: idea.id, limit=limit, cursor=cursor)


@router.post("/ideas/{idea_id}/pick", status_code=201)
async def pick_idea(
    idea_id: str, body: PickBody, caller: Writer, running: RunningDep
) -> CampaignView:
    """Plan the idea's campaign in a conversation of its own; sent twice, it is one campaign."""
    wanted = picking.Pick.model_validate(body.model_dump())
    return await picking.pick(running, caller, idea_id, wanted)


@router.post("/ideas/{idea_id}/dismiss")
async def dismiss_idea(idea_id: str, caller: Writer, running: RunningDep) -> IdeaView:
    """Put an idea away; its occasion is left out from then on."""
    return _view(await picking.dismiss(running, caller, idea_id))


def _view(idea: Idea) -> IdeaView:
    text = idea.text
    return IdeaView.model_validate(
        {
            **text.model_dump(include={"title", "why", "register", "platforms", "when"}),
            **text.model_dump(include={"occasion", "angle", "evidence"}),
            **idea.model_dump(include={"id", "number", "expected_ers", "status"}),
            **idea.model_dump(include={"campaign_id", "created_at"}),
        }
    )
