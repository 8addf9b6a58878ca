"""/api/v1/posts/import: a file of the brand's own past posts, looked at first and then taken in."""

import asyncio
import json
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.responses import JSONResponse

from domain.errors import InvalidError
from domain.platform import parse_platform
from esg.encoding import made_readable
from esg.preview import preview_history
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.running import RunningDep
from tools.imports import take_in, view_of

router = APIRouter(prefix="/posts/import", tags=["history"])

_MAPPING = TypeAdapter(dict[str, str | None])
OfPlatform = Annotated[str, Form(max_length=40)]
OfBrand = Annotated[str | None, Form(max_length=36)]
AsMapping = Annotated[str | None, Form(max_length=20_000, description="JSON")]
InZone = Annotated[
    str | None,
    Form(
        max_length=64,
        description="IANA name of the zone in which times without one were written; else UTC",
    ),
]


class RejectedLine(BaseModel):
    line: int
    """In a list of JSON the item's number."""
    reason: str


class ImportView(BaseModel):
    imported: int
    updated: int
    unchanged: int
    rejected: list[RejectedLine]
    """The first 1,000."""
    rejected_total: int
    mapping: dict[str, str]
    """Our field to the header it was taken from."""
    notes: list[str]
    """What was assumed about the file."""


class SampleRow(BaseModel):
    line: int
    text: str
    hashtags: list[str]
    published_at: datetime | None
    platform_post_id: str | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    impressions: int | None
    reach: int | None
    ers: float | None
    partial: bool


class ImportPreviewView(BaseModel):
    headers: list[str]
    mapping: dict[str, str]
    """Our field to the header it would be taken from; without text where none is recognised."""
    unmapped: list[str]
    rows_total: int
    """Good and bad ones."""
    sample: list[SampleRow]
    rejected: list[RejectedLine]
    """The first 20."""
    rejected_total: int
    notes: list[str]


class LongImport(BaseModel):
    """It takes long: `/api/v1/jobs/{job_id}` tells how far it is and what came of it."""

    job_id: str


@router.post("", response_model=ImportView, responses={202: {"model": LongImport}})
async def import_posts(
    caller: Writer,
    running: RunningDep,
    file: UploadFile,
    platform: OfPlatform,
    brand_id: OfBrand = None,
    mapping: AsMapping = None,
    timezone: InZone = None,
) -> ImportView | JSONResponse:
    """Take a file of past posts into the history; the same file again changes nothing.

    More than 1,000 posts or 5 MB are taken in by a job: 202 with its id.
    """
    brand = await chosen_brand(running.system.store, caller, brand_id)
    columns = _columns(mapping)
    outcome = await take_in(
        running.system.services,
        caller.workspace_id,
        brand.id,
        await file.read(),
        parse_platform(platform),
        columns,
        timezone or None,
    )
    if isinstance(outcome, str):
        return JSONResponse({"job_id": outcome}, status_code=202)
    return ImportView.model_validate(view_of(outcome))


@router.post("/preview")
async def preview_import(
    caller: Reader,
    running: RunningDep,
    file: UploadFile,
    platform: OfPlatform,
    brand_id: OfBrand = None,
    mapping: AsMapping = None,
    timezone: InZone = None,
) -> ImportPreviewView:
    """How the file would be read, so that a person can say otherwise first; nothing is written."""
    await chosen_brand(running.system.store, caller, brand_id)
    found = await asyncio.to_thread(
        preview_history,
        await file.read(),
        platform=parse_platform(platform),
        now=running.system.services.clock(),
        mapping=_columns(mapping),
        timezone=timezone or None,
    )
    return ImportPreviewView(
        headers=list(found.headers),
        mapping=found.mapping,
        unmapped=list(found.unmapped),
        rows_total=found.rows_total,
        sample=[
            SampleRow.model_validate(post.model_dump() | {"line": line})
            for line, post in found.sample
        ],
        rejected=[RejectedLine(line=r.line, reason=r.reason) for r in found.rejected],
        rejected_total=found.rejected_total,
        notes=list(found.notes),
    )


def _columns(mapping: str | None) -> dict[str, str | None] | None:
    """The mapping of the form, which can only carry it as JSON text.

    Raises:
        InvalidError: `bad_mapping`.
    """
    if not mapping or not mapping.strip():
        return None
    try:
        found = _MAPPING.validate_python(json.loads(mapping))
    except (ValueError, RecursionError, ValidationError) as error:
        raise InvalidError(
            'The mapping is not JSON of our field to your header, like {"text": "Caption"}; null '
            "says that the file has none of it.",
            code="bad_mapping",
        ) from error
    # half a letter cannot be kept; a file's own headers are told without it, too
    return {made_readable(f): n and made_readable(n) for f, n in found.items()} or None
