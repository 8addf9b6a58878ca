"""Resumable uploads: begun, asked how far they are, fed in order, finished into a video.

https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
"""

import json
import os
import re
import secrets
from pathlib import Path
from sqlite3 import Row

from starlette.responses import PlainTextResponse, Response

from sandbox import accounts, files
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.youtube import access, errors, library, resource
from sandbox.youtube.draft import read_parts
from sandbox.youtube.query import Query, read_object

PATH = "/upload/youtube/v3/videos"
QUANTUM = 256 * 1024
LARGEST_FILE = 274_877_906_944
# One request may carry a whole file; what a test can mean is far less.
LARGEST_REQUEST = 2 * 1024**3
# Not documented for YouTube; Google's storage service gives its sessions a week.
SESSION_LIFE_MS = 7 * 24 * 3600 * 1000
RECEIVED_HEADER = "x-sandbox-received"
"""Ours: how many bytes ever came, those that came twice too."""
_RANGE = re.compile(r"bytes (?:\*|(\d{1,15})-(\d{1,15}))/(\d{1,15})")
_PARTS = frozenset({"snippet", "status"})
_FLAGS = ("true", "false")


def begin(world: World, call: Call) -> Response:
    """POST /upload/youtube/v3/videos?uploadType=resumable: the session's address."""
    grant = access.enter(world, call, access.UPLOADERS, cost=0)
    # Uploads have a bucket of their own, one unit each, also for those that are refused:
    # https://developers.google.com/youtube/v3/determine_quota_cost
    access.spend(world, grant.client_id, "inserts", 1, access.DAILY_INSERTS)
    channel = grant.channel
    query = Query(call)
    if query.required("uploadType") != "resumable":
        raise errors.bad("uploadType", "must be resumable here")
    names = query.names("part", _PARTS)
    for flag in ("notifySubscribers", "autoLevels", "stabilize"):
        query.choice(flag, _FLAGS, "false")
    query.done()
    parts = read_parts(read_object(call), names)
    total, kind = _announced(call)
    key = secrets.token_urlsafe(60)
    world.state.run(
        "INSERT INTO youtube_sessions (key_hash, channel, stash, total, content_type, snippet,"
        " status, expires_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(key),
            channel,
            world.stash.new(),
            total,
            kind,
            json.dumps(parts.get("snippet", {})),
            json.dumps(parts.get("status", {})),
            world.clock.now_ms() + SESSION_LIFE_MS,
        ),
    )
    where = f"{PATH}?uploadType=resumable&part={','.join(names)}&upload_id={key}"
    return Response(status_code=200, headers={"location": world.addresses.platforms + where})


