"""/api/v1/studio/images: a picture or a carousel for words that are given; put into no post."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from domain.form import Format
from domain.look import Ratio, Style
from domain.platform import parse_platform
from server.auth.access import Writer
from server.brands import chosen_brand
from server.plain_text import PlainText
from server.running import RunningDep
from tools.picturing import Pictured, PictureWish, picture

router = APIRouter(prefix="/studio", tags=["studio"])


class PictureBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: PlainText = Field(max_length=8_000)
    """The words of the post that it goes with: its first ones are drawn large."""
    platform: str = Field(max_length=40)
    format: Literal["post", "story"] = "post"
    style: Style | None = None
    """Absent: the brand's (`brand_assets.style`), else modern."""
    ratio: Ratio | None = None
    """Absent: the one that the platform shows largest."""
    carousel: bool = False
    """Several cards to swipe: the first words, one thought each, the last line."""
    kind: Literal["card", "picture"] | None = None
    """A drawn card, or a picture by the image model (`INSTA_IMAGE_MODEL`). Absent: the model's
    where one is set, and a card where it cannot, with a note. A carousel is always of cards."""
    language: str | None = Field(default=None, max_length=20)
    """The text's. Absent: told by the text."""
    brand_id: str | None = Field(default=None, max_length=36)


@router.post("/images")
async def draw_pictures(body: PictureBody, caller: Writer, running: RunningDep) -> Pictured:
    """Draws and keeps them; a post has them by `sha256` in its `media`, in this order."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    wish = PictureWish(
        text=body.text,
        platform=parse_platform(body.platform),
        format=Format(body.format),
        style=body.style,
        ratio=body.ratio,
        carousel=body.carousel,
        kind=body.kind,
        language=body.language,
    )
    return await picture(running.system.services, caller.member, brand, wish)
