"""Gives a post its card, and keeps the picture from contradicting the words. Asks nobody."""

import asyncio
from dataclasses import asdict

from domain.brand import BrandProfile
from domain.content import Version
from domain.errors import NotFoundError
from domain.form import ORDINARY, Format
from domain.media import Medium
from domain.platform import Platform
from media.wording import CardWords, alt_text, card_words
from platforms.registry import Platforms
from tools.media import Kept, keep
from tools.services import Services

CARD = "card"


async def with_card(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
) -> Version:
    """The version with the card of its words, where its platform shows pictures.

    A card that says these words already stays. A first picture that is no card of ours is a
    person's and stays too, as whatever stands behind the card does. The alt text is written where
    there is none, and follows the card while it is still the card's own. Where a person took all
    words away nothing is drawn.
    """
    if version.form != ORDINARY or not version.text or not takes_card(services.platforms, platform):
        return version
    words = card_words(version.text, brand)
    before = await _shown(services, workspace_id, version)
    if before is not None and before.provenance.get("kind") != CARD:
        return version
    said = _words(before)
    if said != words or before is None:
        before = await _drawn(services, workspace_id, brand, words)
    own = (None, "", alt_text(said) if said else None)
    alt = alt_text(words) if version.alt_text in own else version.alt_text
    # what a person put beside the card stays
    media = (before.sha256, *version.media[1:])
    return version.model_copy(update={"media": media, "alt_text": alt})


def takes_card(platforms: Platforms, platform: Platform) -> bool:
    """Whether an ordinary post there can have a JPEG picture."""
    profile = platforms.get(platform).renderer.formats.get(Format.POST)
    pictures = profile.pictures if profile else None
    return pictures is not None and "image/jpeg" in pictures.content_types


def writable(platforms: Platforms) -> tuple[Platform, ...]:
    """Where an ordinary post needs no more than words and a card: YouTube wants a video."""
    return tuple(p for p in platforms.available if _is_enough(platforms, p))


def _is_enough(platforms: Platforms, platform: Platform) -> bool:
    profile = platforms.get(platform).renderer.formats.get(Format.POST)
    return profile is not None and profile.least <= int(takes_card(platforms, platform))


async def _shown(services: Services, workspace_id: str, version: Version) -> Medium | None:
    async with services.store.reading() as unit:
        known = await unit.media.known(workspace_id, version.media)
    return known[0] if known else None


def _words(medium: Medium | None) -> CardWords | None:
    """What a card says, as it was kept beside it."""
    if medium is None or medium.provenance.get("kind") != CARD:
        return None
    names = CardWords.__dataclass_fields__
    return CardWords(**{name: str(medium.provenance.get(name, "")) for name in names})


async def _drawn(
    services: Services, workspace_id: str, brand: BrandProfile, words: CardWords
) -> Medium:
    from media.card import draw  # the imaging library loads when a card is needed

    logo = await _logo(services, workspace_id, brand)
    palette = brand.brand_assets.color_palette
    content = await asyncio.to_thread(draw, words, palette, logo=logo)
    return await keep(services, workspace_id, content, provenance={"kind": CARD, **asdict(words)})


async def _logo(services: Services, workspace_id: str, brand: BrandProfile) -> bytes | None:
    """The brand's logo: a medium of its own workspace, by hash. None where there is none."""
    sha256 = brand.brand_assets.logo_s3_key
    if not sha256:
        return None
    try:
        return await Kept(services, workspace_id).whole(sha256)
    except NotFoundError:
        return None
