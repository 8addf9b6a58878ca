"""Draws a post's picture anew in another style or form, or as a carousel, as its person wished."""

from domain.brand import BrandProfile
from domain.content import Version
from domain.errors import InvalidError
from domain.form import Format
from domain.frozen import Frozen
from domain.look import Ratio, Style
from domain.media import MADE, MediaKind, Medium
from domain.platform import Platform
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import PictureLook
from media.slides import LEAST
from media.wording import alt_text, card_words, headline_of
from tools.cards import carousel, drawn, is_card, is_slide, look_of
from tools.illustrating import painted, with_painted
from tools.looks import Look, look_for, require_form
from tools.painting import Declined
from tools.pictures import known_media, most_pictures, takes_card, with_slides
from tools.services import Services

_WISH = "another picture"
SAME = "It looks so already."
_NAMES = {
    Ratio.SQUARE: "square (1:1)",
    Ratio.PORTRAIT: "portrait (4:5)",
    Ratio.STORY: "full screen (9:16)",
    Ratio.WIDE: "wide (16:9)",
    Ratio.LINK: "very wide (1.91:1)",
}


class Relooked(Frozen):
    """The version as it looks now, what was done, and what could not be."""

    version: Version
    done: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()


async def relooked(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
    wish: PictureLook,
    language: str,
) -> Relooked:
    """The version with its picture as wished; unchanged, with the reason, where none can be.

    Cards are drawn anew, and a picture that a model painted is painted anew.

    Args:
        language: The version's.
    """
    known = await known_media(services, workspace_id, version)
    if _is_painted(known) and not wish.carousel:
        look = _look(wish, look_of(known[0]))
        if look == look_of(known[0]):
            same = NotDone(wish=_WISH, why=SAME)
            return Relooked(version=version, not_done=(same,))
        new = await _repainted(services, workspace_id, brand, platform, version, look, language)
        return new.model_copy(update={"done": _told(wish, version)}) if new.done else new
    if why := _hindrance(services, platform, version, known):
        return Relooked(version=version, not_done=(NotDone(wish=_WISH, why=why),))
    look = _look(wish, look_of(known[0]) if known else look_for(brand, platform))
    is_swiped = bool(known) and all(map(is_slide, known))
    swipes = is_swiped if wish.carousel is None else wish.carousel
    if known and swipes == is_swiped and look == look_of(known[0]):
        only = wish.carousel is False and not (wish.style or wish.ratio)
        why = "It has one picture already." if only else SAME
        return Relooked(version=version, not_done=(NotDone(wish=_WISH, why=why),))
    try:
        require_form(services.platforms, platform, Format.POST, look.ratio)
        if swipes:
            most = most_pictures(services.platforms, platform)
            version = await _swiped(services, workspace_id, brand, platform, version, look, most)
        else:
            version = await _single(services, workspace_id, brand, version, look)
    except InvalidError as error:
        return Relooked(version=version, not_done=(NotDone(wish=_WISH, why=error.message),))
    return Relooked(version=version, done=_told(wish, version))


def _is_painted(known: tuple[Medium, ...]) -> bool:
    return len(known) == 1 and known[0].provenance.get("kind") == MADE


async def _repainted(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
    look: Look,
    language: str,
) -> Relooked:
    try:
        require_form(services.platforms, platform, Format.POST, look.ratio)
    except InvalidError as error:
        return Relooked(version=version, not_done=(NotDone(wish=_WISH, why=error.message),))
    made = await painted(services, workspace_id, brand, platform, version.text, language, look)
    if isinstance(made, Declined):
        return Relooked(version=version, not_done=(NotDone(wish=_WISH, why=made.reason),))
    return Relooked(version=with_painted(version, made), done=("Painted anew.",))


def _look(wish: PictureLook, now: Look) -> Look:
    return Look(style=wish.style or now.style, ratio=wish.ratio or now.ratio)


def _hindrance(
    services: Services, platform: Platform, version: Version, known: tuple[Medium, ...]
) -> str:
    """Why nothing is drawn, in words; empty where something can be."""
    if not takes_card(services.platforms, platform):
        return f"{platform.title} shows no picture in a post."
    if any(one.kind is MediaKind.VIDEO for one in known):
        return "It is a video, which stays as it is. Ask for a new post, or for a new video."
    if _is_painted(known):
        return ""
    if not all(map(is_card, known)) or len(known) != len(version.media):
        return "It has media of your own, which stay as they are. Take them out, and I draw a card."
    if not headline_of(version.text):
        return "It has no words to draw."
    return ""


async def _swiped(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
    look: Look,
    most: int,
) -> Version:
    if most < LEAST:
        raise InvalidError(f"{platform.title} shows one picture in a post.", code="not_offered")
    cards = await carousel(services, workspace_id, brand, version.text, look, most)
    return with_slides(version, cards)


async def _single(
    services: Services, workspace_id: str, brand: BrandProfile, version: Version, look: Look
) -> Version:
    words = card_words(version.text, brand)
    card = await drawn(services, workspace_id, brand, words, look)
    described = version.alt_text if len(version.media) == 1 else None
    form = version.form.model_copy(update={"alt_texts": ()})
    told = {"media": (card.sha256,), "form": form, "alt_text": described or alt_text(words)}
    return version.model_copy(update=told)


def _told(wish: PictureLook, version: Version) -> tuple[str, ...]:
    done = []
    if wish.carousel:
        done.append(f"Made it a carousel of {len(version.media)} cards.")
    elif wish.carousel is False:
        done.append("Drew one picture in place of the carousel.")
    if wish.style:
        done.append(_STYLED[wish.style])
    if wish.ratio:
        done.append(f"Drew the picture {_NAMES[wish.ratio]}.")
    return tuple(done)


_STYLED = {
    Style.MODERN: "Drew the picture in the modern style.",
    Style.TRADITIONAL: "Drew the picture in the traditional style.",
    Style.MINIMALIST: "Drew the picture in the minimalist style.",
    Style.VIBRANT: "Drew the picture in the vibrant style.",
}
