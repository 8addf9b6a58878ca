"""Codes frames as they come into an MP4 that phones and platforms take. Draws nothing.

H.264 High in yuv420p with closed groups of pictures, BT.709, a silent AAC track, the index first.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from media import bounded
from media.bounding import MEBI
from media.ffmpeg import THREADS, program
from media.storyboard.look import FPS

AUDIO_HZ = 48_000
AUDIO_BITS_PER_S = 128_000
_MOST_BITS_PER_S = 4_800_000
"""15 seconds take 9 MB at most."""
MOST_BYTES = 64 * MEBI
_MEMORY = 1536 * MEBI
_COLOURS = (
    *("-color_range", "tv", "-colorspace", "bt709"),
    *("-color_primaries", "bt709", "-color_trc", "bt709"),
)


class CodingError(Exception):
    """The coder ended before it had all frames, or found them wrong."""


@contextmanager
def coder(result: Path, size: tuple[int, int], seconds: int, *, cpu_s: int) -> Iterator[IO[bytes]]:
    """Takes raw `yuv420p` frames of that size, and has written the file when it is left.

    Raises:
        CodingError: It could not be written.
    """
    command = (
        *(sys.executable, "-I", "-S", str(Path(bounded.__file__))),
        *(str(cpu_s), str(_MEMORY), str(MOST_BYTES)),
        *(program(), *arguments(result, size, seconds)),
    )
    with subprocess.Popen(  # noqa: S603 - our own words, through no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        if process.stdin is None or process.stderr is None:
            raise CodingError("it cannot be spoken to")
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before it heard all; its code says so
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read(4096).decode("utf-8", "replace")
        if process.wait():
            raise CodingError(said.strip() or f"code {process.returncode}")


def arguments(result: Path, size: tuple[int, int], seconds: int) -> list[str]:
    """The words for ffmpeg; the same frames give the same bytes."""
    return [
        *("-v", "error", "-nostdin", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        *("-s", f"{size[0]}x{size[1]}", "-r", f"{FPS}", *_COLOURS, "-i", "pipe:0"),
        *("-f", "lavfi", "-t", f"{seconds}"),
        *("-i", f"anullsrc=channel_layout=stereo:sample_rate={AUDIO_HZ}"),
        *("-map", "0:v", "-map", "1:a", "-map_metadata", "-1"),
        *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-level:v", "4.2"),
        *("-pix_fmt", "yuv420p", "-crf", "19", "-threads", f"{THREADS}", *_COLOURS),
        *("-maxrate", f"{_MOST_BITS_PER_S}", "-bufsize", f"{_MOST_BITS_PER_S}"),
        *("-g", f"{2 * FPS}", "-flags", "+cgop", "-r", f"{FPS}"),
        *("-c:a", "aac", "-b:a", f"{AUDIO_BITS_PER_S}", "-ar", f"{AUDIO_HZ}", "-ac", "2"),
        # no encoder's name and no time inside
        *("-fflags", "+bitexact", "-flags:v", "+bitexact+cgop", "-flags:a", "+bitexact"),
        *("-movflags", "+faststart", "-f", "mp4", "-y", f"file:{result}"),
    ]
