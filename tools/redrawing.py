"""After an edit: cards that say the new words, and media with their own descriptions.

Only what was drawn for the old words is drawn anew. What a person chose stays, and so do the words
by which they described it.
"""

from domain.brand import BrandProfile
from domain.content import Version, alt_text_of
from domain.errors import InvalidError
from domain.media import Medium
from domain.platform import Platform
from media.slides import slides
from media.wording import alt_text, card_words, headline_of
from tools.cards import carousel, drawn, is_card, is_slide, look_of, words_of
from tools.pictures import known_media, most_pictures, with_slides
from tools.services import Services


async def redrawn(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    before: Version,
    version: Version,
) -> Version:
    """The edited version, its cards drawn in their look where they said the words of before."""
    if version.text == before.text or not version.text or not version.media:
        return version
    known = await known_media(services, workspace_id, version)
    if len(known) != len(version.media):
        return version
    most = most_pictures(services.platforms, platform)
    if all(map(is_slide, known)):
        if _headlines(known) != [w.headline for w in slides(before.text, brand, most)]:
            return version
        return await _swiped(services, workspace_id, brand, version, known, most)
    words = words_of(known[0])
    if words is None or is_slide(known[0]) or words.headline != headline_of(before.text):
        return version
    return await _single(services, workspace_id, brand, version, known)


def _headlines(known: tuple[Medium, ...]) -> list[str]:
    return [words.headline for one in known if (words := words_of(one))]


async def _swiped(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    version: Version,
    known: tuple[Medium, ...],
    most: int,
) -> Version:
    """A carousel of the new words, or one card where they are too few for it."""
    look, described = look_of(known[0]), version.form.alt_texts
    try:
        cards = await carousel(services, workspace_id, brand, version.text, look, most)
    except InvalidError:
        form = version.form.model_copy(update={"alt_texts": ()})
        single = {"media": version.media[:1], "form": form, "alt_text": None}
        return await _single(
            services, workspace_id, brand, version.model_copy(update=single), known[:1]
        )
    new = with_slides(version, cards)
    is_own = described in ((), _descriptions(known)) or len(described) != len(cards)
    if is_own:
        return new
    form = new.form.model_copy(update={"alt_texts": described})
    return new.model_copy(update={"form": form})


def _descriptions(known: tuple[Medium, ...]) -> tuple[str, ...]:
    return tuple(alt_text(words) for one in known if (words := words_of(one)))


async def _single(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    version: Version,
    known: tuple[Medium, ...],
) -> Version:
    """The first medium, a card, drawn with the new words; what stands behind it stays."""
    words, said = card_words(version.text, brand), words_of(known[0])
    card = await drawn(services, workspace_id, brand, words, look_of(known[0]))
    old, new = (alt_text(said) if said else None), alt_text(words)
    texts = version.form.alt_texts
    if texts and texts[0] == old:
        texts = (new, *texts[1:])
    described = version.alt_text if texts or version.alt_text not in (None, "", old) else new
    return version.model_copy(
        update={
            "media": (card.sha256, *version.media[1:]),
            "form": version.form.model_copy(update={"alt_texts": texts}),
            "alt_text": described,
        }
    )


async def redescribed(
    services: Services, workspace_id: str, before: Version, version: Version
) -> Version:
    """A version whose media a person changed, each medium with its own description.

    One that was there keeps the words it had, a card of ours has its own, any other has none.
    """
    known = {one.sha256: one for one in await known_media(services, workspace_id, version)}
    had = {sha256: alt_text_of(before, at) for at, sha256 in enumerate(before.media)}
    texts = tuple(had.get(one) or _own_words(known.get(one)) for one in version.media)
    several = len(texts) > 1
    form = version.form.model_copy(update={"alt_texts": texts if several and any(texts) else ()})
    alone = texts[0] if texts and not several else ""
    return version.model_copy(update={"form": form, "alt_text": alone or None})


def _own_words(medium: Medium | None) -> str:
    words = words_of(medium) if is_card(medium) else None
    return alt_text(words) if words else ""
