"""/api/v1/calendar/days: the days people keep, those of the brand's place first, and own ones."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from almanac.places import states_in
from domain.day import Day, OwnDay
from domain.errors import InvalidError
from domain.language import ENGLISH, written_code
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.plain_text import PlainText
from server.running import RunningDep
from tools import days

router = APIRouter(prefix="/calendar", tags=["campaigns"])


class OwnDayBody(BaseModel):
    name: PlainText = Field(min_length=1, max_length=200)
    day: date
    until: date | None = None
    """The last day of it; absent: it is the one day."""
    yearly: bool | None = None
    mourning: bool | None = None
    """A declared mourning: nothing that celebrates or sells is planned for it."""
    note: PlainText = Field(default="", max_length=1_000)


class Days(BaseModel):
    items: list[Day]
    """By date; on one date those of the brand's place first."""
    next_cursor: str | None
    """Always absent: the days between two dates are one page."""
    own: list[OwnDay]
    """All that the workspace has entered, whenever they are."""
    states: list[str]
    """Where the business is, as its location says."""


@router.get("/days")
async def list_days(
    caller: Reader,
    running: RunningDep,
    start: Annotated[date | None, Query(alias="from")] = None,
    end: Annotated[date | None, Query(alias="to")] = None,
    region: Annotated[str, Query(max_length=100)] = "",
    language: Annotated[str, Query(max_length=10)] = ENGLISH,
    brand_id: Annotated[str | None, Query(max_length=36)] = None,
) -> Days:
    """Festivals, national days, days of mourning, seasons and own days between two dates.

    Without dates: from today on, two months from the first.
    """
    brand = await chosen_brand(running.system.store, caller, brand_id)
    start, end = days.span(start, end, brand.profile, running.system.services.clock())
    async with running.system.store.reading() as unit:
        found = await days.days_of(
            unit,
            caller.workspace_id,
            brand.profile,
            start=start,
            end=end,
            region=region,
            language=_written(language),
        )
        own = await unit.own_days.list(caller.workspace_id)
    return Days(
        items=list(found),
        next_cursor=None,
        own=list(own),
        states=list(states_in(brand.profile.location)),
    )


@router.post("/days", status_code=201)
async def enter_day(body: OwnDayBody, caller: Writer, running: RunningDep) -> OwnDay:
    """Enter a day of your own: an anniversary, a local fair, a declared mourning."""
    wanted = OwnDay(
        id="",
        workspace_id=caller.workspace_id,
        name=body.name,
        day=body.day,
        until=body.until or body.day,
        yearly=bool(body.yearly),
        mourning=bool(body.mourning),
        note=body.note,
    )
    return await days.enter(running.system.services, caller.member, wanted, surface=caller.surface)


@router.delete("/days/{own_day_id}", status_code=204)
async def remove_day(own_day_id: str, caller: Writer, running: RunningDep) -> None:
    """Take one of your own days out again."""
    await days.remove(running.system.services, caller.member, own_day_id, surface=caller.surface)


def _written(language: str) -> str:
    code = written_code(language)
    if code is None:
        raise InvalidError(
            f"Names of days are told in English (en) and Hindi (hi), not in “{language}”.",
            code="unsupported_language",
        )
    return code
