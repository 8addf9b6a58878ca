"""Whether files can be kept: what the start insists on, and what health tells."""

import asyncio
from pathlib import Path

import structlog

from domain.errors import UnavailableError
from store.blobs import Blobs

log = structlog.get_logger()


async def require(blobs: Blobs) -> None:
    """Begin without the store of files only where it may come back by itself.

    Raises:
        UnavailableError: `assets_unreachable`; waiting does not help.
    """
    try:
        await blobs.check()
    except UnavailableError as error:
        if error.extra.get("lasting"):
            raise
        log.warning("assets.unreachable", reason=error.message)


async def state(blobs: Blobs, data_dir: Path) -> str:
    """What health says: "ok", or what is wrong."""
    if not await asyncio.to_thread(data_dir.is_dir):
        return "the data folder is missing"
    try:
        await blobs.check()
    except UnavailableError as error:
        return error.message
    return "ok"
