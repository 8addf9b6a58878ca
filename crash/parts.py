"""The parts of a whole run: which fault, on which stage, how often. Knows no command line."""

import asyncio
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crash import (
    chaos,
    following,
    freezes,
    kills,
    meeting,
    moments,
    stops,
    storage,
    thousand,
)
from crash.cluster import Cluster
from crash.disks import CannotMountError, failing_disk, small_disk
from crash.installation import Installation, on_postgres, on_sqlite
from crash.report import Report
from crash.scene import EVERYWHERE, Install, Scene, scene

MEMBERS = 20
FEW = 4
DISK_MB = 64
MATRIX, MATRIX_SHORT = 2, 1
LOCKED_S = 60.0
LOCKED_SHORT_S = 4.0


@dataclass(frozen=True)
class Part:
    """A kind of fault."""

    name: str
    play: Callable[[Report, int], None]
    times: int
    """How often it is injected."""
    short: int
    """How often in the short form."""


def sqlite_parts() -> list[Part]:
    """One server on SQLite."""
    return [
        Part("matrix", _matrix, MATRIX, MATRIX_SHORT),
        _staged("kills", on_sqlite, kills.play, 10, 1),
        _staged("threads", on_sqlite, following.play, 10, 1, on=following.ON),
        _staged("moments", on_sqlite, moments.play, 100, 4),
        _staged("thousand", on_sqlite, thousand.play, 1000, 60, on=thousand.ON),
        Part("chaos", partial(_chaos, on_sqlite), 150, 30),
        Part("storage", _sqlite_storage, 2, 1),
    ]


def postgres_parts(cluster: Cluster) -> list[Part]:
    """Three workers beside a server, on a PostgreSQL cluster that may be stopped."""
    install = _on(cluster)
    return [
        _staged("kills", install, kills.play, 10, 1),
        _staged("threads", install, following.play, 10, 1, on=following.ON),
        _staged("moments", install, moments.play, 100, 4),
        _staged("freezes", install, freezes.play, 20, 2),
        _staged("stops", install, stops.playing(cluster), 20, 2),
        _staged("thousand", install, thousand.play, 1000, 60, on=thousand.ON),
        Part("chaos", partial(_chaos, install), 150, 30),
        _staged("storage", install, partial(_postgres_storage, cluster), 1, 1, on=storage.ON),
    ]


def _staged(
    name: str,
    install: Install,
    play: Callable[[Scene, int], None],
    times: int,
    short: int,
    *,
    on: Sequence[str] = EVERYWHERE,
) -> Part:
    """A part that needs nothing but a fresh installation."""

    def staged(report: Report, count: int) -> None:
        with scene(install, report, members=MEMBERS, part=name, on=on) as opened:
            play(opened, count)

    return Part(name, staged, times, short)


def _matrix(report: Report, times: int) -> None:
    """Every fault of every call of publishing, or those that differ."""
    asyncio.run(meeting.play(report, is_short=times == MATRIX_SHORT))


def _chaos(install: Install, report: Report, posts: int) -> None:
    chaos.play(install, report, posts)


def _sqlite_storage(report: Report, times: int) -> None:
    """Disks that fail, where this machine lets us mount some; and a locked file."""
    try:
        _on_bad_disks(report)
    except CannotMountError as error:
        report.say(f"sqlite: no disk can fail on demand here: {error}")
    with scene(on_sqlite, report, members=FEW, part="locked", on=storage.ON) as opened:
        path = opened.installation.data_dir / "app.db"
        storage.locked(opened, path, seconds=LOCKED_S if times > 1 else LOCKED_SHORT_S)


def _on_bad_disks(report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="crash-disks-") as folder:
        small, failing = Path(folder) / "small", Path(folder) / "failing"
        with (
            small_disk(small, megabytes=DISK_MB) as disk,
            scene(_in(small), report, members=FEW, part="full", on=storage.ON) as opened,
        ):
            storage.disk_full(opened, disk)
            storage.read_only_at_start(opened, disk)
        with (
            failing_disk(failing) as broken,
            scene(_in(failing), report, members=FEW, part="failing", on=storage.ON) as opened,
        ):
            storage.turned_read_only(opened, broken)


def _postgres_storage(cluster: Cluster, opened: Scene, _times: int) -> None:
    storage.read_only(opened, cluster)
    storage.away(opened, cluster)


def _in(folder: Path) -> Install:
    return partial(on_sqlite, data_dir=folder / "data")


def _on(cluster: Cluster) -> Install:
    """Each part has a database of its own in the cluster."""

    @contextmanager
    def install(folder: Path, sandbox_url: str) -> Iterator[Installation]:
        url = cluster.database(f"crash_{secrets.token_hex(4)}")
        with on_postgres(folder, sandbox_url, url) as installation:
            yield installation

    return install
