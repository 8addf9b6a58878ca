"""The demo brand: its DNA and history, put into a workspace. Only development offers this."""

import json
from collections.abc import Mapping
from importlib.resources import files

from domain.brand import BrandProfile
from domain.platform import Platform
from tools.services import Services

_DATA = files("tools.data")


async def seed(services: Services, workspace_id: str, brand_id: str) -> dict[str, object]:
    """Give the brand the demo's profile and posts. Repeated: updates, never doubles.

    Raises:
        NotFoundError: No such brand in this workspace.
    """
    profile = demo_profile(services.sandbox_sites)
    async with services.store.writing() as unit:
        await unit.brands.get(workspace_id, brand_id)
        await unit.brands.save_profile(workspace_id, brand_id, profile, services.clock())
    outcome = await services.esg.import_posts(
        workspace_id, brand_id, _DATA.joinpath("demo_posts.csv").read_bytes(), Platform.INSTAGRAM
    )
    return {
        "brand_id": brand_id,
        "business_name": profile.business_name,
        "imported": outcome.imported,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "competitors": [competitor.name for competitor in profile.competitors],
    }


def demo_profile(sites: Mapping[str, str]) -> BrandProfile:
    """The demo's DNA; its competitor is the sandbox's site, wherever that listens."""
    profile = BrandProfile.model_validate(json.loads(_DATA.joinpath("demo_brand.json").read_text()))
    moved = tuple(
        c.model_copy(update={"website": sites.get(_site_name(c.name), c.website)})
        for c in profile.competitors
    )
    return profile.model_copy(update={"competitors": moved})


def _site_name(competitor: str) -> str:
    return competitor.replace(" ", "").lower()
