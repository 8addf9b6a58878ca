"""Tells a person that a post nearly repeats an earlier one, before they approve it. Blocks none."""

from datetime import timedelta

from domain.caution import Caution
from domain.content import Content
from domain.platform import Platform
from domain.times import spoken
from esg.repeats import PastText, Repeat
from store.said import SaidText
from tools.services import Services

LOOKS_BACK = timedelta(days=90)
NEAR_DUPLICATE = "near_duplicate"
_EXCERPT = 90


async def repeats(services: Services, content: Content, text: str) -> tuple[Caution, ...]:
    """What to say of a text that the brand said on that platform within 90 days, or is about to.

    Args:
        services: The running system.
        content: The piece; its own earlier versions are no repeats.
        text: What it is to say.
    """
    return await repeats_on(
        services,
        content.workspace_id,
        content.brand_id,
        content.platform,
        text,
        but_content=content.id,
    )


async def repeats_on(
    services: Services,
    workspace_id: str,
    brand_id: str,
    platform: Platform,
    text: str,
    *,
    but_content: str = "",
) -> tuple[Caution, ...]:
    """As `repeats`, of a text that is no piece yet."""
    since = services.clock() - LOOKS_BACK
    async with services.store.reading() as unit:
        brand = (await unit.brands.get(workspace_id, brand_id)).profile
        said = await unit.posts.said.lately(
            workspace_id, brand_id, platform, since=since, but_content=but_content
        )
    past = [PastText(id=one.id, text=one.text, at=one.at) for one in said]
    found = await services.esg.repeats.nearest(text, past)
    if found is None:
        return ()
    known = next(one for one in said if one.id == found.past.id)
    return (Caution(code=NEAR_DUPLICATE, message=_told(found, known, platform, brand.timezone)),)


def lasting(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    """Those that stay true while the words do, whatever time is chosen for them."""
    return tuple(one for one in cautions if one.code == NEAR_DUPLICATE)


def _told(found: Repeat, known: SaidText, platform: Platform, timezone: str) -> str:
    if known.at is None:
        when = "a post that waits for approval"
    else:
        when = f"{'the post of' if known.is_out else 'the one planned for'} "
        when += spoken(known.at, timezone)
    words = " ".join(known.text.split())
    excerpt = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
    how = {
        "same": "It says the same words as",
        "semantic": f"It means nearly the same ({found.similarity:.0%}) as",
        "lexical": f"It is worded nearly the same ({found.similarity:.0%}) as",
    }[found.how]
    return (
        f"{how} {when} on {platform.title}: “{excerpt}”. People and platforms tire of repeats; "
        "change it, or approve it if you mean to say it again."
    )
