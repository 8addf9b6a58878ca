"""A medium: a picture, video or document by the hash of its bytes. Holds no bytes, no folder."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import Frozen

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}
"""What can be kept, by content type."""

UPLOAD, FITTED = "upload", "fitted"
"""Kinds of provenance: handed in by a person, and made of another medium to fit a platform."""

MADE = "picture"
"""The kind of what an image model made."""

STORYBOARD = "storyboard"
"""The kind of a video that was drawn after a script."""

ASKED_BY = "asked_by"
"""In a provenance: the person who asked for it outside of any post."""

AI_MADE = "ai_made"
"""In a provenance: true of a picture that a model made. Readers have to be told."""


OF_ASSET = "asset"
"""In a provenance: it came as a brand's file only, and goes with it."""


class MediaKind(StrEnum):
    PICTURE = "picture"
    ANIMATION = "animation"
    VIDEO = "video"
    DOCUMENT = "document"


def kind_of(content_type: str) -> MediaKind:
    """What a file of that type is to the people who see it."""
    if content_type == "image/gif":
        return MediaKind.ANIMATION
    if content_type.startswith("video/"):
        return MediaKind.VIDEO
    return MediaKind.PICTURE if content_type.startswith("image/") else MediaKind.DOCUMENT


class MediaFacts(Frozen):
    """What was found in the file beside its size; None is what that kind of file has not."""

    duration_s: float | None = None
    fps: float | None = None
    """Frames a second."""
    video_codec: str | None = None
    """As ffmpeg names it: h264, hevc, vp9 …"""
    audio_codec: str | None = None
    """None: no sound."""
    audio_hz: int | None = None
    frames: int | None = None
    """Of an animation."""
    pages: int | None = None
    """Of a document."""


class Medium(Frozen):
    workspace_id: str
    sha256: str
    content_type: str
    width: int
    """Pixels, as for the height; of a document 0."""
    height: int
    size: int
    """Bytes."""
    facts: MediaFacts = MediaFacts()
    provenance: dict[str, object]
    """How it came to be: `{"kind": "card", …the words on it}`."""
    created_at: datetime

    @property
    def kind(self) -> MediaKind:
        return kind_of(self.content_type)

    @property
    def path(self) -> str:
        """Where our server has it, below its address."""
        return f"/media/{self.sha256}.{EXTENSIONS[self.content_type]}"


def goes_with_asset(medium: Medium) -> bool:
    """Whether nobody has it in another way than as a brand's file."""
    return OF_ASSET in medium.provenance


def is_generated(medium: Medium) -> bool:
    """Whether a model made it, as far as its provenance tells."""
    return bool(medium.provenance.get(AI_MADE))
