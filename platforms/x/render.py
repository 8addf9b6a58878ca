"""Turns a version into the one form that X gets and a person approves. Sends nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.media import MediaKind
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.material import MediaItem, MediaProfile, PictureRules, VideoRules
from platforms.values import Part, RenderedPost
from platforms.x.counting.links import links_in
from platforms.x.counting.weight import LIMIT, cashtags_in, has_unfit, weight_of

MAX_ALT_TEXT = 1000
_MEBI = 1024 * 1024
_LONGEST_SIDE = 1280
"""X names 1280 × 1024, and recommends 720 × 1280 for upright videos on the same page:
https://docs.x.com/x-api/media/quickstart/best-practices"""

_MEDIA = MediaProfile(
    pictures=PictureRules(
        content_types=("image/jpeg", "image/png", "image/webp"), max_bytes=5 * _MEBI, most=4
    ),
    animations=PictureRules(
        content_types=("image/gif",),
        max_bytes=15 * _MEBI,
        max_width=1280,
        max_height=1080,
        max_frames=350,
    ),
    videos=VideoRules(
        codecs=("h264",),
        audio_codecs=("aac",),
        max_bytes=512 * _MEBI,
        min_s=0.5,
        max_s=140.0,
        max_fps=60.0,
        min_width=32,
        min_height=32,
        max_width=_LONGEST_SIDE,
        max_height=_LONGEST_SIDE,
        min_aspect=1 / 3,
        max_aspect=3.0,
    ),
    most=4,
)

_LIKELY_CASHTAG = re.compile(r"(?<!\w)\$[A-Za-z]{1,6}(?![A-Za-z0-9])")
"""What X may take for one: its servers are not told to end them where its library does, and a post
that is refused is found out about too late."""


class XRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = LIMIT
    formats: Mapping[Format, MediaProfile] = {Format.POST: _MEDIA, Format.THREAD: _MEDIA}

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = clean_tags(version.hashtags)
        items = described(version, media)
        text = caption_of(version.text, tags)
        parts = tuple(_parts(version))
        return RenderedPost(
            platform=Platform.X,
            account_id=account_id,
            wire=text,
            text=text,
            hashtags=tags,
            links=tuple(link.url for link in links_in(text)),
            media=items,
            form=version.form,
            parts=parts,
            character_count=weight_of(text),
            limit=LIMIT,
            problems=(
                *_account_problems(account_id),
                *_text_problems(text, items, parts),
                *self._form_problems(version),
                *media_problems(_MEDIA, Platform.X, version, items, longest_alt_text=MAX_ALT_TEXT),
                *_video_problems(items),
            ),
        )

    def _form_problems(self, version: Version) -> Iterator[str]:
        is_thread = version.form.format is Format.THREAD
        takes = ("alt_texts", "thread") if is_thread else ("alt_texts",)
        yield from form_problems(version.form, Platform.X, formats=self.formats, takes=takes)
        if is_thread and not version.form.thread:
            yield "This thread has only its first post. Write a second one, or make it a post."


def _parts(version: Version) -> Iterator[Part]:
    """The thread's further posts, then the first comment: on X all of them are replies."""
    if version.form.format is Format.THREAD:
        for text in version.form.thread:
            yield _part("reply", text)
    if version.first_comment and version.first_comment.strip():
        yield _part("comment", version.first_comment)


def _part(kind: str, text: str) -> Part:
    words = caption_of(text, ())
    return Part(
        kind="reply" if kind == "reply" else "comment",
        wire=words,
        text=words,
        character_count=weight_of(words),
        limit=LIMIT,
    )


def _account_problems(account_id: str) -> Iterator[str]:
    if not (account_id.isascii() and account_id.isdigit()):
        yield "The connected account is not an X account. Connect it again."


def _text_problems(text: str, media: Sequence[MediaItem], parts: Sequence[Part]) -> Iterator[str]:
    if not text and not media:
        yield "The post has no text. X needs some, or a picture: write it or ask for a draft."
    yield from _misfits("The post", text)
    replies = 1
    for part in parts:
        if part.kind == "reply":
            replies += 1
        name = f"Post {replies} of the thread" if part.kind == "reply" else "The first comment"
        yield from _misfits(name, part.wire)


def _misfits(name: str, text: str) -> Iterator[str]:
    weight = weight_of(text)
    if weight > LIMIT:
        yield (
            f"{name} is {weight - LIMIT} characters too long for X ({weight} of {LIMIT}; a link "
            "counts 23, an emoji and a letter of many scripts, such as Hindi's or Chinese, may "
            "count 2). Shorten it, or make it a thread."
        )
    if has_unfit(text):
        yield f"{name} has a character that no text has, such as U+FEFF; X refuses it. Remove it."
    # the plans that anybody can buy allow one: https://docs.x.com/x-api/posts/creation-of-a-post
    if max(len(cashtags_in(text)), len(_LIKELY_CASHTAG.findall(text))) > 1:
        yield f"{name} has several cashtags such as $ABC; X takes one. Remove the others."


def _video_problems(media: Sequence[MediaItem]) -> Iterator[str]:
    if any(item.kind is MediaKind.VIDEO and item.alt_text for item in media):
        yield "X takes descriptions of pictures and animations, not of videos. Remove it."
