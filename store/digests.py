"""The SHA-256 of files, each read again only when it was written since. Keeps nothing on disk."""

import hashlib
import os
from pathlib import Path

_REMEMBERED = 1_000
_Seen = tuple[int, int, int]
"""What changes when a file does: which it is, when it was written, how long it is."""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Digests:
    def __init__(self) -> None:
        self._known: dict[Path, tuple[_Seen, str]] = {}

    def of(self, path: Path) -> str:
        """The file's.

        Raises:
            FileNotFoundError: There is none.
        """
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            seen = (found.st_ino, found.st_mtime_ns, found.st_size)
            known = self._known.get(path)
            if known is not None and known[0] == seen:
                return known[1]
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        while len(self._known) >= _REMEMBERED:
            self._known.pop(next(iter(self._known)), None)
        self._known[path] = (seen, digest)
        return digest
