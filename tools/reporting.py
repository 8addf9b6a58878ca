"""Reports: figures from the rows, put into words, with the rows behind every number."""

import asyncio
from datetime import datetime

from domain.analysis import analyse
from domain.brand import Brand
from domain.content import Provenance
from domain.days import Days
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.metrics import MetricSnapshot
from domain.period import Period
from domain.platform import Platform
from domain.report import Analysis, PostFigures, Scope
from llm.tasks.report import REPORT, ReportInputs, ReportRow, ReportText
from store.unit import Unit
from tools.figures import Rows, gathered, read_rows
from tools.services import Services

FORMAT = 2
"""Of the report's JSON; reports of the first format have no analysis."""


class Report(Frozen):
    """A report as it was put together from rows at one instant."""

    id: str
    """The same for the same figures: a report asked for twice is one."""
    scope: Scope
    brand: Brand
    analysis: Analysis
    language: str = "en"
    text: ReportText
    rows: tuple[ReportRow, ...]
    snapshots: tuple[MetricSnapshot, ...]
    provenance: Provenance
    generated_at: datetime


async def campaign_scope(unit: Unit, workspace_id: str, campaign_id: str) -> Scope:
    """The posts of one campaign.

    Raises:
        NotFoundError: No such campaign in this workspace.
    """
    campaign = await unit.campaigns.get(workspace_id, campaign_id)
    return Scope(
        kind="campaign",
        title=campaign.name,
        brand_id=campaign.brand_id,
        campaign_id=campaign_id,
        thread_id=campaign.thread_id,
    )


async def post_scope(
    unit: Unit, workspace_id: str, *publication_ids: str, title: str = ""
) -> Scope:
    """Posts by their publications, of which there is at least one; of one brand.

    Raises:
        NotFoundError: No such publication in this workspace.
    """
    rows = [await unit.publications.get(workspace_id, one) for one in publication_ids]
    first = rows[0]
    content = await unit.contents.get(workspace_id, first.content_id, version=first.content_version)
    return Scope(
        kind="post",
        title=title or f"your post on {first.platform.title}",
        brand_id=content.brand_id,
        campaign_id=first.campaign_id if len({row.campaign_id for row in rows}) == 1 else None,
        thread_id=first.thread_id,
        publication_ids=publication_ids,
    )


def period_scope(
    brand_id: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    platform: Platform | None = None,
    period: Period | None = None,
    days: Days | None = None,
) -> Scope:
    """All the brand's posts, or those that went out in a time or on a platform.

    `period` and `days` only name the time.

    Raises:
        InvalidError: `bad_period`; it ends before it begins.
    """
    if since and until and until <= since:
        raise InvalidError(
            "The period ends before it begins. Give a “since” that is earlier than “until”.",
            code="bad_period",
        )
    return Scope(
        kind="period",
        title=_period_title(platform, period, days),
        period=period,
        brand_id=brand_id,
        since=since,
        until=until,
        platform=platform,
    )


def _period_title(platform: Platform | None, period: Period | None, days: Days | None) -> str:
    where = f" on {platform.title}" if platform else ""
    named = f" {period.value.replace('_', ' ')}" if period else ""
    named = f" {days.spoken}" if days else named
    return f"your posts{where}{named}"


async def report(
    services: Services,
    workspace_id: str,
    scope: Scope,
    *,
    language: str = "en",
    keep: bool = False,
) -> Report:
    """Put the report together from what was measured so far.

    Words that were kept for the very same figures are used again; `keep` keeps these. An author
    that does not know the language writes in English.
    """
    async with services.store.reading() as unit:
        brand = await unit.brands.get(workspace_id, scope.brand_id)
        read = await read_rows(unit, workspace_id, scope)
    zone_name = brand.profile.timezone
    now = services.clock()
    analysis = await asyncio.to_thread(_analysis, read, scope, zone_name, now)
    inputs = ReportInputs(
        campaign_name=_called(scope),
        timezone=zone_name,
        language=language,
        tells_when_settled=scope.kind == "campaign" and scope.thread_id is not None,
        rows=tuple(row for post in analysis.posts if (row := _row(post))),
        analysis=analysis,
    )
    report_id = derived_id(
        "report",
        str(FORMAT),
        services.author.label,
        scope.model_dump_json(),
        inputs.model_dump_json(),
    )
    text, provenance = await _words(services, workspace_id, report_id, inputs)
    made = Report(
        id=report_id,
        scope=scope,
        brand=brand,
        analysis=analysis,
        language=language,
        text=text,
        rows=inputs.rows,
        snapshots=tuple(post.snapshot for post in read.found if post.snapshot),
        provenance=provenance,
        generated_at=now,
    )
    if keep:
        await _keep(services, workspace_id, made)
    return made


async def _words(
    services: Services, workspace_id: str, report_id: str, inputs: ReportInputs
) -> tuple[ReportText, Provenance]:
    """Those that were kept for this report, or new ones."""
    async with services.store.reading() as unit:
        kept = await unit.reports.get(workspace_id, report_id)
    if kept:
        return (
            ReportText.model_validate(kept["text"]),
            Provenance.model_validate(kept["provenance"]),
        )
    written = await services.author.write(REPORT, inputs)
    return written.output, written.provenance


def _analysis(read: Rows, scope: Scope, zone_name: str, now: datetime) -> Analysis:
    found = gathered(read, scope, zone_name, now)
    return analyse(
        found.posts,
        found.history,
        is_all=scope.kind == "period" and scope.since is None and scope.until is None,
        is_cut=found.is_cut,
        left_out=found.left_out,
        uncounted=found.uncounted,
    )


def _called(scope: Scope) -> str:
    return f"“{scope.title}”" if scope.kind == "campaign" else scope.title


async def _keep(services: Services, workspace_id: str, made: Report) -> None:
    body: dict[str, object] = {
        "text": made.text.model_dump(mode="json"),
        "provenance": made.provenance.model_dump(mode="json"),
        "scope": made.scope.model_dump(mode="json"),
        "snapshot_ids": [snapshot.id for snapshot in made.snapshots],
    }
    async with services.store.writing() as unit:
        await unit.reports.add(
            workspace_id,
            made.id,
            body,
            made.generated_at,
            brand_id=made.scope.brand_id,
            campaign_id=made.scope.campaign_id,
        )


def _row(post: PostFigures) -> ReportRow | None:
    if not (post.snapshot_id and post.publication_id and post.as_of):
        return None
    return ReportRow(
        snapshot_id=post.snapshot_id,
        publication_id=post.publication_id,
        platform=post.platform,
        permalink=post.permalink,
        as_of=post.as_of,
        published_at=post.published_at,
        values=dict(post.values),
        predicted_ers=post.expected.mean if post.expected else None,
        actual_ers=post.ers,
        register=post.register,
        text=post.text,
    )
