"""Turns a version into the one form that LinkedIn gets and a person approves. Sends nothing."""

import re
from collections.abc import Sequence

from domain.content import Version
from domain.platform import Platform
from platforms.linkedin import littletext
from platforms.ports import MediaItem, MediaProfile, RenderedPost

COMMENTARY_LIMIT = 3000
"""Counted on the wire: escapes lengthen what LinkedIn receives and measures."""

_LINK = re.compile(r"https?://[^\s<>\"“”‘’]+[^\s<>\"“”‘’.,;:!?)\]}']")


class LinkedInRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = COMMENTARY_LIMIT
    media = MediaProfile(content_types=(), max_bytes=0, most=0)

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = _clean_tags(version.hashtags)
        wire = littletext.to_wire(_with_tags(_normal_lines(version.text), tags))
        return RenderedPost(
            platform=Platform.LINKEDIN,
            account_id=account_id,
            wire=wire,
            text=littletext.as_displayed(wire),
            hashtags=tags,
            links=tuple(_LINK.findall(version.text)),
            media=tuple(media),
            character_count=len(wire),
            limit=COMMENTARY_LIMIT,
            problems=tuple(_problems(version, wire, account_id)),
        )


def _normal_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _clean_tags(hashtags: tuple[str, ...]) -> tuple[str, ...]:
    """Without "#" and inner spaces, each once whatever its case."""
    words = (re.sub(r"[\s#]", "", tag) for tag in hashtags)
    unique = {word.casefold(): word for word in reversed(list(filter(None, words)))}
    return tuple(reversed(unique.values()))


def _with_tags(text: str, tags: tuple[str, ...]) -> str:
    """The tags on a line of their own, without those that the text already has."""
    missing = [f"#{tag}" for tag in tags if not _mentions(text, tag)]
    return "\n\n".join(part for part in (text, " ".join(missing)) if part)


def _mentions(text: str, tag: str) -> bool:
    return re.search(rf"#{re.escape(tag)}(?![\w])", text, re.IGNORECASE) is not None


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
    if version.media:
        found.append(
            "Pictures and videos cannot be sent to LinkedIn yet. Remove them from this post."
        )
    if version.first_comment:
        found.append(
            "A first comment cannot be sent to LinkedIn yet. Move it into the text or remove it."
        )
    return found
