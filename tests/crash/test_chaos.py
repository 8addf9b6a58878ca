"""Every platform at once while calls fail at random: as many effects as approvals in the end."""

import pytest

from crash import chaos
from crash.installation import on_sqlite

pytestmark = pytest.mark.slow


def test_under_chaos_every_post_on_every_platform_is_out_once(report):
    chaos.play(on_sqlite, report, 30)
    assert report.flaws() == []
