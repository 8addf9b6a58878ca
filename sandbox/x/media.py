"""X's media: begun, sent in segments, finished, worked on, described, and shown by a post."""

import base64
import re
import secrets
from sqlite3 import Row

from starlette.responses import Response

from sandbox import files
from sandbox.exchange import Call
from sandbox.multipart import NotAFormError, read
from sandbox.state import State
from sandbox.world import World
from sandbox.x import access, errors, judging
from sandbox.x.draft import only, read_body
from sandbox.x.query import ID, Query

LARGEST_SEGMENT = 5 * 1024 * 1024
LARGEST_BODY = 8 * 1024 * 1024
LIFE_S = 86_400
LONGEST_ALT_TEXT = 1000
_MOST_SEGMENTS = 1000
# Long enough that who asks at once sees it, short enough that nobody has to wait for it.
_PENDING_MS, _WORKING_MS = 300, 900
SCHEMA = """
CREATE TABLE IF NOT EXISTS x_media (
    id TEXT PRIMARY KEY, media_key TEXT NOT NULL, member TEXT NOT NULL, media_type TEXT NOT NULL,
    category TEXT NOT NULL, total_bytes INTEGER NOT NULL, expires_ms INTEGER NOT NULL,
    finished_ms INTEGER, sha256 TEXT, failure TEXT, alt_text TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS x_segments (
    media TEXT NOT NULL, number INTEGER NOT NULL, stashed TEXT NOT NULL,
    PRIMARY KEY (media, number));
"""


def begin(world: World, call: Call) -> Response:
    """POST /2/media/upload/initialize."""
    grant = access.enter(world, call, "media.write")
    body = read_body(call)
    known = {"media_type", "total_bytes", "media_category", "shared", "additional_owners"}
    only(body, known, "$")
    total, media_type = body.get("total_bytes"), body.get("media_type")
    category = body.get("media_category", "tweet_image")
    if not isinstance(total, int) or isinstance(total, bool) or total <= 0:
        raise errors.invalid("total_bytes", total, "$.total_bytes: must be a positive integer")
    limit = judging.limit(category, media_type)
    if limit is None:
        raise errors.invalid("media_type", media_type, f"$.media_type: not for {category}")
    if total > limit:
        raise errors.invalid("total_bytes", total, f"File size exceeds {limit} bytes.")
    media_id = str(1_900_000_000_000_000_000 + secrets.randbelow(10**17))
    prefix = {"tweet_image": 3, "tweet_gif": 16}.get(str(category), 13)
    expires_ms = world.clock.now_ms() + LIFE_S * 1000
    world.state.run(
        "INSERT INTO x_media (id, media_key, member, media_type, category, total_bytes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            media_id,
            f"{prefix}_{media_id}",
            grant.member,
            str(media_type),
            str(category),
            total,
            expires_ms,
        ),
    )
    data = {"id": media_id, "media_key": f"{prefix}_{media_id}", "expires_after_secs": LIFE_S}
    return errors.reply({"data": data})


