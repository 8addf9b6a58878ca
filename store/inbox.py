"""A folder for files that are still being written, and the room on its disk."""

import asyncio
import os
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from domain.errors import UnavailableError
from store.digests import sha256_of

SPARE_BYTES = 256 * 1024 * 1024
"""Of the disk that no large file may take: the database needs room to go on."""


def disk_full() -> UnavailableError:
    return UnavailableError(
        "The disk of this installation is nearly full, so the file was not kept. Whoever runs it "
        "has to free some space; then send it again.",
        code="disk_full",
    )


class Inbox:
    """What a store of files has beside it; `folder` lies on the disk that files are moved on."""

    def __init__(self, folder: Path) -> None:
        self._inbox = folder

    @property
    def inbox(self) -> Path:
        """A folder on this machine for files that are still being written; `take` takes them."""
        self._inbox.mkdir(parents=True, exist_ok=True)
        return self._inbox

    async def digest_of(self, file: Path) -> str:
        """The SHA-256 of a file of the inbox."""
        return await asyncio.to_thread(sha256_of, file)

    async def require_room(self, size: int) -> None:
        """See that so many bytes fit on the disk, with some left for everything else.

        Raises:
            UnavailableError: `disk_full`.
        """
        await asyncio.to_thread(self.require_room_now, size)

    def require_room_now(self, size: int) -> None:
        """As `require_room`, for who is in a thread already."""
        if shutil.disk_usage(self.inbox).free < size + SPARE_BYTES:
            raise disk_full()

    async def clear_inbox(self, before: datetime) -> int:
        """Remove what was last written to before that moment: whoever wrote it is gone."""
        return await asyncio.to_thread(self._clear, before.timestamp())

    def _clear(self, before: float) -> int:
        removed = 0
        for one in self.inbox.iterdir():
            # whoever writes there may have moved or removed it meanwhile
            with suppress(FileNotFoundError):
                if one.stat().st_mtime < before:
                    # a folder is what a process that draws was working in
                    shutil.rmtree(one) if one.is_dir() else one.unlink()
                    removed += 1
        return removed

    def fresh(self, prefix: str) -> Path:
        """A new empty file of the inbox."""
        handle, name = tempfile.mkstemp(dir=self.inbox, prefix=prefix)
        os.close(handle)
        return Path(name)
