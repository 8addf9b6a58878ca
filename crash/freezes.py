"""SIGSTOP to workers with a post in hand, SIGCONT much later: a zombie's writes must count nothing.

One worker is left awake to take the posts over. What the platform does with the calls of the
frozen ones is left to chance, as after a kill.
"""

import time
from collections.abc import Sequence

from crash.kills import holder, timed
from crash.points import Point, points
from crash.posts import Post
from crash.process import Process
from crash.scene import Scene

PART = "freezes"
FROZEN_S = 30.0
AT_ONCE = 2
"""Of three workers."""
POSTS = 3
"""Per round: with as many posts as workers each is likely to have one."""


def play(scene: Scene, freezes: int) -> None:
    """Freeze that many workers, two at a time."""
    done = 0
    while done < freezes:
        done += _round(scene)
        scene.report.say(f"{scene.database}: frozen workers, {done} of {freezes}")
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def _round(scene: Scene) -> int:
    """Freeze some of those who hold a post; how many were."""
    found = points(scene)
    lasting = [point for point in found if point.is_lasting and point.state != "unknown"]
    passing = [point for point in found if not point.is_lasting and point.name in CATCHABLE]
    chosen = [*scene.chance.choices(lasting, k=POSTS), scene.chance.choice(passing)]
    posts: list[Post] = []
    frozen: list[Process] = []
    for point in chosen:
        posts.append(point.post(scene))
        _freeze_at(scene, point, posts[-1], frozen)
    if frozen:
        _thaw_late(scene, frozen)
    for point, post in zip(chosen, posts, strict=True):
        result = scene.report.result(scene.database, PART, point.name)
        with timed([result]):
            scene.settle(result, [post])
    return max(len(frozen), 1)


CATCHABLE = ("row claimed", "row prepared", "row submitted")


def _freeze_at(scene: Scene, point: Point, post: Post, frozen: list[Process]) -> None:
    """Bring the post to its point, and freeze whoever holds it while one stays awake."""
    result = scene.report.result(scene.database, PART, point.name)
    with timed([result]):
        if not point.reach(scene, post):
            return
        hand = holder(scene, post) or _anyone(scene, frozen)
        if hand in frozen or len(frozen) == AT_ONCE:
            return
        hand.freeze()
        frozen.append(hand)
        result.wanted += 1
        result.reached += (scene.row(post) or {}).get("state") == point.state


def _anyone(scene: Scene, frozen: Sequence[Process]) -> Process:
    return scene.chance.choice([w for w in scene.installation.workers if w not in frozen])


def _thaw_late(scene: Scene, frozen: Sequence[Process]) -> None:
    """Let the calls go on before, during or after the thaw."""
    release_after_s = scene.chance.uniform(0, FROZEN_S)
    time.sleep(release_after_s)
    scene.twin.release()
    time.sleep(FROZEN_S - release_after_s)
    for process in frozen:
        process.thaw()
    # one that was taken for dead may end itself; it is started again as an operator would
    scene.installation.start()
