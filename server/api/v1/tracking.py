"""/api/v1/tracking: the campaign parameters (UTM) that a brand's links carry."""

from typing import Annotated

from fastapi import APIRouter, Query

from domain.tracking import Tracking
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.running import RunningDep
from tools import tracking

router = APIRouter(prefix="/tracking", tags=["brand"])
BrandId = Annotated[str | None, Query(max_length=36)]


@router.get("")
async def read_tracking(caller: Reader, running: RunningDep, brand_id: BrandId = None) -> Tracking:
    """What is added to the links of this brand's new posts."""
    return (await chosen_brand(running.system.store, caller, brand_id)).tracking


@router.put("")
async def save_tracking(
    body: Tracking, caller: Writer, running: RunningDep, brand_id: BrandId = None
) -> Tracking:
    """Change it for new posts; those that wait or are out stay as they were shown."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    return await tracking.save(
        running.system.services, caller.member, brand, body, surface=caller.surface
    )
