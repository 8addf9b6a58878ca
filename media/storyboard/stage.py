"""A scene once it is laid out: what stands still, what moves in its window, room for words."""

from dataclasses import dataclass

from PIL import Image

from media.layouts.pieces import Align
from media.palette import Colour
from media.storyboard.camera import Camera
from media.storyboard.planes import Box, Mask, Planes


@dataclass(frozen=True)
class Moving:
    """A picture that is seen through a window of the frame."""

    picture: Image.Image
    """Larger than the window, see `camera.LARGER`."""
    window: Box
    camera: Camera
    mask: Image.Image | None = None
    """Of the window's size: the shape that is seen."""


@dataclass(frozen=True)
class Room:
    """Where words stand, and how."""

    box: Box
    ink: Colour
    largest: int
    """Pixels of the largest type."""
    smallest: int
    align: Align = "left"
    is_middle: bool = False
    """Whether they stand in the middle of its height, not at its top."""


@dataclass(frozen=True)
class Plate:
    """A scene without its words."""

    still: Image.Image
    """As large as the frame."""
    moving: tuple[Moving, ...]
    room: Room


class Stage:
    """A plate that frames are taken from."""

    def __init__(self, plate: Plate) -> None:
        self._still = Planes.of(plate.still)
        self._moving = [
            (one, Planes.of(one.picture), Mask.of(one.mask) if one.mask else None)
            for one in plate.moving
        ]

    def at(self, share: float) -> Planes:
        """The frame after that share of the scene's time, 0 to 1."""
        frame = self._still.copy()
        for moving, planes, mask in self._moving:
            left, top, right, bottom = moving.window
            seen = moving.camera.view(planes, (right - left, bottom - top), share)
            frame.put(seen, (left, top), mask)
        return frame
