"""/api/v1/media: what a workspace's people hand in, and what is made of it for a platform."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import FileResponse, JSONResponse, Response

from domain.errors import InvalidError
from domain.form import Format
from domain.platform import parse_platform
from server.auth.access import Reader, Writer
from server.paging import Limit, Page, cut
from server.problems import problem
from server.running import RunningDep
from server.uploads import FIELD, received
from tools import uploads
from tools.fitting import Wanted, fit
from tools.media import proven_file
from tools.mediaviews import FittedView, OwnMediumView, fitted_view, own_medium_view

router = APIRouter(prefix="/media", tags=["media"])
Sha256 = Annotated[str, Path(max_length=64)]
Cursor = Annotated[str | None, Field(max_length=64, description="`next_cursor` of the page before")]
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {FIELD: {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class FitBody(BaseModel):
    platform: str = Field(max_length=40)
    format: Format = Format.POST
    crop: bool = False
    """Whether edges may be cut off; else bars are added where its shape is not taken."""


class FitOrdered(BaseModel):
    """It takes long: `/api/v1/jobs/{job_id}` tells how far it is; its result is as of 200."""

    job_id: str


@router.post("", status_code=201, response_model=OwnMediumView, openapi_extra=_FORM)
async def upload(request: Request, caller: Writer, running: RunningDep) -> Any:
    """Keep a picture (40 MB), a video (1 GB) or a PDF (100 MB); the same bytes twice are one.

    What it is is found in its bytes: JPEG, PNG, GIF, WebP, MP4, MOV, PDF. Its name counts nothing.
    """
    services = running.system.services
    try:
        async with received(request, services.blobs) as file:
            medium = await uploads.keep_upload(
                services, caller.member, file.file, file.sha256, file.name
            )
    except InvalidError as error:
        if error.code != "media_too_large":
            raise
        return problem(request.url.path, 413, error.code, error.message)
    return own_medium_view(medium, services.public_url)


@router.get("")
async def list_media(
    caller: Reader, running: RunningDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[OwnMediumView]:
    """What was uploaded, and what was made of it to fit, newest first."""
    async with running.system.store.reading() as unit:
        found = await unit.media.handed_in(caller.workspace_id, after=cursor, limit=limit + 1)
    address = running.system.services.public_url
    return cut(
        found,
        lambda medium: own_medium_view(medium, address),
        key=lambda medium: medium.sha256,
        limit=limit,
    )


@router.get("/{sha256}", response_class=Response)
async def read_medium(sha256: Sha256, caller: Reader, running: RunningDep) -> Response:
    """Its bytes, also in parts (Range)."""
    async with running.system.store.reading() as unit:
        medium = await unit.media.get(caller.workspace_id, sha256)
    return FileResponse(
        await proven_file(running.system.services, sha256),
        media_type=medium.content_type,
        headers={
            "Cache-Control": "private, max-age=31536000, immutable",
            "ETag": f'"{sha256}"',
        },
    )


@router.delete("/{sha256}", status_code=204)
async def delete_medium(sha256: Sha256, caller: Writer, running: RunningDep) -> None:
    """Remove it for good; refused while a version of any post, or the brand's profile, has it."""
    await uploads.remove(running.system.services, caller.member, sha256, surface=caller.surface)


@router.post("/{sha256}/fit", response_model=FittedView, responses={202: {"model": FitOrdered}})
async def fit_medium(sha256: Sha256, body: FitBody, caller: Writer, running: RunningDep) -> Any:
    """Make it fit a platform's format, as a medium of its own that says what was changed.

    A picture, and what fits as it is, at once; a video by a job (202). Nothing is shortened; edges
    are cut off only with `crop`.
    """
    services = running.system.services
    wanted = Wanted(
        workspace_id=caller.workspace_id,
        sha256=sha256,
        platform=parse_platform(body.platform),
        format=body.format,
        crop=body.crop,
    )
    outcome = await fit(services, wanted)
    if isinstance(outcome, str):
        return JSONResponse({"job_id": outcome}, status_code=202)
    return fitted_view(outcome, services.public_url)
