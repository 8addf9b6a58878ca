"""Draws sample storyboards and a sheet of their frames, so that a person can look at them all.

`python -m media.reel [NAME…]` writes build/storyboards/.
"""

import asyncio
import sys
import time
from pathlib import Path

from PIL import Image

from domain.look import Ratio
from media import ffmpeg
from media.frames import FRAMES
from media.ink import write
from media.reel import cover, render
from media.shaping import shape
from media.storyboard.look import Storyboard
from media.storyboard.samples import Sample, samples

FOLDER = Path("build/storyboards")
_RATIO = Ratio.STORY
_SEEN = 9
"""Frames of a row."""
_HIGH, _GAP, _LABEL = 480, 16, 34
"""Pixels of a frame, between frames, and for the seconds under it."""
_GROUND, _INK = (214, 214, 214), (40, 40, 40)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    chosen = [one for one in samples() if not wanted or one.name in wanted]
    rows = [asyncio.run(_drawn(sample)) for sample in chosen]
    if not rows:
        sys.stderr.write(f"There are: {', '.join(one.name for one in samples())}.\n")
        return 2
    _sheet(rows).save(FOLDER / "sheet.png")
    return 0


async def _drawn(sample: Sample) -> Image.Image:
    """Write one, with its cover; its row of the sheet."""
    file, begun = FOLDER / f"{sample.name}.mp4", time.monotonic()

    async def told(done_s: float) -> None:
        sys.stderr.write(f"\r{sample.name}: {done_s:.1f} s ")

    made = await render(sample.script, sample.look, sample.pictures, _RATIO, file, told)
    took_s = time.monotonic() - begun
    sys.stderr.write("\r")
    said = f"{made.duration_s:g} s, {made.size / 1e6:.1f} MB, drawn in {took_s:.1f} s"
    sys.stdout.write("\n".join((f"{file}: {said}", *made.left_out)) + "\n")
    front = cover(sample.script, sample.look, _RATIO, sample.pictures)
    file.with_suffix(".jpg").write_bytes(front)
    return await _row(file, made)


async def _row(file: Path, made: Storyboard) -> Image.Image:
    frame = FRAMES[_RATIO]
    wide = 2 * round(_HIGH * frame.width / frame.height / 2)
    row = Image.new("RGB", (_SEEN * (wide + _GAP) + _GAP, _HIGH + _LABEL + _GAP), _GROUND)
    for at in range(_SEEN):
        second = made.duration_s * (at + 0.5) / _SEEN
        seen = ("-map", "0:v:0", "-frames:v", "1", "-vf", f"scale={wide}:{_HIGH}:flags=area")
        output = (*seen, "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1")
        told = await ffmpeg.ffmpeg(file, output, ffmpeg.LOOK, before=("-ss", f"{second:.3f}"))
        x = _GAP + at * (wide + _GAP)
        row.paste(Image.frombytes("RGB", (wide, _HIGH), told.out), (x, _GAP))
        label = shape(f"{second:.1f} s", "Medium", 22)
        write(row, label, x=x, baseline=_GAP + _HIGH + 25, colour=_INK)
    return row


def _sheet(rows: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (rows[0].width, sum(row.height for row in rows) + _GAP), _GROUND)
    y = 0
    for row in rows:
        sheet.paste(row, (0, y))
        y += row.height
    return sheet
