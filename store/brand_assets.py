"""Files of brands: what is known of each. The bytes lie among the media or under `asset_key`."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.brand_asset import AssetKind, BrandAsset
from domain.errors import NotFoundError
from store.tables import BrandAssetRow, BrandRow

_FIELDS = tuple(BrandAsset.model_fields)


def asset_key(asset: BrandAsset) -> str:
    """Where a document lies; a picture is a medium (`store.media.blob_key`)."""
    return f"brand-assets/{asset.workspace_id}/{asset.brand_id}/{asset.id}"


def text_key(asset: BrandAsset) -> str:
    """Where the text lies that was read from a document."""
    return f"{asset_key(asset)}.txt"


class BrandAssets:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, asset: BrandAsset) -> None:
        self._session.add(BrandAssetRow(**asset.model_dump()))
        await self._session.flush()
        await self._unshelve(asset)

    async def get(self, workspace_id: str, brand_id: str, asset_id: str) -> BrandAsset:
        """The file.

        Raises:
            NotFoundError: This brand has none of that id.
        """
        row = await self._session.scalar(
            select(BrandAssetRow).where(
                BrandAssetRow.workspace_id == workspace_id,
                BrandAssetRow.brand_id == brand_id,
                BrandAssetRow.id == asset_id,
            )
        )
        if row is None:
            raise NotFoundError(f"There is no file {asset_id} of this brand.")
        return _asset(row)

    async def list(self, workspace_id: str, brand_id: str) -> tuple[BrandAsset, ...]:
        """All of the brand's, newest first."""
        rows = await self._session.scalars(
            select(BrandAssetRow)
            .where(BrandAssetRow.workspace_id == workspace_id, BrandAssetRow.brand_id == brand_id)
            .order_by(BrandAssetRow.created_at.desc(), BrandAssetRow.id.desc())
        )
        return tuple(_asset(row) for row in rows)

    async def count(self, workspace_id: str, brand_id: str) -> int:
        asked = (
            select(func.count())
            .select_from(BrandAssetRow)
            .where(BrandAssetRow.workspace_id == workspace_id, BrandAssetRow.brand_id == brand_id)
        )
        return await self._session.scalar(asked) or 0

    async def uses(self, workspace_id: str, sha256: str) -> bool:
        """Whether a picture is some brand's file."""
        asked = select(BrandAssetRow.id).where(
            BrandAssetRow.workspace_id == workspace_id, BrandAssetRow.sha256 == sha256
        )
        return await self._session.scalar(asked.limit(1)) is not None

    async def remove(self, asset: BrandAsset) -> None:
        await self._session.execute(
            delete(BrandAssetRow).where(
                BrandAssetRow.workspace_id == asset.workspace_id, BrandAssetRow.id == asset.id
            )
        )
        await self._unshelve(asset)

    async def _unshelve(self, asset: BrandAsset) -> None:
        """Have the shelf planned anew with the brand's files."""
        await self._session.execute(
            update(BrandRow)
            .where(BrandRow.workspace_id == asset.workspace_id, BrandRow.id == asset.brand_id)
            .values(shelved_at=None)
        )


def _asset(row: BrandAssetRow) -> BrandAsset:
    values = {name: getattr(row, name) for name in _FIELDS}
    return BrandAsset(**{**values, "kind": AssetKind(row.kind)})
