"""POST /api/v1/seed: the demo brand with its history; registered in development only."""

from fastapi import APIRouter

from server.auth.access import Writer
from server.brands import chosen_brand
from server.running import RunningDep
from tools import demo

router = APIRouter(tags=["operation"])


@router.post("/seed")
async def seed(
    caller: Writer, running: RunningDep, brand_id: str | None = None
) -> dict[str, object]:
    """Load the demo brand, its posts and its competitors into the caller's workspace."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    return await demo.seed(running.system.services, caller.workspace_id, brand.id)
