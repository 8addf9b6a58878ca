"""Plans how a video is made to fit, and has ffmpeg do it. Its length is never changed.

What fits already is copied as it is; only what does not is coded anew.
"""

import math
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.media import MediaFacts
from media import ffmpeg
from media.bounding import Bounds
from media.inspecting import Inspected
from media.limits import VideoLimits
from media.reshaping import Shape, Size, Wish, reshaped

H264, AAC = "h264", "aac"
AUDIO_BITS_PER_S = 128_000
FEWEST_BITS_PER_S = 200_000
"""Of pictures; with fewer nothing can be made out."""
_MOST_BITS_PER_S = 100_000_000
_ROOM = 0.92
"""Of the bytes allowed are aimed at: a file has more in it than its streams."""
_USUAL_CRF = 20
_AUDIO_HZ = (48_000, 44_100, 32_000, 22_050, 16_000)
_MEBI = 1024 * 1024
Told = Callable[[float], Awaitable[None]]
"""Awaited with how many seconds of the video are done."""


class Film(Frozen):
    """What ffmpeg has to make of a video."""

    duration_s: float
    size: Size
    """As it is shown."""
    shape: Shape | None = None
    """None: the pictures stay as they are coded."""
    fps: float | None = None
    bits_per_s: int | None = None
    """The most its pictures may take."""
    copies_sound: bool = True
    audio_hz: int | None = None
    max_bytes: int


def planned(
    found: Inspected, limits: VideoLimits, *, crop: bool, index_first: bool
) -> tuple[Film | None, list[str]]:
    """What has to be done, and what it changes, in words; None when nothing has.

    Raises:
        InvalidError: `media_unfit` with every reason.
    """
    reasons = _hopeless(found, limits)
    if reasons:
        raise InvalidError(" ".join(reasons), code="media_unfit", extra={"reasons": reasons})
    facts, duration_s = found.facts, found.facts.duration_s or 0.0
    fps, changes = _rate(facts, limits)
    bits, said = _density(found, limits, duration_s)
    changes += said
    if limits.codecs and facts.video_codec not in limits.codecs:
        changes.append(f"Coded as H.264 instead of {facts.video_codec}.")
    shape, said = _shape(found, limits, crop=crop, is_new=bool(changes))
    changes = [*said, *changes]
    sound, hertz, said = _sound(facts, limits)
    changes += said
    if found.content_type != "video/mp4" and "video/mp4" in limits.content_types:
        changes.append("Saved as MP4 instead of MOV (QuickTime).")
    if not index_first:
        changes.append("Its index was moved to the front, so that it plays while it arrives.")
    if not changes:
        return None, []
    film = Film(
        duration_s=duration_s,
        size=(found.width, found.height),
        shape=shape,
        fps=fps,
        bits_per_s=bits,
        copies_sound=not sound,
        audio_hz=hertz,
        max_bytes=limits.max_bytes,
    )
    return film, changes


