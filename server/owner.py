"""The lock of a data folder: one process owns it, and says where it can be reached."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from domain.errors import ConflictError
from domain.frozen import Frozen

LOCK_FILE = "owner.lock"
_TRIES = 5
_PAUSE_S = 0.05
TOKEN_PREFIX = "local_"  # noqa: S105 - marks the kind, is no secret


class Owner(Frozen):
    """What the lock file says; its token opens every workspace of this folder from this machine."""

    pid: int
    url: str
    token: str

    def __repr__(self) -> str:
        return f"Owner(pid={self.pid}, url={self.url!r})"


def new_token() -> str:
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


@contextmanager
def owning(folder: Path, owner: Owner) -> Iterator[None]:
    """Hold the folder's lock around the body; the system lets go of it when the process dies.

    Raises:
        ConflictError: `folder_in_use`; another process owns it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "r+") as file:
        if not _take(file.fileno()):
            raise in_use(folder, _parse(file.read()))
        _write(file.fileno(), owner.model_dump_json())
        try:
            yield
        finally:
            _write(file.fileno(), "")


def _take(handle: int) -> bool:
    """Take the lock; who only looks (`find`) holds it for a moment, which is waited out."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE_S)
        else:
            return True
    return False


def find(folder: Path) -> Owner | None:
    """Who owns the folder now; None when nobody does, whatever an old file says."""
    try:
        file = (folder / LOCK_FILE).open()
    except FileNotFoundError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _parse(file.read())
    return None


def in_use(folder: Path, owner: Owner | None) -> ConflictError:
    where = f" at {owner.url} (process {owner.pid})" if owner else ""
    return ConflictError(
        f"The data folder {folder} is served already{where}. Use that server, stop it, or choose "
        "another folder with INSTA_DATA_DIR.",
        code="folder_in_use",
        extra={"url": owner.url} if owner else {},
    )


def _parse(text: str) -> Owner | None:
    try:
        return Owner.model_validate(json.loads(text))
    except (ValueError, ValidationError):
        return None  # the owner is about to write it, or to leave


def _write(handle: int, text: str) -> None:
    os.fchmod(handle, 0o600)
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)
    os.fsync(handle)
