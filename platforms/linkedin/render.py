"""Turns a version into the one form that LinkedIn gets and a person approves. Sends nothing."""

from collections.abc import Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.linkedin import littletext
from platforms.material import MediaItem, MediaProfile, PictureRules
from platforms.values import RenderedPost

COMMENTARY_LIMIT = 3000
"""Counted on the wire: escapes lengthen what LinkedIn receives and measures."""
MAX_PIXELS = 36_152_320 - 1
"""LinkedIn wants fewer than that number:
https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api"""
MAX_BYTES = 36 * 1024 * 1024
"""Ours, as LinkedIn names none: what a slow line can still send within one call's patience."""
MAX_ALT_TEXT = 4086


_POST = MediaProfile(
    pictures=PictureRules(
        content_types=("image/jpeg", "image/png"),
        max_bytes=MAX_BYTES,
        most=20,
        max_pixels=MAX_PIXELS,
    ),
    most=20,
)


class LinkedInRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = COMMENTARY_LIMIT
    formats: Mapping[Format, MediaProfile] = {Format.POST: _POST}

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = clean_tags(version.hashtags)
        items = described(version, media)
        wire = littletext.to_wire(caption_of(version.text, tags))
        return RenderedPost(
            platform=Platform.LINKEDIN,
            account_id=account_id,
            wire=wire,
            text=littletext.as_displayed(wire),
            hashtags=tags,
            links=links_in(version.text),
            media=items,
            form=version.form,
            character_count=len(wire),
            limit=COMMENTARY_LIMIT,
            problems=(
                *_problems(version, wire, account_id),
                *form_problems(
                    version.form, Platform.LINKEDIN, formats=self.formats, takes=("alt_texts",)
                ),
                *media_problems(
                    _POST, Platform.LINKEDIN, version, items, longest_alt_text=MAX_ALT_TEXT
                ),
            ),
        )


def _problems(version: Version, wire: str, account_id: str) -> list[str]:
    found = []
    if not account_id.startswith(("urn:li:person:", "urn:li:organization:")):
        found.append("The connected account is not a LinkedIn member or page. Connect it again.")
    if not wire:
        found.append("The post has no text. LinkedIn needs some: write it or ask for a draft.")
    if len(wire) > COMMENTARY_LIMIT:
        found.append(
            f"The post is {len(wire) - COMMENTARY_LIMIT} characters too long for LinkedIn "
            f"({len(wire)} of {COMMENTARY_LIMIT}; symbols like ( ) _ * count twice). Shorten it."
        )
    if version.first_comment:
        found.append(
            "A first comment cannot be sent to LinkedIn yet. Move it into the text or remove it."
        )
    return found
