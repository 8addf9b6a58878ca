"""Turns a version into the one form that YouTube gets and a person approves. Sends nothing.

Limits: https://developers.google.com/youtube/v3/docs/videos
"""

from collections.abc import Mapping, Sequence

from domain.content import Version
from domain.form import Form, Format, Privacy
from domain.platform import Platform
from platforms.caption import caption_of, clean_tags, links_in
from platforms.fitting import media_problems
from platforms.forming import form_problems
from platforms.material import MediaItem, MediaProfile, VideoRules
from platforms.values import Part, RenderedPost
from platforms.youtube.resource import privacy_of, title_of

MAX_TITLE = 100
MAX_DESCRIPTION_BYTES = 5_000
MAX_TAGS = 500
MAX_COMMENT = 10_000
MAX_BYTES = 256 * 1024**3
LONGEST_S = 15 * 60.0
"""What a channel may upload whose phone number was not confirmed."""
LONGEST_SHORT_S = 180.0
DEFAULT_CATEGORY = "22"
"""People & Blogs, which YouTube itself gives to what names none."""
_TYPES = ("video/mp4", "video/quicktime")
_NO_LIMIT = 10_000
"""Descriptions of media have no place there; those that stand beside the post harm nothing."""
_TAKES = (
    "title",
    "video.tags",
    "video.category",
    "video.privacy",
    "video.public_at",
    "video.made_for_kids",
)


class YouTubeRenderer:
    """One renderer for preview and payload, so that what is approved is what goes out."""

    limit = MAX_DESCRIPTION_BYTES
    formats: Mapping[Format, MediaProfile] = {
        Format.POST: MediaProfile(
            videos=VideoRules(content_types=_TYPES, max_bytes=MAX_BYTES, max_s=LONGEST_S),
            least=1,
        ),
        # nothing marks a Short: YouTube makes one of what is short and not wide
        Format.SHORT: MediaProfile(
            videos=VideoRules(
                content_types=_TYPES, max_bytes=MAX_BYTES, max_s=LONGEST_SHORT_S, max_aspect=1.0
            ),
            least=1,
        ),
    }

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        """The description is the text, the title the form's or else the text's first line."""
        tags = clean_tags(version.hashtags)
        description = caption_of(version.text, tags)
        title = title_of(version)
        form = version.form
        profile = self.formats.get(form.format)
        return RenderedPost(
            platform=Platform.YOUTUBE,
            account_id=account_id,
            wire=description,
            text=description,
            hashtags=tags,
            links=links_in(version.text),
            media=tuple(media),
            form=form.model_copy(update={"title": title or None}),
            parts=_parts(version),
            character_count=len(_bytes(description)),
            limit=MAX_DESCRIPTION_BYTES,
            problems=(
                *_text_problems(title, description, account_id),
                *_video_problems(form),
                *_comment_problems(version),
                *form_problems(form, Platform.YOUTUBE, formats=self.formats, takes=_TAKES),
                *(
                    media_problems(
                        profile, Platform.YOUTUBE, version, media, longest_alt_text=_NO_LIMIT
                    )
                    if profile
                    else ()
                ),
            ),
        )


def length_of_tags(tags: Sequence[str]) -> int:
    """As YouTube counts: with the commas between them, and quotes around those with a space."""
    return sum(len(tag) + 2 * (" " in tag) for tag in tags) + max(len(tags) - 1, 0)


def _bytes(text: str) -> bytes:
    # half an emoji cannot be sent, but it can be counted
    return text.encode("utf-8", "surrogatepass")


def _parts(version: Version) -> tuple[Part, ...]:
    comment = (version.first_comment or "").strip()
    if not comment:
        return ()
    return (
        Part(
            kind="comment",
            wire=comment,
            text=comment,
            character_count=len(comment),
            limit=MAX_COMMENT,
        ),
    )


def _text_problems(title: str, description: str, account_id: str) -> list[str]:
    found = []
    if not account_id.startswith("UC"):
        found.append("The connected account is not a YouTube channel. Connect it again.")
    if not title:
        found.append("A YouTube video needs a title. Write one, or a text whose first line is it.")
    if len(title) > MAX_TITLE:
        found.append(
            f"The title has {len(title)} characters; YouTube takes {MAX_TITLE}. Give the post a "
            "shorter title; without one, the first line of the text is it."
        )
    size = len(_bytes(description))
    if size > MAX_DESCRIPTION_BYTES:
        found.append(
            f"The description is {size - MAX_DESCRIPTION_BYTES} bytes too long for YouTube ({size} "
            f"of {MAX_DESCRIPTION_BYTES}; letters outside English count two to four). Shorten it."
        )
    if any(sign in title + description for sign in "<>"):
        found.append("YouTube takes no < or > in titles and descriptions. Write it in another way.")
    return found


def _video_problems(form: Form) -> list[str]:
    video, found = form.video, []
    if video is None:
        return []
    length = length_of_tags(video.tags)
    if length > MAX_TAGS:
        found.append(
            f"The video's tags have {length} characters as YouTube counts them (commas between "
            f"them, quotes around tags of several words); it takes {MAX_TAGS}. Remove some."
        )
    if any(not tag.strip() or set(tag) & set("<>,") for tag in video.tags):
        found.append("A video tag must have words and no <, > or comma. Change or remove it.")
    if video.category is not None and not (video.category.isascii() and video.category.isdigit()):
        found.append(
            f"“{video.category}” is not a YouTube category. Give its number, such as 22 for "
            "People & Blogs."
        )
    if video.public_at and video.privacy not in (None, Privacy.PRIVATE):
        found.append(
            f"A video that YouTube itself shows at a set time goes up as private, not "
            f"{video.privacy}. Remove the privacy setting or the time."
        )
    return found


def _comment_problems(version: Version) -> list[str]:
    comment, form = (version.first_comment or "").strip(), version.form
    if not comment:
        return []
    found = []
    if len(comment) > MAX_COMMENT:
        found.append(
            f"The first comment has {len(comment)} characters; YouTube takes {MAX_COMMENT}. "
            "Shorten it."
        )
    if privacy_of(form) is Privacy.PRIVATE:
        found.append(
            "Nobody can comment on a YouTube video while it is private. Remove the first comment "
            "or make the video public."
        )
    if form.video and form.video.made_for_kids:
        found.append(
            "YouTube has no comments on videos made for children. Remove the first comment."
        )
    return found
