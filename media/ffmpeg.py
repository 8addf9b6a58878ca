"""Calls ffmpeg on files of this machine, and reads what it reports. Plans nothing.

What people hand in decides nothing here: the demuxer is named, no protocol but files is open,
and time, memory and output are bounded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.media import MediaFacts
from media.bounding import Bounds, Ended, OnLine, run

LOOK = Bounds(wall_s=30, cpu_s=20, memory=1024 * 1024 * 1024, written=1024 * 1024)
THREADS = 2
"""More would take more memory and leave the others on the machine none."""
# metadata stand deeper or behind a name, so no title of a file can pass for one of these lines
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.M)
_STREAM = re.compile(r"^  Stream #0:\d+[^:\n]*: (Video|Audio): (.*)$", re.M)
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})(?: \[SAR (\d+):(\d+) DAR [\d:]+\])?")
_RATE = re.compile(r", ([\d.]+)(k?) (fps|tbr)")
_HERTZ = re.compile(r", (\d+) Hz")
_CODEC = re.compile(r"[\w-]+")
_COVER = "(attached pic)"


@dataclass(frozen=True)
class Report:
    """What ffmpeg says of a video that it could decode the beginning of."""

    width: int
    """As it is shown: turned, and of square pixels."""
    height: int
    facts: MediaFacts


@cache
def program() -> str:
    """Where the ffmpeg is that comes with the package."""
    # looks for its file among the installed ones when asked the first time
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


async def report(file: Path) -> Report | None:
    """Decode a picture from the beginning; None when that cannot be done within bounds."""
    told = await ffmpeg(file, ("-map", "0:v:0", "-frames:v", "1", "-f", "null", "-"), LOOK)
    return None if told.code else read_report(told.err.decode("utf-8", "replace"))


async def plays_to_its_end(file: Path) -> bool:
    """Whether something of its last second can be decoded."""
    last = ("-map", "0:v:0", "-frames:v", "1", "-f", "framecrc", "pipe:1")
    told = await ffmpeg(file, last, LOOK, before=("-sseof", "-1"))
    # what cannot be decoded is passed over, and all of it is no error to ffmpeg: so frames count
    frames = [line for line in told.out.splitlines() if line and not line.startswith(b"#")]
    return told.code == 0 and bool(frames)


async def ffmpeg(
    file: Path,
    output: Sequence[str],
    bounds: Bounds,
    *,
    before: Sequence[str] = (),
    on_line: OnLine | None = None,
) -> Ended:
    """Read that MP4 or MOV file and do what `output` says with it."""
    reading = (
        "-hide_banner",
        "-nostdin",
        "-threads",
        str(THREADS),
        "-protocol_whitelist",
        "file",
        "-f",
        "mov",
        *before,
        "-i",
        f"file:{file}",
    )
    return await run((program(), *reading, *output), bounds, on_line=on_line)


def read_report(said: str) -> Report | None:
    """What stands in ffmpeg's own words of its input and its first output; None: no video."""
    before, _, after = said.partition("\nOutput #0")
    streams = [found for found in _STREAM.findall(before) if _COVER not in found[1]]
    film = next((words for kind, words in streams if kind == "Video"), None)
    sound = next((words for kind, words in streams if kind == "Audio"), None)
    # its output is what is shown: ffmpeg has turned it as the file asks
    shown = next((words for kind, words in _STREAM.findall(after) if kind == "Video"), None)
    size = _SIZE.search(shown or "")
    if film is None or size is None:
        return None
    width, height, across, down = (int(part or 0) for part in size.groups())
    if across and down and across != down:
        width = round(width * across / down)
    return Report(
        width=width,
        height=height,
        facts=MediaFacts(
            duration_s=_duration_s(before),
            fps=_fps(film),
            video_codec=_name(film),
            audio_codec=_name(sound) if sound else None,
            audio_hz=_first_int(_HERTZ, sound or ""),
        ),
    )


def _duration_s(said: str) -> float | None:
    found = _DURATION.search(said)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


def _fps(words: str) -> float | None:
    rates = {unit: _number(value, thousand) for value, thousand, unit in _RATE.findall(words)}
    return rates.get("fps") or rates.get("tbr") or None


def _number(value: str, thousand: str) -> float:
    try:
        return float(value) * (1000 if thousand else 1)
    except ValueError:
        return 0.0


def _name(words: str) -> str | None:
    found = _CODEC.match(words)
    return found.group() if found else None


def _first_int(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.search(words)
    return int(found.group(1)) if found else None
