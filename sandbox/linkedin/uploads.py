"""What LinkedIn's images and documents share: one address for the bytes, one state. Judges none."""

import secrets
from sqlite3 import Row

from starlette.responses import JSONResponse

from sandbox import accounts, files
from sandbox.exchange import Call
from sandbox.linkedin import access, errors
from sandbox.linkedin.content import URNS
from sandbox.linkedin.draft import AUTHOR, read_body
from sandbox.state import State
from sandbox.world import World

UPLOAD_LIFE_MS = 24 * 3600 * 1000
# Long enough that who asks at once sees it, short enough that nobody has to wait for it.
PROCESSING_MS = 500
# Only tokens for organisations may ask how far these are; a video's state any token may read.
_READERS = frozenset({"w_organization_social", "r_organization_social"})


def begin(world: World, call: Call, grant: access.Grant, *, kind: str, path: str) -> JSONResponse:
    """POST /rest/{kind}s?action=initializeUpload."""
    request = read_request(call, "initializeUpload", {"owner"}, set())
    owner = read_owner(world, grant, request["owner"])
    urn, key = new_urn(kind), secrets.token_urlsafe(32)
    expires_ms = world.clock.now_ms() + UPLOAD_LIFE_MS
    world.state.run(
        "INSERT INTO uploads (urn, owner, member, key_hash, expires_ms) VALUES (?, ?, ?, ?, ?)",
        (urn, owner, grant.member, accounts.digest(key), expires_ms),
    )
    upload_url = f"{world.addresses.platforms}{path}/{key}"
    value = {"uploadUrlExpiresAt": expires_ms, "uploadUrl": upload_url, kind: urn}
    return errors.reply({"value": value})


def expected(world: World, call: Call, grant: access.Grant) -> Row:
    """The upload that this address and token belong to.

    Raises:
        RefusalError: there is none, or its time is over.
    """
    row = world.state.row(
        "SELECT * FROM uploads WHERE key_hash = ?", (accounts.digest(call.params["key"]),)
    )
    if row is None or row["member"] != grant.member:
        raise errors.refusal(404, "NOT_FOUND", "There is no such upload")
    if row["expires_ms"] <= world.clock.now_ms():
        raise errors.refusal(400, "EXPIRED_UPLOAD_URL", "The upload URL has expired")
    return row


def arrived(world: World, urn: str, sha256: str | None, failure: str | None) -> None:
    world.state.run(
        "UPDATE uploads SET uploaded_ms = ?, sha256 = ?, failure = ? WHERE urn = ?",
        (world.clock.now_ms(), sha256, failure, urn),
    )


def show(world: World, call: Call, grant: access.Grant, *, kind: str) -> JSONResponse:
    """GET /rest/{kind}s/{urn}."""
    if not grant.scopes & _READERS:
        raise errors.denied(f"Not enough permissions to access: {kind}s")
    urn = path_urn(call, kind)
    row = find(world.state, urn)
    if row is None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {urn}")
    access.check_author(world, grant, row["owner"])
    status = status_of(world, row, row["uploaded_ms"], PROCESSING_MS)
    return errors.reply(entity(world, row, status))


def entity(world: World, row: Row, status: str) -> dict[str, object]:
    """What LinkedIn tells of an image, a document or a video."""
    told: dict[str, object] = {"id": row["urn"], "owner": row["owner"], "status": status}
    if status == "AVAILABLE":
        told["downloadUrl"] = world.addresses.platforms + files.path_of(row["sha256"])
        told["downloadUrlExpiresAt"] = row["expires_ms"]
    return told


def find(state: State, urn: str) -> Row | None:
    return state.row("SELECT * FROM uploads WHERE urn = ?", (urn,))


def keep_file(world: World, key: str, content_type: str) -> str:
    """As `files.keep_stashed`; a second file of the same bytes is dropped."""
    sha256 = files.keep_stashed(world, key, content_type)
    row = world.state.row("SELECT stashed FROM files WHERE sha256 = ?", (sha256,))
    if row is not None and row["stashed"] != key:
        world.stash.drop(key)
    return sha256


def fail(state: State, *, urn: str = "", key: str = "") -> None:
    """Lets the processing of an upload end in failure."""
    state.run(
        "UPDATE uploads SET failure = 'processing failed',"
        " uploaded_ms = coalesce(uploaded_ms, 0) WHERE urn = ? OR key_hash = ?",
        (urn, accounts.digest(key)),
    )


def new_urn(kind: str) -> str:
    return f"urn:li:{kind}:C4D{secrets.token_urlsafe(14)}"


def path_urn(call: Call, kind: str) -> str:
    """The URN in the path, which must be percent-encoded there."""
    urn = call.params["urn"]
    if ":" in call.path_raw.rpartition("/")[2] or not URNS[kind].fullmatch(urn):
        raise errors.bad_input("INVALID_URN_ID", f"The key must be a percent-encoded {kind} URN")
    return urn


def read_request(
    call: Call, action: str, required: set[str], optional: set[str]
) -> dict[str, object]:
    """The one object in an action's body, with the fields it must and may have.

    Raises:
        RefusalError: 400 with the field that is wrong.
    """
    if call.query != f"action={action}":
        raise errors.bad_input("ILLEGAL_ARGUMENT", f"action must be {action}")
    name = f"{action}Request"
    body = read_body(call)
    request = body.get(name)
    if body.keys() != {name} or not isinstance(request, dict) or not required <= request.keys():
        wanted = ", ".join(f"{name}/{field}" for field in sorted(required))
        raise errors.bad_input("MISSING_FIELD", f"{wanted}: required, and nothing beside {name}")
    for field in request:
        if field not in required | optional:
            raise errors.bad_input(
                "INVALID_VALUE_FOR_FIELD",
                f"{name}/{field[:40]} is unrecognized and not allowed",
                field=f"{name}/{field[:40]}",
            )
    return request


def read_owner(world: World, grant: access.Grant, owner: object) -> str:
    """Whose the upload will be.

    Raises:
        RefusalError: it is nobody, or somebody else.
    """
    if not isinstance(owner, str) or not AUTHOR.fullmatch(owner):
        raise errors.bad_input(
            "INVALID_URN_TYPE",
            "owner must be urn:li:person:{id} or urn:li:organization:{id}",
            field="initializeUploadRequest/owner",
        )
    access.check_author(world, grant, owner)
    return owner


def status_of(world: World, row: Row, complete_ms: int | None, processing_ms: int) -> str:
    if complete_ms is None:
        return "WAITING_UPLOAD"
    if world.clock.now_ms() < complete_ms + processing_ms:
        return "PROCESSING"
    return "PROCESSING_FAILED" if row["failure"] else "AVAILABLE"
