"""Paints a storyboard as a process of its own, which is bounded and ends its coder with it.

Reads an `Order` from the standard input; writes a line of JSON for every so many frames, and one
at the end.
"""

import sys
from pathlib import Path

from media.storyboard.coding import CodingError, coder
from media.storyboard.film import Film
from media.storyboard.look import CPU_S_PER_S, FPS, Line, Look, Order

EVERY_FRAMES = FPS // 2
FAILED = 4


def paint(order: Order) -> None:
    """Write the file, telling how far it is.

    Raises:
        CodingError: It could not be written.
    """
    film = Film(order.script, _look(order), lambda at: _bytes(order.pictures.get(at)), order.ratio)
    size, seconds = (film.frame.width, film.frame.height), order.script.duration
    with coder(order.result, size, seconds, cpu_s=30 + CPU_S_PER_S * seconds) as frames:
        for done, frame in enumerate(film.frames(), 1):
            frames.write(frame.raw())
            if done % EVERY_FRAMES == 0:
                _tell(Line(frames=done))
    _tell(Line(frames=film.count, left_out=tuple(film.left_out)))


def _look(order: Order) -> Look:
    return Look(
        palette=order.palette,
        name=order.name,
        place=order.place,
        contact=order.contact,
        style=order.style,
        logo=_bytes(order.logo),
    )


def _bytes(file: Path | None) -> bytes | None:
    return file.read_bytes() if file else None


def _tell(line: Line) -> None:
    sys.stdout.write(line.model_dump_json() + "\n")
    sys.stdout.flush()


def main() -> int:
    order = Order.model_validate_json(sys.stdin.buffer.read())
    try:
        paint(order)
    except CodingError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    return 0
