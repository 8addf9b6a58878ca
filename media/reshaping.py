"""The size and shape a picture or a film must get to fit: pure arithmetic. Touches no pixel."""

import math
from dataclasses import dataclass

from domain.errors import InvalidError
from domain.frozen import Frozen
from media.limits import Frame

MOST_ENLARGED = 2.0
"""More would only show that there is nothing to see."""
Size = tuple[int, int]


class Shape(Frozen):
    """What becomes of a picture: cut to `kept` around its middle, scaled, put on a canvas."""

    kept: Size
    scaled: Size
    canvas: Size
    """Larger than `scaled` where bars are added."""

    @property
    def has_bars(self) -> bool:
        return self.canvas != self.scaled


@dataclass(frozen=True)
class Wish:
    """How it may be done."""

    crop: bool = False
    """Whether edges may be cut off; else bars are added."""
    bars: str = "white"
    even: bool = False
    """Whether sides must be even numbers, as H.264's usual colours need."""
    min_height: int = 1
    max_pixels: int | None = None


def reshaped(size: Size, frame: Frame, wish: Wish) -> tuple[Shape, list[str]]:
    """The shape it gets, and what that changes, in words.

    Raises:
        InvalidError: `media_unfit`; it is too small, or no size can be right.
    """
    kept = _cropped(size, frame) if wish.crop else size
    outer = kept if wish.crop else _padded(size, frame)
    factor = _factor(outer, frame, wish)
    canvas = _whole_numbers(outer, factor, frame, wish)
    scaled = canvas if outer == kept else _inside(kept, factor, canvas, wish)
    shape = Shape(kept=kept, scaled=scaled, canvas=canvas)
    return shape, _words(size, shape, factor, wish)


def _cropped(size: Size, frame: Frame) -> Size:
    width, height = size
    if width / height > frame.max_aspect:
        return max(1, math.floor(height * frame.max_aspect)), height
    if width / height < frame.min_aspect:
        return width, max(1, math.floor(width / frame.min_aspect))
    return size


def _padded(size: Size, frame: Frame) -> Size:
    width, height = size
    if width / height > frame.max_aspect:
        return width, math.ceil(width / frame.max_aspect)
    if width / height < frame.min_aspect:
        return math.ceil(height * frame.min_aspect), height
    return size


def _factor(outer: Size, frame: Frame, wish: Wish) -> float:
    """By how much it is scaled: down as far as it must, up only to the least that is taken."""
    width, height = outer
    most = min(
        (frame.max_width or math.inf) / width,
        (frame.max_height or math.inf) / height,
        math.sqrt((wish.max_pixels or math.inf) / (width * height)),
    )
    least = max(frame.min_width / width, wish.min_height / height)
    factor = min(most, 1.0) if least <= 1.0 else least
    if factor > most or factor < least:
        raise _unfit(
            f"No size of {width} to {height} is both large and small enough. Crop it first."
        )
    if factor > MOST_ENLARGED:
        raise _unfit(
            f"It is too small: {width} × {height} pixels would have to be enlarged "
            f"{factor:.1f} times, which looks blurred. Use a larger one."
        )
    return factor


def _whole_numbers(outer: Size, factor: float, frame: Frame, wish: Wish) -> Size:
    """The scaled size in whole pixels, within the bounds of its shape also after rounding."""
    step = 2 if wish.even else 1
    width = _stepped(outer[0] * factor, step, at_least=frame.min_width)
    height = _stepped(outer[1] * factor, step, at_least=wish.min_height)
    for _ in range(8):
        if width / height > frame.max_aspect:
            width, height = (
                (width - step, height)
                if width - step >= frame.min_width
                else (width, height + step)
            )
        elif width / height < frame.min_aspect:
            width, height = (
                (width, height - step)
                if height - step >= wish.min_height and height > step
                else (width + step, height)
            )
    return width, height


def _stepped(length: float, step: int, *, at_least: int) -> int:
    # what is a hair below a whole number came to it by arithmetic
    found = math.floor((length + 1e-6) / step) * step
    return max(found, math.ceil(at_least / step) * step, step)


def _inside(kept: Size, factor: float, canvas: Size, wish: Wish) -> Size:
    step = 2 if wish.even else 1
    width, height = (
        min(_stepped(side * factor, step, at_least=1), most)
        for side, most in zip(kept, canvas, strict=True)
    )
    return width, height


def _words(size: Size, shape: Shape, factor: float, wish: Wish) -> list[str]:
    found = []
    if shape.kept != size:
        sides = "left and right" if shape.kept[0] < size[0] else "top and bottom"
        found.append(
            f"Cropped from {_of(size)} to {_of(shape.kept)} pixels: its {sides} edges are gone."
        )
    if factor < 1.0 and shape.scaled != shape.kept:
        found.append(f"Made smaller: {_of(shape.scaled)} pixels instead of {_of(shape.kept)}.")
    elif factor > 1.0:
        found.append(
            f"Made larger: {_of(shape.scaled)} pixels instead of {_of(shape.kept)}, the least "
            "that is taken."
        )
    elif wish.even and shape.scaled != shape.kept:
        found.append(f"Made {_of(shape.scaled)} pixels: a video needs even numbers.")
    if shape.has_bars:
        where = "left and right" if shape.canvas[0] > shape.scaled[0] else "above and below"
        found.append(
            f"Put on {wish.bars} bars {where}: it is {_of(shape.canvas)} pixels with them. Crop "
            "it instead if you like that better."
        )
    return found


def _of(size: Size) -> str:
    return f"{size[0]} × {size[1]}"


def _unfit(words: str) -> InvalidError:
    return InvalidError(words, code="media_unfit")
