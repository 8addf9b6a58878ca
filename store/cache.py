"""Files of elsewhere kept on this machine for a while: by name, proven by hash, oldest out.

Several processes may share the folder: a file comes whole, by a rename, and its name holds the hash
of its bytes, so that no reader depends on what another wrote.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

from store.digests import Digests

IN_USE_S = 900.0
"""A file that was asked for so lately may still be opened by whoever asked; it stays."""


class Cache:
    """Args: most_bytes: what it holds for longer than it is in use."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._digests = Digests()

    def find(self, name: str) -> Path | None:
        """The file of that name, whose bytes are as they came; one that was damaged is dropped."""
        for path in self._folder.glob(f"{name[:2]}/{name}-*"):
            # another process may drop it at any moment
            with suppress(FileNotFoundError):
                if self._digests.of(path) == digest_in(path):
                    _use(path)
                    return path
                path.unlink()
        return None

    def keep(self, name: str, digest: str, file: Path) -> Path:
        """Move a whole file of the same disk in; what is too much goes, the longest unused first.

        Args:
            name: Only hexadecimal digits.
            digest: The SHA-256 of the file's bytes.
            file: It is gone from there after.
        """
        path = self._folder / name[:2] / f"{name}-{digest}"
        path.parent.mkdir(parents=True, exist_ok=True)
        file.replace(path)
        _use(path)
        self._trim()
        return path

    def _trim(self) -> None:
        kept: list[tuple[float, int, Path]] = []
        for path in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):
                found = path.stat()
                kept.append((found.st_atime, found.st_size, path))
        total = sum(size for _, size, _ in kept)
        unused_since = time.time() - IN_USE_S
        for used_at, size, path in sorted(kept):
            if total <= self._most_bytes or used_at > unused_since:
                return
            path.unlink(missing_ok=True)
            total -= size


def digest_in(path: Path) -> str:
    """The SHA-256 in the name of a file of the cache."""
    return path.name.rpartition("-")[2]


def _use(path: Path) -> None:
    """Note the use: disks are often mounted so that reading leaves no trace."""
    os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
