"""/api/v1/campaigns: asked for with a form instead of a sentence; their posts and calendar."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from domain.budget import MOST
from server.auth.access import Reader, Writer
from server.campaigning import (
    CampaignRequest,
    contents_of,
    one_campaign,
    start_campaign,
    with_given_names,
)
from server.paging import Cursor, Limit, Page, page
from server.plain_text import PlainText
from server.running import RunningDep
from tools.amending import amend
from tools.shapes import CampaignContentView, CampaignView
from tools.views import campaign_view

router = APIRouter(prefix="/campaigns", tags=["campaigns"])
MOST_CAMPAIGNS = 10_000


Objective = Annotated[PlainText, Field(max_length=500)]
Choice = Annotated[PlainText, Field(max_length=40)]
"""One of several, by its name or code."""


class CampaignBody(BaseModel):
    name: PlainText = Field(min_length=1, max_length=200)
    brief: PlainText = Field(min_length=1, max_length=8_000)
    """The ask in the person's own words."""
    objectives: list[Objective] = Field(default_factory=list, max_length=10)
    start_date: date | None = None
    end_date: date | None = None
    target_platforms: list[Choice] = Field(default_factory=list, max_length=5)
    target_languages: list[Choice] = Field(default_factory=list, max_length=10)
    budget: float | None = Field(default=None, ge=0, le=MOST)
    """Rupees."""
    brand_id: str | None = Field(default=None, max_length=36)
    template_id: str | None = Field(default=None, max_length=64)
    """A template for posts, whose order of parts they follow."""


@router.post("", status_code=201)
async def create_campaign(body: CampaignBody, caller: Writer, running: RunningDep) -> CampaignView:
    """Ask the team for a campaign; it plans at once, in a conversation of its own."""
    wanted = CampaignRequest.model_validate(body.model_dump())
    return await start_campaign(running, caller, wanted)


@router.get("")
async def list_campaigns(
    caller: Reader, running: RunningDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[CampaignView]:
    """Newest first."""
    async with running.system.store.reading() as unit:
        listed = await unit.campaigns.list(caller.workspace_id, limit=MOST_CAMPAIGNS)
        found = await with_given_names(unit, listed)
    return page(found, campaign_view, key=lambda c: c.id, limit=limit, cursor=cursor)


@router.get("/{campaign_id}")
async def read_campaign(campaign_id: str, caller: Reader, running: RunningDep) -> CampaignView:
    """The campaign with its strategy and tasks."""
    async with running.system.store.reading() as unit:
        return await one_campaign(unit, caller.workspace_id, campaign_id)


class CampaignChange(BaseModel):
    """What is left out stays; days and posts are changed in the conversation, in words."""

    name: PlainText | None = Field(default=None, min_length=1, max_length=200)
    budget: float | None = Field(default=None, ge=0, le=MOST)
    """Rupees, divided anew among the platforms of the plan; 0 takes the budget away."""


@router.put("/{campaign_id}")
async def change_campaign(
    campaign_id: str, body: CampaignChange, caller: Writer, running: RunningDep
) -> CampaignView:
    """Give the campaign another name or another budget; its posts stay as they are."""
    system = running.system
    await amend(
        system.services,
        caller.member,
        campaign_id,
        name=body.name,
        budget=body.budget,
        surface=caller.surface,
    )
    async with system.store.reading() as unit:
        return await one_campaign(unit, caller.workspace_id, campaign_id)


@router.get("/{campaign_id}/content")
async def read_content(
    campaign_id: str, caller: Reader, running: RunningDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[CampaignContentView]:
    """The campaign's posts at their newest version."""
    address = running.system.services.public_url
    async with running.system.store.reading() as unit:
        found = await contents_of(unit, caller.workspace_id, campaign_id, address)
    return page(found, lambda item: item, key=lambda item: item["id"], limit=limit, cursor=cursor)


@router.get("/{campaign_id}/calendar")
async def read_calendar(campaign_id: str, caller: Reader, running: RunningDep) -> dict[str, object]:
    """What is planned, where and when."""
    async with running.system.store.reading() as unit:
        campaign = await unit.campaigns.get(caller.workspace_id, campaign_id)
    entries = campaign.strategy.calendar if campaign.strategy else ()
    return {"items": [entry.model_dump(mode="json") for entry in entries], "next_cursor": None}
