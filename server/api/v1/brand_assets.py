"""/api/v1/profile/assets: a brand's logo, product pictures, style guide and price list."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, UploadFile
from pydantic import BaseModel
from starlette.responses import FileResponse, Response

from domain.brand import Brand
from domain.brand_asset import AssetKind, BrandAsset
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.paging import Cursor, Limit, Page, page
from server.plain_text import PlainText
from server.running import RunningDep
from tools import brand_assets

router = APIRouter(prefix="/profile/assets", tags=["brand"])
AssetId = Annotated[str, Path(max_length=36)]
OfBrand = Annotated[str | None, Query(max_length=36)]


class AssetView(BaseModel):
    id: str
    brand_id: str
    kind: AssetKind
    name: str
    content_type: str
    size: int
    sha256: str
    """Of a picture: the medium it is, for posts too."""
    pages: int | None
    characters: int | None
    """What could be read of a document."""
    product: str | None
    in_use: bool
    """Whether it is the brand's logo, or the picture of a product, at the moment."""
    url: str
    created_at: datetime


@router.post("", status_code=201)
async def hand_in(
    caller: Writer,
    running: RunningDep,
    file: UploadFile,
    kind: Annotated[AssetKind, Form()],
    product: Annotated[PlainText | None, Form(max_length=200)] = None,
    brand_id: Annotated[str | None, Form(max_length=36)] = None,
) -> AssetView:
    """Keep a file of the brand.

    `logo` (5 MB) and `product_picture` (20 MB): PNG, JPEG or WebP. `style_guide` and `price_list`:
    PDF (20 MB, 100 pages), XLSX (5 MB), CSV or plain text (2 MB). What it is is found in its bytes.
    """
    services = running.system.services
    brand = await chosen_brand(running.system.store, caller, brand_id)
    handed = brand_assets.Handed(
        kind=kind,
        content=await file.read(),
        name=file.filename or "",
        product=product or None,
    )
    kept = await brand_assets.keep(
        services, caller.member, brand.id, handed, surface=caller.surface
    )
    return _view(kept, await chosen_brand(running.system.store, caller, brand.id))


@router.get("")
async def list_assets(
    caller: Reader,
    running: RunningDep,
    brand_id: OfBrand = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AssetView]:
    """The brand's files, newest first."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    async with running.system.store.reading() as unit:
        found = await unit.brands.assets.list(caller.workspace_id, brand.id)
    return page(
        found,
        lambda asset: _view(asset, brand),
        key=lambda asset: asset.id,
        limit=limit,
        cursor=cursor,
    )


@router.get("/{asset_id}/file", response_class=Response)
async def read_file(
    asset_id: AssetId, caller: Reader, running: RunningDep, brand_id: OfBrand = None
) -> Response:
    """Its bytes, to be saved."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    async with running.system.store.reading() as unit:
        asset = await unit.brands.assets.get(caller.workspace_id, brand.id, asset_id)
    return FileResponse(
        await brand_assets.file_of(running.system.services, asset),
        media_type=asset.content_type,
        filename=asset.name,
        headers={"Cache-Control": "private, max-age=3600"},
    )


@router.delete("/{asset_id}", status_code=204)
async def delete_asset(
    asset_id: AssetId, caller: Writer, running: RunningDep, brand_id: OfBrand = None
) -> None:
    """Take it away; a logo or a product's picture leaves the profile too."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    await brand_assets.remove(
        running.system.services, caller.member, brand.id, asset_id, surface=caller.surface
    )


def _view(asset: BrandAsset, brand: Brand) -> AssetView:
    shown = {brand.profile.brand_assets.logo_s3_key, *(p.picture for p in brand.profile.products)}
    own = "" if brand.is_default else f"?brand_id={brand.id}"
    return AssetView(
        **asset.model_dump(exclude={"workspace_id", "created_by"}),
        in_use=asset.kind.is_picture and asset.sha256 in shown,
        url=f"/api/v1/profile/assets/{asset.id}/file{own}",
    )
