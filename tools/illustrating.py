"""Gives a new post its first picture: painted by a model where one is set, else a drawn card."""

from domain.brand import BrandProfile
from domain.content import Version
from domain.errors import LimitError
from domain.form import ORDINARY
from domain.media import Medium
from domain.platform import Platform
from tools.cards import logo_of
from tools.checking import check_wholly
from tools.looks import Look, look_for
from tools.painting import Declined, PictureWanted, paint_for
from tools.pictures import takes_card, with_card
from tools.quotas import count_images, require_image_left
from tools.services import Services


async def illustrated(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    version: Version,
    language: str,
    look: Look | None = None,
) -> tuple[Version, str]:
    """The version with its picture, and why it is a card where it was to be painted.

    Args:
        language: The version's.
        look: As the request wants it; None: the brand's style, the platform's form.
    """
    note = ""
    plain = version.form == ORDINARY and not version.media and bool(version.text)
    if services.painter is not None and plain and takes_card(services.platforms, platform):
        text, wanted = version.text, look or look_for(brand, platform)
        made = await painted(services, workspace_id, brand, platform, text, language, wanted)
        if isinstance(made, Medium):
            version = with_painted(version, made)
            # that a machine made it is to be disclosed, and it was checked without it
            safety = await check_wholly(services, workspace_id, version, brand)
            return version.model_copy(update={"safety": safety}), ""
        note = f"{made.reason} It has a card instead."
    return await with_card(services, workspace_id, brand, platform, version), note


async def painted(
    services: Services,
    workspace_id: str,
    brand: BrandProfile,
    platform: Platform,
    text: str,
    language: str,
    look: Look,
) -> Medium | Declined:
    """A picture of these words by the image model, or why there is none."""
    try:
        async with services.store.reading() as unit:
            await require_image_left(unit, workspace_id, services.clock())
    except LimitError as error:
        return Declined(error.message, error.code)
    wanted = PictureWanted(
        text=text,
        language=language,
        platform=platform,
        style=look.style,
        ratio=look.ratio,
        logo=await logo_of(services, workspace_id, brand),
    )
    made = await paint_for(services, workspace_id, brand, wanted)
    if isinstance(made, Medium):
        async with services.store.writing() as unit:
            await count_images(unit, workspace_id, services.clock(), None, [made.sha256])
    if made is None:
        return Declined(
            "No image model is set here (INSTA_IMAGE_MODEL), so pictures are drawn cards.",
            "no_image_model",
        )
    return made


def with_painted(version: Version, medium: Medium) -> Version:
    """The version with that picture alone, described as it was asked for."""
    told = str(medium.provenance.get("alt_text", "")) or None
    return version.model_copy(update={"media": (medium.sha256,), "alt_text": told})
