"""SIGKILL at every point: posts are brought to their points, the publishers die, start, finish."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from crash.points import Point, points
from crash.posts import Post
from crash.process import Process
from crash.report import Result
from crash.scene import Scene

PART = "kills"
TRIES = 4
MOST_FILMS = 4
"""Repetitions on YouTube, which takes a hundred uploads a day of one app."""


def play(scene: Scene, repetitions: int) -> None:
    """Every point that there is, so many times."""
    play_at(scene, points(scene), repetitions)


def play_at(scene: Scene, found: Sequence[Point], repetitions: int) -> None:
    """These points, so many times; the lasting ones together: one kill strikes them all."""
    results = {p.name: scene.report.result(scene.database, PART, p.name) for p in found}
    for point in found:
        is_rationed = point.platform == "youtube"
        results[point.name].wanted += min(repetitions, MOST_FILMS) if is_rationed else repetitions
    for number in range(1, MOST_ROUNDS * repetitions + 1):
        missing = [p for p in found if results[p.name].reached < results[p.name].wanted]
        if not missing:
            break
        _round(scene, missing)
        scene.report.say(f"{scene.database}: kills, round {number} of {repetitions}")
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


MOST_ROUNDS = 2
"""Times the repetitions: a worker that dies may not be the one that held the call."""


def _round(scene: Scene, chosen: Sequence[Point]) -> None:
    lasting = [point for point in chosen if point.is_lasting]
    scene.chance.shuffle(lasting)
    struck = _strike(scene, lasting) if lasting else []
    for point in chosen:
        if not point.is_lasting:
            struck += _caught(scene, point)
    for result, post in struck:
        scene.settle(result, [post])


def _caught(scene: Scene, point: Point) -> list[tuple[Result, Post]]:
    """A state may be over before the kill comes: then another post is tried."""
    result = scene.report.result(scene.database, PART, point.name)
    before = result.reached
    struck: list[tuple[Result, Post]] = []
    while result.reached == before and len(struck) < TRIES:
        struck += _strike(scene, [point])
    return struck


def _strike(scene: Scene, chosen: Sequence[Point]) -> list[tuple[Result, Post]]:
    """Bring one post to each point, kill who holds them, start again, look."""
    results = [scene.report.result(scene.database, PART, point.name) for point in chosen]
    with timed(results):
        posts, there = [], []
        for point in chosen:
            posts.append(point.post(scene))
            there.append(point.reach(scene, posts[-1]))
        dead = kill_holders(scene, posts)
        for point, result, post, came in zip(chosen, results, posts, there, strict=True):
            is_there = came and (scene.row(post) or {}).get("state") == point.state
            result.reached += is_there and was_held_by(scene, post, dead)
        restart(scene)
        scene.blame(results[0], scene.judge.look(posts))
    return list(zip(results, posts, strict=True))


def restart(scene: Scene) -> None:
    """What the platform does with the calls it holds is not ours to choose: any order may be."""
    releases_first = scene.chance.random() < RELEASED_FIRST
    if releases_first:
        scene.twin.release()
    scene.installation.start()
    if not releases_first:
        time.sleep(scene.chance.uniform(0, LATEST_RELEASE_S))
        scene.twin.release()


RELEASED_FIRST = 0.5
LATEST_RELEASE_S = 6.0
"""After the first look of a probe, which comes about 3 s after the start."""


def kill_holders(scene: Scene, posts: Sequence[Post]) -> list[Process]:
    """Kill workers that hold these posts; all workers when nobody knows who does."""
    holders = [owner for post in posts if (owner := holder(scene, post))]
    known = list({process.name: process for process in holders}.values())
    scene.chance.shuffle(known)
    dead = (
        known[: scene.chance.randint(1, len(known))] if known else list(scene.installation.workers)
    )
    for process in dead:
        process.kill()
    return dead


def holder(scene: Scene, post: Post) -> Process | None:
    row = scene.row(post)
    owner = str(row["lease_owner"]) if row and row["lease_owner"] else ""
    return scene.installation.owners.get(owner)


def was_held_by(scene: Scene, post: Post, dead: Sequence[Process]) -> bool:
    """Whether the post was in a dead hand, or in none: then any worker's death may be its own."""
    hand = holder(scene, post)
    return hand is None or hand in dead


@contextmanager
def timed(results: Sequence[Result]) -> Iterator[None]:
    """Share the time of the body among the results."""
    begun = time.monotonic()
    try:
        yield
    finally:
        for result in results:
            result.seconds += (time.monotonic() - begun) / len(results)
