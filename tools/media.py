"""Media as tools handle them: kept by hash, handed to platforms by bytes or by address."""

import asyncio
import hashlib
from collections.abc import Sequence

from domain.content import Content, Version
from domain.errors import NotFoundError
from domain.media import Medium
from platforms.ports import BytesOf, MediaItem
from store.media import blob_key
from store.unit import Unit
from tools.services import Services


async def keep(
    services: Services, workspace_id: str, content: bytes, *, provenance: dict[str, object]
) -> Medium:
    """Store a picture: the bytes first, so that no row points to nothing. Twice is once.

    Raises:
        InvalidError: `not_a_picture` or `picture_too_large`.
    """
    from media.inspecting import inspect  # the imaging library loads when one is needed

    found = await asyncio.to_thread(inspect, content)
    medium = Medium(
        workspace_id=workspace_id,
        sha256=found.sha256,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        size=found.size,
        provenance=provenance,
        created_at=services.clock(),
    )
    await services.blobs.put(blob_key(medium.sha256), content)
    async with services.store.writing() as unit:
        await unit.media.add(medium)
        return await unit.media.get(workspace_id, medium.sha256)


async def media_items(
    services: Services, workspace_id: str, version: Version
) -> tuple[MediaItem, ...]:
    """The version's media as its platform is given them, in their order.

    Raises:
        NotFoundError: `medium_missing`; one of them is not known here.
    """
    async with services.store.reading() as unit:
        return await items_in(unit, services, workspace_id, version)


def items_of(services: Services, content: Content) -> tuple[MediaItem, ...]:
    """As `media_items`, of content that was loaded with its media.

    Raises:
        NotFoundError: `medium_missing`; one of them is not known here.
    """
    return _items(services, content.media, content.version)


async def items_in(
    unit: Unit, services: Services, workspace_id: str, version: Version
) -> tuple[MediaItem, ...]:
    """As `media_items`, within a unit of work."""
    return _items(services, await unit.media.known(workspace_id, version.media), version)


def _items(services: Services, known: Sequence[Medium], version: Version) -> tuple[MediaItem, ...]:
    if len(known) != len(version.media):
        raise NotFoundError(
            "A picture of this post is missing here. Edit the post's text: it gets a new one.",
            code="medium_missing",
        )
    return tuple(
        MediaItem(
            sha256=medium.sha256,
            content_type=medium.content_type,
            width=medium.width,
            height=medium.height,
            size=medium.size,
            url=f"{services.public_url}{medium.path}",
            alt_text=version.alt_text,
        )
        for medium in known
    )


def bytes_of(services: Services, workspace_id: str) -> BytesOf:
    """Reads the workspace's media by hash; another workspace's are as good as absent."""

    async def read(sha256: str) -> bytes:
        async with services.store.reading() as unit:
            await unit.media.get(workspace_id, sha256)
        return await whole(services, sha256)

    return read


async def whole(services: Services, sha256: str) -> bytes:
    """A medium's bytes, which are those that were approved or none.

    Raises:
        NotFoundError: `medium_missing` or `medium_damaged`.
    """
    restore = "Restore the folder `assets`, or edit the post: it gets a new picture."
    file = f"A picture's file (assets/{blob_key(sha256)})"
    try:
        content = await services.blobs.get(blob_key(sha256))
    except NotFoundError as error:
        raise NotFoundError(
            f"{file} is missing in the data folder, so its post cannot go out. {restore}",
            code="medium_missing",
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFoundError(
            f"{file} in the data folder is not what was approved, so its post cannot go out. "
            f"{restore}",
            code="medium_damaged",
        )
    return content
