"""GET /api/v1/health: whether this process can do its work, part by part."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from server.running import RunningDep
from server.version import VERSION

router = APIRouter(tags=["operation"])


class ClockView(BaseModel):
    source: Literal["system", "sandbox"]
    now: datetime
    """What posts go by; with the sandbox's clock it may be ahead of real time."""


class Health(BaseModel):
    status: str
    """ok | unavailable"""
    version: str
    clock: ClockView
    checks: dict[str, str]
    """Each part's state: begins with "ok", is "off", or says what is wrong. Search does without
    the index, which may be "stale (2 brands behind)" or "unavailable (why)" and takes nothing down.
    """


@router.get("/health", responses={503: {"model": Health, "description": "Not ready"}})
async def health(running: RunningDep, response: Response) -> Health:
    """Say how each part does; 503 while one of them does not work."""
    checks = await running.system.checks()
    needed = [state for part, state in checks.items() if part != "index"]
    ready = all(state == "off" or state.split()[0] == "ok" for state in needed)
    response.status_code = 200 if ready else 503
    system = running.system
    return Health(
        status="ok" if ready else "unavailable",
        version=VERSION,
        clock=ClockView(source=system.settings.clock, now=system.services.clock()),
        checks=checks,
    )
