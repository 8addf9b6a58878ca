"""/api/v1/assets: a workspace's files under keys that people can read."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from domain.shelf import Owner, Shelved
from server.auth.access import Reader, Writer
from server.paging import Limit, Page, cut
from server.running import RunningDep

router = APIRouter(prefix="/assets", tags=["media"])
Prefix = Annotated[str, Field(max_length=300, description="How the keys begin")]
Cursor = Annotated[
    str | None, Field(max_length=300, description="`next_cursor` of the page before")
]


class ShelvedView(BaseModel):
    key: str
    """Below the folder or the bucket's prefix that INSTA_ASSETS_URL names."""
    owner: Owner
    sha256: str
    content_type: str
    size: int
    width: int
    height: int
    alt_text: str | None
    provenance: dict[str, Any]
    ai_made: bool
    """Whether a model made it, as far as its provenance tells; readers have to be told."""
    content_id: str | None
    version: int | None
    url: str | None
    """Where its own people can read it, with their token; null of what only lies there."""
    shelved_at: datetime


class Rebuilding(BaseModel):
    files: int
    """How many lay there; each is put there anew, a little at a time."""


@router.get("")
async def list_assets(
    caller: Reader,
    running: RunningDep,
    prefix: Prefix = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ShelvedView]:
    """Media of each post's current version, brands' files, reports and findings, by key."""
    async with running.system.store.reading() as unit:
        found = await unit.shelf.list(
            caller.workspace_id, prefix=prefix, after=cursor, limit=limit + 1
        )
        default = await unit.brands.default(caller.workspace_id)
    return cut(found, lambda file: _view(file, default.id), key=lambda file: file.key, limit=limit)


@router.post("/rebuild", status_code=202)
async def rebuild_assets(caller: Writer, running: RunningDep) -> Rebuilding:
    """Plan all of it anew and put it there anew: after files were lost, changed or restored."""
    async with running.system.store.writing() as unit:
        files = await unit.shelf.rebuild(caller.workspace_id)
        await unit.audit.record(
            caller.workspace_id,
            at=running.system.services.clock(),
            user_id=caller.member.user_id,
            surface=caller.surface,
            action="assets.rebuild",
            subject=caller.workspace_id,
        )
    return Rebuilding(files=files)


def _view(file: Shelved, default_brand: str) -> ShelvedView:
    told = file.model_dump(include=set(ShelvedView.model_fields) - {"owner", "url"})
    return ShelvedView(**told, owner=file.subject.owner, url=_url(file, default_brand))


def _url(file: Shelved, default_brand: str) -> str | None:
    """Where a route gives the same bytes: a medium by its hash, a brand's document by its id."""
    if file.source is not None and file.source.startswith("media/"):
        return f"/api/v1/media/{file.sha256}"
    if file.asset_id is None:
        return None
    own = "" if file.brand_id == default_brand else f"?brand_id={file.brand_id}"
    return f"/api/v1/profile/assets/{file.asset_id}/file{own}"
