"""Which of Facebook's five ways of publishing a post takes. Sends nothing."""

from enum import StrEnum

from domain.form import Format
from domain.media import MediaKind
from platforms.values import RenderedPost


class Kind(StrEnum):
    FEED = "feed"
    """Text, a link card, one photo or several."""
    VIDEO = "video"
    REEL = "reel"
    PHOTO_STORY = "photo_story"
    VIDEO_STORY = "video_story"

    @property
    def is_clip(self) -> bool:
        """Whether it goes through start, upload and finish, with an id from the start on."""
        return self in (Kind.REEL, Kind.VIDEO_STORY)


def kind_of(post: RenderedPost) -> Kind:
    has_video = any(item.kind is MediaKind.VIDEO for item in post.media)
    if post.form.format is Format.REEL:
        return Kind.REEL
    if post.form.format is Format.STORY:
        return Kind.VIDEO_STORY if has_video else Kind.PHOTO_STORY
    return Kind.VIDEO if has_video else Kind.FEED
