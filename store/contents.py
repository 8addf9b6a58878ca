"""Content and its immutable versions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.content import Content, ContentStatus, Version
from domain.errors import NotFoundError
from domain.platform import Platform
from domain.safety import Override
from domain.times import Slot, columns
from store.media import with_media
from store.statements import SET_CONTENT
from store.tables import CampaignRow, ContentRow, ContentVersionRow
from store.templates import Templates


class Contents:
    """Attributes: templates: what the workspace's pieces may be written after."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.templates = Templates(session)

    async def add(self, content: Content, *, position: int = 0) -> None:
        """Insert with its first version; a piece of that id is left as it is (a repeated step)."""
        if await self._session.get(ContentRow, content.id):
            return
        at = content.version.created_at
        self._session.add(
            ContentRow(
                id=content.id,
                workspace_id=content.workspace_id,
                brand_id=content.brand_id,
                campaign_id=content.campaign_id,
                task_id=content.task_id,
                platform=content.platform.value,
                language=content.language,
                status=content.status.value,
                publish_at=content.publish_at,
                publish_wall=content.publish_wall,
                publish_zone=content.publish_zone,
                current_version=content.version.number,
                position=position,
                created_at=at,
                updated_at=at,
            )
        )
        await self._session.flush()
        await self._add_version(content.workspace_id, content.id, content.version)

    async def get(
        self, workspace_id: str, content_id: str, *, version: int | None = None
    ) -> Content:
        """The piece at its newest version, or at the one given.

        Raises:
            NotFoundError: No such piece or version in this workspace.
        """
        found = await self._load(
            ContentRow.workspace_id == workspace_id, ContentRow.id == content_id, version=version
        )
        if not found:
            raise NotFoundError(f"There is no content {content_id} in this workspace.")
        return found[0]

    async def of_campaign(self, workspace_id: str, campaign_id: str) -> tuple[Content, ...]:
        return await self._load(
            ContentRow.workspace_id == workspace_id, ContentRow.campaign_id == campaign_id
        )

    async def of_thread(self, workspace_id: str, thread_id: str) -> tuple[Content, ...]:
        """Everything written in the thread, in the order a person knows it by number."""
        campaigns = select(CampaignRow.id).where(
            CampaignRow.workspace_id == workspace_id, CampaignRow.thread_id == thread_id
        )
        found = await self._load(
            ContentRow.workspace_id == workspace_id, ContentRow.campaign_id.in_(campaigns)
        )
        numbers = await self.numbers(workspace_id, [content.id for content in found])
        return tuple(sorted(found, key=lambda content: numbers[content.id]))

    async def numbers(self, workspace_id: str, content_ids: Collection[str]) -> dict[str, int]:
        """Content id to the number by which its conversation speaks of it, from 1.

        What was written outside a conversation has none.
        """
        if not content_ids:
            return {}
        threads = (
            select(CampaignRow.thread_id)
            .join(ContentRow, ContentRow.campaign_id == CampaignRow.id)
            .where(ContentRow.workspace_id == workspace_id, ContentRow.id.in_(content_ids))
        )
        place = func.row_number().over(
            partition_by=CampaignRow.thread_id,
            order_by=(
                CampaignRow.created_at,
                ContentRow.position,
                ContentRow.created_at,
                ContentRow.id,
            ),
        )
        rows = await self._session.execute(
            select(ContentRow.id, place)
            .join(CampaignRow, CampaignRow.id == ContentRow.campaign_id)
            .where(ContentRow.workspace_id == workspace_id, CampaignRow.thread_id.in_(threads))
        )
        wanted = set(content_ids)
        return {content_id: number for content_id, number in rows if content_id in wanted}

    async def texts_of_brand(self, workspace_id: str, brand_id: str, limit: int) -> tuple[str, ...]:
        """What the brand's newest posts say, whatever became of them; newest first."""
        bodies = await self._session.scalars(
            select(ContentVersionRow.body)
            .join(
                ContentRow,
                (ContentVersionRow.content_id == ContentRow.id)
                & (ContentVersionRow.number == ContentRow.current_version),
            )
            .where(ContentRow.workspace_id == workspace_id, ContentRow.brand_id == brand_id)
            .order_by(ContentRow.created_at.desc(), ContentRow.id)
            .limit(limit)
        )
        return tuple(str(body["text"]) for body in bodies)

    async def count_since(self, workspace_id: str, since: datetime) -> int:
        found = await self._session.scalar(
            select(func.count())
            .select_from(ContentRow)
            .where(ContentRow.workspace_id == workspace_id, ContentRow.created_at >= since)
        )
        return found or 0

    async def next_version(
        self, content: Content, version: Version, *, slot: Slot | None
    ) -> Content:
        """Append a version and make it current; earlier ones stay as they are."""
        await self._session.execute(
            update(ContentRow)
            .where(
                ContentRow.workspace_id == content.workspace_id,
                ContentRow.id == content.id,
                ContentRow.current_version == version.number - 1,
            )
            .values(
                current_version=version.number,
                **columns(slot),
                language=content.language,
                status=ContentStatus.PENDING_REVIEW.value,
                updated_at=version.created_at,
            )
        )
        await self._add_version(content.workspace_id, content.id, version)
        return await self.get(content.workspace_id, content.id)

    async def lock(self, workspace_id: str, content_id: str) -> None:
        """Hold off every other decision on or change of this piece until the unit ends."""
        await self._session.execute(
            select(ContentRow.id)
            .where(ContentRow.workspace_id == workspace_id, ContentRow.id == content_id)
            .with_for_update()
        )

    async def set_status(
        self, workspace_id: str, content_id: str, status: ContentStatus, at: datetime
    ) -> None:
        await self._session.execute(
            SET_CONTENT,
            {
                "content": content_id,
                "workspace": workspace_id,
                "status_after": status.value,
                "now": at,
            },
        )

    async def override_safety(
        self, workspace_id: str, content_id: str, number: int, given: Override
    ) -> None:
        """Keep a person's word about a version; the last one given counts."""
        await self._session.execute(
            update(ContentVersionRow)
            .where(
                ContentVersionRow.workspace_id == workspace_id,
                ContentVersionRow.content_id == content_id,
                ContentVersionRow.number == number,
            )
            .values(safety_override=given.model_dump(mode="json"))
            .execution_options(synchronize_session="fetch")
        )

    async def _add_version(self, workspace_id: str, content_id: str, version: Version) -> None:
        self._session.add(
            ContentVersionRow(
                content_id=content_id,
                number=version.number,
                workspace_id=workspace_id,
                body=version.model_dump(mode="json"),
                created_at=version.created_at,
            )
        )
        await self._session.flush()

    async def _load(self, *where: object, version: int | None = None) -> tuple[Content, ...]:
        wanted = ContentRow.current_version if version is None else version
        rows = await self._session.execute(
            select(ContentRow, ContentVersionRow)
            .join(
                ContentVersionRow,
                (ContentVersionRow.content_id == ContentRow.id)
                & (ContentVersionRow.number == wanted),
            )
            .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
            .order_by(ContentRow.position, ContentRow.created_at, ContentRow.id)
            .execution_options(populate_existing=True)
        )
        found = tuple(to_content(row, body) for row, body in rows)
        return await with_media(self._session, found)


def to_content(row: ContentRow, version: ContentVersionRow) -> Content:
    return Content(
        id=row.id,
        workspace_id=row.workspace_id,
        brand_id=row.brand_id,
        campaign_id=row.campaign_id,
        task_id=row.task_id,
        platform=Platform(row.platform),
        language=row.language,
        status=ContentStatus(row.status),
        publish_at=row.publish_at,
        publish_wall=row.publish_wall,
        publish_zone=row.publish_zone,
        version=_version(version),
    )


def _version(row: ContentVersionRow) -> Version:
    version = Version.model_validate(row.body)
    if row.safety_override is None:
        return version
    given = Override.model_validate(row.safety_override)
    safety = version.safety.model_copy(update={"override": given})
    return version.model_copy(update={"safety": safety})
