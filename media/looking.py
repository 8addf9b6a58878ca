"""What a file is, and what a document says: found out beside this process and within bounds.

A file made to freeze, to fill the memory or to crash its reader ends its reader only.
"""

import asyncio
from pathlib import Path
from weakref import WeakKeyDictionary

from domain.errors import InvalidError
from domain.media import MediaKind, kind_of
from media import boxes, ffmpeg
from media.__main__ import REFUSED, Answered, Asked, Refused
from media.beside import command
from media.bounding import Bounds, run
from media.developing import Order
from media.inspecting import Inspected
from media.sniffing import ENOUGH, content_type_of, most_bytes, too_large, unknown

LOOK = Bounds(wall_s=40, cpu_s=20)
READ = Bounds(wall_s=60, cpu_s=40)
DEVELOP = Bounds(wall_s=90, cpu_s=60, written=128 * 1024 * 1024)
MOST_SIDE = 8_192
"""Pixels of a film's side; the largest that a platform takes is 4,096."""
_AT_ONCE = 2
"""Each may take a core and hundreds of megabytes."""
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def look(file: Path) -> Inspected:
    """Find out what a file is; its hash is not looked for.

    Raises:
        InvalidError: `media_unknown`, `not_a_picture`, `picture_too_large` or `media_too_large`;
            says what it is and what can be used.
    """
    beginning, size = await asyncio.to_thread(_beginning, file)
    content_type = content_type_of(beginning)
    if size > most_bytes(content_type):
        raise too_large(content_type)
    if kind_of(content_type) is MediaKind.VIDEO:
        async with _place():
            return await _film(file, content_type, size)
    told = await _beside(Asked(file=file, content_type=content_type), LOOK)
    if told.found is None:
        raise _unreadable()
    return told.found


async def develop(file: Path, order: Order, result: Path) -> tuple[str, ...]:
    """As `developing.develop`, beside this process.

    Raises:
        InvalidError: `media_unfit`, or it cannot be read.
    """
    return (await _beside(Asked(file=file, order=order, result=result), DEVELOP)).changes


async def read_document(file: Path, content_type: str) -> tuple[str, ...]:
    """As `documents.read_pages`, beside this process.

    Raises:
        InvalidError: `document_unreadable`, or as `documents.read_pages`.
    """
    try:
        asked = Asked(file=file, content_type=content_type, wants_text=True)
        return (await _beside(asked, READ)).pages
    except InvalidError as error:
        if error.code != "media_unknown":
            raise
        raise InvalidError(error.message, code="document_unreadable") from error


async def _film(file: Path, content_type: str, size: int) -> Inspected:
    await asyncio.to_thread(boxes.look_through, file)
    found = await ffmpeg.report(file)
    if found is None or found.facts.duration_s is None or not await ffmpeg.plays_to_its_end(file):
        raise unknown(
            "This video cannot be played here: it is damaged, or coded in a way that is not "
            "known. Export it once more as MP4 with H.264."
        )
    if not 0 < min(found.width, found.height) <= max(found.width, found.height) <= MOST_SIDE:
        raise unknown(
            f"This video is {found.width} × {found.height} pixels; up to {MOST_SIDE:,} each way "
            "can be used. Export it smaller."
        )
    return Inspected(
        content_type=content_type,
        width=found.width,
        height=found.height,
        size=size,
        facts=found.facts,
    )


async def _beside(asked: Asked, bounds: Bounds) -> Answered:
    async with _place():
        told = asked.model_dump_json().encode()
        ended = await run(command("media.__main__"), bounds, given=told)
    if ended.code == REFUSED:
        refused = Refused.model_validate_json(ended.out)
        raise InvalidError(refused.message, code=refused.code)
    if ended.code:
        raise _unreadable()
    return Answered.model_validate_json(ended.out)


def _place() -> asyncio.Semaphore:
    """One of the few places in which such work may go on, of this event loop."""
    return _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE))


def _beginning(file: Path) -> tuple[bytes, int]:
    with file.open("rb") as opened:
        return opened.read(ENOUGH), file.stat().st_size


def _unreadable() -> InvalidError:
    return unknown(
        "This file could not be read within the time and memory that one may take: it is damaged "
        "or made to be a burden. Save it again from the program it comes from."
    )
