"""Files by key: the port to where they lie, and the folder. Knows nothing of what they mean."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from domain.errors import InvalidError, NotFoundError, UnavailableError
from store.digests import Digests
from store.inbox import Inbox

DAMAGED = "file_damaged"
"""Code of a file that is there and is not what was kept."""
UNREACHABLE = "assets_unreachable"
"""Code of files that cannot be got at: their store is gone, refuses us, or does not answer."""


@dataclass(frozen=True)
class Label:
    """What others are told of a file where its store can say it: S3 does, a folder does not."""

    content_type: str = "application/octet-stream"
    facts: Mapping[str, str] = field(default_factory=dict)
    """By names of lower-case letters, digits and hyphens."""


PLAIN = Label()


def no_file(key: str) -> NotFoundError:
    return NotFoundError(f"No file is stored as {key}.")


def damaged(key: str) -> NotFoundError:
    return NotFoundError(f"The file stored as {key} is not what was kept.", code=DAMAGED)


def require_inside(key: str) -> str:
    """The key, which names a file below the others' folder.

    Raises:
        InvalidError: It leads elsewhere.
    """
    if any(part in ("", ".", "..") for part in key.split("/")) or "\\" in key or "\0" in key:
        raise InvalidError("A file key must stay inside its folder.")
    return key


class Blobs(Protocol):
    """Where files lie. Each is written whole or not at all.

    Every method may raise UnavailableError `assets_unreachable`, and InvalidError for a key that
    leads outside.
    """

    async def put(self, key: str, content: bytes, label: Label = PLAIN) -> None:
        """Store under the key; an existing file of that key is replaced in one step."""

    async def get(self, key: str) -> bytes:
        """Read a file.

        Raises:
            NotFoundError: Nothing is stored under the key; `file_damaged`.
        """

    async def part(self, key: str, start: int, length: int) -> bytes:
        """So many bytes of a file from there on; fewer at its end.

        Raises:
            NotFoundError: Nothing is stored under the key.
        """

    async def has(self, key: str) -> bool: ...

    async def file(self, key: str) -> Path:
        """A file on this machine for whoever reads it by itself; never to be written to.

        Raises:
            NotFoundError: Nothing is stored under the key; `file_damaged`.
            UnavailableError: `disk_full`, where it has to be fetched first.
        """

    async def digest(self, key: str) -> str:
        """The SHA-256 of what `file` gives, read again only when that was written since.

        Raises:
            NotFoundError, UnavailableError: As `file`.
        """

    async def digest_of(self, file: Path) -> str:
        """The SHA-256 of a file of the inbox."""

    async def stage(self, key: str, file: Path, label: Label = PLAIN) -> None:
        """Do what is slow of `take` ahead of it, so that a unit of work need not wait for it."""

    async def take(self, key: str, file: Path, label: Label = PLAIN) -> None:
        """Store a whole file of the inbox, which leaves it; an existing one is replaced.

        Raises:
            OSError: It could not be moved; nothing was stored.
        """

    @property
    def inbox(self) -> Path:
        """A folder on this machine for files that are still being written; `take` takes them."""

    async def set_aside(self, key: str) -> Path | None:
        """Move a file to the inbox, from where it can be taken again; None where there is none."""

    async def require_room(self, size: int) -> None:
        """See that so many bytes fit on this machine's disk, with some left for everything else.

        Raises:
            UnavailableError: `disk_full`.
        """

    async def clear_inbox(self, before: datetime) -> int:
        """Remove what was last written to before that moment: whoever wrote it is gone."""

    async def shelve(self, key: str, *, of: str, sha256: str, label: Label) -> None:
        """Have the bytes of another file under this key, too; what lay there is replaced.

        Raises:
            NotFoundError: There is no such file; `file_damaged`, where its bytes are others.
        """

    async def delete(self, key: str) -> None:
        """Remove the file, if there is one."""

    async def check(self) -> None:
        """See that files can be kept and read.

        Raises:
            UnavailableError: `assets_unreachable`; its `extra["lasting"]` is true where waiting
                does not help.
        """

    def close(self) -> None: ...


class FolderBlobs(Inbox):
    """Files in a folder of this machine, or of a disk that several share."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "inbox")
        self._folder = folder
        self._digests = Digests()

    async def put(self, key: str, content: bytes, label: Label = PLAIN) -> None:  # noqa: ARG002
        await asyncio.to_thread(self._put, self._path(key), content)

    async def get(self, key: str) -> bytes:
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except FileNotFoundError as error:
            raise no_file(key) from error

    async def part(self, key: str, start: int, length: int) -> bytes:
        try:
            return await asyncio.to_thread(self._part, self._path(key), start, length)
        except FileNotFoundError as error:
            raise no_file(key) from error

    async def has(self, key: str) -> bool:
        return await asyncio.to_thread(self._path(key).is_file)

    async def file(self, key: str) -> Path:
        if not await self.has(key):
            raise no_file(key)
        return self._path(key)

    async def digest(self, key: str) -> str:
        try:
            return await asyncio.to_thread(self._digests.of, self._path(key))
        except FileNotFoundError as error:
            raise no_file(key) from error

    async def stage(self, key: str, file: Path, label: Label = PLAIN) -> None:  # noqa: ARG002
        """Have it written through: a large file takes seconds."""
        await asyncio.to_thread(_settle_on_disk, file)

    async def take(self, key: str, file: Path, label: Label = PLAIN) -> None:  # noqa: ARG002
        await asyncio.to_thread(self._take, file, self._path(key))

    async def set_aside(self, key: str) -> Path | None:
        aside = self.inbox / f"aside-{uuid.uuid4().hex}"
        try:
            await asyncio.to_thread(self._path(key).replace, aside)
        except FileNotFoundError:
            return None
        return aside

    async def shelve(self, key: str, *, of: str, sha256: str, label: Label) -> None:  # noqa: ARG002
        """A second name of the same file; a copy where the disk has no such thing."""
        if await self.digest(of) != sha256:
            raise damaged(of)
        try:
            await asyncio.to_thread(self._link, self._path(of), self._path(key))
        except FileNotFoundError as error:
            raise no_file(of) from error

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    async def check(self) -> None:
        # not in a thread: the loop has none when a system opens after another has stopped
        self._check()

    def close(self) -> None:
        """Nothing is held open."""

    def _check(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError as error:
            raise UnavailableError(
                f"Files cannot be kept in their folder: {error.strerror}. Give this user the "
                "right to write there, or set INSTA_ASSETS_URL to another folder.",
                code=UNREACHABLE,
                extra={"lasting": True},
            ) from error

    def _path(self, key: str) -> Path:
        path = (self._folder / require_inside(key)).resolve()
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
        _settle_on_disk(file)
        file.replace(path)

    @staticmethod
    def _link(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = target.parent / f".{uuid.uuid4().hex}"
        try:
            # a disk without second names refuses in its own way; the copy tells what is amiss
            with suppress(OSError):
                made.hardlink_to(source)
            if not made.exists():
                shutil.copyfile(source, made)
            made.replace(target)
        finally:
            # two names of one file are not replaced by each other: rename does nothing then
            made.unlink(missing_ok=True)

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


def _settle_on_disk(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
