"""Files in a bucket of S3, below a prefix, with a cache on this machine. Knows no key's meaning."""

import asyncio
import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from domain.errors import NotFoundError
from store import s3_moves
from store.blobs import DAMAGED, PLAIN, Label, require_inside
from store.cache import Cache, digest_in
from store.digests import Digests
from store.inbox import Inbox
from store.s3_client import CONNECTIONS, Bucket, ReplacedError
from store.s3_moves import Head

CACHE_BYTES = 2 * 1024 * 1024 * 1024
"""What this machine keeps of the bucket: two of the largest films, or every card of some years."""
_TRIES = 3
"""Of a fetch whose object was replaced meanwhile."""
Done = TypeVar("Done")


class S3Blobs(Inbox):
    """
    Args:
        bucket: Its name.
        prefix: Before every key, without a slash at its ends; may be empty.
        folder: On this machine, for the inbox and the cache.
        cache_bytes: What the cache holds.
    """

    def __init__(
        self, bucket: str, prefix: str, folder: Path, *, cache_bytes: int = CACHE_BYTES
    ) -> None:
        super().__init__(folder / "inbox")
        self._bucket = Bucket(bucket)
        self._prefix = f"{prefix}/" if prefix else ""
        self._cache = Cache(folder / "cache", cache_bytes)
        self._digests = Digests()
        # of its own: calls that wait for the network must not hold up the database's
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="s3")

    async def put(self, key: str, content: bytes, label: Label = PLAIN) -> None:
        await self._run(s3_moves.send, self._bucket, self._place(key), content, label)

    async def get(self, key: str) -> bytes:
        return await self._run(s3_moves.read, self._bucket, self._place(key), key)

    async def part(self, key: str, start: int, length: int) -> bytes:
        place = self._place(key)
        return await self._run(s3_moves.read_part, self._bucket, place, key, start, length)

    async def has(self, key: str) -> bool:
        return await self._run(self._found, key) is not None

    async def file(self, key: str) -> Path:
        return await self._run(self._file, key)

    async def digest(self, key: str) -> str:
        return digest_in(await self.file(key))

    async def stage(self, key: str, file: Path, label: Label = PLAIN) -> None:
        """Send it, unless the same bytes lie there already."""
        await self._run(self._sent, key, file, label)

    async def take(self, key: str, file: Path, label: Label = PLAIN) -> None:
        await self._run(self._take, key, file, label)

    async def set_aside(self, key: str) -> Path | None:
        return await self._run(self._set_aside, key)

    async def shelve(self, key: str, *, of: str, sha256: str, label: Label) -> None:
        copied = (self._bucket, self._place(key), self._place(of), of, sha256, label)
        await self._run(s3_moves.copy, *copied)

    async def delete(self, key: str) -> None:
        await self._run(self._delete, key)

    async def check(self) -> None:
        await self._run(self._bucket.require)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._bucket.close()

    def _place(self, key: str) -> str:
        return f"{self._prefix}{require_inside(key)}"

    async def _run(self, call: Callable[..., Done], *arguments: Any) -> Done:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(call, *arguments))

    def _found(self, key: str) -> Head | None:
        with suppress(NotFoundError):
            return s3_moves.head(self._bucket, self._place(key), key)
        return None

    def _file(self, key: str) -> Path:
        for _ in range(_TRIES - 1):
            with suppress(ReplacedError):
                return self._kept(key)
        return self._kept(key)

    def _kept(self, key: str) -> Path:
        """The file in the cache, fetched where it is not there."""
        seen = s3_moves.head(self._bucket, self._place(key), key)
        known = self._cache.find(self._name(key, seen))
        return known if known is not None else self._fetched(key, seen)

    def _fetched(self, key: str, seen: Head) -> Path:
        self.require_room_now(seen.size)
        file = self.fresh("fetch-")
        try:
            digest = s3_moves.fetch(self._bucket, self._place(key), key, seen, file)
            return self._cache.keep(self._name(key, seen), digest, file)
        finally:
            file.unlink(missing_ok=True)

    def _sent(self, key: str, file: Path, label: Label) -> tuple[Head, str]:
        """What lies in the bucket once the file does, and the file's hash."""
        digest = self._digests.of(file)
        seen = self._found(key)
        if seen is None or seen.sha256 != digest:
            s3_moves.send_file(self._bucket, self._place(key), file, digest, label)
            seen = s3_moves.head(self._bucket, self._place(key), key)
        return seen, digest

    def _take(self, key: str, file: Path, label: Label) -> None:
        seen, digest = self._sent(key, file, label)
        self._cache.keep(self._name(key, seen), digest, file)

    def _set_aside(self, key: str) -> Path | None:
        aside = self.fresh("aside-")
        try:
            shutil.copyfile(self._file(key), aside)
            self._delete(key)
        except NotFoundError as error:
            aside.unlink()
            if error.code == DAMAGED:
                self._delete(key)
            return None
        except BaseException:
            aside.unlink()
            raise
        return aside

    def _delete(self, key: str) -> None:
        with self._bucket.told():
            client = self._bucket.client(short=True)
            client.delete_object(Bucket=self._bucket.name, Key=self._place(key))

    def _name(self, key: str, seen: Head) -> str:
        """What the cache calls this very object: another one under the key is called otherwise."""
        told = "\n".join((self._bucket.name, self._place(key), seen.etag, str(seen.size)))
        return hashlib.sha256(told.encode()).hexdigest()