async def convert(source: Path, film: Film, result: Path, told: Told) -> None:
    """Write the video to `result`; what `told` raises ends the work.

    Raises:
        InvalidError: `media_unfit`; ffmpeg could not do it.
    """

    async def on_line(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.isdigit():
            await told(min(int(value) / 1e6, film.duration_s))

    output = (*arguments(film), "-progress", "pipe:1", "-nostats", "-y", f"file:{result}")
    ended = await ffmpeg.ffmpeg(source, output, _bounds(film), on_line=on_line)
    if ended.timed_out:
        raise InvalidError(
            "Converting this video took longer than one may take. Use a shorter or smaller one.",
            code="media_unfit",
        )
    if ended.code:
        raise InvalidError(
            "This video could not be converted: a part of it cannot be read. Export it once more "
            "as MP4 with H.264.",
            code="media_unfit",
        )


def arguments(film: Film) -> list[str]:
    """The words for ffmpeg: of the file's streams one film and one sound, and no metadata."""
    found = ["-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1"]
    found += ["-dn", "-sn", "-f", "mp4", "-movflags", "+faststart"]
    found += ["-c:v", "copy"] if film.shape is None else _picture(film, film.shape)
    if film.copies_sound:
        return [*found, "-c:a", "copy"]
    return [
        *found,
        "-c:a",
        AAC,
        "-b:a",
        f"{AUDIO_BITS_PER_S}",
        "-ar",
        f"{film.audio_hz}",
        "-ac",
        "2",
    ]


def _picture(film: Film, shape: Shape) -> list[str]:
    # to square pixels first, which the sizes are counted in; scaling keeps what is shown square by
    # telling of others, so the last word is said again at the end
    filters = [f"scale={_by(film.size)}", "setsar=1"]
    if shape.kept != film.size:
        filters.append(f"crop={_by(shape.kept)}")
    if shape.scaled != shape.kept:
        filters.append(f"scale={_by(shape.scaled)}:flags=lanczos")
    if shape.has_bars:
        filters.append(f"pad={_by(shape.canvas)}:(ow-iw)/2:(oh-ih)/2:black")
    filters += ["setsar=1", "format=yuv420p"]
    if film.fps:
        filters.append(f"fps={film.fps:g}")
    found = ["-vf", ",".join(filters), "-c:v", "libx264", "-preset", "medium"]
    found += ["-profile:v", "high", "-crf", f"{_USUAL_CRF}", "-threads", f"{ffmpeg.THREADS}"]
    # closed groups of two seconds at most: https://developers.facebook.com/docs/instagram-platform
    found += ["-force_key_frames", "expr:gte(t,n_forced*2)", "-flags", "+cgop"]
    if film.bits_per_s:
        found += ["-maxrate", f"{film.bits_per_s}", "-bufsize", f"{film.bits_per_s}"]
    return found


def _by(size: Size) -> str:
    return f"{size[0]}:{size[1]}"


def _bounds(film: Film) -> Bounds:
    """Generous: a second of a large film takes some of a core's, and a file its index besides."""
    seconds = 120 + round(film.duration_s * 30)
    return Bounds(
        wall_s=seconds,
        cpu_s=seconds * ffmpeg.THREADS,
        memory=3 * 1024 * _MEBI,
        written=film.max_bytes + 64 * _MEBI,
    )


def _hopeless(found: Inspected, limits: VideoLimits) -> list[str]:
    """What no conversion mends."""
    duration_s, reasons = found.facts.duration_s, []
    if duration_s is None or duration_s <= 0:
        return ["Its length is not known. Save it again as MP4."]
    if not limits.min_s <= duration_s <= limits.max_s:
        reasons.append(
            f"It lasts {duration_s:.1f} s, and {limits.min_s:g} to {limits.max_s:g} s are taken "
            "there. It is not cut by itself: cut or replace it."
        )
    if limits.codecs and H264 not in limits.codecs:
        reasons.append(f"It would have to be coded as {' or '.join(limits.codecs)}. Convert it.")
    return reasons


def _shape(
    found: Inspected, limits: VideoLimits, *, crop: bool, is_new: bool
) -> tuple[Shape | None, list[str]]:
    """The shape it is coded anew in; None when it can stay as it is coded."""
    size = (found.width, found.height)
    wish = Wish(crop=crop, bars="black", min_height=limits.min_height)
    _, changes = reshaped(size, limits, wish)
    if not changes and not is_new:
        return None, []
    return reshaped(size, limits, replace(wish, even=True))


def _rate(facts: MediaFacts, limits: VideoLimits) -> tuple[float | None, list[str]]:
    if facts.fps is None or limits.min_fps <= facts.fps <= limits.max_fps:
        return None, []
    wanted = min(max(facts.fps, limits.min_fps), limits.max_fps)
    return wanted, [f"{wanted:g} frames a second instead of {facts.fps:g}."]


def _density(found: Inspected, limits: VideoLimits, duration_s: float) -> tuple[int, list[str]]:
    """The most bits a second for its pictures, and whether fewer than now are needed.

    Raises:
        InvalidError: `media_unfit`; so few would leave nothing to see.
    """
    # a coder may run ahead by as much as its buffer holds: one second
    by_size = limits.max_bytes * 8 * _ROOM / (duration_s + 1)
    whole = min(by_size, (limits.max_bits_per_s or math.inf) * _ROOM, _MOST_BITS_PER_S)
    most = int(whole - (AUDIO_BITS_PER_S if found.facts.audio_codec else 0))
    now = found.size * 8 / duration_s
    if found.size <= limits.max_bytes and now <= (limits.max_bits_per_s or math.inf):
        return most, []
    if most < FEWEST_BITS_PER_S:
        raise InvalidError(
            f"It is too long for {limits.max_bytes // _MEBI} MB: so little would be left for each "
            "second that nothing could be made out. Cut or replace it.",
            code="media_unfit",
        )
    return most, [f"Compressed more strongly: {now / 1e6:.1f} Mbit a second before."]


def _sound(facts: MediaFacts, limits: VideoLimits) -> tuple[bool, int | None, list[str]]:
    """Whether it is coded anew, with how many samples a second, and what that changes.

    Raises:
        InvalidError: `media_unfit`; what we can write is not taken there.
    """
    if facts.audio_codec is None:
        return False, None, []
    is_unfit = limits.audio_codecs and facts.audio_codec not in limits.audio_codecs
    hertz = facts.audio_hz or _AUDIO_HZ[0]
    most = limits.max_audio_hz or _AUDIO_HZ[0]
    is_fast = limits.max_audio_hz is not None and hertz > most
    if not is_unfit and not is_fast:
        return False, None, []
    if limits.audio_codecs and AAC not in limits.audio_codecs:
        raise InvalidError(
            f"Its sound would have to be coded as {' or '.join(limits.audio_codecs)}. Convert it.",
            code="media_unfit",
        )
    # AAC takes a few rates only, so the next of these below
    wanted = next((rate for rate in _AUDIO_HZ if rate <= min(hertz, most)), _AUDIO_HZ[-1])
    changes = [f"Its sound is coded as AAC instead of {facts.audio_codec}."] if is_unfit else []
    if wanted != hertz:
        changes.append(f"Its sound has {wanted} samples a second instead of {hertz}.")
    return True, wanted, changes
