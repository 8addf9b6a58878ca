"""What people hand in: looked at, kept by hash, listed, and removed when nothing needs it."""

import asyncio
from contextlib import suppress
from pathlib import Path

from domain.account import Member
from domain.errors import ConflictError, NotFoundError
from domain.hidden import replaced
from domain.media import AI_MADE, UPLOAD, Medium
from store.blobs import Label
from store.media import blob_key
from store.unit import Unit
from tools.services import Services

LONGEST_NAME = 120


async def keep_upload(
    services: Services, member: Member, file: Path, sha256: str, name: str
) -> Medium:
    """Keep a file that a person sent, with its name and whose it was.

    Raises:
        InvalidError: `media_unknown`, `media_too_large`, `not_a_picture`, `picture_too_large`.
    """
    provenance = await provenance_of(member, file, name)
    medium = await look_at(services, member.workspace_id, file, sha256, provenance=provenance)
    return await keep_file(services, medium, file)


async def provenance_of(member: Member, file: Path, name: str) -> dict[str, object]:
    """How a file came to be that a person hands in, wherever they do so."""
    provenance: dict[str, object] = {
        "kind": UPLOAD,
        "name": cleaned(name),
        "by": member.user_id,
    }
    if await asyncio.to_thread(_says_ai_made, file):
        provenance[AI_MADE] = True
    return provenance


_AI_MADE = b"trainedAlgorithmicMedia"
"""In a file's XMP: IPTC's digital source type of what a generative model made, and of what it
changed ("compositeWithTrainedAlgorithmicMedia" ends so, too). Image models write it."""
_HEAD = 1 << 20
"""Bytes in which XMP is looked for: it stands before the picture itself."""


def _says_ai_made(file: Path) -> bool:
    with file.open("rb") as opened:
        return _AI_MADE in opened.read(_HEAD).replace(b"TrainedAlgo", b"trainedAlgo")


async def look_at(
    services: Services,
    workspace_id: str,
    file: Path,
    sha256: str,
    *,
    provenance: dict[str, object],
) -> Medium:
    """What a file would be as a medium; nothing is kept.

    Raises:
        InvalidError: As `keep_upload`.
    """
    from media.looking import look  # the imaging library loads when one is needed

    found = await look(file)
    return Medium(
        workspace_id=workspace_id,
        sha256=sha256,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        size=found.size,
        facts=found.facts,
        provenance=provenance,
        created_at=services.clock(),
    )


async def keep_file(services: Services, medium: Medium, file: Path) -> Medium:
    """Keep a whole file of the inbox by moving it; the same bytes twice are one medium."""
    key, label = blob_key(medium.sha256), Label(medium.content_type)
    await services.blobs.stage(key, file, label)
    async with services.store.writing() as unit:
        await unit.media.hold(medium.sha256)
        await unit.media.add(medium)
        # within the unit, so that nobody who removes the same bytes comes in between
        await services.blobs.take(key, file, label)
        return await unit.media.get(medium.workspace_id, medium.sha256)


async def remove(services: Services, member: Member, sha256: str, *, surface: str) -> None:
    """Remove a medium that nothing needs, and its bytes when nobody else has them.

    Raises:
        ConflictError: `medium_in_use`.
        NotFoundError: The workspace has none of that hash.
    """
    await _have_at_hand(services, member.workspace_id, sha256)
    aside: Path | None = None
    try:
        async with services.store.writing() as unit:
            await unit.media.hold(sha256)
            if await _forgotten(unit, services, member, sha256, surface):
                aside = await services.blobs.set_aside(blob_key(sha256))
    except BaseException:
        if aside is not None:
            await services.blobs.take(blob_key(sha256), aside)  # the row has stayed, too
        raise
    if aside is not None:
        await asyncio.to_thread(aside.unlink, missing_ok=True)


async def _have_at_hand(services: Services, workspace_id: str, sha256: str) -> None:
    """Fetch what may have to be put back, so that no unit waits until it is here."""
    async with services.store.reading() as unit:
        await unit.media.get(workspace_id, sha256)
        await _require_unused(unit, workspace_id, sha256)
    with suppress(NotFoundError):
        await services.blobs.file(blob_key(sha256))


async def _forgotten(
    unit: Unit, services: Services, member: Member, sha256: str, surface: str
) -> bool:
    """Forget the row; whether its bytes are nobody's any more."""
    await unit.media.get(member.workspace_id, sha256)
    await _require_unused(unit, member.workspace_id, sha256)
    await unit.audit.record(
        member.workspace_id,
        at=services.clock(),
        user_id=member.user_id,
        surface=surface,
        action="medium.delete",
        subject=sha256,
    )
    return await unit.media.remove(member.workspace_id, sha256)


async def _require_unused(unit: Unit, workspace_id: str, sha256: str) -> None:
    use = await unit.media.use(workspace_id, sha256)
    if use is not None:
        raise ConflictError(
            f"This is needed by {use}, so it stays. What was approved with it can be looked up "
            "later only with its media.",
            code="medium_in_use",
        )


def cleaned(name: str) -> str:
    """A file's name as it can be shown: without folders and without what cannot be seen."""
    last = replaced(name, lambda _: "").replace("\\", "/").rpartition("/")[2]
    words = " ".join("".join(c for c in last if c.isprintable()).split())
    if len(words) <= LONGEST_NAME:
        return words or "unnamed"
    stem, dot, extension = words.rpartition(".")
    ending = f"{dot}{extension}" if stem and len(extension) <= 8 else ""
    return words[: LONGEST_NAME - 1 - len(ending)].rstrip() + "…" + ending
