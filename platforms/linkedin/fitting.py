"""What media, cards and mentions a LinkedIn post can have, and what of it cannot stand together."""

from collections.abc import Iterator, Sequence

from domain.content import Version
from domain.media import EXTENSIONS, MediaKind
from platforms.linkedin import littletext
from platforms.linkedin.content import card_title
from platforms.material import DocumentRules, MediaItem, MediaProfile, PictureRules, VideoRules

MAX_PIXELS = 36_152_320 - 1
"""LinkedIn wants fewer than that number:
https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api"""
MAX_BYTES = 36 * 1024 * 1024
"""Ours, as LinkedIn names none: what a slow line can still send within one call's patience."""
MAX_FRAMES = 250
MAX_ALT_TEXT = 4086
MOST_PICTURES = 20
_MEBI = 1024 * 1024
_OFFICE = tuple(
    kind for kind, name in EXTENSIONS.items() if name in ("pdf", "doc", "docx", "ppt", "pptx")
)

POST = MediaProfile(
    pictures=PictureRules(
        content_types=("image/jpeg", "image/png"),
        max_bytes=MAX_BYTES,
        most=MOST_PICTURES,
        max_pixels=MAX_PIXELS,
    ),
    animations=PictureRules(
        content_types=("image/gif",),
        max_bytes=MAX_BYTES,
        max_pixels=MAX_PIXELS,
        max_frames=MAX_FRAMES,
    ),
    # https://learn.microsoft.com/linkedin/marketing/community-management/shares/videos-api
    videos=VideoRules(
        min_bytes=75 * 1024,
        max_bytes=500 * _MEBI,
        min_s=3,
        max_s=30 * 60,
        min_aspect=1 / 2.4,
        max_aspect=2.4,
    ),
    # https://www.ayrshare.com/docs/media-guidelines/linkedin
    documents=DocumentRules(content_types=_OFFICE, max_bytes=100 * _MEBI, max_pages=300),
    most=MOST_PICTURES,
)
_CARD_PICTURES = ("image/jpeg", "image/png")


def misplaced(version: Version, items: Sequence[MediaItem]) -> Iterator[str]:
    """Why what is wished for beside the text cannot go, in words."""
    yield from _mentions(version)
    yield from _card(version, items) if version.form.link else _title(version, items)
    for item in items:
        if item.alt_text and item.kind in (MediaKind.VIDEO, MediaKind.DOCUMENT):
            yield (
                f"LinkedIn's API takes descriptions of pictures only. Remove the {item.kind}'s, "
                "or say it in the text."
            )


def _mentions(version: Version) -> Iterator[str]:
    text = " ".join((version.text, *version.hashtags))
    for mention in version.form.mentions:
        if not littletext.is_member_or_page(mention.id):
            yield (
                f"“{mention.id}” is nobody whom LinkedIn lets a post mention. Give the address of "
                "a member (urn:li:person:…) or of a page (urn:li:organization:…)."
            )
        if not littletext.is_named(text, mention):
            yield (
                f"The text does not name @{mention.name}, who is to be mentioned. Write "
                f"@{mention.name} where the mention belongs, or remove it."
            )


def _card(version: Version, items: Sequence[MediaItem]) -> Iterator[str]:
    form = version.form
    if not card_title(form):
        yield "The link card has no title, and LinkedIn reads no page for it. Give it one."
    if form.title and form.link and form.link.title:
        yield "The link card has a title of its own, so the post can have no other. Remove one."
    if len(items) > 1 or any(item.content_type not in _CARD_PICTURES for item in items):
        yield (
            "LinkedIn shows either media or a link card, which may have one JPEG or PNG picture. "
            "Remove the card or the media."
        )
    elif items and items[0].alt_text:
        yield (
            "LinkedIn's link card takes no description of its picture. Remove the description, or "
            "the card."
        )


def _title(version: Version, items: Sequence[MediaItem]) -> Iterator[str]:
    if version.form.title:
        if len(items) != 1:
            yield (
                "LinkedIn shows a title with a single picture, video or document, or on a link "
                "card. Remove it."
            )
    elif any(item.kind is MediaKind.DOCUMENT for item in items):
        yield "LinkedIn shows a document under a title, and this one has none. Give it one."
