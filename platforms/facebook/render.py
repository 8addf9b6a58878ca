"""Turns a version into the one form that Facebook gets and a person approves. Sends nothing."""

from collections.abc import Mapping, Sequence

from domain.content import Version
from domain.form import Format
from domain.media import MediaKind
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import described, media_problems
from platforms.forming import form_problems
from platforms.material import MediaItem, MediaProfile, PictureRules, VideoRules
from platforms.meta.texts import comment_of, count
from platforms.values import RenderedPost

TEXT_LIMIT = 63_206
"""What Facebook's own pages take; its API names no number."""
COMMENT_LIMIT = 8_000
"""Likewise."""
TITLE_LIMIT = 255
MAX_ALT_TEXT = 1_000
"""Ours, as Facebook names none: what a screen reader can still be asked to read."""
MAX_PHOTOS = 10
"""What those who post to Pages allow; Facebook documents no number."""
_MEBI = 1024 * 1024
# https://developers.facebook.com/docs/page-stories-api: no more than 4 MB, the other types it
# takes are not kept here; an animation would stand still
_PICTURES = PictureRules(
    content_types=("image/jpeg", "image/png"), max_bytes=4 * _MEBI, most=MAX_PHOTOS
)
_CODECS = ("h264", "hevc", "vp9", "av1")
_TALL = VideoRules(
    codecs=_CODECS,
    audio_codecs=("aac",),
    max_bytes=1024 * _MEBI,
    min_s=3,
    max_s=90,
    min_fps=24,
    max_fps=60,
    min_width=540,
    min_height=960,
    # 9:16, and what rounding to even numbers of pixels makes of it
    min_aspect=0.55,
    max_aspect=0.575,
)
_POST = MediaProfile(
    pictures=_PICTURES,
    # the resumable upload takes MP4 and no other video:
    # https://developers.facebook.com/docs/graph-api/guides/upload
    videos=VideoRules(max_bytes=10 * 1024 * _MEBI, max_s=4 * 3600),
    most=MAX_PHOTOS,
)
_REEL = MediaProfile(videos=_TALL, least=1)
_STORY = MediaProfile(
    pictures=_PICTURES.model_copy(update={"most": 1}),
    videos=_TALL.model_copy(update={"max_s": 60}),
    least=1,
)
_TAKES = {
    Format.POST: ("link", "place", "alt_texts", "title"),
    Format.REEL: ("title", "place", "alt_texts"),
    Format.STORY: ("alt_texts",),
}


class FacebookRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = TEXT_LIMIT
    formats: Mapping[Format, MediaProfile] = {
        Format.POST: _POST,
        Format.REEL: _REEL,
        Format.STORY: _STORY,
    }

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        tags = clean_tags(version.hashtags)
        text = caption_of(version.text, tags)
        items = described(version, media)
        comment = (version.first_comment or "").strip()
        return RenderedPost(
            platform=Platform.FACEBOOK,
            account_id=account_id,
            wire=text,
            text=text,
            hashtags=tags,
            links=links_in(version.text),
            media=items,
            form=version.form,
            parts=(comment_of(comment, limit=COMMENT_LIMIT),) if comment else (),
            character_count=count(text),
            limit=TEXT_LIMIT,
            problems=(
                *_problems(version, text, comment, account_id),
                *self._form_problems(version, items),
            ),
        )

    def _form_problems(self, version: Version, items: tuple[MediaItem, ...]) -> list[str]:
        form, chosen = version.form, version.form.format
        takes = _TAKES.get(chosen, ())
        found = form_problems(form, Platform.FACEBOOK, formats=self.formats, takes=takes)
        profile = self.formats.get(chosen)
        if profile is None:
            return found
        return [
            *found,
            *media_problems(
                profile, Platform.FACEBOOK, version, items, longest_alt_text=MAX_ALT_TEXT
            ),
            *_beside(version, items),
        ]


def _problems(version: Version, text: str, comment: str, account_id: str) -> list[str]:
    found = []
    if not account_id.isascii() or not account_id.isdigit():
        found.append("The connected account is not a Facebook Page. Connect it again.")
    for name, written, most in (
        ("post", text, TEXT_LIMIT),
        ("first comment", comment, COMMENT_LIMIT),
    ):
        if (length := count(written)) > most:
            found.append(
                f"The {name} is {length - most} characters too long for Facebook ({length} of "
                f"{most}; an emoji can count as two or more). Shorten it."
            )
    if not text and not version.media and not version.form.link:
        found.append("The post has neither text nor media. Facebook needs one: add it.")
    if version.form.format is Format.STORY:
        if text:
            found.append(
                "A Facebook Story takes no text beside its picture or video. Remove the text, or "
                "make this an ordinary post."
            )
        if comment:
            found.append("A Facebook Story has no comments. Remove the first comment.")
    return found


def _beside(version: Version, items: tuple[MediaItem, ...]) -> list[str]:
    """What stands beside the text and the media, and does not go with them."""
    form, found = version.form, []
    is_video = any(item.kind is MediaKind.VIDEO for item in items)
    if form.link and items:
        found.append(
            "Facebook shows a link card or media, not both. Remove one of them, or write the link "
            "into the text."
        )
    if form.link and (form.link.title or form.link.description):
        found.append(
            "Facebook takes the link card's title and description from the page behind the link. "
            "Remove yours."
        )
    if form.title and form.format is Format.POST and not is_video:
        found.append("On Facebook only a video has a title. Remove it.")
    if form.title and len(form.title) > TITLE_LIMIT:
        found.append(f"Facebook takes titles of {TITLE_LIMIT} characters. Shorten it.")
    if form.place and is_video and form.format is Format.POST:
        found.append("Facebook's API takes no location with a video post. Remove it.")
    if form.place and not (form.place.id.isascii() and form.place.id.isdigit()):
        found.append("The location is not one of Facebook's own. Choose it again or remove it.")
    if is_video and any(item.alt_text for item in items):
        found.append("Facebook's API takes no description of a video. Remove it.")
    return found
