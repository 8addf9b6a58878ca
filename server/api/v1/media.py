"""/api/v1/media: a workspace's own pictures, for its people, however old the post is."""

from fastapi import APIRouter
from starlette.responses import Response

from server.auth.access import Reader
from server.running import RunningDep
from tools.media import Kept

router = APIRouter(prefix="/media", tags=["media"])


@router.get("/{sha256}", response_class=Response)
async def read_medium(sha256: str, caller: Reader, running: RunningDep) -> Response:
    """The picture's bytes."""
    async with running.system.store.reading() as unit:
        medium = await unit.media.get(caller.workspace_id, sha256)
    content = await Kept(running.system.services, caller.workspace_id).whole(sha256)
    return Response(
        content,
        media_type=medium.content_type,
        headers={"Cache-Control": "private, max-age=31536000, immutable"},
    )
