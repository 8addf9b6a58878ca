"""Many posts at once to a platform that answers badly in turn: none twice, none silently failed."""

import itertools
import time

from crash.judge import Flaw
from crash.kills import timed
from crash.posts import Post
from crash.scene import Scene

PART = "thousand"
ON = ("linkedin", "instagram")
TURNS: tuple[tuple[str, dict[str, object]], ...] = (
    ("lost_response_after_effect", {}),
    ("http_500_before_effect", {}),
    ("http_429", {}),
    ("http_500_after_effect", {}),
    ("slow", {"seconds": 0.5, "drip": True}),
)
SECONDS_PER_POST = 3.0
"""Patience; several go out per second."""


def play(scene: Scene, count: int) -> None:
    """Approve them all at once; every call meets the next fault in turn."""
    result = scene.report.result(scene.database, PART, f"{count} posts")
    _arm(scene, count)
    begun = time.monotonic()
    with timed([result]):
        accounts = list(itertools.islice(itertools.cycle(scene.accounts), count))
        posts = scene.approved(accounts)
        scene.report.say(f"{scene.database}: {count} posts approved")
        scene.blame(result, scene.judge.settled(posts, seconds=60 + SECONDS_PER_POST * count))
        result.add_ends(scene.judge.states(posts))
        scene.blame(result, _silent(scene, posts))
        result.wanted = result.reached = count
    spent = time.monotonic() - begun
    scene.report.say(f"{scene.database}: {count} posts over or with a person in {spent:.0f} s")
    scene.make_whole(
        scene.report.result(scene.database, PART, "in the end"),
        seconds=60 + SECONDS_PER_POST * count,
    )


def _arm(scene: Scene, count: int) -> None:
    """One fault per call, in turn."""
    for mode, more in itertools.islice(itertools.cycle(TURNS), count):
        scene.twin.arm("linkedin", "create_post", mode, more=more)


def _silent(scene: Scene, posts: list[Post]) -> list[Flaw]:
    """Posts that failed without saying why."""
    return [
        Flaw(post, "failed without a reason")
        for post in posts
        if (row := scene.row(post)) and row["state"] == "failed" and not row["error"]
    ]
