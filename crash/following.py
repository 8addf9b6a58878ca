"""Threads: the worker is killed while a call of theirs is under way; each post is out once."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from crash.judge import Flaw
from crash.kills import kill_holders, restart, timed
from crash.person import RefusedError
from crash.posts import Look, Post
from crash.report import Result
from crash.rows import Row
from crash.scene import Scene
from domain.form import Form, Format
from domain.part import PartState

PART = "threads"
ON = ("x",)
FOLLOW = 2
"""Posts after the first."""
FIRST_OF_THREAD = 100
"""Markers of a thread's posts, apart from those of the posts themselves."""
MODES = ("hold_before_effect", "hold_after_effect")
REACH_S = 30.0
SETTLES_WITHIN_S = 120.0
LOOK_S = 0.3
PASSED_OVER_S = 0.01
P = PartState


@dataclass(frozen=True)
class _Thread:
    post: Post
    markers: tuple[str, ...]
    """Of the posts that follow the first."""
    result: Result


def play(scene: Scene, repetitions: int) -> None:
    """A kill while a call of every kind is held, so many times."""
    for number in range(1, repetitions + 1):
        threads = [_held(scene, n, mode) for n in range(1, FOLLOW + 1) for mode in MODES]
        with timed([one.result for one in threads]):
            kill_holders(scene, [one.post for one in threads])
            restart(scene)
            for one in threads:
                _settle(scene, one)
        scene.report.say(f"{scene.database}: threads, round {number} of {repetitions}")
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def _held(scene: Scene, n: int, mode: str) -> _Thread:
    """A thread of which part `n` is being sent; the call stays under way."""
    result = scene.report.result(scene.database, PART, f"part {n} {mode.replace('_', ' ')}")
    result.wanted += 1
    markers = tuple(scene.marker(FIRST_OF_THREAD + i) for i in range(FOLLOW))
    texts = tuple(f"{one}: and one more thing about it." for one in markers)
    look = Look(form=Form(format=Format.THREAD, thread=texts))
    (post,) = scene.write(scene.idle("x")[:1], look=look)
    before = scene.twin.held()
    # the first post and the parts before this one pass
    scene.twin.arm("x", "create_post", "slow", count=n, more={"seconds": PASSED_OVER_S})
    scene.twin.arm("x", "create_post", mode)
    scene.person.approve(post)
    result.reached += scene.twin.held(count=before + 1, wait_s=REACH_S) > before
    return _Thread(post, markers, result)


def _settle(scene: Scene, thread: _Thread) -> None:
    """Wait for all parts, as a person who settles truly what nobody knows; then judge."""
    post, markers = thread.post, thread.markers
    deadline = time.monotonic() + SETTLES_WITHIN_S
    while not is_whole(parts := _parts(scene, post)) and time.monotonic() < deadline:
        _help(scene, post, parts, markers)
        time.sleep(LOOK_S)
    flaws = [] if is_whole(parts) else [f"its parts are {[part['state'] for part in parts]}"]
    flaws += _flaws(scene, post, markers)
    scene.blame(thread.result, [Flaw(post, what) for what in flaws])
    thread.result.add_ends(scene.judge.states([post]))


def is_whole(parts: Sequence[Row]) -> bool:
    return len(parts) == FOLLOW and all(part["state"] == P.PUBLISHED for part in parts)


def _parts(scene: Scene, post: Post) -> list[Row]:
    query = "SELECT * FROM publication_parts WHERE publication_id = ? ORDER BY n"
    return scene.installation.rows.all(query, post.publication_id)


def _help(scene: Scene, post: Post, parts: Sequence[Row], markers: Sequence[str]) -> None:
    """A person is asked about an unknown part only after a look; a held call is over by then."""
    for part, marker in zip(parts, markers, strict=False):
        path = f"/api/v1/publications/{post.publication_id}/parts/{part['n']}"
        try:
            if part["state"] == P.UNKNOWN and part["probes"]:
                scene.person.call("POST", f"{path}/resolve", _word(scene, marker))
            elif part["state"] == P.FAILED:
                scene.person.call("POST", f"{path}/retry", {})
        except RefusedError as refused:
            # a look may have settled it this very moment
            if refused.status != httpx.codes.CONFLICT:
                raise


def _word(scene: Scene, marker: str) -> dict[str, str]:
    there = [str(e["post_id"]) for e in scene.twin.effects() if marker in str(e["text"])]
    if not there:
        return {"outcome": "not_published"}
    return {"outcome": "published", "platform_post_id": there[0]}


def _flaws(scene: Scene, post: Post, markers: Sequence[str]) -> list[str]:
    """Each once, in order, below the one before, and the row knows which is which."""
    wanted = [post.marker, *markers]
    shown = [
        (word, str(effect["post_id"]))
        for effect in scene.twin.effects()
        for word in wanted
        if word in str(effect["text"])
    ]
    found = []
    if [word for word, _ in shown] != wanted:
        found.append(f"the thread is {shown}, not {wanted}")
    row = scene.row(post) or {}
    parts = _parts(scene, post)
    known = [row.get("platform_post_id"), *(part["platform_post_id"] for part in parts)]
    if known != [post_id for _, post_id in shown]:
        found.append(f"the ledger knows {known} of {shown}")
    return found
