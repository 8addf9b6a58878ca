"""Pictures on demand for words that are given: one, or a carousel. Puts them into no post.

The seed's `generateImageContent`: what comes back names the medium, which any post of the
workspace may then have by its hash.
"""

from datetime import datetime
from typing import Literal

from domain import hidden
from domain.account import Member, Right
from domain.brand import Brand
from domain.errors import ForbiddenError, InvalidError
from domain.form import Format
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.language import language_of
from domain.look import Ratio, Style
from domain.media import ASKED_BY, Medium, is_generated
from domain.platform import Platform
from media.slides import LEAST, slides
from media.wording import alt_text, card_words
from store.media import blob_key
from tools.cards import carousel, drawn, look_of, words_of
from tools.illustrating import painted
from tools.looks import Look, look_for, require_form
from tools.pictures import most_pictures
from tools.quotas import count_images, require_image_left
from tools.services import Services

DRAWN_HERE = "drawn by Insta Media AI"


class PictureWish(Frozen):
    """What a picture is asked for."""

    text: str
    platform: Platform
    format: Format = Format.POST
    style: Style | None = None
    """None: the brand's."""
    ratio: Ratio | None = None
    """None: the one that the platform shows largest."""
    carousel: bool = False
    kind: Literal["card", "picture"] | None = None
    """A drawn card, or a picture by the image model; None: as posts get it here."""
    language: str | None = None
    """The text's; None: told by the text."""


class Dimensions(Frozen):
    """Pixels."""

    width: int
    height: int


class PictureMetadata(Frozen):
    """The seed's."""

    generated_at: datetime
    model_used: str


class ImageContent(Frozen):
    """The seed's ImageContent, with what it is and how it is described."""

    id: str
    sha256: str
    """By which a post has it."""
    s3_key: str
    """Where its bytes lie among the installation's files."""
    url: str
    """Where its own people look at it, with their token."""
    content_type: str
    dimensions: Dimensions
    style: Style
    ratio: Ratio
    prompt: str
    """What a model was asked for; of a card its words."""
    alt_text: str
    ai_made: bool
    """Whether a model made it, which readers have to be told."""
    metadata: PictureMetadata


class Pictured(Frozen):
    items: tuple[ImageContent, ...]
    """One, or the cards of a carousel in their order."""
    notes: tuple[str, ...] = ()


async def picture(services: Services, member: Member, brand: Brand, wish: PictureWish) -> Pictured:
    """Draw and keep what was asked for; the same twice is one.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `empty_text`, `ratio_not_taken`, `format_not_offered`,
            `carousel_not_offered`, `too_short_for_carousel`; of a picture by a model, why there
            is none: `no_image_model`, `picture_unfit`, or the code of the model's fault.
        LimitError: The plan's images of this month are used up.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver for this picture.", code="not_an_editor")
    text = hidden.cleaned(wish.text).strip()
    if not card_words(text, brand.profile).headline:
        raise InvalidError(
            "There are no words to draw. Give the text that the picture goes with.",
            code="empty_text",
        )
    look = look_for(brand.profile, wish.platform, wish.format, style=wish.style, ratio=wish.ratio)
    require_form(services.platforms, wish.platform, wish.format, look.ratio)
    _require_swiped(services, wish)
    began, wanted = services.clock(), 1
    if wish.carousel:
        most = most_pictures(services.platforms, wish.platform)
        wanted = len(slides(text, brand.profile, most))
    async with services.store.reading() as unit:
        await require_image_left(unit, member.workspace_id, began, wanted)
    made, note = await _made(services, member, brand, text, wish, look)
    # what a model painted is counted already, and what was there before is no new one
    new = [one.sha256 for one in made if one.created_at >= began and not is_generated(one)]
    async with services.store.writing() as unit:
        await count_images(unit, member.workspace_id, began, member.user_id, new)
    items = tuple(_told(medium, services.public_url) for medium in made)
    return Pictured(items=items, notes=(note,) if note else ())


def _require_swiped(services: Services, wish: PictureWish) -> None:
    """See that a carousel can be shown where it is wished for.

    Raises:
        InvalidError: `carousel_not_offered`.
    """
    most = most_pictures(services.platforms, wish.platform) if wish.format is Format.POST else 1
    if wish.carousel and most < LEAST:
        raise InvalidError(
            f"A {wish.format.value} on {wish.platform.title} shows one picture. Leave carousel "
            "out, or choose a post.",
            code="carousel_not_offered",
        )


async def _made(
    services: Services, member: Member, brand: Brand, text: str, wish: PictureWish, look: Look
) -> tuple[tuple[Medium, ...], str]:
    """The pictures, and why they are cards where they were to be painted."""
    kind = wish.kind or ("picture" if services.painter and not wish.carousel else "card")
    if kind == "card" or wish.carousel:
        return await _cards(services, member, brand, text, wish, look), ""
    language = wish.language or language_of(text)
    made = await painted(
        services, member.workspace_id, brand.profile, wish.platform, text, language, look
    )
    if isinstance(made, Medium):
        return (made,), ""
    if wish.kind:  # nothing else was asked for
        raise InvalidError(made.reason, code=made.code)
    cards = await _cards(services, member, brand, text, wish, look)
    return cards, f"{made.reason} It is a card instead."


async def _cards(
    services: Services, member: Member, brand: Brand, text: str, wish: PictureWish, look: Look
) -> tuple[Medium, ...]:
    workspace_id, more = member.workspace_id, {ASKED_BY: member.user_id}
    if wish.carousel:
        most = most_pictures(services.platforms, wish.platform)
        return await carousel(services, workspace_id, brand.profile, text, look, most, more=more)
    words = card_words(text, brand.profile)
    return (await drawn(services, workspace_id, brand.profile, words, look, more=more),)


def _told(medium: Medium, address: str) -> ImageContent:
    words, look = words_of(medium), look_of(medium)
    return ImageContent(
        id=derived_id("image", medium.workspace_id, medium.sha256),
        sha256=medium.sha256,
        s3_key=blob_key(medium.sha256),
        url=f"{address}/api/v1/media/{medium.sha256}",
        content_type=medium.content_type,
        dimensions=Dimensions(width=medium.width, height=medium.height),
        style=look.style,
        ratio=look.ratio,
        prompt=str(medium.provenance.get("prompt") or (words.headline if words else "")),
        alt_text=alt_text(words) if words else str(medium.provenance.get("alt_text", "")),
        ai_made=is_generated(medium),
        metadata=PictureMetadata(
            generated_at=medium.created_at,
            model_used=str(medium.provenance.get("painter", DRAWN_HERE)),
        ),
    )
