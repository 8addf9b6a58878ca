"""Plans what lies on the shelf of each thing, and puts it there or takes it off."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable

from domain.brand import Brand
from domain.brand_asset import BrandAsset
from domain.content import Content, alt_text_of
from domain.errors import NotFoundError
from domain.media import Medium, is_generated
from domain.shelf import (
    Owner,
    Shelved,
    Subject,
    beside,
    brand_keys,
    content_keys,
    findings_key,
    report_key,
)
from domain.times import day_in
from store.blobs import Label
from store.brand_assets import asset_key
from store.media import blob_key
from store.shelf import Task
from store.unit import Unit
from tools.services import Services

JSON = "application/json"
CHANGED = "changed"
"""Code of what is not any more what was planned; its subject is planned anew."""


async def plan(services: Services, subject: Subject) -> None:
    """Write down what shall lie on the shelf of it, as it is now; of what is gone: nothing."""
    now = services.clock()
    async with services.store.writing() as unit:
        await unit.shelf.begin(subject, now)
        try:
            files = await _FILES[subject.owner](unit, subject)
        except NotFoundError:
            files = ()
        await unit.shelf.plan(subject, files, now)


async def leave_out(services: Services, subject: Subject) -> None:
    """Mark as planned what could not be; what lies there of it stays as it is."""
    async with services.store.writing() as unit:
        await unit.shelf.begin(subject, services.clock())


async def do(services: Services, task: Task) -> None:
    """Put a file on the shelf, or take it off; what is not there to be put is noted.

    Raises:
        UnavailableError: `assets_unreachable`; the task stays open.
    """
    file = task.file
    if task.leaves:
        await services.blobs.delete(file.key)
    else:
        try:
            await _put(services, file)
        except NotFoundError as error:
            async with services.store.writing() as unit:
                await unit.shelf.give_up(task, error.code)
            return
    async with services.store.writing() as unit:
        is_noted = await unit.shelf.done(task, services.clock())
        is_forgotten = not is_noted and not await unit.shelf.is_known(task)
    if is_forgotten and not task.leaves:
        # another process took it off, and its row with it, before we had put it there
        await services.blobs.delete(file.key)


async def _put(services: Services, file: Shelved) -> None:
    label = Label(file.content_type, file.facts())
    if file.source is not None:
        await services.blobs.shelve(file.key, of=file.source, sha256=file.sha256, label=label)
        return
    async with services.store.reading() as unit:
        content = await _written_out(unit, file.subject)
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        raise NotFoundError("What was to be written out is not that any more.", code=CHANGED)
    await services.blobs.put(file.key, content, label)


async def _of_content(unit: Unit, subject: Subject) -> tuple[Shelved, ...]:
    content = await unit.contents.get(subject.workspace_id, subject.id)
    brand = await unit.brands.get(subject.workspace_id, content.brand_id)
    return () if brand.removed_at else tuple(_media(content, subject))


def _media(content: Content, subject: Subject) -> Iterable[Shelved]:
    known = {medium.sha256: medium for medium in content.media}
    shown = [
        (known[sha256], alt_text_of(content.version, place))
        for place, sha256 in enumerate(content.version.media)
        if sha256 in known
    ]
    types = tuple(medium.content_type for medium, _ in shown)
    keys = content_keys(content.workspace_id, content.campaign_id, content.id, types)
    for key, (medium, alt_text) in zip(keys, shown, strict=True):
        file = _of_medium(medium, subject, key, content.brand_id)
        of = {"content_id": content.id, "version": content.version.number, "alt_text": alt_text}
        yield file.model_copy(update=of)


def _of_medium(medium: Medium, subject: Subject, key: str, brand_id: str) -> Shelved:
    return Shelved(
        subject=subject,
        key=key,
        brand_id=brand_id,
        source=blob_key(medium.sha256),
        sha256=medium.sha256,
        content_type=medium.content_type,
        size=medium.size,
        width=medium.width,
        height=medium.height,
        provenance=medium.provenance,
        ai_made=is_generated(medium),
    )


async def _of_brand(unit: Unit, subject: Subject) -> tuple[Shelved, ...]:
    brand = await unit.brands.get(subject.workspace_id, subject.id)
    if brand.removed_at:
        at = brand.removed_at
        await unit.shelf.leave_with_brand(subject.workspace_id, subject.id, at)
        return ()
    assets = await unit.brands.assets.list(subject.workspace_id, subject.id)
    pictures = [asset.sha256 for asset in assets if asset.kind.is_picture]
    media = {m.sha256: m for m in await unit.media.known(subject.workspace_id, pictures)}
    keys = brand_keys(brand, assets)
    return tuple(
        _of_asset(asset, brand, subject, keys[asset.id], media.get(asset.sha256))
        for asset in assets
    )


def _of_asset(
    asset: BrandAsset, brand: Brand, subject: Subject, key: str, medium: Medium | None
) -> Shelved:
    if medium is not None:
        file = _of_medium(medium, subject, key, brand.id)
        return file.model_copy(update={"asset_id": asset.id})
    return Shelved(
        subject=subject,
        key=key,
        brand_id=brand.id,
        source=blob_key(asset.sha256) if asset.kind.is_picture else asset_key(asset),
        sha256=asset.sha256,
        content_type=asset.content_type,
        size=asset.size,
        provenance={"kind": "upload", "name": asset.name, "by": asset.created_by},
        asset_id=asset.id,
    )


async def _of_report(unit: Unit, subject: Subject) -> tuple[Shelved, ...]:
    kept = await unit.reports.kept(subject.workspace_id, subject.id)
    content = await _written_out(unit, subject)
    if kept is None or content is None:
        return ()
    brand = await unit.brands.get(subject.workspace_id, kept.brand_id)
    day = day_in(kept.created_at, brand.profile.timezone)
    key = report_key(subject.workspace_id, kept.campaign_id, day)
    if await unit.shelf.holder(subject.workspace_id, key) not in (None, subject.id):
        key = beside(key, subject.id)
    return () if brand.removed_at else (_of_json(subject, key, brand, content, "report"),)


async def _of_findings(unit: Unit, subject: Subject) -> tuple[Shelved, ...]:
    found = await unit.intelligence.get(subject.workspace_id, subject.id)
    content = await _written_out(unit, subject)
    if found is None or content is None:
        return ()
    brand = await unit.brands.get(subject.workspace_id, found.brand_id)
    key = findings_key(found.id, found.generated_at)
    return () if brand.removed_at else (_of_json(subject, key, brand, content, "findings"),)


def _of_json(subject: Subject, key: str, brand: Brand, content: bytes, kind: str) -> Shelved:
    return Shelved(
        subject=subject,
        key=key,
        brand_id=brand.id,
        source=None,
        sha256=hashlib.sha256(content).hexdigest(),
        content_type=JSON,
        size=len(content),
        provenance={"kind": kind},
    )


async def _written_out(unit: Unit, subject: Subject) -> bytes | None:
    """A report or findings as a file; the same each time, as they never change."""
    body: object
    if subject.owner is Owner.REPORT:
        kept = await unit.reports.kept(subject.workspace_id, subject.id)
        body = kept and kept.body
    else:
        found = await unit.intelligence.get(subject.workspace_id, subject.id)
        body = found and found.model_dump(mode="json")
    if body is None:
        return None
    return (json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


_FILES: dict[Owner, Callable[[Unit, Subject], Awaitable[tuple[Shelved, ...]]]] = {
    Owner.CONTENT: _of_content,
    Owner.BRAND: _of_brand,
    Owner.REPORT: _of_report,
    Owner.FINDINGS: _of_findings,
}
