"""/api/v1/esg/study: does the brand's own past foretell, measured on its own posts."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from domain.errors import NotFoundError
from domain.platform import parse_platform
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.report.study_page import study_page
from server.running import RunningDep
from tools.studying import OwnStudy, latest_study, order_study

router = APIRouter(prefix="/esg/study", tags=["history"])
BrandId = Annotated[str | None, Query(max_length=36)]


class StudyBody(BaseModel):
    platform: str | None = Field(default=None, max_length=40)
    """Of which network; else the one with the most posts."""
    brand_id: str | None = Field(default=None, max_length=36)


class StudyOrdered(BaseModel):
    job_id: str


@router.post("", status_code=202)
async def order(caller: Writer, running: RunningDep, body: StudyBody | None = None) -> StudyOrdered:
    """Study the brand's newest posts by a job; its result is the study, and nothing is changed."""
    asked = body or StudyBody()
    system = running.system
    brand = await chosen_brand(system.store, caller, asked.brand_id)
    platform = parse_platform(asked.platform) if asked.platform else None
    return StudyOrdered(
        job_id=await order_study(system.services, caller.workspace_id, brand.id, platform)
    )


@router.get("")
async def latest(caller: Reader, running: RunningDep, brand_id: BrandId = None) -> OwnStudy:
    """The newest study, and the job that makes another."""
    store = running.system.store
    brand = await chosen_brand(store, caller, brand_id)
    async with store.reading() as unit:
        return await latest_study(unit, caller.workspace_id, brand.id)


@router.get("/page", response_class=HTMLResponse)
async def page(caller: Reader, running: RunningDep, brand_id: BrandId = None) -> HTMLResponse:
    """The newest study as a page of its own, with every figure."""
    found = (await latest(caller, running, brand_id)).study
    if found is None:
        raise NotFoundError("No study of these posts was made yet. Order one first.")
    return HTMLResponse(study_page(found))
