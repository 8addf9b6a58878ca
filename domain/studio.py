"""The studio's words: kinds of text, styles, and how a brief was read. Writes nothing."""

from enum import StrEnum

from domain.errors import InvalidError
from domain.frozen import Frozen


class ContentType(StrEnum):
    SOCIAL_POST = "social_post"
    AD_COPY = "ad_copy"
    BLOG_OUTLINE = "blog_outline"
    EMAIL = "email"
    PRODUCT_DESCRIPTION = "product_description"


STYLES = {
    "modern": "bold",
    "traditional": "nostalgic",
    "minimalist": "professional",
    "vibrant": "casual",
}
"""The seed's styles as the tones that authors know; any other word is a tone by itself."""


def parse_content_type(name: str) -> ContentType:
    """The kind of text that is named.

    Raises:
        InvalidError: `unknown_content_type`.
    """
    try:
        return ContentType(name.strip().lower())
    except ValueError as error:
        known = ", ".join(one.value for one in ContentType)
        raise InvalidError(
            f"“{name}” is no kind of text that the studio writes. Use one of: {known}.",
            code="unknown_content_type",
        ) from error


class Brief(Frozen):
    """What a person's sentence asks for."""

    text: str
    """The sentence itself."""
    topic: str = ""
    occasion: str | None = None
    objective: str = ""
    tone: str | None = None
    offer: str | None = None
    audience: str | None = None
    without_price: bool = False
    without_offer: bool = False
