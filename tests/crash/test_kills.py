"""The short form of `python -m crash`: a handful of kills, each post out once in the end."""

from functools import partial

import pytest

from crash import kills, moments, thousand
from crash.installation import on_postgres, on_sqlite
from crash.points import Point, points
from crash.scene import scene

pytestmark = pytest.mark.slow
MEMBERS = 6
EVERY_CALL = ("linkedin",)
"""Of the others the matrix takes every call, and a kill each state."""
PASSING = ("row claimed", "row untold")


def one_of_each(found: list[Point]) -> list[Point]:
    """Of the lasting points one for each platform and state: the latest."""
    return list({(p.platform, p.state): p for p in found if p.is_lasting}.values())


def test_killed_at_a_handful_of_points_every_post_is_out_once_on_sqlite(report):
    with scene(on_sqlite, report, members=MEMBERS, part="kills") as opened:
        found = points(opened)
        each = one_of_each(found)
        more = [p for p in found if p.is_lasting and p.platform in EVERY_CALL and p not in each]
        kills.play_at(opened, [*each, *more, *(p for p in found if p.name in PASSING)], 1)
    assert report.flaws() == []


def test_killed_at_random_moments_every_post_is_out_once_on_sqlite(report):
    with scene(on_sqlite, report, members=MEMBERS, part="moments") as opened:
        moments.play(opened, 3)
    assert report.flaws() == []


def test_a_killed_worker_on_postgresql_leaves_nothing_behind(report, postgres_url):
    install = partial(on_postgres, database_url=postgres_url, workers=2)
    with scene(install, report, members=MEMBERS, part="kills") as opened:
        kills.play_at(opened, one_of_each(points(opened)), 1)
    assert report.flaws() == []


def test_sixty_posts_to_a_platform_in_trouble_are_each_out_once(report):
    with scene(on_sqlite, report, members=MEMBERS, part="thousand", on=thousand.ON) as opened:
        thousand.play(opened, 60)
    assert report.flaws() == []
