"""Gives a post its card, and keeps the picture from contradicting the words. Asks nobody."""

from collections.abc import Sequence

from domain.brand import BrandProfile
from domain.content import Version
from domain.errors import InvalidError
from domain.form import ORDINARY, Format
from domain.media import Medium
from domain.platform import Platform
from media.wording import alt_text, card_words
from platforms.registry import Platforms
from tools.cards import carousel, drawn, is_card, is_slide, look_of, words_of
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

    A card that says these words already stays, and a new one is drawn in its look; a carousel of
    ours is drawn anew, or becomes one card where the words are too few. A first picture that is no
    card of ours is a person's and stays too, as whatever stands behind the card does. The alt text
    is written where there is none, and follows the card while it is still the card's own. Where a
    person took all words away nothing is drawn.
    """
    if not version.text or not takes_card(services.platforms, platform):
        return version
    known = await known_media(services, workspace_id, version)
    if known and all(is_slide(one) for one in known) and len(known) == len(version.media):
        most = most_pictures(services.platforms, platform)
        swiped = await _swiped(services, workspace_id, brand, version, known, most)
        if swiped is not None:
            return swiped
        version, known = _without_slides(version), known[:1]
    if version.form != ORDINARY:
        return version
    return await _with_one(services, workspace_id, brand, platform, version, known)


async def _with_one(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
    known: tuple[Medium, ...],
) -> Version:
    words = card_words(version.text, brand)
    before = known[0] if known else None
    if before is not None and not is_card(before):
        return version
    said = words_of(before)
    if before is None:
        before = await drawn(services, workspace_id, brand, words, look_for(brand, platform))
    elif said != words or is_slide(before):
        before = await drawn(services, workspace_id, brand, words, look_of(before))
    own = (None, "", alt_text(said) if said else None)
    alt = alt_text(words) if version.alt_text in own else version.alt_text
    # what a person put beside the card stays
    media = (before.sha256, *version.media[1:])
    return version.model_copy(update={"media": media, "alt_text": alt})


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


def _without_slides(version: Version) -> Version:
    """Words became too few to swipe through: one card again, which is described anew."""
    form = version.form.model_copy(update={"alt_texts": ()})
    return version.model_copy(update={"media": version.media[:1], "form": form, "alt_text": None})


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


async def _swiped(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    version: Version,
    known: tuple[Medium, ...],
    most: int,
) -> Version | None:
    """With the cards of a carousel for its words, in their look; None where those are too few."""
    try:
        cards = await carousel(services, workspace_id, brand, version.text, look_of(known[0]), most)
    except InvalidError:
        return None
    return with_slides(version, cards)


def with_slides(version: Version, cards: Sequence[Medium]) -> Version:
    """The version with these cards, each described."""
    texts = tuple(alt_text(words) for card in cards if (words := words_of(card)))
    form = version.form.model_copy(update={"alt_texts": texts})
    media = tuple(card.sha256 for card in cards)
    return version.model_copy(update={"media": media, "form": form, "alt_text": None})
