"""What Instagram takes in each format, as plain values. Judges nothing.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

from collections.abc import Mapping

from domain.form import Format
from platforms.material import MediaProfile, PictureRules, VideoRules

CAPTION_LIMIT = 2200
MAX_HASHTAGS = 30
MAX_MENTIONS = 20
MAX_ALT_TEXT = 1000
MAX_TAGGED = 20
_MEBI = 1024 * 1024

_FEED_PICTURES = PictureRules(
    content_types=("image/jpeg",),
    max_bytes=8 * _MEBI,
    most=10,
    min_aspect=4 / 5,
    max_aspect=1.91,
    min_width=320,
)
_REELS = VideoRules(
    content_types=("video/mp4", "video/quicktime"),
    codecs=("h264", "hevc"),
    audio_codecs=("aac",),
    max_bytes=300 * _MEBI,
    min_s=3,
    max_s=15 * 60,
    min_fps=23,
    max_fps=60,
    max_width=1920,
    min_aspect=0.01,
    max_aspect=10,
    max_bits_per_s=25_000_000,
    max_audio_hz=48_000,
)
FORMATS: Mapping[Format, MediaProfile] = {
    Format.POST: MediaProfile(
        pictures=_FEED_PICTURES,
        videos=_REELS.model_copy(update={"most": 10}),
        least=1,
        most=10,
        mixed=True,
        fetches=True,
    ),
    # its bytes are sent, so that a Reel needs no address of ours that can be reached
    Format.REEL: MediaProfile(videos=_REELS, least=1),
    Format.STORY: MediaProfile(
        pictures=PictureRules(content_types=("image/jpeg",), max_bytes=8 * _MEBI),
        videos=_REELS.model_copy(update={"max_bytes": 100 * _MEBI, "max_s": 60, "min_aspect": 0.1}),
        least=1,
        fetches=True,
    ),
}
