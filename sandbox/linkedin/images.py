"""LinkedIn's images: an upload is begun, its bytes are put and judged, its state is read."""

from starlette.responses import Response

from sandbox import files, pictures
from sandbox.exchange import Call
from sandbox.linkedin import access, errors, uploads
from sandbox.state import State
from sandbox.world import World

LARGEST_UPLOAD = 36 * 1024 * 1024
# https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api
PIXELS_BELOW = 36_152_320
MOST_FRAMES = 250
UPLOAD_PATH = "/dms-uploads"


def begin(world: World, call: Call) -> Response:
    """POST /rest/images?action=initializeUpload."""
    grant = access.enter_rest(world, call)
    return uploads.begin(world, call, grant, kind="image", path=UPLOAD_PATH)


def upload(world: World, call: Call) -> Response:
    """PUT to the upload URL: 201 also for bytes that turn out to be no image, as with LinkedIn."""
    grant = access.enter(world, call)
    row = uploads.expected(world, call, grant)
    if not call.body:
        raise errors.bad_input("ILLEGAL_ARGUMENT", "The request has no content")
    sha256, failure = _keep(world.state, call.body)
    uploads.arrived(world, row["urn"], sha256, failure)
    return Response(status_code=201, headers=errors.headers())


def show(world: World, call: Call) -> Response:
    """GET /rest/images/{urn}."""
    grant = access.enter_rest(world, call)
    return uploads.show(world, call, grant, kind="image")


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
