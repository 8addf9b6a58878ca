"""Brands and their DNA. The profile is one JSON document, validated on the way in and out.

A brand that was taken away is found by `get` alone: its posts are out and keep their numbers.
"""

from datetime import datetime

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import ApprovalStatus
from domain.brand import Brand, BrandProfile
from domain.errors import InvalidError, NotFoundError
from domain.publication import TERMINAL
from domain.tracking import Tracking
from store.brand_assets import BrandAssets
from store.brand_drafts import BrandDrafts
from store.outbox import Outbox
from store.rules import Rules
from store.runs import UNFINISHED
from store.tables import (
    ApprovalRow,
    BrandRow,
    ContentRow,
    EvergreenRow,
    PublicationRow,
    RunRow,
    ThreadRow,
)


class Brands:
    """The repository of brands.

    Attributes:
        assets: The files they handed in.
        drafts: Proposed changes to their profiles.
        rules: How their posts are written.
    """

    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self.assets = BrandAssets(session)
        self.drafts = BrandDrafts(session)
        self.rules = Rules(session, outbox)

    async def add(self, brand: Brand, at: datetime) -> None:
        self._session.add(
            BrandRow(
                id=brand.id,
                workspace_id=brand.workspace_id,
                profile=brand.profile.model_dump(mode="json"),
                is_default=brand.is_default,
                tracking=brand.tracking.model_dump(mode="json"),
                posts_version=0,
                created_at=at,
                updated_at=at,
            )
        )
        await self._session.flush()

    async def get(self, workspace_id: str, brand_id: str) -> Brand:
        """The brand, also one that was taken away.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        row = await self._session.scalar(
            select(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .execution_options(populate_existing=True)  # not as the unit read it before a lock
        )
        if row is None:
            raise _unknown(brand_id)
        return _brand(row)

    async def current(self, workspace_id: str, brand_id: str) -> Brand:
        """The brand, for whoever begins something new with it.

        Raises:
            NotFoundError: No such brand in this workspace, or it was taken away.
        """
        brand = await self.get(workspace_id, brand_id)
        if brand.removed_at is not None:
            raise _unknown(brand_id)
        return brand

    async def held(self, workspace_id: str, brand_id: str) -> Brand:
        """As `current`; nobody else changes it until the unit ends."""
        await self._session.execute(
            select(BrandRow.id)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .with_for_update()
        )
        return await self.current(workspace_id, brand_id)

    async def lasting(self, workspace_id: str, brand_id: str) -> Brand:
        """As `current`; nobody takes it away until the unit ends, others may change it."""
        await self._session.execute(
            select(BrandRow.id)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .with_for_update(read=True, key_share=True)
        )
        return await self.current(workspace_id, brand_id)

    async def default(self, workspace_id: str) -> Brand:
        """The workspace's default brand; every workspace has one from the start."""
        row = await self._session.scalar(
            select(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.removed_at.is_(None))
            .order_by(BrandRow.is_default.desc(), BrandRow.created_at)
            .limit(1)
        )
        if row is None:
            raise NotFoundError("This workspace has no brand.")
        return _brand(row)

    async def list(self, workspace_id: str, *, after: str | None, limit: int) -> tuple[Brand, ...]:
        """The workspace's brands, oldest first.

        Raises:
            InvalidError: `bad_cursor`; there is no brand of that id.
        """
        where = [BrandRow.workspace_id == workspace_id, BrandRow.removed_at.is_(None)]
        if after is not None:
            last = await self._session.scalar(
                select(BrandRow.created_at).where(
                    BrandRow.workspace_id == workspace_id, BrandRow.id == after
                )
            )
            if last is None:
                raise InvalidError(
                    "This cursor leads nowhere. Begin again without one.", code="bad_cursor"
                )
            where.append(tuple_(BrandRow.created_at, BrandRow.id) > tuple_(last, after))
        rows = await self._session.scalars(
            select(BrandRow).where(*where).order_by(BrandRow.created_at, BrandRow.id).limit(limit)
        )
        return tuple(_brand(row) for row in rows)

    async def count(self, workspace_id: str) -> int:
        return (
            await self._session.scalar(
                select(func.count())
                .select_from(BrandRow)
                .where(BrandRow.workspace_id == workspace_id, BrandRow.removed_at.is_(None))
            )
            or 0
        )

    async def make_default(self, workspace_id: str, brand_id: str, at: datetime) -> None:
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.removed_at.is_(None))
            .values(is_default=BrandRow.id == brand_id, updated_at=at, shelved_at=None)
        )

    async def remove(self, workspace_id: str, brand_id: str, at: datetime) -> None:
        """Take it away; what was made for it stays."""
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .values(removed_at=at, is_default=False, updated_at=at, shelved_at=None)
        )

    async def in_hand(self, workspace_id: str, brand_id: str) -> dict[str, int]:
        """What of it is not over.

        Returns:
            `runs` of its conversations, `approvals` open, `publications` planned, posts that
            `return`.
        """
        own = [ContentRow.workspace_id == workspace_id, ContentRow.brand_id == brand_id]
        runs = (
            select(func.count())
            .select_from(RunRow)
            .join(ThreadRow, ThreadRow.id == RunRow.thread_id)
            .where(
                ThreadRow.workspace_id == workspace_id,
                ThreadRow.brand_id == brand_id,
                RunRow.status.in_(UNFINISHED),
            )
        )
        approvals = (
            select(func.count())
            .select_from(ApprovalRow)
            .join(ContentRow, ContentRow.id == ApprovalRow.content_id)
            .where(*own, ApprovalRow.status == ApprovalStatus.OPEN.value)
        )
        publications = (
            select(func.count())
            .select_from(PublicationRow)
            .join(ContentRow, ContentRow.id == PublicationRow.content_id)
            .where(*own, PublicationRow.state.not_in([state.value for state in TERMINAL]))
        )
        returning = (
            select(func.count())
            .select_from(EvergreenRow)
            .join(PublicationRow, PublicationRow.id == EvergreenRow.publication_id)
            .join(ContentRow, ContentRow.id == PublicationRow.content_id)
            .where(*own)
        )
        counted = {
            "runs": runs,
            "approvals": approvals,
            "publications": publications,
            "return": returning,
        }
        return {name: await self._session.scalar(asked) or 0 for name, asked in counted.items()}

    async def save_profile(
        self, workspace_id: str, brand_id: str, profile: BrandProfile, at: datetime
    ) -> None:
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .values(profile=profile.model_dump(mode="json"), updated_at=at, shelved_at=None)
        )

    async def save_tracking(
        self, workspace_id: str, brand_id: str, tracking: Tracking, at: datetime
    ) -> None:
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .values(tracking=tracking.model_dump(mode="json"), updated_at=at)
        )


def _unknown(brand_id: str) -> NotFoundError:
    return NotFoundError(f"There is no brand {brand_id} in this workspace.")


def _brand(row: BrandRow) -> Brand:
    return Brand(
        id=row.id,
        workspace_id=row.workspace_id,
        profile=BrandProfile.model_validate(row.profile),
        is_default=row.is_default,
        tracking=Tracking.model_validate(row.tracking),
        posts_version=row.posts_version,
        removed_at=row.removed_at,
    )
