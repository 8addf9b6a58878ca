"""Intelligence reports and the evidence behind them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.intelligence import Evidence, IntelligenceReport
from store.tables import EvidenceRow, IntelligenceReportRow


class Intelligence:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, report: IntelligenceReport) -> None:
        """Insert; a report of that id is left as it is (a repeated step)."""
        if await self._session.get(IntelligenceReportRow, report.id):
            return
        self._session.add(
            IntelligenceReportRow(
                id=report.id,
                workspace_id=report.workspace_id,
                brand_id=report.brand_id,
                campaign_id=report.campaign_id,
                body=report.model_dump(mode="json"),
                generated_at=report.generated_at,
            )
        )
        await self._session.flush()

    async def add_evidence(
        self, workspace_id: str, report_id: str, evidence: Evidence, blob_key: str
    ) -> None:
        if await self._session.get(EvidenceRow, evidence.id):
            return
        self._session.add(
            EvidenceRow(
                **evidence.model_dump(),
                workspace_id=workspace_id,
                report_id=report_id,
                blob_key=blob_key,
            )
        )
        await self._session.flush()

    async def get(self, workspace_id: str, report_id: str) -> IntelligenceReport | None:
        """The report of that id; None when none was kept."""
        row = await self._session.scalar(
            select(IntelligenceReportRow).where(
                IntelligenceReportRow.workspace_id == workspace_id,
                IntelligenceReportRow.id == report_id,
            )
        )
        return IntelligenceReport.model_validate(row.body) if row else None

    async def of_campaign(self, workspace_id: str, campaign_id: str) -> IntelligenceReport | None:
        row = await self._session.scalar(
            select(IntelligenceReportRow)
            .where(
                IntelligenceReportRow.workspace_id == workspace_id,
                IntelligenceReportRow.campaign_id == campaign_id,
            )
            .order_by(IntelligenceReportRow.generated_at.desc())
            .limit(1)
        )
        return IntelligenceReport.model_validate(row.body) if row else None

    async def newest_of_brand(self, workspace_id: str, brand_id: str) -> IntelligenceReport | None:
        """What was read of the brand's market last, whichever campaign asked for it."""
        row = await self._session.scalar(
            select(IntelligenceReportRow)
            .where(
                IntelligenceReportRow.workspace_id == workspace_id,
                IntelligenceReportRow.brand_id == brand_id,
            )
            .order_by(IntelligenceReportRow.generated_at.desc(), IntelligenceReportRow.id)
            .limit(1)
        )
        return IntelligenceReport.model_validate(row.body) if row else None
