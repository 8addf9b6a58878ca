"""LinkedIn's images: an upload is begun, its bytes are put, its state is read, a post uses it."""

import secrets
from sqlite3 import Row
from urllib.parse import unquote

from starlette.responses import Response

from sandbox import accounts, files, pictures
from sandbox.exchange import Call
from sandbox.linkedin import access, errors
from sandbox.linkedin.content import IMAGE_URN, Image
from sandbox.linkedin.draft import AUTHOR, read_body
from sandbox.state import State
from sandbox.world import World

LARGEST_UPLOAD = 36 * 1024 * 1024
UPLOAD_LIFE_MS = 24 * 3600 * 1000
# Long enough that who asks at once sees it, short enough that nobody has to wait for it.
PROCESSING_MS = 500
# https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api
PIXELS_BELOW = 36_152_320
MOST_FRAMES = 250
UPLOAD_PATH = "/dms-uploads"
_READERS = frozenset({"w_organization_social", "r_organization_social"})


def begin(world: World, call: Call) -> Response:
    """POST /rest/images?action=initializeUpload."""
    grant = access.enter_rest(world, call)
    if call.query != "action=initializeUpload":
        raise errors.bad_input("ILLEGAL_ARGUMENT", "action must be initializeUpload")
    owner = _owner(read_body(call))
    access.check_author(world, grant, owner)
    urn = f"urn:li:image:C4D{secrets.token_urlsafe(14)}"
    key = secrets.token_urlsafe(32)
    expires_ms = world.clock.now_ms() + UPLOAD_LIFE_MS
    world.state.run(
        "INSERT INTO uploads (urn, owner, member, key_hash, expires_ms) VALUES (?, ?, ?, ?, ?)",
        (urn, owner, grant.member, accounts.digest(key), expires_ms),
    )
    upload_url = f"{world.addresses.platforms}{UPLOAD_PATH}/{key}"
    value = {"uploadUrlExpiresAt": expires_ms, "uploadUrl": upload_url, "image": urn}
    return errors.reply({"value": value})


def upload(world: World, call: Call) -> Response:
    """PUT to the upload URL: 201 also for bytes that turn out to be no image, as with LinkedIn."""
    grant = access.enter(world, call)
    row = world.state.row(
        "SELECT * FROM uploads WHERE key_hash = ?", (accounts.digest(call.params["key"]),)
    )
    if row is None or row["member"] != grant.member:
        raise errors.refusal(404, "NOT_FOUND", "There is no such upload")
    now = world.clock.now_ms()
    if row["expires_ms"] <= now:
        raise errors.refusal(400, "EXPIRED_UPLOAD_URL", "The upload URL has expired")
    if not call.body:
        raise errors.bad_input("ILLEGAL_ARGUMENT", "The request has no content")
    sha256, failure = _keep(world.state, call.body)
    world.state.run(
        "UPDATE uploads SET uploaded_ms = ?, sha256 = ?, failure = ? WHERE urn = ?",
        (now, sha256, failure, row["urn"]),
    )
    return Response(status_code=201, headers=errors.headers())


def show(world: World, call: Call) -> Response:
    """GET /rest/images/{urn}."""
    grant = access.enter_rest(world, call)
    if not grant.scopes & _READERS:
        raise errors.denied("Not enough permissions to access: images")
    urn = call.params["urn"]
    if ":" in call.path_raw.rpartition("/")[2] or not IMAGE_URN.fullmatch(urn):
        raise errors.bad_input("INVALID_URN_ID", "The key must be a percent-encoded image URN")
    row = _find(world.state, urn)
    if row is None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find entity {urn}")
    access.check_author(world, grant, row["owner"])
    status = _status(row, world.clock.now_ms())
    entity: dict[str, object] = {"id": urn, "owner": row["owner"], "status": status}
    if status == "AVAILABLE":
        entity["downloadUrl"] = world.addresses.platforms + files.path_of(row["sha256"])
        entity["downloadUrlExpiresAt"] = row["expires_ms"]
    return errors.reply(entity)


def use(world: World, owner: str, images: tuple[Image, ...]) -> tuple[str, ...]:
    """The hashes of the images that a post of this owner shows.

    Raises:
        RefusalError: one is unknown, somebody else's, not uploaded, or not usable.
    """
    return tuple(_use(world, owner, image) for image in images)


def fail(state: State, *, urn: str = "", key: str = "") -> None:
    """Lets the processing of an upload end in failure."""
    state.run(
        "UPDATE uploads SET failure = 'processing failed',"
        " uploaded_ms = coalesce(uploaded_ms, 0) WHERE urn = ? OR key_hash = ?",
        (unquote(urn), accounts.digest(key)),
    )


def _owner(body: dict[str, object]) -> str:
    name = "initializeUploadRequest"
    request = body.get(name)
    if body.keys() != {name} or not isinstance(request, dict) or request.keys() != {"owner"}:
        raise errors.bad_input(
            "MISSING_FIELD", f"{name}/owner is required, and nothing else", field=f"{name}/owner"
        )
    owner = request["owner"]
    if not isinstance(owner, str) or not AUTHOR.fullmatch(owner):
        raise errors.bad_input(
            "INVALID_URN_TYPE",
            "owner must be urn:li:person:{id} or urn:li:organization:{id}",
            field=f"{name}/owner",
        )
    return owner


def _keep(state: State, content: bytes) -> tuple[str | None, str | None]:
    """The hash of a good picture, or why it is none."""
    try:
        picture = pictures.read(content)
    except pictures.NotAPictureError as error:
        return None, str(error)
    if picture.width * picture.height >= PIXELS_BELOW:
        return None, f"The picture has {picture.width} x {picture.height} pixels."
    if picture.frames > MOST_FRAMES:
        return None, f"The picture has {picture.frames} frames."
    return files.keep(state, content, picture.content_type), None


def _find(state: State, urn: str) -> Row | None:
    return state.row("SELECT * FROM uploads WHERE urn = ?", (urn,))


def _status(row: Row, now_ms: int) -> str:
    if row["uploaded_ms"] is None:
        return "WAITING_UPLOAD"
    if now_ms < row["uploaded_ms"] + PROCESSING_MS:
        return "PROCESSING"
    return "PROCESSING_FAILED" if row["failure"] else "AVAILABLE"


def _use(world: World, owner: str, image: Image) -> str:
    field = f"{image.field}/id"
    row = _find(world.state, image.urn)
    if row is None or row["owner"] != owner:
        raise errors.bad_input(
            "INVALID_IMAGE_ID", f"{image.urn} is no image of the author", field=field
        )
    if row["uploaded_ms"] is None:
        raise errors.bad_input(
            "MEDIA_ASSET_WAITING_UPLOAD", f"{image.urn} has not been uploaded yet", field=field
        )
    if row["failure"] or row["sha256"] is None:
        raise errors.bad_input(
            "MEDIA_ASSET_PROCESSING_FAILED", f"{image.urn} could not be processed", field=field
        )
    return str(row["sha256"])
