"""Turns a version into the one form that LinkedIn gets and a person approves. Sends nothing."""

from collections.abc import Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.linkedin import littletext
from platforms.linkedin.fitting import MAX_ALT_TEXT, POST, misplaced
from platforms.material import MediaItem, MediaProfile
from platforms.values import Part, RenderedPost

COMMENTARY_LIMIT = 3000
"""Counted on the wire: escapes lengthen what LinkedIn receives and measures."""
COMMENT_LIMIT = 1250
"""https://www.linkedin.com/help/linkedin/answer/a528176"""
_TAKES = ("alt_texts", "title", "link", "mentions")


class LinkedInRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = COMMENTARY_LIMIT
    formats: Mapping[Format, MediaProfile] = {Format.POST: POST}

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = clean_tags(version.hashtags)
        items = described(version, media)
        wire = littletext.to_wire(caption_of(version.text, tags), version.form.mentions)
        parts = _parts(version)
        return RenderedPost(
            platform=Platform.LINKEDIN,
            account_id=account_id,
            wire=wire,
            text=littletext.as_displayed(wire),
            hashtags=tags,
            links=links_in(version.text),
            media=items,
            form=version.form,
            parts=parts,
            character_count=len(wire),
            limit=COMMENTARY_LIMIT,
            problems=(
                *_problems(wire, parts, account_id),
                *form_problems(version.form, Platform.LINKEDIN, formats=self.formats, takes=_TAKES),
                *misplaced(version, items),
                *media_problems(
                    POST, Platform.LINKEDIN, version, items, longest_alt_text=MAX_ALT_TEXT
                ),
            ),
        )


def _parts(version: Version) -> tuple[Part, ...]:
    """The first comment: plain text, in which nothing is reserved and nothing escaped."""
    text = caption_of(version.first_comment or "", ())
    if not text:
        return ()
    return (
        Part(kind="comment", wire=text, text=text, character_count=len(text), limit=COMMENT_LIMIT),
    )


def _problems(wire: str, parts: tuple[Part, ...], account_id: str) -> list[str]:
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
    found += [
        f"The first comment is {part.character_count - part.limit} characters too long for "
        f"LinkedIn ({part.character_count} of {part.limit}). Shorten it."
        for part in parts
        if part.character_count > part.limit
    ]
    return found
