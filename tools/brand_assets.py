"""Files by which a brand is known: kept, read, taken away. Draws no conclusion from them."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from domain.account import Member
from domain.brand import BrandProfile, Product
from domain.brand_asset import AssetKind, BrandAsset
from domain.brand_draft import same
from domain.errors import ConflictError, InvalidError, NotFoundError
from domain.frozen import Frozen
from domain.ids import new_id
from domain.media import OF_ASSET, Medium, goes_with_asset
from store.blobs import Label
from store.brand_assets import asset_key, text_key
from store.media import blob_key
from store.unit import Unit
from tools import uploads
from tools.services import Services

MOST_ASSETS = 100
"""Of a brand."""
MEBI = 1024 * 1024
MOST_PICTURE_BYTES = {AssetKind.LOGO: 5 * MEBI, AssetKind.PRODUCT_PICTURE: 20 * MEBI}
_TEXT = Label("text/plain; charset=utf-8")
PICTURES = ("image/png", "image/jpeg", "image/webp")


class Handed(Frozen):
    """A file as a person sends it."""

    kind: AssetKind
    content: bytes
    name: str
    product: str | None = None
    """Of a picture: the product it shows."""


async def keep(
    services: Services, member: Member, brand_id: str, handed: Handed, *, surface: str
) -> BrandAsset:
    """Keep a file, and put a logo or a product's picture to use; the same picture twice is one.

    Raises:
        InvalidError: `asset_unfit`, `unknown_product`, or why it cannot be read (`media.looking`).
        ConflictError: `too_many_assets`.
        NotFoundError: No such brand.
    """
    if handed.product is not None and handed.kind is not AssetKind.PRODUCT_PICTURE:
        raise InvalidError(
            "Only a product_picture shows a product. Leave product out.", code="asset_unfit"
        )
    asset = BrandAsset(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand_id,
        kind=handed.kind,
        name=uploads.cleaned(handed.name),
        content_type="",
        size=len(handed.content),
        sha256=hashlib.sha256(handed.content).hexdigest(),
        product=handed.product,
        created_by=member.user_id,
        created_at=services.clock(),
    )
    await _require_room(services, asset)
    if handed.kind.is_picture:
        return await _keep_picture(services, member, asset, handed.content, surface)
    return await _keep_document(services, member, asset, handed.content, surface)


async def _require_room(services: Services, asset: BrandAsset) -> None:
    """See that the brand has a place for the file, before anything of it is kept."""
    async with services.store.reading() as unit:
        profile = (await unit.brands.current(asset.workspace_id, asset.brand_id)).profile
        if asset.kind.is_picture:
            _with_picture(profile, asset)
        if await unit.brands.assets.count(asset.workspace_id, asset.brand_id) >= MOST_ASSETS:
            raise ConflictError(
                f"A brand keeps at most {MOST_ASSETS} files. Take one away first.",
                code="too_many_assets",
            )


async def _keep_picture(
    services: Services, member: Member, asset: BrandAsset, content: bytes, surface: str
) -> BrandAsset:
    _require_picture(asset, content)
    async with _written(services, content) as file:
        provenance = await uploads.provenance_of(member, file, asset.name)
        provenance[OF_ASSET] = asset.kind.value
        try:
            medium = await uploads.look_at(
                services, asset.workspace_id, file, asset.sha256, provenance=provenance
            )
        except InvalidError as error:
            if error.code != "media_unknown":
                raise
            raise _no_picture(asset.kind) from error
        if medium.content_type not in PICTURES:
            raise _no_picture(asset.kind)
        kept = await uploads.keep_file(services, medium, file)
    asset = asset.model_copy(update={"content_type": medium.content_type})
    try:
        return await _put_to_use(services, member, asset, surface)
    except BaseException:  # the product or the brand went away meanwhile
        await _remove_medium(services, member, kept, surface)
        raise


async def _put_to_use(
    services: Services, member: Member, asset: BrandAsset, surface: str
) -> BrandAsset:
    """Have the brand's profile show a picture that is kept, as one of its files."""
    async with services.store.writing() as unit:
        profile = (await unit.brands.held(asset.workspace_id, asset.brand_id)).profile
        known = await unit.brands.assets.list(asset.workspace_id, asset.brand_id)
        twin = next((a for a in known if _place(a) == _place(asset)), None)
        await _save(unit, asset, _with_picture(profile, asset), asset.created_at)
        if twin is not None:
            return twin
        await unit.brands.assets.add(asset)
        await _record(unit, member, asset, "brand.asset.add", surface, asset.created_at)
    return asset


