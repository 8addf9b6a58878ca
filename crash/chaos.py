"""Posts on every platform while one call in five goes wrong; each is out once in the end."""

import itertools

from crash.judge import Flaw
from crash.kills import timed
from crash.report import Report
from crash.scene import Install, Scene, scene
from domain.platform import Platform

PART = "chaos"
MEMBERS = 2
SECONDS_PER_POST = 4.0
"""Patience; several go out per second, and a look that fails is made again after ten."""


def play(install: Install, report: Report, posts: int) -> None:
    """So many posts, on the platforms in turn."""
    faults = f"chaos:{report.seed}"
    with scene(install, report, members=MEMBERS, part=PART, faults=faults) as opened:
        play_on(opened, posts)


def play_on(scene: Scene, count: int) -> None:
    result = scene.report.result(scene.database, PART, f"{count} posts")
    accounts = [itertools.cycle(scene.of(platform.value)) for platform in Platform]
    chosen = [next(turn) for turn in itertools.islice(itertools.cycle(accounts), count)]
    patience_s = 60 + SECONDS_PER_POST * count
    with timed([result]):
        posts = scene.approved(chosen)
        scene.blame(result, scene.judge.settled(posts, seconds=patience_s))
        result.add_ends(scene.judge.states(posts))
        result.wanted = result.reached = count
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"), seconds=patience_s)
    effects = len(scene.twin.effects())
    if effects != len(scene.posts):
        scene.blame(result, [Flaw(None, f"{len(scene.posts)} approvals, and {effects} are out")])
