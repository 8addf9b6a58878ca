"""What of media a platform is given and takes: plain rules. Judges none (see `fitting`)."""

from domain.frozen import Frozen
from domain.media import MediaFacts, MediaKind, kind_of


class MediaItem(Frozen):
    """One medium as a platform is given it: by bytes (`ports.Files`) or by an address."""

    sha256: str
    content_type: str
    width: int
    height: int
    size: int
    """Bytes."""
    facts: MediaFacts = MediaFacts()
    url: str
    """Where the platform can fetch it without a token, while its approval is not over."""
    alt_text: str | None = None

    @property
    def kind(self) -> MediaKind:
        return kind_of(self.content_type)

    @property
    def aspect(self) -> float:
        """Width over height; 0 of what has neither."""
        return self.width / self.height if self.height else 0.0


class PictureRules(Frozen):
    """Of still pictures, and of animations."""

    content_types: tuple[str, ...]
    max_bytes: int
    most: int = 1
    min_aspect: float = 0.0
    """Width over height."""
    max_aspect: float = float("inf")
    min_width: int = 1
    max_width: int | None = None
    max_height: int | None = None
    max_pixels: int | None = None
    """Fewer or as many, width times height."""
    max_frames: int | None = None


class VideoRules(Frozen):
    content_types: tuple[str, ...] = ("video/mp4",)
    codecs: tuple[str, ...] = ()
    """As ffmpeg names them; empty: any."""
    audio_codecs: tuple[str, ...] = ()
    min_bytes: int = 1
    max_bytes: int
    most: int = 1
    min_s: float = 0.0
    max_s: float = float("inf")
    min_fps: float = 0.0
    max_fps: float = float("inf")
    min_width: int = 1
    min_height: int = 1
    max_width: int | None = None
    max_height: int | None = None
    min_aspect: float = 0.0
    max_aspect: float = float("inf")
    max_bits_per_s: int | None = None
    max_audio_hz: int | None = None


class DocumentRules(Frozen):
    content_types: tuple[str, ...] = ("application/pdf",)
    max_bytes: int
    most: int = 1
    max_pages: int | None = None


class MediaProfile(Frozen):
    """What one platform takes in one format; the preflight checks it before anybody approves.

    None of a kind: that kind is not taken.
    """

    pictures: PictureRules | None = None
    animations: PictureRules | None = None
    videos: VideoRules | None = None
    documents: DocumentRules | None = None
    least: int = 0
    """How many media a post must have, of whatever kind."""
    most: int = 1
    mixed: bool = False
    """Whether one post may have media of several kinds."""
    fetches: bool = False
    """Whether the platform fetches media by their address, which must then be reachable."""

    def rules(self, kind: MediaKind) -> PictureRules | VideoRules | DocumentRules | None:
        """What is taken of that kind."""
        return {
            MediaKind.PICTURE: self.pictures,
            MediaKind.ANIMATION: self.animations,
            MediaKind.VIDEO: self.videos,
            MediaKind.DOCUMENT: self.documents,
        }[kind]