def _place(asset: BrandAsset) -> tuple[AssetKind, str, str]:
    """By what two pictures of a brand are told to be one."""
    return asset.kind, asset.sha256, same(asset.product or "")


def _require_picture(asset: BrandAsset, content: bytes) -> None:
    most = MOST_PICTURE_BYTES[asset.kind]
    if len(content) > most:
        raise InvalidError(
            f"This picture is larger than {most // MEBI} MB. Use a smaller one.",
            code="asset_unfit",
        )
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower().startswith((b"<?xml", b"<svg")):
        raise InvalidError(
            "An SVG can hold programs and fetch from elsewhere, so it is not taken. Export it as "
            "PNG, 512 pixels wide or more, with a clear background.",
            code="asset_unfit",
        )


def _no_picture(kind: AssetKind) -> InvalidError:
    return InvalidError(
        f"A {kind.value.replace('_', ' ')} is a PNG, JPEG or WebP picture. Export it as one of "
        "these.",
        code="asset_unfit",
    )


def _with_picture(profile: BrandProfile, asset: BrandAsset) -> BrandProfile:
    """The profile with the picture in its place.

    Raises:
        InvalidError: `unknown_product`.
    """
    if asset.kind is AssetKind.LOGO:
        assets = profile.brand_assets.model_copy(update={"logo_s3_key": asset.sha256})
        return profile.model_copy(update={"brand_assets": assets})
    if asset.product is None:
        return profile
    products = list(profile.products)
    for n, product in enumerate(products):
        if same(product.name) == same(asset.product):
            products[n] = product.model_copy(update={"picture": asset.sha256})
            return profile.model_copy(update={"products": tuple(products)})
    raise InvalidError(
        f"This brand has no product “{asset.product[:80]}”. Write its name as in the profile, or "
        "leave product out.",
        code="unknown_product",
    )


async def _keep_document(
    services: Services, member: Member, asset: BrandAsset, content: bytes, surface: str
) -> BrandAsset:
    from media.documents import kind_of_document
    from media.looking import read_document  # the imaging library loads when it is needed

    content_type = await asyncio.to_thread(kind_of_document, content)
    async with _written(services, content) as file:
        pages = await read_document(file, content_type)
    asset = asset.model_copy(
        update={
            "content_type": content_type,
            "pages": len(pages) if content_type == "application/pdf" else None,
            "characters": sum(map(len, pages)),
        }
    )
    await services.blobs.put(asset_key(asset), content, Label(content_type))
    await services.blobs.put(text_key(asset), "\f".join(pages).encode(), _TEXT)
    try:
        async with services.store.writing() as unit:
            await unit.brands.held(asset.workspace_id, asset.brand_id)
            await unit.brands.assets.add(asset)
            await _record(unit, member, asset, "brand.asset.add", surface, asset.created_at)
    except BaseException:
        await forget_files(services, member, asset, surface=surface)
        raise
    return asset


@asynccontextmanager
async def _written(services: Services, content: bytes) -> AsyncIterator[Path]:
    """The bytes as a file of the inbox around the body, unless somebody moves it away."""
    await services.blobs.require_room(len(content))
    handle, name = await asyncio.to_thread(
        tempfile.mkstemp, dir=services.blobs.inbox, prefix="asset-"
    )
    file = Path(name)
    try:
        await asyncio.to_thread(_write, handle, content)
        yield file
    finally:
        await asyncio.to_thread(file.unlink, missing_ok=True)


