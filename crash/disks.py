"""Disks that fail on demand: one that fills up, one whose file system turns read-only. Needs root.

Knows nothing of databases.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 64 * 1024
IMAGE_MB = 64


class CannotMountError(Exception):
    """This machine does not let us mount; says why."""


class SmallDisk:
    """A file system in memory that can be filled to its last byte and emptied again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._filler = folder / "filler"

    def turn(self, mode: str) -> None:
        """`ro` or `rw`; nothing may have a file open for writing."""
        _run("mount", "-o", f"remount,{mode}", str(self._folder))

    def fill(self) -> None:
        """Write until nothing more fits."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (CHUNK, 1):
                self._write_all(file.fileno(), size)

    def _write_all(self, handle: int, size: int) -> None:
        try:
            while True:
                os.write(handle, b"x" * size)
        except OSError:
            return

    def empty(self) -> None:
        self._filler.unlink()


class FailingDisk:
    """A file system in a file, which the kernel turns read-only as it does after a disk error."""

    def __init__(self, image: Path, folder: Path) -> None:
        self._image = image
        self._folder = folder

    def mount(self) -> None:
        _run("mount", "-o", "loop,errors=remount-ro", str(self._image), str(self._folder))

    def fail(self) -> None:
        """From now on every write is refused, also through files that are open."""
        device = _said("findmnt", "-no", "SOURCE", str(self._folder)).strip()
        Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("crash test\n")

    def unmount(self) -> None:
        _run("umount", str(self._folder))

    def repair(self) -> None:
        """What an operator does: check the file system. Nothing may have it open."""
        subprocess.run(["e2fsck", "-fy", str(self._image)], capture_output=True, check=False)  # noqa: S607


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[SmallDisk]:
    """Mounted at the folder for the body.

    Raises:
        CannotMountError: Not root, or the machine forbids it.
    """
    _require_root()
    folder.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}M,mode=0700", "tmpfs", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "--lazy", str(folder))


@contextmanager
def failing_disk(folder: Path) -> Iterator[FailingDisk]:
    """Mounted at the folder for the body.

    Raises:
        CannotMountError: Not root, no loop devices, or no ext4 tools.
    """
    _require_root()
    folder.mkdir(parents=True, exist_ok=True)
    image = folder.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(IMAGE_MB * 1024 * 1024)
    _run("mkfs.ext4", "-q", str(image))
    disk = FailingDisk(image, folder)
    disk.mount()
    try:
        yield disk
    finally:
        _run("umount", "--lazy", str(folder))


def _require_root() -> None:
    if os.geteuid() != 0:
        raise CannotMountError("only root can mount a disk that fails on demand")


def _run(*command: str) -> None:
    _said(*command)


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        raise CannotMountError(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotMountError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
