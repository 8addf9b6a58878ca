"""Files too large for the database: they grow on disk, in order, and are hashed when complete.

Knows no platform's rules. Everything lies in the sandbox's own folder and goes with a reset.
"""

import hashlib
import secrets
import shutil
from pathlib import Path

_FOLDER = "media"
_PIECE = 1024 * 1024


class Stash:
    """Growing and finished files by key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)

    def new(self) -> str:
        """The key of an empty file."""
        key = secrets.token_hex(16)
        self.path(key).touch()
        return key

    def path(self, key: str) -> Path:
        """Where that file lies."""
        if not key.isalnum():
            msg = f"{key!r} is no key of a file."
            raise ValueError(msg)
        return self._folder / key

    def size(self, key: str) -> int:
        return self.path(key).stat().st_size

    def append(self, key: str, more: Path | bytes) -> int:
        """Adds bytes at the end; returns the size then."""
        with self.path(key).open("ab") as file:
            if isinstance(more, bytes):
                file.write(more)
            else:
                with more.open("rb") as source:
                    shutil.copyfileobj(source, file, _PIECE)
        return self.size(key)

    def sha256(self, key: str) -> str:
        """Of the bytes so far."""
        with self.path(key).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def drop(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def clear(self) -> None:
        for file in self._folder.iterdir():
            file.unlink()
