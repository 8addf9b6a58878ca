"""Files by key in a folder: written whole or not at all. Knows nothing of what they mean."""

import asyncio
import os
import tempfile
from pathlib import Path

from domain.errors import InvalidError, NotFoundError


class FolderBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

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
