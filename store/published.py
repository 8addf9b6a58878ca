"""Posts that are out, each with its version, account and newest numbers, in two queries."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.connection import ConnectionStatus
from domain.content import Version
from domain.frozen import Frozen
from domain.metrics import MetricSnapshot
from domain.publication import Publication, PublicationState
from domain.report import Scope
from store.metrics import to_snapshot
from store.publications import to_publication
from store.tables import (
    ConnectionRow,
    ContentRow,
    ContentVersionRow,
    MetricSnapshotRow,
    PublicationRow,
)


class PublishedPost(Frozen):
    """A publication that is out, with all that a report says of it."""

    publication: Publication
    """Without attempts and timeline."""
    version: Version
    language: str
    account: str
    account_status: ConnectionStatus
    snapshot: MetricSnapshot | None
    """The newest."""


class Published:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count(self, workspace_id: str, scope: Scope) -> int:
        """How many posts of the scope are out."""
        found = await self._session.scalar(
            select(func.count(PublicationRow.id))
            .join(ContentRow, ContentRow.id == PublicationRow.content_id)
            .where(*_chosen(workspace_id, scope))
        )
        return found or 0

    async def list(
        self, workspace_id: str, scope: Scope, *, limit: int
    ) -> tuple[PublishedPost, ...]:
        """The scope's posts that are out, newest first, at most so many."""
        found = await self._session.execute(
            select(PublicationRow, ContentVersionRow, ContentRow.language, ConnectionRow)
            .join(ContentRow, ContentRow.id == PublicationRow.content_id)
            .join(
                ContentVersionRow,
                (ContentVersionRow.content_id == PublicationRow.content_id)
                & (ContentVersionRow.number == PublicationRow.content_version),
            )
            .join(ConnectionRow, ConnectionRow.id == PublicationRow.connection_id)
            .where(*_chosen(workspace_id, scope))
            .order_by(PublicationRow.published_at.desc(), PublicationRow.id)
            .limit(limit)
        )
        rows = found.all()
        newest = await self._newest(workspace_id, [row.id for row, *_ in rows])
        return tuple(
            PublishedPost(
                publication=to_publication(row, (), ()),
                version=Version.model_validate(version.body),
                language=language,
                account=account.account_name,
                account_status=ConnectionStatus(account.status),
                snapshot=newest.get(row.id),
            )
            for row, version, language, account in rows
        )

    async def _newest(
        self, workspace_id: str, publication_ids: Sequence[str]
    ) -> dict[str, MetricSnapshot]:
        """The newest snapshot of each of these publications."""
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


def _chosen(workspace_id: str, scope: Scope) -> list[ColumnElement[bool]]:
    wanted = {
        PublicationRow.campaign_id: scope.campaign_id,
        PublicationRow.platform: scope.platform.value if scope.platform else None,
    }
    where = [
        PublicationRow.workspace_id == workspace_id,
        PublicationRow.state == PublicationState.PUBLISHED.value,
        ContentRow.brand_id == scope.brand_id,
    ]
    where += [column == value for column, value in wanted.items() if value is not None]
    where += [PublicationRow.id.in_(scope.publication_ids)] if scope.publication_ids else []
    where += [PublicationRow.published_at >= scope.since] if scope.since else []
    where += [PublicationRow.published_at < scope.until] if scope.until else []
    return where
