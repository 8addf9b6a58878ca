"""Immediate stops of the database's own server in the middle of publishing: nothing half-written.

Only for PostgreSQL: the cluster is the test's own.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from crash.cluster import Cluster
from crash.kills import timed
from crash.points import Point, points
from crash.scene import Scene

PART = "stops"
STREAM = 6
"""Posts due around each stop, beside the one that is aimed at a point."""
AWAY_S = 5.0
"""The longest time for which the database stays away."""


def playing(cluster: Cluster) -> Callable[[Scene, int], None]:
    def play(scene: Scene, stops: int) -> None:
        for number in range(1, stops + 1):
            found = points(scene)
            _stop(scene, cluster, found[number % len(found)])
            scene.report.say(f"{scene.database}: stops of the database, {number} of {stops}")
        scene.make_whole(scene.report.result(scene.database, PART, "in the end"))

    return play


def _stop(scene: Scene, cluster: Cluster, point: Point) -> None:
    result = scene.report.result(scene.database, PART, point.name)
    with timed([result]):
        post = point.post(scene)
        slots = [datetime.now(UTC) + timedelta(seconds=2 + i) for i in range(STREAM)]
        accounts = [scene.chance.choice(scene.accounts) for _ in slots]
        stream = scene.approved(accounts, slots=slots)
        came = point.reach(scene, post)
        cluster.stop("immediate")
        result.wanted += 1
        time.sleep(scene.chance.uniform(0, AWAY_S))
        cluster.start()
        result.reached += came
        time.sleep(scene.chance.uniform(0, AWAY_S))
        scene.twin.release()
        # a process that cannot bear it ends, and is started again as an operator would
        scene.installation.start()
        scene.settle(result, [post, *stream])