def append(world: World, call: Call) -> Response:
    """POST /2/media/upload/{id}/append: a form with the bytes, or JSON with them as base64."""
    row = _owned(world, call, call.params["id"])
    if row["finished_ms"] is not None:
        raise errors.invalid("id", row["id"], "The upload is finalized already.")
    number, content = _segment(call)
    if not content or len(content) > LARGEST_SEGMENT:
        raise errors.invalid("media", len(content), "$.media: 1 to 5242880 bytes")
    before = world.state.row(
        "SELECT stashed FROM x_segments WHERE media = ? AND number = ?", (row["id"], number)
    )
    key = before["stashed"] if before else world.stash.new()
    world.stash.path(key).write_bytes(content)
    world.state.run("INSERT OR REPLACE INTO x_segments VALUES (?, ?, ?)", (row["id"], number, key))
    return errors.reply({"data": {"expires_at": row["expires_ms"] // 1000}})


def finish(world: World, call: Call) -> Response:
    """POST /2/media/upload/{id}/finalize."""
    row = _owned(world, call, call.params["id"])
    if row["finished_ms"] is None:
        _put_together(world, row)
        row = _find(world.state, row["id"]) or row
    return errors.reply({"data": _described(world, row) | {"size": row["total_bytes"]}})


def status(world: World, call: Call) -> Response:
    """GET /2/media/upload?command=STATUS."""
    query = Query(call, {"command", "media_id"})
    if query.text("command") != "STATUS":
        raise errors.invalid("command", query.text("command"), "command must be STATUS")
    row = _owned(world, call, query.text("media_id"))
    if row["finished_ms"] is None:
        raise errors.invalid("media_id", row["id"], "The upload is not finalized.")
    return errors.reply({"data": _described(world, row)})


def describe(world: World, call: Call) -> Response:
    """POST /2/media/metadata."""
    access.enter(world, call, "media.write")
    body = read_body(call)
    only(body, {"id", "metadata"}, "$")
    metadata = body.get("metadata")
    alt_text = metadata.get("alt_text") if isinstance(metadata, dict) else None
    text = alt_text.get("text") if isinstance(alt_text, dict) else None
    if not isinstance(metadata, dict) or not isinstance(alt_text, dict):
        raise errors.invalid("metadata", "", "$.metadata.alt_text: is required")
    only(metadata, {"alt_text"}, "$.metadata")
    only(alt_text, {"text"}, "$.metadata.alt_text")
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_ALT_TEXT:
        raise errors.invalid("text", "", f"$.metadata.alt_text.text: 1 to {LONGEST_ALT_TEXT}")
    row = _owned(world, call, str(body.get("id")))
    if row["category"] == "tweet_video":
        raise errors.invalid("id", row["id"], "Alt text is not for videos.")
    world.state.run("UPDATE x_media SET alt_text = ? WHERE id = ?", (text, row["id"]))
    data = {"id": row["id"], "associated_metadata": {"alt_text": {"text": text}}}
    return errors.reply({"data": data})


def use(world: World, member: str, media_ids: tuple[str, ...]) -> list[Row]:
    """The media that a post of this account shows.

    Raises:
        RefusalError: One is unknown, somebody else's, dead, not ready, or they do not go together.
    """
    rows = [_find(world.state, one) for one in media_ids]
    now = world.clock.now_ms()
    for media_id, row in zip(media_ids, rows, strict=True):
        is_good = row is not None and row["member"] == member and row["expires_ms"] > now
        if row is None or not is_good or _state(row, now) != "succeeded":
            raise errors.invalid("media.media_ids", media_id, "Your media IDs are invalid.")
    found = [row for row in rows if row is not None]
    if len(found) > 1 and any(row["category"] != "tweet_image" for row in found):
        raise errors.invalid(
            "media.media_ids", "", "You may upload up to 4 photos, 1 animated GIF or 1 video."
        )
    return found


def fail(state: State, media_id: str) -> None:
    """Lets X's work on an upload end in failure."""
    state.run(
        "UPDATE x_media SET failure = 'InvalidMedia',"
        " finished_ms = coalesce(finished_ms, 0) WHERE id = ?",
        (media_id,),
    )


def by_key(state: State, media_key: str) -> Row | None:
    return state.row("SELECT * FROM x_media WHERE media_key = ?", (media_key,))


def _owned(world: World, call: Call, media_id: str) -> Row:
    """The upload of that id, which must be the caller's and alive."""
    grant = access.enter(world, call, "media.write")
    row = _find(world.state, media_id) if ID.fullmatch(media_id) else None
    is_alive = row is not None and row["expires_ms"] > world.clock.now_ms()
    if row is None or row["member"] != grant.member or not is_alive:
        raise errors.invalid("media_id", media_id, "Invalid media id.")
    return row


def _find(state: State, media_id: str) -> Row | None:
    return state.row("SELECT * FROM x_media WHERE id = ?", (media_id,))


def _segment(call: Call) -> tuple[int, bytes]:
    content_type = call.headers.get("content-type", "")
    number: object
    if content_type.startswith("application/json"):
        body = read_body(call)
        only(body, {"media", "segment_index"}, "$")
        number = body.get("segment_index")
        try:
            content = base64.b64decode(str(body.get("media", "")), validate=True)
        except ValueError:
            raise errors.invalid("media", "", "$.media: is not base64") from None
    else:
        try:
            form = read(content_type, call.body)
        except NotAFormError as error:
            raise errors.invalid("body", "", f"The form cannot be read: {error}") from None
        only(form, {"media", "segment_index"}, "$")
        content = form["media"].content if "media" in form else b""
        text = form["segment_index"].content.decode("latin-1") if "segment_index" in form else ""
        number = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None
    if not isinstance(number, int) or not 0 <= number < _MOST_SEGMENTS:
        raise errors.invalid("segment_index", number, "$.segment_index: must be from 0 to 999")
    return number, content


def _put_together(world: World, row: Row) -> None:
    segments = world.state.rows(
        "SELECT * FROM x_segments WHERE media = ? ORDER BY number", (row["id"],)
    )
    numbers = [segment["number"] for segment in segments]
    sizes = sum(world.stash.size(segment["stashed"]) for segment in segments)
    if numbers != list(range(len(numbers))) or sizes != row["total_bytes"]:
        raise errors.invalid(
            "id", row["id"], f"Segments do not add up to {row['total_bytes']} bytes."
        )
    key = world.stash.new()
    for segment in segments:
        world.stash.append(key, world.stash.path(segment["stashed"]))
        world.stash.drop(segment["stashed"])
    failure = judging.failure(world.stash.path(key), row["category"], row["media_type"])
    if failure and row["category"] == "tweet_image":
        raise errors.invalid("id", row["id"], failure)
    now = world.clock.now_ms()
    sha256 = files.keep_stashed(world, key, row["media_type"])
    world.state.run(
        "UPDATE x_media SET finished_ms = ?, sha256 = ?, failure = coalesce(failure, ?),"
        " expires_ms = ? WHERE id = ?",
        (now, sha256, failure, now + LIFE_S * 1000, row["id"]),
    )
    world.state.run("DELETE FROM x_segments WHERE media = ?", (row["id"],))


def _described(world: World, row: Row) -> dict[str, object]:
    now = world.clock.now_ms()
    data: dict[str, object] = {
        "id": row["id"],
        "media_key": row["media_key"],
        "expires_after_secs": max(0, (row["expires_ms"] - now) // 1000),
    }
    state = _state(row, now)
    if row["category"] != "tweet_image" or row["failure"]:
        info: dict[str, object] = {"state": state}
        if state in ("pending", "in_progress"):
            info |= {"check_after_secs": 1, "progress_percent": 0 if state == "pending" else 60}
        elif state == "failed":
            info["error"] = {"code": 1, "name": "InvalidMedia", "message": row["failure"]}
        data["processing_info"] = info
    return data


def _state(row: Row, now_ms: int) -> str:
    if row["finished_ms"] is None:
        return "unfinished"
    age_ms = now_ms - row["finished_ms"]
    if row["category"] != "tweet_image":
        if age_ms < _PENDING_MS:
            return "pending"
        if age_ms < _WORKING_MS:
            return "in_progress"
    return "failed" if row["failure"] else "succeeded"
