"""Turns a video's script into a storyboard: an MP4 as it could be posted, and its cover.

`python -m media.reel` writes build/storyboards/: six storyboards, and a sheet to look at.
Voice and music are the shop's to add: the sound track is silent.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

from domain.errors import UnavailableError
from domain.look import Ratio
from domain.video import ScenePart, VideoScript
from media.beside import command
from media.bounding import Bounds, Ended, run
from media.frames import FRAMES
from media.storyboard.coding import MOST_BYTES
from media.storyboard.look import CPU_S_PER_S, FPS, Line, Look, Order, Storyboard

QUALITY = 92
"""Of the cover, a JPEG."""
WALL_S_PER_S = 20
"""So many seconds may pass for each of the video, on a machine that does much else."""
Told = Callable[[float], Awaitable[None]]
"""Awaited with how many seconds of the video are done."""


async def render(
    script: VideoScript,
    look: Look,
    pictures: Mapping[int, bytes],
    ratio: Ratio,
    result: Path,
    told: Told,
) -> Storyboard:
    """Write the storyboard to `result`, whole or not at all, in a process of its own.

    When this is cancelled, or `told` raises, the work ends and nothing is left of it.

    Args:
        pictures: By scene number; a scene without one gets a drawn setting.
        result: Its folder exists; a file that is there already is replaced.

    Raises:
        UnavailableError: `storyboard_failed`; it could not be drawn, or not in time.
    """
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=".reel-", dir=result.parent))
    try:
        order = await asyncio.to_thread(_order, script, look, pictures, ratio, folder)
        last = await _painted(order, told)
        size = order.result.stat().st_size
        await asyncio.to_thread(order.result.replace, result)
    finally:
        # not awaited: when this is cancelled nothing may come between
        shutil.rmtree(folder, ignore_errors=True)
    return Storyboard(
        width=FRAMES[ratio].width,
        height=FRAMES[ratio].height,
        frames=last.frames,
        size=size,
        left_out=last.left_out or (),
    )


def cover(
    script: VideoScript,
    look: Look,
    ratio: Ratio,
    pictures: Mapping[int, bytes] | None = None,
) -> bytes:
    """The hook with its words as a JPEG (sRGB), as large as the storyboard."""
    from media.storyboard.film import Film  # the imaging library loads when one is needed

    picture = Film(script, look, (pictures or {}).get, ratio).cover().as_rgb()
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def spread(script: VideoScript, pictures: Sequence[bytes]) -> dict[int, bytes]:
    """Pictures of products for the scenes between hook and call, by scene number.

    The first goes into the first such scene, and they begin again when there are fewer than scenes.
    """
    between = [s.scene_number for s in script.scenes if s.part is ScenePart.CONTENT]
    if not pictures:
        return {}
    return {scene: pictures[at % len(pictures)] for at, scene in enumerate(between)}


def _order(
    script: VideoScript, look: Look, pictures: Mapping[int, bytes], ratio: Ratio, folder: Path
) -> Order:
    """What the painting process is told; bytes become files in its folder."""
    files: dict[int, Path] = {}
    for scene, content in pictures.items():
        files[scene] = folder / f"picture-{scene}"
        files[scene].write_bytes(content)
    logo = folder / "logo" if look.logo else None
    if logo and look.logo:
        logo.write_bytes(look.logo)
    return Order(
        script=script,
        ratio=ratio,
        palette=look.palette,
        name=look.name,
        place=look.place,
        contact=look.contact,
        style=look.style,
        logo=logo,
        pictures=files,
        result=folder / "storyboard.mp4",
    )


async def _painted(order: Order, told: Told) -> Line:
    last = Line()

    async def on_line(said: str) -> None:
        nonlocal last
        last = Line.model_validate_json(said)
        await told(last.frames / FPS)

    ended = await run(
        command("media.storyboard.painter"),
        _bounds(order.script.duration),
        given=order.model_dump_json().encode(),
        on_line=on_line,
    )
    if ended.code or last.left_out is None:
        raise _failed(ended)
    return last


def _bounds(seconds: int) -> Bounds:
    return Bounds(
        wall_s=60 + WALL_S_PER_S * seconds,
        cpu_s=30 + CPU_S_PER_S * seconds,
        written=MOST_BYTES,
    )


def _failed(ended: Ended) -> UnavailableError:
    why = "took longer than one may take" if ended.timed_out else "broke off"
    return UnavailableError(
        f"Drawing the storyboard {why}, and nothing of it was kept. Order it once more; use "
        "smaller pictures if it happens again.",
        code="storyboard_failed",
    )


if __name__ == "__main__":
    from media.storyboard.showing import main

    sys.exit(main())
