"""Turns a version into the one form that Instagram gets and a person approves. Sends nothing."""

import re
from collections.abc import Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.lettering import BEFORE, IN_WORD
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.material import MediaItem, MediaProfile, PictureRules
from platforms.values import RenderedPost

CAPTION_LIMIT = 2200
MAX_HASHTAGS = 30
MAX_MENTIONS = 20
MAX_ALT_TEXT = 1000

_HASHTAG = re.compile(rf"#{IN_WORD}+")
_MENTION = re.compile(rf"{BEFORE}(?<!@)@[A-Za-z0-9_.]+")


_POST = MediaProfile(
    pictures=PictureRules(
        content_types=("image/jpeg",),
        max_bytes=8 * 1024 * 1024,
        most=10,
        min_aspect=4 / 5,
        max_aspect=1.91,
        min_width=320,
    ),
    least=1,
    most=10,
    fetches=True,
)


class InstagramRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out.

    Limits: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
    """

    limit = CAPTION_LIMIT
    formats: Mapping[Format, MediaProfile] = {Format.POST: _POST}

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = clean_tags(version.hashtags)
        caption = caption_of(version.text, tags)
        items = described(version, media)
        problems = [
            *_problems(version, caption, account_id),
            *form_problems(
                version.form, Platform.INSTAGRAM, formats=self.formats, takes=("alt_texts",)
            ),
            *media_problems(
                _POST, Platform.INSTAGRAM, version, items, longest_alt_text=MAX_ALT_TEXT
            ),
        ]
        return RenderedPost(
            platform=Platform.INSTAGRAM,
            account_id=account_id,
            wire=caption,
            text=caption,
            hashtags=tags,
            links=links_in(version.text),
            media=items,
            form=version.form,
            character_count=count(caption),
            limit=CAPTION_LIMIT,
            problems=tuple(problems),
        )


def count(caption: str) -> int:
    """The caption's length in UTF-16 units.

    Meta does not say what it counts. Of the usual ways this is the one that never comes to less
    than another, so what fits by it fits.
    """
    return len(caption.encode("utf-16-le", "surrogatepass")) // 2


def _problems(version: Version, caption: str, account_id: str) -> list[str]:
    found = []
    if not account_id.isascii() or not account_id.isdigit():
        found.append("The connected account is not an Instagram account. Connect it again.")
    if (length := count(caption)) > CAPTION_LIMIT:
        found.append(
            f"The caption is {length - CAPTION_LIMIT} characters too long for Instagram "
            f"({length} of {CAPTION_LIMIT}; an emoji can count as two or more). Shorten it."
        )
    for name, mark, most in (
        ("hashtags", _HASHTAG, MAX_HASHTAGS),
        ("mentions", _MENTION, MAX_MENTIONS),
    ):
        if (number := len(mark.findall(caption))) > most:
            found.append(
                f"The caption has {number} {name}; Instagram takes {most}. Remove {number - most}."
            )
    if version.first_comment:
        found.append(
            "A first comment cannot be sent to Instagram yet. Move it into the text or remove it."
        )
    return found
