"""Media as tools handle them: kept by hash, handed to platforms by bytes or by address."""

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

from domain.content import Content, Version, alt_text_of
from domain.errors import InvalidError, NotFoundError
from domain.media import Medium
from platforms.material import MediaItem
from platforms.ports import Capabilities
from store.blobs import DAMAGED, Label
from store.media import blob_key
from store.unit import Unit
from tools.services import Services

PIECE = 4 * 1024 * 1024
"""Bytes of a large file that are held at once."""
_ANEW = (
    "edit the post: a card is drawn anew with its text, and in place of your own file choose "
    "another one."
)
_RESTORE = f"Restore it from a backup, or {_ANEW}"


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
        facts=found.facts,
        provenance=provenance,
        created_at=services.clock(),
    )
    key, label = blob_key(medium.sha256), Label(medium.content_type)
    await services.blobs.put(key, content, label)
    async with services.store.writing() as unit:
        await unit.media.hold(medium.sha256)
        await unit.media.add(medium)
        if not await services.blobs.has(key):
            # the same bytes were removed as another's meanwhile
            await services.blobs.put(key, content, label)
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


async def require_own(services: Services, workspace_id: str, hashes: Sequence[str]) -> None:
    """Refuse media that the workspace does not have.

    Raises:
        InvalidError: `bad_edit`; names each of them.
    """
    async with services.store.reading() as unit:
        known = {medium.sha256 for medium in await unit.media.known(workspace_id, hashes)}
    if unknown := [one[:12] for one in hashes if one not in known]:
        raise InvalidError(
            f"media: {', '.join(f'{one}…' for one in unknown)} is not among this workspace's "
            "media. Upload the file first, then name it by its sha256.",
            code="bad_edit",
        )


async def items_in(
    unit: Unit, services: Services, workspace_id: str, version: Version
) -> tuple[MediaItem, ...]:
    """As `media_items`, within a unit of work."""
    return _items(services, await unit.media.known(workspace_id, version.media), version)


def _items(services: Services, known: Sequence[Medium], version: Version) -> tuple[MediaItem, ...]:
    if len(known) != len(version.media):
        raise NotFoundError(
            f"A picture, video or document of this post is missing here: {_ANEW}",
            code="medium_missing",
        )
    return tuple(
        MediaItem(
            sha256=medium.sha256,
            content_type=medium.content_type,
            width=medium.width,
            height=medium.height,
            size=medium.size,
            facts=medium.facts,
            url=f"{services.public_url}{medium.path}",
            alt_text=alt_text_of(version, number),
        )
        for number, medium in enumerate(known)
    )


class Kept:
    """Reads a workspace's media by hash; another workspace's are as good as absent."""

    def __init__(self, services: Services, workspace_id: str) -> None:
        self._services = services
        self._workspace_id = workspace_id
        self._own: set[str] = set()

    async def whole(self, sha256: str) -> bytes:
        """As `whole` below, of this workspace's only."""
        await self._must_own(sha256)
        return await whole(self._services, sha256)

    async def part(self, sha256: str, start: int, length: int) -> bytes:
        """So many bytes from there on, fewer at the end.

        Raises:
            NotFoundError: They are not here. What `prove` has found whole is not proven again.
        """
        await self._must_own(sha256)
        try:
            return await self._services.blobs.part(blob_key(sha256), start, length)
        except NotFoundError as error:
            raise _amiss(sha256, error) from error

    async def prove(self, sha256: str) -> None:
        """Read all of it, a piece at a time, and compare.

        Raises:
            NotFoundError: `medium_missing` or `medium_damaged`.
        """
        found, at = hashlib.sha256(), 0
        while piece := await self.part(sha256, at, PIECE):
            await asyncio.to_thread(found.update, piece)
            at += len(piece)
        if found.hexdigest() != sha256:
            raise _damaged(sha256)

    async def _must_own(self, sha256: str) -> None:
        if sha256 not in self._own:
            async with self._services.store.reading() as unit:
                await unit.media.get(self._workspace_id, sha256)
            self._own.add(sha256)


def fetched(capabilities: Capabilities, version: Version) -> bool:
    """Whether the platform fetches such a post's media from our address."""
    profile = capabilities.renderer.formats.get(version.form.format)
    return profile is not None and profile.fetches


async def whole(services: Services, sha256: str) -> bytes:
    """A medium's bytes, which are those that were approved or none.

    Raises:
        NotFoundError: `medium_missing` or `medium_damaged`.
    """
    try:
        content = await services.blobs.get(blob_key(sha256))
    except NotFoundError as error:
        raise _amiss(sha256, error) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(sha256)
    return content


async def file_of(services: Services, sha256: str) -> Path:
    """Where a medium's file lies, for a program that reads it by itself.

    Raises:
        NotFoundError: `medium_missing` or `medium_damaged`.
    """
    try:
        return await services.blobs.file(blob_key(sha256))
    except NotFoundError as error:
        raise _amiss(sha256, error) from error


async def proven_file(services: Services, sha256: str) -> Path:
    """As `file_of`, of a file that is what was kept; read again only when it was written since.

    Raises:
        NotFoundError: `medium_missing` or `medium_damaged`.
    """
    path = await file_of(services, sha256)
    if await services.blobs.digest(blob_key(sha256)) != sha256:
        raise _damaged(sha256)
    return path


def _amiss(sha256: str, error: NotFoundError) -> NotFoundError:
    """Why the store of files does not give a medium, to whoever waits for its post."""
    if error.code == DAMAGED:
        return _damaged(sha256)
    return NotFoundError(
        f"{_file(sha256)} is missing, so its post cannot go out. {_RESTORE}",
        code="medium_missing",
    )


def _damaged(sha256: str) -> NotFoundError:
    return NotFoundError(
        f"{_file(sha256)} is not what was approved, so its post cannot go out. {_RESTORE}",
        code="medium_damaged",
    )


def _file(sha256: str) -> str:
    """By its key, below the folder or the bucket's prefix that INSTA_ASSETS_URL names."""
    return f"A file of this post's media ({blob_key(sha256)} among the installation's files)"
