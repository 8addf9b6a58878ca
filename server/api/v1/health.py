"""GET /api/v1/health: whether this process can do its work, part by part."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from server.running import RunningDep
from server.version import VERSION

router = APIRouter(tags=["operation"])


class Health(BaseModel):
    status: str
    """ok | unavailable"""
    version: str
    checks: dict[str, str]
    """Each part's state: begins with "ok", is "off", or says what is wrong."""


@router.get("/health", responses={503: {"model": Health, "description": "Not ready"}})
async def health(running: RunningDep, response: Response) -> Health:
    """Say how each part does; 503 while one of them does not work."""
    checks = await running.system.checks()
    ready = all(state == "off" or state.split()[0] == "ok" for state in checks.values())
    response.status_code = 200 if ready else 503
    return Health(status="ok" if ready else "unavailable", version=VERSION, checks=checks)
