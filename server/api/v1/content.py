"""/api/v1/content: a post that a person writes themselves, and how it would look."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from domain.platform import parse_platform
from domain.safety import Safety
from domain.times import GivenInstant
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.free_json import JsonObject
from server.running import RunningDep
from tools import composing, overriding
from tools.shapes import ComposedView, PreviewView
from tools.showing import approval_views
from tools.views import preview_view

router = APIRouter(prefix="/content", tags=["content"])
Short = Annotated[str, Field(max_length=200)]


class ContentBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    platform: Short
    connection_id: str | None = Field(default=None, max_length=36)
    """Absent: the account that the team would post by."""
    text: str = Field(default="", max_length=70_000)
    """May be empty where media say it all."""
    hashtags: list[Short] = Field(default_factory=list, max_length=60)
    first_comment: str | None = Field(default=None, max_length=10_000)
    alt_text: str | None = Field(default=None, max_length=5_000)
    media: list[Annotated[str, Field(max_length=64)]] = Field(default_factory=list, max_length=20)
    """sha256 of each medium, in order, of those that the workspace has."""
    form: JsonObject | None = None
    """What stands beside words and media: format, title, link, thread, place, video and so on."""
    language: str | None = Field(default=None, max_length=20)
    """Absent: the one that the text is in."""
    publish_at: GivenInstant | None = None
    """Absent: on approval."""
    publish_zone: str | None = Field(default=None, max_length=64)
    """Whose wall time is meant; the brand's when it is absent."""
    next_free: bool | None = None
    """Take the account's next free slot instead of a time."""
    brand_id: str | None = Field(default=None, max_length=36)

    def draft(self) -> composing.Draft:
        given = self.model_dump(exclude={"brand_id", "platform"}, exclude_none=True)
        return composing.Draft.model_validate({**given, "platform": parse_platform(self.platform)})


@router.post("", status_code=201)
async def compose(body: ContentBody, caller: Writer, running: RunningDep) -> ComposedView:
    """Keep a post of one's own and ask about it; only the decision publishes it."""
    system = running.system
    brand = await chosen_brand(system.store, caller, body.brand_id)
    approval = await composing.compose(
        system.services, caller.member, brand, body.draft(), surface=caller.surface
    )
    async with system.store.reading() as unit:
        (shown,) = await approval_views(unit, [approval], system.services.public_url)
    return {"content": shown["content"], "approval": shown}


@router.post("/preview")
async def preview(body: ContentBody, caller: Reader, running: RunningDep) -> PreviewView:
    """How the post would look and what keeps it from going out; nothing is written."""
    services = running.system.services
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    composed = await composing.preview(services, caller.member, brand, body.draft())
    cautions = await composing.cautions_of(services, caller.member, brand, composed)
    return preview_view(composed.post, cautions)


class SafetyOverrideBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1)
    """The version that was looked at; another one is refused."""
    reason: str = Field(max_length=4000)
    """Why it may go out although a check blocks it; kept with the post and audited."""


@router.post("/{content_id}/safety/override")
async def override_safety(
    content_id: str, body: SafetyOverrideBody, caller: Writer, running: RunningDep
) -> Safety:
    """Answer for a post that a check blocks; it still waits for its approval."""
    return await overriding.override(
        running.system.services,
        caller.member,
        content_id,
        version=body.version,
        reason=body.reason,
        surface=caller.surface,
    )
