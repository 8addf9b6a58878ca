"""/api/v1/brands: the brands of a workspace that has several."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from server.auth.access import Reader, Writer
from server.brand_bodies import BrandBody, as_fields, brand_view, profile_of
from server.brands import chosen_brand
from server.paging import Limit, Page, cut
from server.running import RunningDep
from tools import brand_removal, brands

router = APIRouter(prefix="/brands", tags=["brand"])
BrandId = Annotated[str, Path(max_length=36)]
Cursor = Annotated[str | None, Field(max_length=36, description="`next_cursor` of the page before")]


@router.get("")
async def list_brands(
    caller: Reader, running: RunningDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[BrandBody]:
    """The workspace's brands, oldest first."""
    async with running.system.store.reading() as unit:
        found = await unit.brands.list(caller.workspace_id, after=cursor, limit=limit + 1)
    return cut(found, brand_view, key=lambda brand: brand.id, limit=limit)


@router.post("", status_code=201)
async def create_brand(body: BrandBody, caller: Writer, running: RunningDep) -> BrandBody:
    """Make a further brand; `brand_id` and `is_default` are the server's to say."""
    try:
        made = await brands.create(
            running.system.services, caller.member, profile_of(body, None), surface=caller.surface
        )
    except brands.ProfileMisfitError as error:
        raise as_fields(error) from error
    return brand_view(made)


@router.get("/{brand_id}")
async def read_brand(brand_id: BrandId, caller: Reader, running: RunningDep) -> BrandBody:
    """One brand's DNA."""
    return brand_view(await chosen_brand(running.system.store, caller, brand_id))


@router.put("/{brand_id}")
async def write_brand(
    brand_id: BrandId, body: BrandBody, caller: Writer, running: RunningDep
) -> BrandBody:
    """Replace the whole profile; what is left out is empty afterwards."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    profile = profile_of(body, brand)
    try:
        saved = await brands.save_profile(
            running.system.services, caller.member, brand, profile, surface=caller.surface
        )
    except brands.ProfileMisfitError as error:
        raise as_fields(error) from error
    return brand_view(saved)


@router.post("/{brand_id}/default")
async def make_default(brand_id: BrandId, caller: Writer, running: RunningDep) -> BrandBody:
    """Let everything that names no brand be about this one."""
    return brand_view(
        await brands.make_default(
            running.system.services, caller.member, brand_id, surface=caller.surface
        )
    )


@router.delete("/{brand_id}", status_code=204)
async def delete_brand(brand_id: BrandId, caller: Writer, running: RunningDep) -> None:
    """Take it away; refused while it is the default or has posts that are not over."""
    await brand_removal.remove(
        running.system.services, caller.member, brand_id, surface=caller.surface
    )
