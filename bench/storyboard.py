"""How long a storyboard of 15 seconds takes, from its script to the file."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import Result, interleaved
from domain.look import Ratio
from media.reel import render
from media.storyboard.look import Storyboard
from media.storyboard.samples import Sample, samples

ROUNDS = 1
LIMIT_S = 20.0
"""So long a person may wait for one on two cores."""
LIMIT_MB = 10.0
"""What a phone sends in a moment."""
_SECONDS = 15


def storyboard_time() -> Iterator[Result]:
    """Drawn, and with photos: seconds on the clock, and the size of the larger file."""
    drawn, photos = (_first(has_pictures=has) for has in (False, True))
    made: list[Storyboard] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        times = interleaved(
            *(_renders(one, Path(folder), made) for one in (drawn, photos)), rounds=ROUNDS
        )
    for name, took in zip(("drawn", "with photos"), times, strict=True):
        yield Result(f"storyboard of {_SECONDS} s, {name}", "s", took, LIMIT_S, goal=1)
    largest = max(one.size for one in made) / 1e6
    yield Result(f"storyboard of {_SECONDS} s, larger file", "MB", largest, LIMIT_MB, goal=1)


def _first(*, has_pictures: bool) -> Sample:
    fitting = (one for one in samples() if one.script.duration == _SECONDS)
    return next(one for one in fitting if bool(one.pictures) is has_pictures)


def _renders(sample: Sample, folder: Path, made: list[Storyboard]) -> Callable[[], object]:
    async def told(_done_s: float) -> None:
        return None

    def run() -> None:
        file = folder / f"{sample.name}.mp4"
        work = render(sample.script, sample.look, sample.pictures, Ratio.STORY, file, told)
        made.append(asyncio.run(work))

    return run
