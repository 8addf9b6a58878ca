"""Gives a post its card, and keeps the picture from contradicting the words. Asks nobody."""

from collections.abc import Sequence

from domain.brand import BrandProfile
from domain.content import Version
from domain.form import ORDINARY, Format
from domain.media import Medium
from domain.platform import Platform
from media.wording import alt_text, card_words
from platforms.registry import Platforms
from tools.cards import drawn, is_card, words_of
from tools.looks import look_for
from tools.services import Services


async def with_card(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
) -> Version:
    """The version with the card of its words, where its platform shows pictures.

    One that has media already, or is no ordinary post, stays as it is, and where there are no words
    nothing is drawn.
    """
    if version.media or version.form != ORDINARY or not version.text:
        return version
    if not takes_card(services.platforms, platform):
        return version
    words = card_words(version.text, brand)
    card = await drawn(services, workspace_id, brand, words, look_for(brand, platform))
    told = {"media": (card.sha256,), "alt_text": version.alt_text or alt_text(words)}
    return version.model_copy(update=told)


async def described(services: Services, workspace_id: str, version: Version) -> Version:
    """With what our own cards say as their descriptions, where a person chose them as the media
    and described none.
    """
    if version.alt_text or version.form.alt_texts or not version.media:
        return version
    known = await known_media(services, workspace_id, version)
    if len(known) != len(version.media) or not all(map(is_card, known)):
        return version
    if len(known) > 1:
        return with_slides(version, known)
    words = words_of(known[0])
    return version.model_copy(update={"alt_text": alt_text(words) if words else None})


def takes_card(platforms: Platforms, platform: Platform) -> bool:
    """Whether an ordinary post there can have a JPEG picture."""
    profile = platforms.get(platform).renderer.formats.get(Format.POST)
    pictures = profile.pictures if profile else None
    return pictures is not None and "image/jpeg" in pictures.content_types


def most_pictures(platforms: Platforms, platform: Platform) -> int:
    """How many pictures an ordinary post has there at most."""
    profile = platforms.get(platform).renderer.formats.get(Format.POST)
    pictures = profile.pictures if profile else None
    return min(pictures.most, profile.most) if profile and pictures else 0


def writable(platforms: Platforms) -> tuple[Platform, ...]:
    """Where an ordinary post needs no more than words and a card: YouTube wants a video."""
    return tuple(p for p in platforms.available if _is_enough(platforms, p))


def _is_enough(platforms: Platforms, platform: Platform) -> bool:
    profile = platforms.get(platform).renderer.formats.get(Format.POST)
    return profile is not None and profile.least <= int(takes_card(platforms, platform))


async def known_media(
    services: Services, workspace_id: str, version: Version
) -> tuple[Medium, ...]:
    """What the version shows, in its order, as far as it is known here."""
    async with services.store.reading() as unit:
        return await unit.media.known(workspace_id, version.media)


def with_slides(version: Version, cards: Sequence[Medium]) -> Version:
    """The version with these cards, each described."""
    texts = tuple(alt_text(words) for card in cards if (words := words_of(card)))
    form = version.form.model_copy(update={"alt_texts": texts})
    media = tuple(card.sha256 for card in cards)
    return version.model_copy(update={"media": media, "form": form, "alt_text": None})
