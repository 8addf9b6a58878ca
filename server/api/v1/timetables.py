"""/api/v1/timetables: when an account posts by itself, and when it keeps quiet."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from domain.times import Slot
from domain.timetable import Timetable
from server.auth.access import Reader, Writer
from server.running import RunningDep
from tools import timetables

router = APIRouter(prefix="/timetables", tags=["platforms"])


class FreeSlots(BaseModel):
    slots: list[Slot]
    """Fewer than asked for when the year ahead has fewer."""


@router.get("/{connection_id}")
async def read_timetable(connection_id: str, caller: Reader, running: RunningDep) -> Timetable:
    """The account's weekly slots and quiet hours, in wall times of its zone."""
    return await timetables.read(running.system.services, caller.member, connection_id)


@router.put("/{connection_id}")
async def save_timetable(
    connection_id: str, body: Timetable, caller: Writer, running: RunningDep
) -> Timetable:
    """Replace the account's week; posts that are planned already stay where they are."""
    return await timetables.save(
        running.system.services, caller.member, connection_id, body, surface=caller.surface
    )


@router.get("/{connection_id}/free")
async def free_slots(
    connection_id: str,
    caller: Reader,
    running: RunningDep,
    count: Annotated[int, Query(ge=1, le=timetables.MOST_OFFERED)] = 5,
) -> FreeSlots:
    """The next slots that no post of the account has."""
    found = await timetables.free(
        running.system.services, caller.member, connection_id, count=count
    )
    return FreeSlots(slots=list(found))
