"""Draws a brand's cards and keeps them, one alone or several to swipe through. Asks nobody."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from domain.brand import BrandProfile
from domain.errors import InvalidError, NotFoundError
from domain.look import Ratio, Style
from domain.media import Medium
from media.slides import LEAST, slides
from media.wording import CardWords
from tools.looks import Look
from tools.media import Kept, keep
from tools.services import Services

CARD = "card"
SLIDE = "slide"
"""In a card's provenance: which of several it is, from 1."""


async def drawn(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    words: CardWords,
    look: Look,
    more: Mapping[str, object] = MappingProxyType({}),
) -> Medium:
    """A card by itself.

    Args:
        more: What else its provenance says.
    """
    (made,) = await _all(services, workspace_id, brand, (words,), look, more)
    return made


async def carousel(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    text: str,
    look: Look,
    most: int,
    more: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Medium, ...]:
    """The cards of a text, in their order.

    Args:
        most: So many cards as the platform takes.
        more: What else their provenance says.

    Raises:
        InvalidError: `too_short_for_carousel`.
    """
    told = slides(text, brand, most)
    if not told:
        raise InvalidError(
            f"These words are too few for a carousel, which has at least {LEAST} cards. Write a "
            "list, or four sentences and more.",
            code="too_short_for_carousel",
        )
    return await _all(services, workspace_id, brand, told, look, more)


async def _all(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    told: tuple[CardWords, ...],
    look: Look,
    more: Mapping[str, object],
) -> tuple[Medium, ...]:
    logo = await logo_of(services, workspace_id, brand)
    palette = brand.brand_assets.color_palette
    made = []
    for number, words in enumerate(told, 1):
        place = (number, len(told), told[0].headline) if len(told) > 1 else None
        content = await asyncio.to_thread(_jpeg, words, palette, logo, look, place)
        provenance = {"kind": CARD, **asdict(words), **look.model_dump(mode="json"), **more}
        if place:
            provenance |= {SLIDE: number, "of": len(told)}
        made.append(await keep(services, workspace_id, content, provenance=provenance))
    return tuple(made)


def _jpeg(
    words: CardWords,
    palette: tuple[str, ...],
    logo: bytes | None,
    look: Look,
    place: tuple[int, int, str] | None,
) -> bytes:
    from media.card import Place, draw  # the imaging library loads when a card is needed

    at = Place(*place) if place else None
    return draw(words, palette, logo=logo, style=look.style, ratio=look.ratio, place=at)


def words_of(medium: Medium | None) -> CardWords | None:
    """What a card says, as it was kept beside it; None of what is none of ours."""
    if not is_card(medium) or medium is None:
        return None
    names = CardWords.__dataclass_fields__
    return CardWords(**{name: str(medium.provenance.get(name, "")) for name in names})


def look_of(medium: Medium) -> Look:
    """How a card was drawn; those of before it was kept are modern ones of 4:5."""
    said = medium.provenance
    return Look(
        style=Style(str(said.get("style", Style.MODERN.value))),
        ratio=Ratio(str(said.get("ratio", Ratio.PORTRAIT.value))),
    )


def is_card(medium: Medium | None) -> bool:
    return medium is not None and medium.provenance.get("kind") == CARD


def is_slide(medium: Medium) -> bool:
    return is_card(medium) and SLIDE in medium.provenance


async def logo_of(services: Services, workspace_id: str, brand: BrandProfile) -> bytes | None:
    """The brand's logo: a medium of its own workspace, by hash. None where there is none."""
    sha256 = brand.brand_assets.logo_s3_key
    if not sha256:
        return None
    try:
        return await Kept(services, workspace_id).whole(sha256)
    except NotFoundError:
        return None
