"""Written reports, kept as they were told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from store.tables import ReportRow


class KeptReport(Frozen):
    """A report as it lies here."""

    brand_id: str
    campaign_id: str | None
    body: dict[str, object]
    created_at: datetime


class Reports:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        workspace_id: str,
        report_id: str,
        body: dict[str, object],
        at: datetime,
        *,
        brand_id: str,
        campaign_id: str | None,
    ) -> None:
        """Keep a report; one of that id is left as it is (a repeated step)."""
        if await self._session.get(ReportRow, report_id):
            return
        self._session.add(
            ReportRow(
                id=report_id,
                workspace_id=workspace_id,
                brand_id=brand_id,
                campaign_id=campaign_id,
                body=body,
                created_at=at,
            )
        )
        await self._session.flush()

    async def get(self, workspace_id: str, report_id: str) -> dict[str, object] | None:
        """The report of that id; None when none was kept."""
        kept = await self.kept(workspace_id, report_id)
        return kept.body if kept else None

    async def kept(self, workspace_id: str, report_id: str) -> KeptReport | None:
        """Likewise, with whose it is and of when."""
        row = await self._session.scalar(
            select(ReportRow).where(
                ReportRow.workspace_id == workspace_id, ReportRow.id == report_id
            )
        )
        if row is None:
            return None
        return KeptReport(
            brand_id=row.brand_id,
            campaign_id=row.campaign_id,
            body=dict(row.body),
            created_at=row.created_at,
        )

    async def newest(self, workspace_id: str, campaign_id: str) -> dict[str, object] | None:
        """The report of this campaign that was written last."""
        row = await self._session.scalar(
            select(ReportRow)
            .where(ReportRow.workspace_id == workspace_id, ReportRow.campaign_id == campaign_id)
            .order_by(ReportRow.created_at.desc(), ReportRow.id)
            .limit(1)
        )
        return dict(row.body) if row else None
