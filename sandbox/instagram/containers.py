"""Containers: media on their way to being published, kept with their bytes and their state."""

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Row

from starlette.responses import Response

from sandbox.exchange import Call
from sandbox.instagram import access, errors, fields
from sandbox.state import State
from sandbox.world import World

LIFE_MS = 24 * 3600 * 1000
# Images are ready "quickly", says Meta; long enough here that who never polls is found out.
READY_AFTER_MS = 800
ID_BEGINNING = "1788"


class Kind(StrEnum):
    IMAGE = "IMAGE"
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
    files: tuple[str, ...]
    children: tuple[str, ...]
    created_ms: int
    ready_ms: int
    failure: str | None = None
    media: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> "Container":
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values |= {"kind": Kind(row["kind"]), "is_child": bool(row["is_child"])}
        values |= {name: tuple(json.loads(row[name])) for name in ("files", "children")}
        return cls(**values)

    def status(self, now_ms: int) -> Status:
        if self.media is not None:
            return Status.PUBLISHED
        if now_ms - self.created_ms >= LIFE_MS:
            return Status.EXPIRED
        if self.failure is not None:
            return Status.ERROR
        return Status.FINISHED if now_ms >= self.ready_ms else Status.IN_PROGRESS


def new_id() -> str:
    return f"{ID_BEGINNING}{secrets.randbelow(9 * 10**12) + 10**12}"


def add(state: State, container: Container) -> None:
    state.run(
        "INSERT INTO containers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            container.id,
            container.account,
            container.kind.value,
            container.caption,
            container.alt_text,
            int(container.is_child),
            json.dumps(container.files),
            json.dumps(container.children),
            container.created_ms,
            container.ready_ms,
            container.failure,
            container.media,
        ),
    )


def find(state: State, account: str, container_id: str) -> Container | None:
    row = state.row(
        "SELECT * FROM containers WHERE account = ? AND id = ?", (account, container_id)
    )
    return None if row is None else Container.from_row(row)


def count_since(state: State, account: str, since_ms: int) -> int:
    row = state.row(
        "SELECT count(*) AS found FROM containers WHERE account = ? AND created_ms > ?",
        (account, since_ms),
    )
    return 0 if row is None else int(row["found"])


def mark_published(state: State, container: Container, media_id: str) -> None:
    """A carousel takes its children along."""
    for container_id in (container.id, *container.children):
        state.run("UPDATE containers SET media = ? WHERE id = ?", (media_id, container_id))


def fail(state: State, container_id: str, failure: str) -> None:
    state.run(
        "UPDATE containers SET failure = ? WHERE id = ? AND media IS NULL", (failure, container_id)
    )


def show(world: World, call: Call) -> Response:
    """GET /{v}/{container}?fields=status_code,status."""
    visit = access.enter(world, call)
    wanted = fields.read(visit.params, _FIELDS, node="ShadowIGMediaBuilder")
    visit.params.done()
    container = find(world.state, visit.grant.account, call.params["container"])
    if container is None:
        raise errors.missing(call.params["container"])
    status = container.status(world.clock.now_ms())
    values = {
        "id": container.id,
        "status_code": status.value,
        "status": _WORDS.get(status, f"Error: {container.failure}"),
        "copyright_check_status": {"status": "completed", "matches_found": False},
    }
    return errors.reply({name: values[name] for name in wanted})


_FIELDS = frozenset({"id", "status_code", "status", "copyright_check_status"})
