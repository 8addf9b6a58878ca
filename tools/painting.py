"""Has a post's picture painted: worded, checked, painted, finished, kept. Or says why not."""

import asyncio
from dataclasses import dataclass

from domain import hidden
from domain.brand import BrandProfile
from domain.colours import all_named
from domain.content import Provenance
from domain.errors import InstaMediaError
from domain.look import Ratio, Style
from domain.media import AI_MADE, MADE, Medium
from domain.platform import Platform
from domain.times import day_in
from llm.image.port import Order, Painted
from llm.tasks.image_prompt import IMAGE_PROMPT, ImagePrompt, ImagePromptInputs
from media.frames import FRAMES
from media.seed import number
from safety.picturing import unpaintable
from tools.media import keep
from tools.moderating import moderated
from tools.safety import check
from tools.services import Services


@dataclass(frozen=True, slots=True)
class Declined:
    """No picture was painted, and nothing of one was kept."""

    reason: str
    """What happened, why, and what can be done, in plain words."""
    code: str
    """The error's own, or `picture_unfit` for what may not be painted."""


@dataclass(frozen=True, slots=True)
class PictureWanted:
    """The picture that a post is to have."""

    text: str
    """The post's own words."""
    language: str
    platform: Platform
    style: Style = Style.MODERN
    ratio: Ratio = Ratio.SQUARE
    logo: bytes | None = None
    """Put in the picture's corner."""
    turn: int = 0
    """Another number gives another picture of the same words."""


async def paint_for(
    services: Services, workspace_id: str, brand: BrandProfile, wanted: PictureWanted
) -> Medium | Declined | None:
    """A picture of a post's words, kept in the workspace; None where every picture is a card.

    What it costs is counted to the payer of this task (`llm.model.paying`), also where the
    picture cannot be used. Its provenance holds how it came to be, and an `alt_text`.
    """
    painter = services.painter
    if painter is None:
        return None
    try:
        asked, by = await _asked(services, brand, wanted)
        if why := await _shut(services, asked, brand):
            return _declined("picture_unfit", why)
        painted = await painter.paint(_order(asked, wanted))
        content = await _finished(painted, wanted)
    except InstaMediaError as error:
        why = _BUDGET if error.code == "model_budget" else error.message
        return _declined(error.code, why)
    told = _provenance(asked, by, painted, wanted)
    return await keep(services, workspace_id, content, provenance=told)


_BUDGET = (
    "What is left of this month's budget for models is less than a picture may cost. The budget "
    "begins anew next month; a larger plan has more."
)


def _declined(code: str, why: str) -> Declined:
    return Declined(f"No picture was painted. {why}", code)


async def _asked(
    services: Services, brand: BrandProfile, wanted: PictureWanted
) -> tuple[ImagePrompt, Provenance]:
    """What the model is to be asked for, and who worded it."""
    inputs = ImagePromptInputs(
        text=wanted.text,
        language=wanted.language,
        brand=brand.as_told(day_in(services.clock(), brand.timezone)),
        style=wanted.style,
        platform=wanted.platform,
        ratio=wanted.ratio,
        palette=all_named(brand.brand_assets.color_palette),
        avoid=brand.brand_voice.avoid_words,
    )
    written = await services.author.write(IMAGE_PROMPT, inputs)
    plain = hidden.everywhere(written.output.model_dump(), hidden.cleaned)
    return ImagePrompt.model_validate(plain), written.provenance


async def _shut(services: Services, asked: ImagePrompt, brand: BrandProfile) -> str:
    """Why this may not be painted; empty where it may. The stricter of all who are asked wins."""
    seen = ", ".join((asked.prompt, *asked.concepts))
    if found := unpaintable(seen):
        return (
            f"Its description has {found}, which no painted picture may show here. Change the "
            "post's words, or use a card or a picture of your own."
        )
    said = f"{seen}\n{asked.alt_text}"
    flags = check(said, (), brand).flags
    heard = await moderated(services.moderator, said)
    flags = (*flags, *(heard.flags if heard else ()))
    shut = next((f for f in flags if f.severity == "block" or f.category == "competitor"), None)
    return f"Its description may not be used: {shut.message}" if shut else ""


def _order(asked: ImagePrompt, wanted: PictureWanted) -> Order:
    frame = FRAMES[wanted.ratio]
    return Order(
        prompt=asked.prompt,
        negative=asked.negative,
        width=frame.width,
        height=frame.height,
        seed=number(asked.prompt, wanted.style, wanted.ratio, str(wanted.turn)),
    )


async def _finished(painted: Painted, wanted: PictureWanted) -> bytes:
    from media.photo import finished  # the imaging library loads when one is needed

    return await asyncio.to_thread(
        finished,
        painted.content,
        ratio=wanted.ratio,
        style=wanted.style,
        logo=wanted.logo,
    )


def _provenance(
    asked: ImagePrompt, by: Provenance, painted: Painted, wanted: PictureWanted
) -> dict[str, object]:
    return {
        "kind": MADE,
        AI_MADE: True,
        "prompt": asked.prompt,
        "negative": asked.negative,
        "concepts": list(asked.concepts),
        "alt_text": asked.alt_text,
        "prompt_author": by.author,
        "prompt_version": by.prompt_version,
        "model": painted.model,
        "painter": painted.label,
        "seed": painted.seed,
        "painted": [painted.width, painted.height],
        "style": wanted.style.value,
        "ratio": wanted.ratio.value,
        "cost_usd": painted.cost_usd,
        "latency_ms": round(painted.latency_ms),
    }
