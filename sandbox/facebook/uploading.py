"""Bytes of videos: the app's upload sessions, and rupload of Reels and Stories; both resumable."""

import secrets
from dataclasses import replace
from sqlite3 import Row
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response

from sandbox import accounts, granting
from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, videos
from sandbox.facebook.people import PLATFORM
from sandbox.meta import errors
from sandbox.meta.access import SCHEMES
from sandbox.meta.params import Params
from sandbox.world import World

LARGEST_FILE = 1024 * 1024 * 1024
_TYPES = ("video/mp4", "image/jpeg", "image/jpg", "image/png", "application/pdf")


def begin(world: World, call: Call) -> Response:
    """POST /{app}/uploads."""
    visit = access.enter(world, call)
    if call.params["app"] != visit.grant.client_id or (
        accounts.find_client(world.state, PLATFORM, call.params["app"]) is None
    ):
        raise errors.missing(call.params["app"], "post")
    visit.params.required("file_name")
    length = _number(visit.params, "file_length", most=LARGEST_FILE)
    content_type = visit.params.required("file_type")
    visit.params.done()
    if content_type not in _TYPES:
        raise errors.invalid(f"Param file_type must be one of {', '.join(_TYPES)}")
    session = f"{secrets.token_urlsafe(30)}"
    world.state.run(
        "INSERT INTO facebook_uploads VALUES (?, ?, ?, ?, ?, NULL)",
        (session, visit.grant.client_id, length, content_type, world.stash.new()),
    )
    # The signature belongs to the id, as odd as it looks there.
    return errors.reply({"id": f"upload:{session}?sig={_signature(session)}"})


def show(world: World, call: Call) -> Response:
    """GET /upload:{session}: how far it is."""
    row = _session(world, call)
    offset = world.stash.size(row["stash"])
    return errors.reply({"id": f"upload:{call.params['session']}", "file_offset": offset})


def take(world: World, call: Call) -> Response:
    """POST /upload:{session}: more of the file, from the offset on that this side has."""
    row = _session(world, call)
    have = world.stash.size(row["stash"])
    if _header(call, "file_offset") != have or row["handle"] is not None:
        raise errors.invalid(f"The file_offset must be {have}")
    have = world.stash.append(row["stash"], call.spool or b"")
    if have > row["length"]:
        raise errors.invalid("The file is longer than file_length said")
    if have < row["length"]:
        return errors.reply({"id": f"upload:{call.params['session']}", "file_offset": have})
    handle = f"4::{secrets.token_urlsafe(60)}"
    world.state.run(
        "UPDATE facebook_uploads SET handle = ? WHERE id = ?", (handle, call.params["session"])
    )
    return errors.reply({"h": handle})


def rupload(world: World, call: Call) -> Response:
    """POST rupload/video-upload/{v}/{video}: as the guide of Reels says, with headers only."""
    video = videos.find(world.state, call.params["video"])
    grant = _grant_of_header(world, call)
    if video is None or video.page != grant.page:
        raise _upload_refusal("NotAuthorizedError", "The video is not known here", 403)
    size, offset = _header(call, "file_size"), _header(call, "offset")
    if size is None or not 0 < size <= LARGEST_FILE or (video.size or size) != size:
        raise _upload_refusal("InvalidHeaderError", "file_size is wrong or missing")
    have = world.stash.size(video.stash) if video.sha256 is None else size
    if offset != have or video.failure is not None or video.sha256 is not None:
        raise _upload_refusal(
            "OffsetInvalidError", f"Request starting offset is invalid, expected {have}"
        )
    if call.spool is not None and have + call.spool.stat().st_size > size:
        raise _upload_refusal("PartialRequestError", "There are more bytes than file_size says")
    have = world.stash.append(video.stash, call.spool or b"")
    video = replace(video, size=size)
    videos.save(world.state, video)
    if have < size and not call.is_cut:
        raise _upload_refusal(
            "PartialRequestError", "Partial request (did not match length)", retriable=True
        )
    if have == size:
        videos.complete(world, video)
    return JSONResponse({"success": True, "message": "Upload successful."})


def _grant_of_header(world: World, call: Call) -> access.Grant:
    token = granting.bearer(call, ("oauth",))
    if not token:
        raise _upload_refusal("NotAuthorizedError", "Authorization must be OAuth <token>", 401)
    grant = access.check_token(world, token)
    grant.must_have(access.PUBLISH)
    return grant


def _session(world: World, call: Call) -> Row:
    """The session of the path, signed and of the token's own app."""
    grant = access.check_token(world, granting.bearer(call, SCHEMES))
    session = call.params["session"]
    row = world.state.row("SELECT * FROM facebook_uploads WHERE id = ?", (session,))
    is_signed = dict(parse_qsl(call.query)).get("sig") == _signature(session)
    if row is None or not is_signed or row["client_id"] != grant.client_id:
        raise errors.missing(f"upload:{session}", call.method.lower())
    return row


def _upload_refusal(
    kind: str, message: str, status: int = 400, *, retriable: bool = False
) -> RefusalError:
    """The shape of the upload host, which is not the Graph API's."""
    debug = {"retriable": retriable, "type": kind, "message": message}
    return RefusalError(JSONResponse({"debug_info": debug}, status))


def _number(params: Params, name: str, *, most: int) -> int:
    size = _read_number(params.required(name))
    if size is None or not 0 < size <= most:
        raise errors.invalid(f"Param {name} must be a number of bytes up to {most}")
    return size


def _header(call: Call, name: str) -> int | None:
    return _read_number(call.headers.get(name, ""))


def _read_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else None


def _signature(session: str) -> str:
    return accounts.digest(f"sig/{session}")[:24]