def put(world: World, call: Call) -> Response:
    """PUT to a session: a question (`bytes */TOTAL`) or the next bytes.

    What came before the client left counts, in whole quanta.
    """
    row = _session(world, call)
    start, end = _place(call, row)
    if row["video"]:
        return _made(world, row)
    if start is None or end is None or call.spool is None:
        return _unfinished(world, row)
    came = call.spool.stat().st_size
    _note(world, row, came)
    _check_piece(world, call, row, start, end, came)
    if call.is_cut:
        _truncate(call.spool, came // QUANTUM * QUANTUM)
    world.stash.append(row["stash"], call.spool)
    if world.stash.size(row["stash"]) < row["total"]:
        return _unfinished(world, row)
    return finish(world, row)


def finish(world: World, row: Row, *, failure: str = "", rejection: str = "") -> Response:
    """Makes the video of a session that has all its bytes."""
    now = world.clock.now_ms()
    path = world.stash.path(row["stash"])
    with path.open("rb") as file:
        is_video = file.read(8)[4:] == b"ftyp"
    judged = 0
    if not failure and not rejection and not is_video:
        failure, judged = "invalidFile", now + library.PROCESSING_MS
    sha256 = files.keep_stashed(world, row["stash"], row["content_type"])
    video = library.add(
        world,
        row["channel"],
        {"snippet": json.loads(row["snippet"]), "status": json.loads(row["status"])},
        media=(sha256,),
        at_ms=now,
        failure=failure,
        rejection=rejection,
        judged_ms=judged,
    )
    world.state.run(
        "UPDATE youtube_sessions SET video = ? WHERE key_hash = ?", (video.id, row["key_hash"])
    )
    return _resource(world, video)


def finish_badly(world: World, call: Call, *, failure: str = "", rejection: str = "") -> Response:
    """The last piece of a video that YouTube takes and does not show."""
    row = _session(world, call)
    if row["video"]:
        return _made(world, row)
    if call.spool is not None:
        world.stash.append(row["stash"], call.spool)
    return finish(world, row, failure=failure, rejection=rejection)


def _announced(call: Call) -> tuple[int, str]:
    length = call.headers.get("x-upload-content-length", "")
    kind = call.headers.get("x-upload-content-type", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise errors.bad("X-Upload-Content-Length", "must be a number of bytes")
    if not 0 < int(length) <= LARGEST_FILE:
        raise errors.refusal(400, "mediaBodyRequired", "The request has no or too much content.")
    if not kind.startswith("video/") and kind != "application/octet-stream":
        raise errors.refusal(400, "badContent", f"Media type '{kind[:40]}' is not supported.")
    return int(length), kind


def _session(world: World, call: Call) -> Row:
    grant = access.identify(world, call)
    grant.must_have(access.UPLOADERS)
    query = Query(call)
    key = query.text("upload_id")
    row = world.state.row(
        "SELECT * FROM youtube_sessions WHERE key_hash = ? AND channel = ?",
        (accounts.digest(key), grant.account),
    )
    if row is None or row["expires_ms"] <= world.clock.now_ms():
        raise RefusalError(PlainTextResponse("Not Found", 404))
    return row


def _place(call: Call, row: Row) -> tuple[int | None, int | None]:
    """The first and last byte that are sent; neither for a question."""
    found = _RANGE.fullmatch(call.headers.get("content-range", ""))
    if found is None or int(found[3]) != row["total"]:
        raise errors.refusal(400, "badRequest", "Failed to parse Content-Range header.")
    return (None, None) if found[1] is None else (int(found[1]), int(found[2]))


def _check_piece(world: World, call: Call, row: Row, start: int, end: int, came: int) -> None:
    length = end - start + 1
    if not 0 <= start <= end < row["total"]:
        raise errors.refusal(400, "badRequest", "The Content-Range is outside of the file.")
    if (came > length) if call.is_cut else (came != length):
        raise errors.refusal(400, "badRequest", "The body is not as long as its Content-Range.")
    if end + 1 < row["total"] and length % QUANTUM:
        raise errors.refusal(
            400, "badRequest", "The size of a piece must be a multiple of 256 KiB."
        )
    if start != world.stash.size(row["stash"]):
        raise errors.refusal(
            400, "badRequest", "The upload offset is not where the bytes so far end."
        )


def _note(world: World, row: Row, came: int) -> None:
    world.state.run(
        "UPDATE youtube_sessions SET received = received + ? WHERE key_hash = ?",
        (came, row["key_hash"]),
    )


def _truncate(file: Path, size: int) -> None:
    os.truncate(file, size)


def _unfinished(world: World, row: Row) -> Response:
    size = world.stash.size(row["stash"])
    again = world.state.row(
        "SELECT received FROM youtube_sessions WHERE key_hash = ?", (row["key_hash"],)
    )
    headers = {RECEIVED_HEADER: str(again["received"] if again else 0)}
    return Response(
        status_code=308, headers=headers | ({"range": f"bytes=0-{size - 1}"} if size else {})
    )


def _made(world: World, row: Row) -> Response:
    video = library.find(world.state, row["video"])
    if video is None:
        raise errors.refusal(404, "videoNotFound", "The video was deleted.")
    return _resource(world, video)


def _resource(world: World, video: library.Video) -> Response:
    return errors.reply(resource.of(world, video, ["snippet", "status"], is_owner=True))
