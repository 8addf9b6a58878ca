"""Where a post can be when the fault strikes: in a call that the twin holds, or in a row's state.

Every point is reached from outside: by the twin's faults and by reading the database.
"""

from collections.abc import Callable
from dataclasses import dataclass

from crash.posts import Post
from crash.scene import Scene
from crash.waiting import InVainError, until

REACH_S = 30.0
HASTE_S = 0.0
"""A state may last for a millisecond only: look without a pause."""


@dataclass(frozen=True)
class Point:
    """A place where a post can be caught."""

    name: str
    platform: str
    reach: Callable[[Scene, Post], bool]
    """Approve the post and bring it there; False when it was not seen there."""
    is_lasting: bool
    """Whether it stays there until something happens, so that others can be brought to theirs."""
    state: str
    """The row's state there; one found in another after the fault had moved on."""


def points(scene: Scene) -> list[Point]:
    """What this installation's platforms and the twin allow."""
    return [*_held(scene), *(_in_state(state) for state in STATES), _unknown()]


HELD = (("linkedin", "create_post", "submitted"),)
"""Remote calls of publishing, and the state of a row whose call is held there."""
STATES = ("scheduled", "claimed", "prepared", "submitted", "published")


def _held(scene: Scene) -> list[Point]:
    return [
        _held_point(platform, operation, mode, state)
        for platform, operation, state in HELD
        for mode in ("hold_before_effect", "hold_after_effect")
        if scene.of(platform) and scene.twin.can(platform, operation, mode)
    ]


def _held_point(platform: str, operation: str, mode: str, state: str) -> Point:
    def reach(scene: Scene, post: Post) -> bool:
        before = scene.twin.held()
        scene.twin.arm(platform, operation, mode)
        scene.person.approve(post)
        return scene.twin.held(count=before + 1, wait_s=REACH_S) > before

    name = f"{operation} {mode.replace('_', ' ')}"
    return Point(name, platform, reach, is_lasting=True, state=state)


def _in_state(state: str) -> Point:
    order = STATES.index(state)

    def reach(scene: Scene, post: Post) -> bool:
        def has_come() -> str | None:
            row = scene.row(post)
            found = str(row["state"]) if row else ""
            return found if found in STATES and STATES.index(found) >= order else None

        scene.person.approve(post)
        try:
            until(has_come, f"the state {state}", seconds=REACH_S, look_s=HASTE_S)
        except InVainError:
            return False
        return True

    return Point(f"row {state}", "linkedin", reach, is_lasting=False, state=state)


def _unknown() -> Point:
    def reach(scene: Scene, post: Post) -> bool:
        def is_unknown() -> bool:
            row = scene.row(post)
            return row is not None and row["state"] == "unknown"

        scene.twin.arm("linkedin", "create_post", scene.chance.choice(LEFT_IN_DOUBT))
        scene.person.approve(post)
        try:
            return until(is_unknown, "the state unknown", seconds=REACH_S, look_s=HASTE_S)
        except InVainError:
            return False

    return Point("row unknown", "linkedin", reach, is_lasting=True, state="unknown")


LEFT_IN_DOUBT = (
    "http_500_before_effect",
    "http_500_after_effect",
    "lost_response_after_effect",
)
