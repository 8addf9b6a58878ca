"""A database that cannot be written for a while: typed answers, no half state, no handwork."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from crash import storage
from crash.disks import CannotMountError, failing_disk, small_disk
from crash.installation import on_sqlite
from crash.scene import scene

pytestmark = pytest.mark.slow
MEMBERS = 3


@contextmanager
def skipped_where_nothing_mounts() -> Iterator[None]:
    try:
        yield
    except CannotMountError as error:
        pytest.skip(f"no disk can fail on demand here: {error}")


def on_disk(folder: Path):
    return partial(on_sqlite, data_dir=folder / "data")


def test_a_full_or_read_only_disk_is_explained_and_loses_nothing(report, tmp_path):
    folder = tmp_path / "disk"
    with (
        skipped_where_nothing_mounts(),
        small_disk(folder, megabytes=48) as disk,
        scene(on_disk(folder), report, members=MEMBERS, part="full", on=storage.ON) as opened,
    ):
        storage.disk_full(opened, disk)
        storage.read_only_at_start(opened, disk)
    assert report.flaws() == []


def test_a_disk_that_fails_under_a_running_server_loses_nothing(report, tmp_path):
    folder = tmp_path / "disk"
    with (
        skipped_where_nothing_mounts(),
        failing_disk(folder) as disk,
        scene(on_disk(folder), report, members=MEMBERS, part="failing", on=storage.ON) as opened,
    ):
        storage.turned_read_only(opened, disk)
    assert report.flaws() == []


def test_a_locked_database_is_waited_for(report):
    with scene(on_sqlite, report, members=MEMBERS, part="locked", on=storage.ON) as opened:
        storage.locked(opened, opened.installation.data_dir / "app.db", seconds=4)
    assert report.flaws() == []
