"""/api/v1/studio: texts and scripts for a brief, of any kind; nothing is kept or published."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from domain.errors import InvalidError
from domain.platform import Platform, parse_platform
from domain.studio import ContentType, parse_content_type
from domain.template import Template
from server.auth.access import Caller, Writer
from server.brands import chosen_brand
from server.plain_text import PlainText
from server.running import Running, RunningDep
from tools import templates
from tools.generated import Generated, Wanted
from tools.scripts import Scripts, WantedVideo, scripts
from tools.studio import generate

router = APIRouter(prefix="/studio", tags=["studio"])
SlotName = Annotated[str, Field(max_length=30)]
SlotWords = Annotated[PlainText, Field(max_length=500)]


class StudioBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brief: PlainText = Field(default="", max_length=8_000)
    """What it shall be about, in the person's own words."""
    platform: str | None = Field(default=None, max_length=40)
    """Where it is read first; of an e-mail, outline or description, whence its readers come.
    Absent: the template's first."""
    content_type: str | None = Field(default=None, max_length=40)
    """social_post | ad_copy | blog_outline | email | product_description. Absent: the template's,
    else social_post."""
    language: str = Field(default="en", max_length=20)
    variation_count: int = Field(default=3, ge=3, le=5)
    style: PlainText | None = Field(default=None, max_length=60)
    """modern | traditional | minimalist | vibrant, or a word for the tone."""
    thread: bool | None = None
    """On X: whether the text may run on in further posts. Absent: where the brief is long."""
    first_comment: Literal["hashtags", "link"] | None = None
    """What stands in the first comment instead of in the post."""
    template_id: str | None = Field(default=None, max_length=64)
    """Whose order of parts to follow; its own brief is used without a brief, or with slots."""
    slots: dict[SlotName, SlotWords] = Field(default_factory=dict, max_length=20)
    """What fills the gaps of the template's brief."""
    brand_id: str | None = Field(default=None, max_length=36)


class VideoBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brief: PlainText = Field(max_length=8_000)
    """What it shall be about, in the person's own words; may say how long it runs."""
    platform: str = Field(max_length=40)
    """Where it is seen first: as a Reel, a Short, a Story or a video there."""
    language: str = Field(default="en", max_length=20)
    duration: Literal[15, 30, 60] | None = None
    """Seconds. Absent: as the brief's words say, such as “30 second”, else 15."""
    variation_count: int = Field(default=1, ge=1, le=3)
    style: PlainText | None = Field(default=None, max_length=60)
    """modern | traditional | minimalist | vibrant, or a word for the tone."""
    brand_id: str | None = Field(default=None, max_length=36)


@router.post("/video")
async def write_scripts(body: VideoBody, caller: Writer, running: RunningDep) -> Scripts:
    """Scripts to film, scene by scene, each with its sources, its check and what it should do."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    wanted = WantedVideo(
        brief=body.brief,
        platform=parse_platform(body.platform),
        language=body.language,
        duration=body.duration,
        count=body.variation_count,
        style=body.style,
    )
    return await scripts(running.system.services, caller.member, brand, wanted)


@router.post("/generate")
async def generate_texts(body: StudioBody, caller: Writer, running: RunningDep) -> Generated:
    """Texts that really differ, each with its sources, its check and what it should do."""
    services = running.system.services
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    template = await _template(body, caller, running)
    wanted = Wanted(
        brief=body.brief,
        platform=_platform(body, template),
        content_type=_content_type(body, template),
        language=body.language,
        count=body.variation_count,
        style=body.style,
        is_thread=body.thread,
        first_comment=body.first_comment,
        template=template,
        slots=body.slots,
    )
    return await generate(services, caller.member, brand, wanted)


async def _template(body: StudioBody, caller: Caller, running: Running) -> Template | None:
    if body.template_id is None:
        return None
    return await templates.read(running.system.services, caller.workspace_id, body.template_id)


def _platform(body: StudioBody, template: Template | None) -> Platform:
    """The one that is named, else the template's first.

    Raises:
        InvalidError: `unknown_platform`.
    """
    if body.platform:
        return parse_platform(body.platform)
    if template and template.platforms:
        return template.platforms[0]
    known = ", ".join(one.value for one in Platform)
    raise InvalidError(f"Say with “platform” where it is read: {known}.", code="unknown_platform")


def _content_type(body: StudioBody, template: Template | None) -> ContentType:
    """The kind that is named, else the template's.

    Raises:
        InvalidError: `unknown_content_type`; `template_unfit`, of another kind than the template.
    """
    if body.content_type is None:
        return template.content_type if template else ContentType.SOCIAL_POST
    named = parse_content_type(body.content_type)
    if template and template.content_type is not named:
        raise InvalidError(
            f"The template “{template.name}” is for {template.content_type.value}. Leave "
            "“content_type” out, or choose another template.",
            code="template_unfit",
        )
    return named
