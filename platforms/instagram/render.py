"""Turns a version into the one form that Instagram gets and a person approves. Sends nothing."""

import re
from collections.abc import Collection, Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.lettering import BEFORE, IN_WORD
from domain.media import MediaKind
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.instagram.mentions import mention_problems, named
from platforms.instagram.rules import (
    CAPTION_LIMIT,
    FORMATS,
    MAX_ALT_TEXT,
    MAX_HASHTAGS,
    MAX_MENTIONS,
)
from platforms.material import MediaItem, MediaProfile
from platforms.meta.texts import comment_of, count
from platforms.values import RenderedPost

_HASHTAG = re.compile(rf"#{IN_WORD}+")
_MENTION = re.compile(rf"{BEFORE}(?<!@)@[A-Za-z0-9_.]+")


class InstagramRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out.

    Limits: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
    """

    limit = CAPTION_LIMIT
    formats: Mapping[Format, MediaProfile] = FORMATS

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        form = version.form
        tags = clean_tags(version.hashtags)
        caption = named(caption_of(version.text, tags), form)
        items = _with_fit_descriptions(version, media)
        comment = named((version.first_comment or "").strip(), form)
        problems = [
            *_problems(caption, account_id),
            *(_text_problems(comment, "The first comment") if comment else ()),
            *form_problems(form, Platform.INSTAGRAM, formats=FORMATS, takes=_takes(version, media)),
            *mention_problems(form, caption_of(version.text, tags)),
            *_form_specifics(version, caption, comment, media),
            *media_problems(
                FORMATS.get(form.format, FORMATS[Format.POST]),
                Platform.INSTAGRAM,
                version,
                items,
                longest_alt_text=MAX_ALT_TEXT,
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
            form=form,
            parts=(comment_of(comment, limit=CAPTION_LIMIT),) if comment else (),
            character_count=count(caption),
            limit=CAPTION_LIMIT,
            problems=tuple(problems),
        )


def _takes(version: Version, media: Sequence[MediaItem]) -> Collection[str]:
    """What a form may wish for; a cover and a choice of the feed are a Reel's only."""
    if version.form.format is Format.STORY:
        return ("mentions",)
    is_reel = len(media) == 1 and media[0].kind is MediaKind.VIDEO
    reel = ("video.cover_ms", "video.in_feed") if is_reel else ()
    return ("alt_texts", "place", "mentions", *reel)


def _with_fit_descriptions(version: Version, media: Sequence[MediaItem]) -> tuple[MediaItem, ...]:
    """Only pictures in the feed have one; of another medium the version's own is left out."""
    has_place = version.form.format is Format.POST
    return tuple(
        item
        if has_place and item.kind is MediaKind.PICTURE
        else item.model_copy(update={"alt_text": None})
        for item in described(version, media)
    )


def _form_specifics(
    version: Version, caption: str, comment: str, media: Sequence[MediaItem]
) -> list[str]:
    form = version.form
    found = []
    if form.format is Format.STORY and caption:
        found.append(
            "A Story on Instagram shows no caption. Put the words into the picture or video and "
            "remove the text and its hashtags."
        )
    if form.format is Format.STORY and comment:
        found.append("A Story on Instagram takes no first comment. Remove it.")
    if form.format is not Format.STORY:
        for number, item in enumerate(media):
            told = form.alt_texts[number] if number < len(form.alt_texts) else ""
            if told and item.kind is not MediaKind.PICTURE:
                found.append("Instagram takes descriptions of pictures only. Remove the video's.")
    if form.place and not (form.place.id.isascii() and form.place.id.isdigit()):
        found.append("The location is none that Instagram knows. Choose it again or remove it.")
    cover_ms = form.video.cover_ms if form.video else None
    length_s = media[0].facts.duration_s if media else None
    if cover_ms is not None and length_s is not None and cover_ms > length_s * 1000:
        found.append("The cover's moment is behind the end of the video. Choose an earlier one.")
    return found


def _problems(caption: str, account_id: str) -> list[str]:
    found = []
    if not account_id.isascii() or not account_id.isdigit():
        found.append("The connected account is not an Instagram account. Connect it again.")
    return found + _text_problems(caption, "The caption")


def _text_problems(text: str, name: str) -> list[str]:
    found = []
    if (length := count(text)) > CAPTION_LIMIT:
        found.append(
            f"{name} is {length - CAPTION_LIMIT} characters too long for Instagram "
            f"({length} of {CAPTION_LIMIT}; an emoji can count as two or more). Shorten it."
        )
    for what, mark, most in (
        ("hashtags", _HASHTAG, MAX_HASHTAGS),
        ("mentions", _MENTION, MAX_MENTIONS),
    ):
        if (number := len(mark.findall(text))) > most:
            found.append(
                f"{name} has {number} {what}; Instagram takes {most}. Remove {number - most}."
            )
    return found
