"""SIGKILL at random moments while a stream of posts is due on many accounts."""

import time
from datetime import UTC, datetime, timedelta

from crash.kills import timed
from crash.scene import Scene

PART = "moments"
BATCH = 10
"""Kills between two looks at everything."""
POSTS_PER_KILL = 3
SLOW_S = 0.7
"""Calls take this long, so that a moment is likely to be in the middle of one."""
LONGEST_LIFE_S = 2.5
SPACING_S = 2.0
"""Between two posts' slots: about as fast as kills come."""


def play(scene: Scene, kills: int) -> None:
    """Kill a worker so many times, wherever its posts happen to be."""
    result = scene.report.result(scene.database, PART, f"{kills} random moments")
    with timed([result]):
        for begin in range(0, kills, BATCH):
            count = min(BATCH, kills - begin)
            _due_soon(scene, count * POSTS_PER_KILL)
            for _ in range(count):
                result.wanted += 1
                time.sleep(scene.chance.uniform(0, LONGEST_LIFE_S))
                result.reached += _is_something_in_hand(scene)
                victim = scene.chance.choice(scene.installation.workers)
                victim.kill()
                scene.installation.start()
            scene.blame(result, scene.judge.look(scene.posts))
            scene.report.say(f"{scene.database}: random kills, {begin + count} of {kills}")
        scene.settle(result, scene.posts)
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def _due_soon(scene: Scene, count: int) -> None:
    """Posts with slots of their own, one after the other, on accounts in turn."""
    now = datetime.now(UTC) + timedelta(seconds=SPACING_S)
    accounts = [scene.chance.choice(scene.accounts) for _ in range(count)]
    slots = [now + timedelta(seconds=SPACING_S * i) for i in range(count)]
    scene.twin.arm("linkedin", "create_post", "slow", count=count, more={"seconds": SLOW_S})
    scene.approved(accounts, slots=slots)


def _is_something_in_hand(scene: Scene) -> bool:
    query = "SELECT id FROM publications WHERE state IN ('claimed', 'prepared', 'submitted')"
    return bool(scene.installation.rows.all(query))
