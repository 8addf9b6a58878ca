"""Which films Instagram takes: size, length, shape and codecs. Says so with Meta's subcodes.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

from sandbox import files, videos
from sandbox.instagram import containers
from sandbox.instagram.containers import VIDEO_READY_AFTER_MS, Container, Kind
from sandbox.videos import NotAVideoError, Video
from sandbox.world import World

LARGEST = 300 * 1024 * 1024
LARGEST_STORY = 100 * 1024 * 1024
SHORTEST_S = 3.0
LONGEST_S = 15 * 60.0
LONGEST_STORY_S = 60.0
# A film's last frame ends a little after its nominal end.
_GRACE_S = 0.1
WIDEST_COLUMNS = 1920
MOST_BITS_PER_S = 25_000_000
_UNSUPPORTED = 2207026
_COVER_OUTSIDE = 2207057


def settle(world: World, container: Container, key: str) -> None:
    """The film is all here: it will be ready in a while, or turn out to be unusable."""
    ready_ms = world.clock.now_ms() + VIDEO_READY_AFTER_MS
    try:
        video = videos.read(world.stash.path(key))
        failure = _misfit(video, container)
    except NotAVideoError as error:
        containers.settle(
            world.state,
            container.id,
            files=(),
            failure=failed(_UNSUPPORTED, str(error)),
            ready_ms=ready_ms,
        )
        return
    kept = (files.keep_stashed(world, key, video.content_type),)
    containers.settle(world.state, container.id, files=kept, failure=failure, ready_ms=ready_ms)


def failed(subcode: int, why: str) -> str:
    """As a container's status words it."""
    return f"Media upload has failed with error code {subcode}. {why}"


def _misfit(video: Video, container: Container) -> str | None:
    is_story = container.kind is Kind.STORY
    if (why := _unfit_size(video, is_story=is_story) or _unfit_coding(video)) is not None:
        return failed(_UNSUPPORTED, why)
    cover = container.wishes.get("thumb_offset", 0)
    if isinstance(cover, int) and cover > video.duration_s * 1000:
        return failed(_COVER_OUTSIDE, "thumb_offset is behind the end of the video.")
    return None


def _unfit_size(video: Video, *, is_story: bool) -> str | None:
    longest_s = LONGEST_STORY_S if is_story else LONGEST_S
    largest = LARGEST_STORY if is_story else LARGEST
    least_ratio = 0.1 if is_story else 0.01
    if video.size > largest:
        return f"It is larger than {largest // 1024 // 1024} MB."
    if not SHORTEST_S <= video.duration_s <= longest_s + _GRACE_S:
        return f"It must last from {SHORTEST_S:g} to {longest_s:g} s."
    if not least_ratio <= video.ratio <= 10 or video.width > WIDEST_COLUMNS:
        return f"{video.width} x {video.height} pixels are not supported."
    return None


def _unfit_coding(video: Video) -> str | None:
    if video.codec not in ("h264", "hevc"):
        return f"The codec {video.codec} is not supported."
    if video.audio_codec not in (None, "aac") or (video.audio_hz or 0) > 48_000:
        return "The sound must be AAC of 48 kHz at most."
    if not 22.9 <= video.fps <= 60.1:
        return f"{video.fps:.1f} frames a second are not supported."
    if video.bits_per_s > MOST_BITS_PER_S:
        return "It has more than 25 Mbit a second."
    return None
