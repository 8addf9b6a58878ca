"""Metric snapshots: append-only. When a post is asked about next stands beside its publication."""

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
        return tuple(to_snapshot(row) for row in rows)

    async def answered(
        self,
        workspace_id: str,
        publication_id: str,
        *,
        next_at: datetime | None,
        settled_at: datetime | None,
        problem: str | None = None,
    ) -> None:
        """The platform answered; when to ask it next (None stops asking).

        Args:
            workspace_id: The tenant.
            publication_id: The post that was asked about.
            next_at: When to ask next.
            settled_at: When its numbers first could be judged, if they can.
            problem: What the answer lacks (`domain.report.Problem`).
        """
        await self._note(
            workspace_id,
            publication_id,
            next_metrics_at=next_at,
            metrics_failures=0,
            metrics_problem=problem,
            numbers_settled_at=settled_at,
        )

    async def failed(
        self,
        workspace_id: str,
        publication_id: str,
        *,
        next_at: datetime | None,
        failures: int,
        problem: str,
    ) -> None:
        """The platform did not answer, or refused to."""
        await self._note(
            workspace_id,
            publication_id,
            next_metrics_at=next_at,
            metrics_failures=failures,
            metrics_problem=problem,
        )

    async def _note(self, workspace_id: str, publication_id: str, **values: object) -> None:
        await self._session.execute(
            update(PublicationRow)
            .where(PublicationRow.workspace_id == workspace_id, PublicationRow.id == publication_id)
            .values(**values)
        )


def to_snapshot(row: MetricSnapshotRow) -> MetricSnapshot:
    return MetricSnapshot(**{name: getattr(row, name) for name in MetricSnapshot.model_fields})
