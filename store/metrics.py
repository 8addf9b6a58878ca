"""Metric snapshots: append-only."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.metrics import MetricSnapshot
from store.tables import MetricSnapshotRow, PublicationRow


class Metrics:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, snapshot: MetricSnapshot) -> None:
        self._session.add(MetricSnapshotRow(**snapshot.model_dump()))
        await self._session.flush()

    async def of_publications(
        self, workspace_id: str, publication_ids: tuple[str, ...]
    ) -> tuple[MetricSnapshot, ...]:
        """Every snapshot of these publications, oldest first."""
        rows = await self._session.scalars(
            select(MetricSnapshotRow)
            .where(
                MetricSnapshotRow.workspace_id == workspace_id,
                MetricSnapshotRow.publication_id.in_(publication_ids),
            )
            .order_by(MetricSnapshotRow.as_of, MetricSnapshotRow.id)
        )
        return tuple(
            MetricSnapshot(**{name: getattr(row, name) for name in MetricSnapshot.model_fields})
            for row in rows
        )

    async def schedule(
        self, workspace_id: str, publication_id: str, next_at: datetime | None
    ) -> None:
        """When to ask the platform next; None stops asking."""
        await self._session.execute(
            update(PublicationRow)
            .where(PublicationRow.workspace_id == workspace_id, PublicationRow.id == publication_id)
            .values(next_metrics_at=next_at)
        )
