"""Brands and their DNA. The profile is one JSON document, validated on the way in and out."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.brand import Brand, BrandProfile
from domain.errors import NotFoundError
from domain.tracking import Tracking
from store.tables import BrandRow


class Brands:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

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
        """The brand.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        row = await self._session.scalar(
            select(BrandRow).where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
        )
        if row is None:
            raise NotFoundError(f"There is no brand {brand_id} in this workspace.")
        return _brand(row)

    async def default(self, workspace_id: str) -> Brand:
        """The workspace's default brand; every workspace has one from the start."""
        row = await self._session.scalar(
            select(BrandRow)
            .where(BrandRow.workspace_id == workspace_id)
            .order_by(BrandRow.is_default.desc(), BrandRow.created_at)
            .limit(1)
        )
        if row is None:
            raise NotFoundError("This workspace has no brand.")
        return _brand(row)

    async def save_profile(
        self, workspace_id: str, brand_id: str, profile: BrandProfile, at: datetime
    ) -> None:
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .values(profile=profile.model_dump(mode="json"), updated_at=at)
        )

    async def save_tracking(
        self, workspace_id: str, brand_id: str, tracking: Tracking, at: datetime
    ) -> None:
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .values(tracking=tracking.model_dump(mode="json"), updated_at=at)
        )


def _brand(row: BrandRow) -> Brand:
    return Brand(
        id=row.id,
        workspace_id=row.workspace_id,
        profile=BrandProfile.model_validate(row.profile),
        is_default=row.is_default,
        tracking=Tracking.model_validate(row.tracking),
        posts_version=row.posts_version,
    )
