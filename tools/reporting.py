"""A campaign's report: the newest snapshot of each post, in sentences that point to their rows."""

from domain.campaign import Campaign
from domain.content import Content
from domain.ers import ers_of_counts
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.metrics import MetricSnapshot
from domain.publication import Publication, PublicationState
from llm.tasks.report import REPORT, ReportInputs, ReportRow, ReportText
from store.unit import Unit
from tools.services import Services
from tools.views import snapshot_view


class CampaignReport(Frozen):
    id: str
    text: ReportText
    rows: tuple[ReportRow, ...]
    author: str


async def report(services: Services, workspace_id: str, campaign_id: str) -> CampaignReport:
    """Write the report from what was measured so far, and keep it."""
    now = services.clock()
    async with services.store.reading() as unit:
        campaign = await unit.campaigns.get(workspace_id, campaign_id)
        brand = await unit.brands.get(workspace_id, campaign.brand_id)
        rows, snapshots = await measured(unit, campaign)
    written = await services.author.write(
        REPORT,
        ReportInputs(campaign_name=campaign.name, timezone=brand.profile.timezone, rows=rows),
    )
    newest = max((s.as_of for s in snapshots), default=campaign.created_at)
    made = CampaignReport(
        id=derived_id("report", campaign_id, newest.isoformat()),
        text=written.output,
        rows=rows,
        author=written.provenance.author,
    )
    body: dict[str, object] = {
        "id": made.id,
        "campaign_id": campaign_id,
        "generated_at": now.isoformat(),
        **written.output.model_dump(mode="json"),
        "rows": [row.model_dump(mode="json") for row in rows],
        "snapshots": [snapshot_view(s) for s in snapshots],
        "provenance": written.provenance.model_dump(mode="json", exclude={"latency_ms"}),
    }
    async with services.store.writing() as unit:
        await unit.campaigns.add_report(workspace_id, campaign_id, made.id, body, now)
    return made


async def measured(
    unit: Unit, campaign: Campaign
) -> tuple[tuple[ReportRow, ...], tuple[MetricSnapshot, ...]]:
    """One row per published post that was measured: its newest snapshot."""
    publications = [
        p
        for p in await unit.publications.list(campaign.workspace_id, campaign_id=campaign.id)
        if p.state is PublicationState.PUBLISHED
    ]
    snapshots = await unit.metrics.of_publications(
        campaign.workspace_id, tuple(p.id for p in publications)
    )
    newest = {snapshot.publication_id: snapshot for snapshot in snapshots}
    rows = []
    for publication in publications:
        if publication.id not in newest:
            continue
        content = await unit.contents.get(
            campaign.workspace_id, publication.content_id, version=publication.content_version
        )
        rows.append(_row(publication, content, newest[publication.id]))
    return tuple(rows), tuple(newest.values())


def _row(publication: Publication, content: Content, snapshot: MetricSnapshot) -> ReportRow:
    values = snapshot.values
    return ReportRow(
        snapshot_id=snapshot.id,
        publication_id=publication.id,
        platform=publication.platform,
        permalink=publication.permalink,
        as_of=snapshot.as_of,
        values={name: float(value) for name, value in values.items()},
        predicted_ers=content.version.expected_ers,
        actual_ers=ers_of_counts(values.get("likes"), values.get("comments"), values.get("shares")),
        register=content.version.register,
        text=content.version.text,
    )
