"""/media: what a platform fetches before a post goes out. No token, and nothing told but bytes."""

import re
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from domain.errors import NotFoundError
from domain.media import EXTENSIONS
from server.running import Running, RunningDep
from tools.media import proven_file

router = APIRouter(prefix="/media", tags=["media"])
_NAME = re.compile(rf"([0-9a-f]{{64}})\.({'|'.join(EXTENSIONS.values())})")
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""The name is the hash of the bytes: what was fetched once never changes."""


# one operation in the schema: of two with one name, each start of the server would show another
@router.head("/{name}", include_in_schema=False)
@router.get("/{name}", response_class=Response)
async def serve_medium(name: str, running: RunningDep) -> Response:
    """The bytes, while a post that uses them waits for people or is on its way out.

    Also in parts (Range), as platforms ask for those of a video.
    """
    found = await _find(running, name)
    if found is None:
        # one answer for all reasons: whoever guesses learns nothing
        raise NotFoundError("There is no picture at this address, or its post is not on its way.")
    file, content_type = found
    headers = {**FOREVER, "ETag": f'"{name[:64]}"'}
    return FileResponse(file, media_type=content_type, headers=headers)


async def _find(running: Running, name: str) -> tuple[Path, str] | None:
    matched = _NAME.fullmatch(name)
    if matched is None:
        return None
    sha256, extension = matched.groups()
    async with running.system.store.reading() as unit:
        medium = await unit.media.waiting_to_go_out(sha256)
    if medium is None or EXTENSIONS[medium.content_type] != extension:
        return None
    try:
        return await proven_file(running.system.services, sha256), medium.content_type
    except NotFoundError:
        return None
