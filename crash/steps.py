"""The remote calls of publishing on every platform, and which faults the short form takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NOTHING, PICTURE, FILM = "nothing", "picture", "film"


@dataclass(frozen=True)
class Step:
    """A remote call of publishing, and what it is to the effect."""

    platform: str
    operation: str
    role: str
    """preparing (may be repeated), irreversible, afterwards (changes nothing), or probing."""
    kind: str = "organization"
    """Of the account: what a probe is worth depends on it."""
    sight: str = "finds"
    """What its probe sees: "all" (a "no" is one), what it "finds", or "nothing"."""
    shows: str = PICTURE
    """What the post has beside its words."""
    publishes: str = ""
    """The irreversible call that has to go wrong before this one is made at all."""
    goes_wrong: str = "lost_response_after_effect"
    """How it does."""
    passed_over: int = 0
    """How many calls of the same operation come before the one that is meant."""

    @property
    def name(self) -> str:
        words = (self.platform, self.operation, self.role, self.kind, self.shows)
        return "-".join(words)


def _linkedin() -> tuple[Step, ...]:
    return (
        Step("linkedin", "initialize_upload", "preparing"),
        Step("linkedin", "upload_image", "preparing"),
        Step("linkedin", "image_status", "preparing"),
        Step("linkedin", "create_post", "irreversible", shows=NOTHING),
        Step("linkedin", "create_post", "irreversible", "member", "nothing", shows=NOTHING),
        Step("linkedin", "find_posts", "probing", shows=NOTHING, publishes="create_post"),
    )


def _instagram() -> tuple[Step, ...]:
    return (
        Step("instagram", "publishing_limit", "preparing"),
        Step("instagram", "create_container", "preparing"),
        Step("instagram", "container_status", "preparing"),
        Step("instagram", "publish_media", "irreversible", sight="all"),
        Step("instagram", "get_media", "afterwards"),
        Step("instagram", "find_media", "probing", publishes="publish_media"),
    )


def _facebook() -> tuple[Step, ...]:
    return (
        Step("facebook", "upload_photo", "preparing"),
        Step("facebook", "create_post", "irreversible", shows=NOTHING),
        Step("facebook", "create_post", "irreversible"),
        # asked for when an earlier try had brought the photo there
        Step("facebook", "get_photo", "preparing", publishes="create_post", goes_wrong="http_429"),
        Step("facebook", "find_posts", "probing", publishes="create_post"),
    )


def _x() -> tuple[Step, ...]:
    return (
        Step("x", "initialize_upload", "preparing"),
        Step("x", "append_upload", "preparing"),
        Step("x", "finalize_upload", "preparing"),
        Step("x", "media_metadata", "preparing"),
        Step("x", "create_post", "irreversible", shows=NOTHING),
        Step("x", "create_post", "irreversible"),
        Step("x", "find_posts", "probing", publishes="create_post"),
    )


def _youtube() -> tuple[Step, ...]:
    return (
        Step("youtube", "start_upload", "preparing", shows=FILM),
        Step("youtube", "upload_chunk", "preparing", shows=FILM),
        Step("youtube", "upload_status", "preparing", shows=FILM),
        Step("youtube", "finish_upload", "irreversible", sight="all", shows=FILM),
        Step(
            "youtube",
            "upload_status",
            "probing",
            shows=FILM,
            publishes="finish_upload",
            passed_over=1,
        ),
    )


STEPS: Mapping[str, tuple[Step, ...]] = {
    "linkedin": _linkedin(),
    "instagram": _instagram(),
    "facebook": _facebook(),
    "x": _x(),
    "youtube": _youtube(),
}
DIFFERENT = frozenset(
    {
        "lost_response_after_effect",
        "http_429",
        "token_revoked",
        "content_policy",
        "invalid_media",
    }
)
"""Of a call that may be repeated, the others end as a lost answer does."""


def cells(
    steps: Iterable[Step], operations: Mapping[str, Mapping[str, Iterable[str]]]
) -> list[tuple[Step, str]]:
    """Every step with every mode that it can suffer."""
    return [(s, str(m)) for s in steps for m in sorted(operations[s.platform][s.operation])]


def short(found: Sequence[tuple[Step, str]]) -> list[tuple[Step, str]]:
    """The irreversible calls with all modes, once; of everything else those that differ."""
    whole: dict[tuple[str, str], Step] = {}
    for step, _ in found:
        if step.role == "irreversible":
            whole.setdefault((step.operation, step.kind), step)
    return [(s, m) for s, m in found if s in whole.values() or m in DIFFERENT]
