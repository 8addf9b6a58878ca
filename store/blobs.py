"""Files by key in a folder: written whole or not at all. Knows nothing of what they mean."""

import asyncio
import hashlib
import os
import shutil
import tempfile
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from domain.errors import InvalidError, NotFoundError, UnavailableError

SPARE_BYTES = 256 * 1024 * 1024
"""Of the disk that no large file may take: the database needs room to go on."""
_REMEMBERED = 1_000
_Seen = tuple[int, int, int]
"""What changes when a file does: which it is, when it was written, how long it is."""


def disk_full() -> UnavailableError:
    return UnavailableError(
        "The disk of this installation is nearly full, so the file was not kept. Whoever runs it "
        "has to free some space; then send it again.",
        code="disk_full",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class FolderBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[str, tuple[_Seen, str]] = {}

    async def put(self, key: str, content: bytes) -> None:
        """Store under the key; an existing file of that key is replaced in one step."""
        await asyncio.to_thread(self._put, self._path(key), content)

    async def get(self, key: str) -> bytes:
        """Read a file.

        Raises:
            NotFoundError: Nothing is stored under the key.
        """
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except FileNotFoundError as error:
            raise NotFoundError(f"No file is stored as {key}.") from error

    async def part(self, key: str, start: int, length: int) -> bytes:
        """So many bytes of a file from there on; fewer at its end.

        Raises:
            NotFoundError: Nothing is stored under the key.
        """
        try:
            return await asyncio.to_thread(self._part, self._path(key), start, length)
        except FileNotFoundError as error:
            raise NotFoundError(f"No file is stored as {key}.") from error

    async def has(self, key: str) -> bool:
        return await asyncio.to_thread(self._path(key).is_file)

    async def file(self, key: str) -> Path:
        """Where a file lies, for whoever reads it by itself; never to be written to.

        Raises:
            NotFoundError: Nothing is stored under the key.
        """
        if not await self.has(key):
            raise NotFoundError(f"No file is stored as {key}.")
        return self._path(key)

    async def digest(self, key: str) -> str:
        """The SHA-256 of a file, read again only when the file was written since.

        Raises:
            NotFoundError: Nothing is stored under the key.
        """
        try:
            return await asyncio.to_thread(self._digest, key, self._path(key))
        except FileNotFoundError as error:
            raise NotFoundError(f"No file is stored as {key}.") from error

    async def digest_of(self, file: Path) -> str:
        """The SHA-256 of a file of the inbox."""
        return await asyncio.to_thread(_sha256, file)

    def _digest(self, key: str, path: Path) -> str:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            seen = (found.st_ino, found.st_mtime_ns, found.st_size)
            known = self._digests.get(key)
            if known is not None and known[0] == seen:
                return known[1]
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        while len(self._digests) >= _REMEMBERED:
            self._digests.pop(next(iter(self._digests)), None)
        self._digests[key] = (seen, digest)
        return digest

    async def take(self, key: str, file: Path) -> None:
        """Store a whole file that lies in `inbox`, by moving it there; an existing one is replaced.

        Raises:
            OSError: It could not be moved; nothing was stored.
        """
        await asyncio.to_thread(self._take, file, self._path(key))

    @property
    def inbox(self) -> Path:
        """A folder on the same disk for files that are still being written."""
        folder = self._folder / "inbox"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    async def set_aside(self, key: str) -> Path | None:
        """Move a file to the inbox, from where it can be taken again; None where there is none."""
        aside = self.inbox / f"aside-{uuid.uuid4().hex}"
        try:
            await asyncio.to_thread(self._path(key).replace, aside)
        except FileNotFoundError:
            return None
        return aside

    async def require_room(self, size: int) -> None:
        """See that so many bytes fit on the disk, with some left for everything else.

        Raises:
            UnavailableError: `disk_full`.
        """
        usage = await asyncio.to_thread(shutil.disk_usage, self.inbox)
        if usage.free < size + SPARE_BYTES:
            raise disk_full()

    async def clear_inbox(self, before: datetime) -> int:
        """Remove what was last written to before that moment: whoever wrote it is gone."""
        return await asyncio.to_thread(self._clear_inbox, before.timestamp())

    def _clear_inbox(self, before: float) -> int:
        removed = 0
        for one in self.inbox.iterdir():
            # whoever writes there may have moved or removed it meanwhile
            with suppress(FileNotFoundError):
                if one.stat().st_mtime < before:
                    one.unlink()
                    removed += 1
        return removed

    async def delete(self, key: str) -> None:
        """Remove the file, if there is one."""
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    def _path(self, key: str) -> Path:
        path = (self._folder / key).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise InvalidError("A file key must stay inside its folder.")
        return path

    @staticmethod
    def _part(path: Path, start: int, length: int) -> bytes:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    @staticmethod
    def _take(file: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open("rb") as written:
            os.fsync(written.fileno())
        file.replace(path)

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
