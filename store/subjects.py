"""What publications are about, for lists that show many at once: one query for the words, one for
the numbers.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.content import Version
from domain.frozen import Frozen
from domain.metrics import MetricSnapshot
from store.metrics import to_snapshot
from store.tables import (
    ApprovalRow,
    ContentRow,
    ContentVersionRow,
    MetricSnapshotRow,
    PublicationRow,
)


class Subject(Frozen):
    """The post that a publication brings out, in the version that was approved."""

    text: str
    language: str
    thread_id: str | None
    snapshot: MetricSnapshot | None
    """The newest."""


class Subjects:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, workspace_id: str, publication_ids: Sequence[str]) -> dict[str, Subject]:
        """Publication id to what it is about."""
        if not publication_ids:
            return {}
        rows = await self._session.execute(
            select(
                PublicationRow.id,
                ContentVersionRow.body,
                ContentRow.language,
                ApprovalRow.thread_id,
            )
            .join(ContentRow, ContentRow.id == PublicationRow.content_id)
            .join(
                ContentVersionRow,
                (ContentVersionRow.content_id == PublicationRow.content_id)
                & (ContentVersionRow.number == PublicationRow.content_version),
            )
            .join(ApprovalRow, ApprovalRow.id == PublicationRow.approval_id)
            .where(
                PublicationRow.workspace_id == workspace_id,
                PublicationRow.id.in_(publication_ids),
            )
        )
        newest = await self._newest(workspace_id, publication_ids)
        return {
            publication_id: Subject(
                text=Version.model_validate(body).text,
                language=language,
                thread_id=thread_id,
                snapshot=newest.get(publication_id),
            )
            for publication_id, body, language, thread_id in rows
        }

    async def _newest(
        self, workspace_id: str, publication_ids: Sequence[str]
    ) -> dict[str, MetricSnapshot]:
        place = func.row_number().over(
            partition_by=MetricSnapshotRow.publication_id,
            order_by=(MetricSnapshotRow.as_of.desc(), MetricSnapshotRow.id.desc()),
        )
        ranked = (
            select(MetricSnapshotRow.id, place.label("place"))
            .where(
                MetricSnapshotRow.workspace_id == workspace_id,
                MetricSnapshotRow.publication_id.in_(publication_ids),
            )
            .subquery()
        )
        rows = await self._session.scalars(
            select(MetricSnapshotRow)
            .join(ranked, ranked.c.id == MetricSnapshotRow.id)
            .where(ranked.c.place == 1)
        )
        return {row.publication_id: to_snapshot(row) for row in rows}
