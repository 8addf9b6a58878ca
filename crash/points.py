"""Where a post can be when the fault strikes: in a call that the twin holds, or in a row's state.

Every point is reached from outside: by the twin's faults and by reading the database.
"""

from collections.abc import Callable
from dataclasses import dataclass

from crash import conversation
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
    """Approve the post and bring it there; False when it did not come so far."""
    is_lasting: bool
    """Whether it stays there until something happens, so that others can be brought to theirs."""
    state: str
    """The row's state there; one found in another after the fault had moved on."""
    pictured: bool = False
    make: Callable[[Scene, str], Post] | None = None
    """How the post is made where it is not simply written."""

    def post(self, scene: Scene) -> Post:
        """A post with an open approval, on an account that is idle."""
        if self.make:
            return self.make(scene, self.platform)
        return scene.write(scene.idle(self.platform)[:1], pictured=self.pictured)[0]


def points(scene: Scene) -> list[Point]:
    """What this installation's platforms and the twin allow."""
    return [
        *_held(scene),
        *(_in_state(state) for state in STATES),
        *(_in_state("prepared", platform) for platform in PREPARING),
        *(_unknown(call) for call in CALLS if call.state == "submitted"),
        _untold(),
    ]


@dataclass(frozen=True)
class Call:
    """A remote call of publishing, and the state of a row whose call is held there."""

    platform: str
    operation: str
    state: str
    pictured: bool = True


CALLS = (
    Call("linkedin", "initialize_upload", "claimed"),
    Call("linkedin", "upload_image", "claimed"),
    Call("linkedin", "image_status", "claimed"),
    Call("linkedin", "create_post", "submitted", pictured=False),
    Call("instagram", "create_container", "claimed"),
    Call("instagram", "container_status", "claimed"),
    Call("instagram", "publish_media", "submitted"),
    Call("facebook", "upload_photo", "claimed"),
    Call("facebook", "create_post", "submitted", pictured=False),
    Call("x", "initialize_upload", "claimed"),
    Call("x", "append_upload", "claimed"),
    Call("x", "finalize_upload", "claimed"),
    Call("x", "create_post", "submitted", pictured=False),
    Call("youtube", "start_upload", "claimed"),
    Call("youtube", "upload_chunk", "claimed"),
    Call("youtube", "finish_upload", "submitted"),
)
PREPARING = ("facebook", "x", "youtube")
STATES = ("scheduled", "claimed", "prepared", "submitted")
ORDER = (*STATES, "published")


def _held(scene: Scene) -> list[Point]:
    return [
        _held_point(call, mode)
        for call in CALLS
        for mode in ("hold_before_effect", "hold_after_effect")
        if scene.of(call.platform) and scene.twin.can(call.platform, call.operation, mode)
    ]


def _held_point(call: Call, mode: str) -> Point:
    def reach(scene: Scene, post: Post) -> bool:
        before = scene.twin.held()
        scene.twin.arm(call.platform, call.operation, mode)
        scene.person.approve(post)
        return scene.twin.held(count=before + 1, wait_s=REACH_S) > before

    name = f"{call.platform} {call.operation} {mode.replace('_', ' ')}"
    return Point(
        name, call.platform, reach, is_lasting=True, state=call.state, pictured=call.pictured
    )


def _in_state(state: str, platform: str = "") -> Point:
    # a text has nothing to prepare: only what needs remote ids is ever seen prepared
    where = platform or ("instagram" if state == "prepared" else "linkedin")
    name = f"{platform} row {state}".strip()
    return Point(
        name, where, _reaching(state), is_lasting=False, state=state, pictured=bool(platform)
    )


def _reaching(state: str) -> Callable[[Scene, Post], bool]:
    """Watches the row until it has come to the state, or beyond."""
    enough = ORDER[ORDER.index(state) :]

    def reach(scene: Scene, post: Post) -> bool:
        def has_come() -> bool:
            row = scene.row(post)
            return row is not None and row["state"] in enough

        scene.person.approve(post)
        try:
            return until(has_come, f"the state {state}", seconds=REACH_S, look_s=HASTE_S)
        except InVainError:
            return False

    return reach


def _unknown(call: Call) -> Point:
    def reach(scene: Scene, post: Post) -> bool:
        def is_unknown() -> bool:
            row = scene.row(post)
            return row is not None and row["state"] == "unknown"

        scene.twin.arm(call.platform, call.operation, scene.chance.choice(LEFT_IN_DOUBT))
        scene.person.approve(post)
        try:
            return until(is_unknown, "the state unknown", seconds=REACH_S, look_s=HASTE_S)
        except InVainError:
            return False

    name = f"{call.platform} row unknown"
    return Point(name, call.platform, reach, is_lasting=True, state="unknown")


def _untold() -> Point:
    """Published, and the conversation that asked for it does not know yet."""

    def make(scene: Scene, platform: str) -> Post:
        accounts = {one.connection_id: one for one in scene.of(platform)}
        begun = conversation.begin(scene.person, accounts, scene.marker())
        scene.posts.append(begun.post)
        scene.conversations.append(begun)
        return begun.post

    reach = _reaching("published")
    return Point("row untold", "linkedin", reach, is_lasting=False, state="published", make=make)


LEFT_IN_DOUBT = (
    "http_500_before_effect",
    "http_500_after_effect",
    "lost_response_after_effect",
)
