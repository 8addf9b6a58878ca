"""A database that cannot be written for a while: typed answers, no half state, no handwork."""

from functools import partial

import pytest

from crash import storage
from crash.disks import CannotMountError, small_disk
from crash.installation import on_sqlite
from crash.scene import scene

pytestmark = pytest.mark.slow
MEMBERS = 3


def test_a_full_disk_refuses_in_words_and_loses_nothing(report, tmp_path):
    folder = tmp_path / "disk"
    try:
        disk = small_disk(folder, megabytes=48)
        with disk as filling:
            install = partial(on_sqlite, data_dir=folder / "data")
            with scene(install, report, members=MEMBERS, part="full") as opened:
                storage.disk_full(opened, filling)
    except CannotMountError as error:
        pytest.skip(f"no disk can be filled here: {error}")
    assert report.flaws() == []


def test_a_locked_database_is_waited_for(report):
    with scene(on_sqlite, report, members=MEMBERS, part="locked") as opened:
        data = opened.installation.folder / "data" / "app.db"
        storage.locked(opened, data, seconds=4)
    assert report.flaws() == []
