"""/api/v1/analytics, and the reports of a campaign and of one post: as JSON and as a page."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse

from domain.errors import InvalidError
from domain.period import Period
from domain.periods import span_of
from domain.platform import parse_platform
from domain.report import Scope
from domain.times import GivenInstant
from server.auth.access import Caller, Reader
from server.brands import chosen_brand
from server.report.page import report_page
from server.running import Running, RunningDep
from tools.report_views import report_view
from tools.reporting import Report, campaign_scope, period_scope, post_scope, report

router = APIRouter(tags=["analytics"])


class ReportQuery(BaseModel):
    period: Period | None = None
    """A named period of the brand's zone; instead of `since` and `until`."""
    since: GivenInstant | None = None
    """Posts that went out at or after it."""
    until: GivenInstant | None = None
    """Posts that went out before it."""
    platform: str | None = Field(default=None, max_length=40)
    brand_id: str | None = Field(default=None, max_length=36)
    publication_id: list[Annotated[str, Field(max_length=36)]] = Field(
        default_factory=list, max_length=50
    )
    """Only these posts; then nothing else is looked at."""


@router.get("/analytics/report")
async def read_report(
    caller: Reader, running: RunningDep, wanted: Annotated[ReportQuery, Query()]
) -> dict[str, object]:
    """How the brand's posts did: all of them, or those of a time or a platform."""
    return report_view(await _of_period(running, caller, wanted))


@router.get("/analytics/report.html", response_class=HTMLResponse)
async def read_report_page(
    caller: Reader, running: RunningDep, wanted: Annotated[ReportQuery, Query()]
) -> HTMLResponse:
    """The same as a page to read and print."""
    return report_page(await _of_period(running, caller, wanted))


@router.get("/campaigns/{campaign_id}/report.html", response_class=HTMLResponse)
async def read_campaign_report_page(
    campaign_id: str, caller: Reader, running: RunningDep
) -> HTMLResponse:
    """The campaign's report as a page to read and print."""
    return report_page(await _of_campaign(running, caller, campaign_id))


@router.get("/campaigns/{campaign_id}/report")
@router.get("/campaigns/{campaign_id}/analytics")
async def read_campaign_report(
    campaign_id: str, caller: Reader, running: RunningDep
) -> dict[str, object]:
    """How a campaign's posts did; every number names the row it comes from."""
    return report_view(await _of_campaign(running, caller, campaign_id))


async def _of_period(running: Running, caller: Caller, wanted: ReportQuery) -> Report:
    if wanted.publication_id:
        return await _of_posts(running, caller, wanted.publication_id)
    brand = await chosen_brand(running.system.store, caller, wanted.brand_id)
    since, until = _span(wanted, running, brand.profile.timezone)
    scope = period_scope(
        brand.id,
        since=since,
        until=until,
        platform=parse_platform(wanted.platform) if wanted.platform else None,
        period=wanted.period,
    )
    return await _report(running, caller, scope)


def _span(
    wanted: ReportQuery, running: Running, zone_name: str
) -> tuple[datetime | None, datetime | None]:
    if wanted.period is None:
        return wanted.since, wanted.until
    if wanted.since or wanted.until:
        raise InvalidError(
            "Give either a named period, or “since” and “until”, not both.", code="bad_period"
        )
    span = span_of(wanted.period, running.system.services.clock(), zone_name)
    return span.since, span.until


async def _of_campaign(running: Running, caller: Caller, campaign_id: str) -> Report:
    async with running.system.store.reading() as unit:
        scope = await campaign_scope(unit, caller.workspace_id, campaign_id)
    return await _report(running, caller, scope)


async def _of_posts(running: Running, caller: Caller, publication_ids: list[str]) -> Report:
    async with running.system.store.reading() as unit:
        scope = await post_scope(unit, caller.workspace_id, *publication_ids)
    return await _report(running, caller, scope)


async def _report(running: Running, caller: Caller, scope: Scope) -> Report:
    return await report(running.system.services, caller.workspace_id, scope)
