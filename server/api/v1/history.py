"""/api/v1/platforms/{platform}/history: a connected account's own past posts are brought in."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from domain.platform import parse_platform
from server.api.v1.imports import ImportView, LongImport
from server.auth.access import Writer
from server.brands import chosen_brand
from server.running import RunningDep
from tools.imports import view_of
from tools.pull import Wanted
from tools.pulling import choose_connection, pull_history

router = APIRouter(prefix="/platforms", tags=["history"])

LIMIT = 500
MOST = 5_000


class HistoryBody(BaseModel):
    connection_id: Annotated[str | None, Field(max_length=36)] = None
    """May be left out where only one account of the platform can be meant."""
    limit: Annotated[int, Field(ge=1, le=MOST)] = LIMIT
    """At most so many posts, the newest first."""
    brand_id: Annotated[str | None, Field(max_length=36)] = None


@router.post(
    "/{platform}/history", response_model=ImportView, responses={202: {"model": LongImport}}
)
async def bring_in(
    platform: str, caller: Writer, running: RunningDep, body: HistoryBody | None = None
) -> ImportView | JSONResponse:
    """Read the account's own past posts into the history; again, it renews their counts.

    More than 25 posts are brought in by a job: 202 with its id.
    """
    asked = body or HistoryBody()
    services, of = running.system.services, parse_platform(platform)
    brand = await chosen_brand(running.system.store, caller, asked.brand_id)
    connection_id = await choose_connection(services, caller.workspace_id, of, asked.connection_id)
    wanted = Wanted(caller.workspace_id, brand.id, connection_id, asked.limit)
    outcome = await pull_history(services, wanted, of)
    if isinstance(outcome, str):
        return JSONResponse({"job_id": outcome}, status_code=202)
    return ImportView.model_validate(view_of(outcome))