def _write(handle: int, content: bytes) -> None:
    with open(handle, "wb") as opened:
        opened.write(content)


async def file_of(services: Services, asset: BrandAsset) -> Path:
    """Where its bytes lie.

    Raises:
        NotFoundError: They are gone.
    """
    return await services.blobs.file(
        blob_key(asset.sha256) if asset.kind.is_picture else asset_key(asset)
    )


async def text_of(services: Services, asset: BrandAsset) -> str:
    """What is written in a document, a form feed between its pages.

    Raises:
        NotFoundError: It is none, or its text is gone.
    """
    return (await services.blobs.get(text_key(asset))).decode()


async def remove(
    services: Services, member: Member, brand_id: str, asset_id: str, *, surface: str
) -> None:
    """Take a file away, out of the profile too; a picture that a post shows stays a medium.

    Raises:
        NotFoundError: This brand has none of that id.
    """
    now = services.clock()
    async with services.store.writing() as unit:
        profile = (await unit.brands.held(member.workspace_id, brand_id)).profile
        asset = await unit.brands.assets.get(member.workspace_id, brand_id, asset_id)
        await unit.brands.assets.remove(asset)
        if asset.kind.is_picture:
            left = await unit.brands.assets.list(member.workspace_id, brand_id)
            await _save(unit, asset, _without_picture(profile, asset, left), now)
        await _record(unit, member, asset, "brand.asset.remove", surface, now)
    await forget_files(services, member, asset, surface=surface)


async def forget_files(
    services: Services, member: Member, asset: BrandAsset, *, surface: str
) -> None:
    """Remove what was kept for a file that is none any more: a document's own, or the medium."""
    if not asset.kind.is_picture:
        await services.blobs.delete(asset_key(asset))
        await services.blobs.delete(text_key(asset))
        return
    async with services.store.reading() as unit:
        known = await unit.media.known(asset.workspace_id, (asset.sha256,))
    for medium in known:
        await _remove_medium(services, member, medium, surface)


async def _remove_medium(services: Services, member: Member, medium: Medium, surface: str) -> None:
    """Remove a medium that came as a brand's file, unless something needs it."""
    if not goes_with_asset(medium):
        return
    try:
        await uploads.remove(services, member, medium.sha256, surface=surface)
    except (ConflictError, NotFoundError):
        return  # a post shows it, or another brand has it; or somebody else was first


def _without_picture(
    profile: BrandProfile, asset: BrandAsset, left: Iterable[BrandAsset]
) -> BrandProfile:
    """The profile without the picture, where none of the files that are left puts it."""
    if asset.kind is AssetKind.LOGO:
        if profile.brand_assets.logo_s3_key != asset.sha256:
            return profile
        assets = profile.brand_assets.model_copy(update={"logo_s3_key": None})
        return profile.model_copy(update={"brand_assets": assets})
    others = [a for a in left if (a.kind, a.sha256) == (asset.kind, asset.sha256)]

    def stays(product: Product) -> bool:
        if product.picture != asset.sha256:
            return True
        if asset.product is not None and same(asset.product) == same(product.name):
            return False
        return any(a.product is None or same(a.product) == same(product.name) for a in others)

    products = tuple(
        p if stays(p) else p.model_copy(update={"picture": None}) for p in profile.products
    )
    return profile.model_copy(update={"products": products})


async def _save(unit: Unit, asset: BrandAsset, profile: BrandProfile, at: datetime) -> None:
    await unit.brands.save_profile(asset.workspace_id, asset.brand_id, profile, at)


async def _record(
    unit: Unit, member: Member, asset: BrandAsset, action: str, surface: str, at: datetime
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=at,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=asset.brand_id,
        detail={"asset_id": asset.id, "kind": asset.kind.value, "name": asset.name},
    )
