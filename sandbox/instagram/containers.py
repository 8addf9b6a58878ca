"""Containers: media on their way to being published, kept with their bytes and their state."""

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Row

from starlette.responses import Response

from sandbox.exchange import Call
from sandbox.instagram import access
from sandbox.meta import errors, fields
from sandbox.state import State
from sandbox.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS instagram_containers (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, caption TEXT NOT NULL,
    alt_text TEXT NOT NULL, is_child INTEGER NOT NULL, is_video INTEGER NOT NULL,
    wishes TEXT NOT NULL, files TEXT NOT NULL, children TEXT NOT NULL,
    created_ms INTEGER NOT NULL, ready_ms INTEGER, failure TEXT, media TEXT, upload TEXT);
CREATE INDEX IF NOT EXISTS instagram_containers_by_account
    ON instagram_containers (account, created_ms);
"""
LIFE_MS = 24 * 3600 * 1000
# Images are ready "quickly", says Meta; long enough here that who never polls is found out.
READY_AFTER_MS = 800
VIDEO_READY_AFTER_MS = 2_000
ID_BEGINNING = "1788"


class Kind(StrEnum):
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    """Of a carousel only; by itself a video is a reel."""
    REEL = "REELS"
    STORY = "STORIES"
    CAROUSEL = "CAROUSEL"


class Status(StrEnum):
    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    ERROR = "ERROR"
    EXPIRED = "EXPIRED"
    PUBLISHED = "PUBLISHED"


_WORDS = {
    Status.IN_PROGRESS: "In Progress: the media is still being processed.",
    Status.FINISHED: "Finished: the media is uploaded and ready to be published.",
    Status.EXPIRED: "Expired: the container was not published within 24 hours.",
    Status.PUBLISHED: "Published: the media object is published.",
}


@dataclass(frozen=True)
class Container:
    id: str
    account: str
    kind: Kind
    caption: str
    alt_text: str
    is_child: bool
    is_video: bool
    wishes: dict[str, object]
    """What was asked for beside: place, people, cover, feed."""
    files: tuple[str, ...]
    children: tuple[str, ...]
    created_ms: int
    ready_ms: int | None
    """None while its bytes are not all here."""
    failure: str | None = None
    media: str | None = None
    upload: str | None = None
    """The key of what was uploaded so far, of one that is made in that way."""

    @classmethod
    def from_row(cls, row: Row) -> "Container":
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values |= {"kind": Kind(row["kind"]), "wishes": json.loads(row["wishes"])}
        values |= {name: bool(row[name]) for name in ("is_child", "is_video")}
        values |= {name: tuple(json.loads(row[name])) for name in ("files", "children")}
        return cls(**values)

    def status(self, now_ms: int) -> Status:
        if self.media is not None:
            return Status.PUBLISHED
        if now_ms - self.created_ms >= LIFE_MS:
            return Status.EXPIRED
        if self.ready_ms is None or now_ms < self.ready_ms:
            return Status.IN_PROGRESS
        return Status.FINISHED if self.failure is None else Status.ERROR


def new_id() -> str:
    return f"{ID_BEGINNING}{secrets.randbelow(9 * 10**12) + 10**12}"


def add(state: State, container: Container) -> None:
    names = list(Container.__dataclass_fields__)
    values = {name: getattr(container, name) for name in names}
    values |= {name: json.dumps(values[name]) for name in ("wishes", "files", "children")}
    marks = ", ".join("?" for _ in names)
    state.run(
        f"INSERT INTO instagram_containers ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 (own names)
        [int(value) if isinstance(value, bool) else value for value in values.values()],
    )


def find(state: State, account: str, container_id: str) -> Container | None:
    row = state.row(
        "SELECT * FROM instagram_containers WHERE account = ? AND id = ?", (account, container_id)
    )
    return None if row is None else Container.from_row(row)


def count_since(state: State, account: str, since_ms: int) -> int:
    row = state.row(
        "SELECT count(*) AS found FROM instagram_containers WHERE account = ? AND created_ms > ?",
        (account, since_ms),
    )
    return 0 if row is None else int(row["found"])


def mark_published(state: State, container: Container, media_id: str) -> None:
    """A carousel takes its children along."""
    for container_id in (container.id, *container.children):
        state.run(
            "UPDATE instagram_containers SET media = ? WHERE id = ?", (media_id, container_id)
        )


def settle(
    state: State, container_id: str, *, files: tuple[str, ...], failure: str | None, ready_ms: int
) -> None:
    """All bytes are here, and it will turn out so then."""
    state.run(
        "UPDATE instagram_containers SET files = ?, failure = ?, ready_ms = ? WHERE id = ?",
        (json.dumps(files), failure, ready_ms, container_id),
    )


def fail(state: State, container_id: str, failure: str) -> None:
    """At once, however far it is."""
    state.run(
        "UPDATE instagram_containers SET failure = ?, ready_ms = created_ms"
        " WHERE id = ? AND media IS NULL",
        (failure, container_id),
    )


def show(world: World, call: Call) -> Response:
    """GET /{v}/{container}?fields=status_code,status."""
    visit = access.enter(world, call)
    wanted = fields.read_plain(visit.params, _FIELDS, node="ShadowIGMediaBuilder")
    visit.params.done()
    container = find(world.state, visit.grant.account, call.params["container"])
    if container is None:
        raise errors.missing(call.params["container"])
    status = container.status(world.clock.now_ms())
    values: dict[str, object] = {
        "id": container.id,
        "status_code": status.value,
        "status": _WORDS.get(status, f"Error: {container.failure}"),
        "copyright_check_status": {"status": "completed", "matches_found": False},
    }
    if container.upload is not None:
        values["video_status"] = _video_status(world, container, status)
    return errors.reply({name: values[name] for name in wanted if name in values})


def _video_status(world: World, container: Container, status: Status) -> dict[str, object]:
    """The two phases of a resumable upload."""
    has_all = container.ready_ms is not None
    processed = {Status.FINISHED: "complete", Status.PUBLISHED: "complete", Status.ERROR: "error"}
    waiting = "in_progress" if has_all else "not_started"
    return {
        "uploading_phase": {
            "status": "complete" if has_all else "in_progress",
            "bytes_transferred": world.stash.size(container.upload or ""),
        },
        "processing_phase": {"status": processed.get(status, waiting)},
    }


_FIELDS = frozenset({"id", "status_code", "status", "copyright_check_status", "video_status"})
