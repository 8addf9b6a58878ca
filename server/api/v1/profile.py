"""GET and PUT /api/v1/profile: the default brand's DNA."""

from fastapi import APIRouter

from server.auth.access import Reader, Writer
from server.brand_bodies import ProfileBody, as_fields, profile_of, profile_view
from server.brands import chosen_brand
from server.running import RunningDep
from tools import brands

router = APIRouter(prefix="/profile", tags=["brand"])


@router.get("")
async def read_profile(caller: Reader, running: RunningDep) -> ProfileBody:
    """What is known of the brand."""
    return profile_view(await chosen_brand(running.system.store, caller, None))


@router.put("")
async def write_profile(body: ProfileBody, caller: Writer, running: RunningDep) -> ProfileBody:
    """Replace the whole profile; what is left out is empty afterwards."""
    brand = await chosen_brand(running.system.store, caller, None)
    profile = profile_of(body, brand)
    try:
        saved = await brands.save_profile(
            running.system.services, caller.member, brand, profile, surface=caller.surface
        )
    except brands.ProfileMisfitError as error:
        raise as_fields(error) from error
    return profile_view(saved)
