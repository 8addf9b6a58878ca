"""Reads competitors' pages politely, keeps what was seen, and turns it into findings."""

import asyncio

from domain.brand import Competitor
from domain.ids import derived_id
from domain.intelligence import Evidence, IntelligenceReport, SiteOutcome
from domain.shelf import raw_key
from domain.times import day_in
from llm.tasks.findings import FINDINGS, FindingsInputs, OutsidePage
from platforms.visit import FetchedPage, SiteVisit
from prompts.outside import OutsideText
from store.blobs import Label
from tools.services import Turn

EXCERPT = 2_000
PAGE_TEXT = 20_000


async def research(turn: Turn, campaign_id: str) -> IntelligenceReport:
    """Visit each competitor's site once and report. Repeated after a crash: the same report."""
    services = turn.services
    async with services.store.reading() as unit:
        known = await unit.intelligence.of_campaign(turn.workspace_id, campaign_id)
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    if known is not None:
        return known
    report_id = derived_id("intelligence", campaign_id)
    sites = [c for c in brand.profile.competitors if c.website]
    visits = await asyncio.gather(*(services.sites.read_site(c.website or "") for c in sites))
    pages: list[OutsidePage] = []
    evidence: list[tuple[Evidence, FetchedPage]] = []
    for competitor, visit in zip(sites, visits, strict=True):
        for page in visit.pages:
            kept = _evidence(report_id, page)
            evidence.append((kept, page))
            pages.append(_outside(kept, page, competitor))
    told = brand.profile.as_told(day_in(services.clock(), brand.profile.timezone))
    written = await services.author.write(FINDINGS, FindingsInputs(brand=told, pages=tuple(pages)))
    report = IntelligenceReport(
        id=report_id,
        workspace_id=turn.workspace_id,
        brand_id=turn.brand_id,
        campaign_id=campaign_id,
        findings=written.output.findings,
        sites=tuple(_outcome(c, v) for c, v in zip(sites, visits, strict=True)),
        generated_at=services.clock(),
    )
    await _keep(turn, report, evidence)
    return report


def _evidence(report_id: str, page: FetchedPage) -> Evidence:
    return Evidence(
        id=derived_id("evidence", report_id, page.url, page.sha256),
        url=page.url,
        title=page.title[:300],
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        excerpt=page.text[:EXCERPT],
    )


def _outside(evidence: Evidence, page: FetchedPage, competitor: Competitor) -> OutsidePage:
    return OutsidePage(
        evidence_id=evidence.id,
        url=page.url,
        competitor=competitor.name,
        title=OutsideText(page.title[:300]),
        text=OutsideText(page.text[:PAGE_TEXT]),
        published_at=page.published_at,
        likes=page.likes,
        comments=page.comments,
        shares=page.shares,
    )


def _outcome(competitor: Competitor, visit: SiteVisit) -> SiteOutcome:
    return SiteOutcome(
        competitor=competitor.name,
        url=competitor.website or "",
        status=visit.status,
        detail=visit.detail,
        pages=len(visit.pages),
    )


async def _keep(
    turn: Turn, report: IntelligenceReport, evidence: list[tuple[Evidence, FetchedPage]]
) -> None:
    """The pages as received go to files first, so that a row never points to nothing."""
    keys = {}
    for kept, page in evidence:
        keys[kept.id] = raw_key(report.id, kept)
        await turn.services.blobs.put(keys[kept.id], page.body, Label("text/html"))
    async with turn.services.store.writing() as unit:
        await unit.intelligence.add(report)
        for kept, _page in evidence:
            await unit.intelligence.add_evidence(
                report.workspace_id, report.id, kept, keys[kept.id]
            )
