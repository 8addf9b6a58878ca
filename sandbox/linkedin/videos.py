"""LinkedIn's videos: addresses for parts, the parts with their marks, the whole and its state.

https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api
"""

import hashlib
import secrets
from sqlite3 import Row

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, errors, uploads
from sandbox.linkedin.draft import read_body
from sandbox.state import State
from sandbox.videos import MP4, NotAVideoError, mp4_duration_s
from sandbox.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS linkedin_videos (
    urn TEXT PRIMARY KEY, owner TEXT NOT NULL, member TEXT NOT NULL, token TEXT NOT NULL,
    size INTEGER NOT NULL, expires_ms INTEGER NOT NULL, finalized_ms INTEGER, sha256 TEXT,
    failure TEXT);
CREATE TABLE IF NOT EXISTS linkedin_parts (
    key_hash TEXT PRIMARY KEY, video TEXT NOT NULL, number INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, etag TEXT, stash TEXT);
CREATE INDEX IF NOT EXISTS linkedin_parts_by_video ON linkedin_parts (video, number);
"""
PART_BYTES = 4 * 1024 * 1024
LARGEST_PART = PART_BYTES + 64 * 1024
UPLOAD_PATH = "/dms-uploads/video"
PROCESSING_MS = 1000
LEAST_BYTES, MOST_BYTES = 75 * 1024, 500 * 1024 * 1024
LARGEST_ANNOUNCED = 5 * 1024 * 1024 * 1024
SHORTEST_S, LONGEST_S = 3, 30 * 60


def begin(world: World, call: Call) -> Response:
    """POST /rest/videos?action=initializeUpload."""
    grant = access.enter_rest(world, call)
    options = {"uploadCaptions", "uploadThumbnail"}
    request = uploads.read_request(call, "initializeUpload", {"owner", "fileSizeBytes"}, options)
    owner = uploads.read_owner(world, grant, request["owner"])
    size = request["fileSizeBytes"]
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= LARGEST_ANNOUNCED:
        raise _invalid("fileSizeBytes", "must be a number of bytes up to 5 GB")
    for name in options:
        if request.get(name, False) is not False:
            raise _invalid(name, "is not offered here: leave it out or false")
    urn, token = uploads.new_urn("video"), secrets.token_urlsafe(8)
    expires_ms = world.clock.now_ms() + uploads.UPLOAD_LIFE_MS
    world.state.run(
        "INSERT INTO linkedin_videos (urn, owner, member, token, size, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (urn, owner, grant.member, token, size, expires_ms),
    )
    value = {
        "uploadUrlsExpireAt": expires_ms,
        "video": urn,
        "uploadInstructions": _instructions(world, urn, size),
        "uploadToken": token,
    }
    return errors.reply({"value": value})


def upload_part(world: World, call: Call) -> Response:
    """PUT one part: the address alone says who may, and a token has no place there."""
    if "authorization" in call.headers:
        raise errors.bad_input("ILLEGAL_ARGUMENT", "The upload URL takes no Authorization header")
    part = world.state.row(
        "SELECT p.*, v.expires_ms, v.finalized_ms FROM linkedin_parts p JOIN linkedin_videos v"
        " ON v.urn = p.video WHERE p.key_hash = ?",
        (accounts.digest(call.params["key"]),),
    )
    if part is None:
        raise errors.refusal(404, "NOT_FOUND", "There is no such upload")
    if part["expires_ms"] <= world.clock.now_ms():
        raise errors.refusal(400, "EXPIRED_UPLOAD_URL", "The upload URL has expired")
    if part["finalized_ms"] is not None:
        raise errors.refusal(400, "ILLEGAL_ARGUMENT", "The upload was finalized already")
    wanted = part["last"] - part["first"] + 1
    if call.spool is None or call.is_cut or call.spool.stat().st_size != wanted:
        raise errors.bad_input("ILLEGAL_ARGUMENT", f"The part must have {wanted} bytes")
    if part["stash"]:
        world.stash.drop(part["stash"])
    key = world.stash.new()
    world.stash.append(key, call.spool)
    # a new mark for each arrival, as nobody may build it from the bytes
    mark = hashlib.sha256(f"{secrets.token_hex(8)}{world.stash.sha256(key)}".encode()).hexdigest()
    etag = f"/ambry-video/signedId/{mark}"
    world.state.run(
        "UPDATE linkedin_parts SET etag = ?, stash = ? WHERE key_hash = ?",
        (etag, key, part["key_hash"]),
    )
    return Response(status_code=200, headers={**errors.headers(), "etag": etag})


def finalize(world: World, call: Call) -> Response:
    """POST /rest/videos?action=finalizeUpload."""
    grant = access.enter_rest(world, call)
    fields = {"video", "uploadToken", "uploadedPartIds"}
    request = uploads.read_request(call, "finalizeUpload", fields, set())
    row = find(world.state, str(request["video"]))
    if row is None or row["member"] != grant.member:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {request['video']}")
    parts = world.state.rows(
        "SELECT * FROM linkedin_parts WHERE video = ? ORDER BY number", (row["urn"],)
    )
    if request["uploadToken"] != row["token"]:
        raise _invalid("uploadToken", "is not the one of this upload")
    marks = [part["etag"] for part in parts]
    if None in marks or request["uploadedPartIds"] != marks:
        raise _invalid("uploadedPartIds", "must be the ETags of all parts, in their order")
    if row["finalized_ms"] is None:
        sha256, failure = _joined(world, parts)
        world.state.run(
            "UPDATE linkedin_videos SET finalized_ms = ?, sha256 = ?,"
            " failure = coalesce(failure, ?) WHERE urn = ?",
            (world.clock.now_ms(), sha256, failure, row["urn"]),
        )
    return Response(status_code=200, headers=errors.headers())


def show(world: World, call: Call) -> Response:
    """GET /rest/videos/{urn}."""
    grant = access.enter_rest(world, call)
    urn = uploads.path_urn(call, "video")
    row = find(world.state, urn)
    if row is None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {urn}")
    access.check_author(world, grant, row["owner"])
    status = uploads.status_of(world, row, row["finalized_ms"], PROCESSING_MS)
    entity = uploads.entity(world, row, status)
    if status == "PROCESSING_FAILED":
        entity["processingFailureReason"] = row["failure"]
    return errors.reply(entity)


def find(state: State, urn: str) -> Row | None:
    return state.row("SELECT * FROM linkedin_videos WHERE urn = ?", (urn,))


def finalized_urn(call: Call) -> str:
    """The video that a call to finalize names; empty when it names none."""
    request = read_body(call).get("finalizeUploadRequest")
    return str(request.get("video", "")) if isinstance(request, dict) else ""


def fail(state: State, *, urn: str = "", key: str = "") -> None:
    """Lets the processing of a video end in failure, now or once it is complete."""
    state.run(
        "UPDATE linkedin_videos SET failure = 'processing failed' WHERE urn = ? OR urn IN"
        " (SELECT video FROM linkedin_parts WHERE key_hash = ?)",
        (urn, accounts.digest(key)),
    )


def _instructions(world: World, urn: str, size: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, first in enumerate(range(0, size, PART_BYTES)):
        key, last = secrets.token_urlsafe(32), min(first + PART_BYTES, size) - 1
        world.state.run(
            "INSERT INTO linkedin_parts (key_hash, video, number, first, last)"
            " VALUES (?, ?, ?, ?, ?)",
            (accounts.digest(key), urn, number, first, last),
        )
        url = f"{world.addresses.platforms}{UPLOAD_PATH}/{key}"
        found.append({"uploadUrl": url, "firstByte": first, "lastByte": last})
    return found


def _joined(world: World, parts: list[Row]) -> tuple[str | None, str | None]:
    """The hash of a good video, or why it is none."""
    whole = world.stash.new()
    for part in parts:
        world.stash.append(whole, world.stash.path(part["stash"]))
        world.stash.drop(part["stash"])
    failure = _unfit(world, whole)
    if failure:
        world.stash.drop(whole)
        return None, failure
    return uploads.keep_file(world, whole, MP4), None


def _unfit(world: World, key: str) -> str | None:
    size = world.stash.size(key)
    if not LEAST_BYTES <= size <= MOST_BYTES:
        return f"The video has {size} bytes; 75 KB to 500 MB are allowed."
    try:
        lasts_s = mp4_duration_s(world.stash.path(key))
    except NotAVideoError as error:
        return str(error)
    if not SHORTEST_S <= lasts_s <= LONGEST_S:
        return f"The video lasts {lasts_s:.1f} s; 3 s to 30 minutes are allowed."
    return None


def _invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
