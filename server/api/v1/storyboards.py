"""/api/v1/studio/storyboard: a script drawn as a video, by a job; put into no post."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from domain.form import Format
from domain.look import Ratio, Style
from domain.platform import parse_platform
from domain.video import VideoScript
from server.auth.access import Writer
from server.brands import chosen_brand
from server.plain_text import require_plain
from server.running import RunningDep
from tools.storyboards import StoryboardWish, order

router = APIRouter(prefix="/studio", tags=["studio"])
Sha256 = Annotated[str, Field(min_length=64, max_length=64)]


class Script(VideoScript):
    """A script as `POST /api/v1/studio/video` answers it: what is beside it is passed over."""

    model_config = ConfigDict(extra="ignore")


class StoryboardBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    script: Script
    platform: str = Field(max_length=40)
    format: Format | None = None
    """Absent: a Reel or Short where the platform has them, else an ordinary post."""
    style: Style | None = None
    """Absent: the brand's."""
    ratio: Ratio | None = None
    """Absent: 9:16, in an ordinary post 1:1."""
    pictures: dict[int, Sha256] = Field(default_factory=dict, max_length=16)
    """By scene number the `sha256` of a picture of yours. Absent: those of the products named."""
    brand_id: str | None = Field(default=None, max_length=36)


class StoryboardOrdered(BaseModel):
    """`/api/v1/jobs/{job_id}` tells how far it is; its result: `{medium, left_out}`."""

    job_id: str


@router.post("/storyboard", status_code=202)
async def draw_storyboard(
    body: StoryboardBody, caller: Writer, running: RunningDep
) -> StoryboardOrdered:
    """Draws each scene in the brand's look with its words at their times, and a silent track.

    A post has the video by its `sha256`: `{"media": [sha256], "form": {"format": "reel"}}`.
    """
    require_plain(body.model_dump(mode="json"))
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    wish = StoryboardWish(
        script=VideoScript.model_validate(body.script.model_dump()),
        platform=parse_platform(body.platform),
        format=body.format,
        style=body.style,
        ratio=body.ratio,
        pictures=body.pictures,
    )
    services = running.system.services
    return StoryboardOrdered(job_id=await order(services, caller.member, brand, wish))
