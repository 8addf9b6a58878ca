"""How the view moves over a picture that is larger than what is seen of it. Draws nothing new.

Every frame takes its part of the picture to the fraction of a pixel, so that slow moves are
smooth.
"""

import math
from dataclasses import dataclass

from PIL import Image

from domain.video import ShotType
from media.storyboard.planes import Planes

LARGER = 1.16
"""Of each side: how much larger than its window a picture is drawn."""
_NEAR = 1.13


@dataclass(frozen=True)
class Camera:
    """A move from the beginning of a scene to its end.

    `zoom` runs from 1 (all of the picture) to `LARGER`; `pan` from -1 to 1, the edges that the
    zoom leaves room for; `turn` is in degrees either way of upright.
    """

    zoom: tuple[float, float] = (1.0, _NEAR)
    pan: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    turn: float = 0.0

    def view(self, planes: Planes, size: tuple[int, int], share: float) -> Planes:
        """What is seen after that share of the scene, as large as `size`."""
        zoom = self.zoom[0] + (self.zoom[1] - self.zoom[0]) * share
        x, y = (a + (b - a) * share for a, b in zip(*self.pan, strict=True))
        seen = []
        for plane, part in zip(planes.each(), (1, 2, 2), strict=True):
            width, height = plane.width / zoom, plane.height / zoom
            left = (plane.width - width) * (1 + x) / 2
            top = (plane.height - height) * (1 + y) / 2
            box = (left, top, left + width, top + height)
            target = (size[0] // part, size[1] // part)
            if self.turn:
                seen.append(_turned(plane, target, box, self.turn * (2 * share - 1)))
            else:
                seen.append(plane.resize(target, Image.Resampling.BILINEAR, box=box))
        return Planes(*seen)


def _turned(
    plane: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float], turn: float
) -> Image.Image:
    left, top, right, bottom = box
    scale_x, scale_y = (right - left) / size[0], (bottom - top) / size[1]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x, y = (left + right) / 2, (top + bottom) / 2
    a, b, d, e = cos * scale_x, sin * scale_y, -sin * scale_x, cos * scale_y
    moved = (
        *(a, b, x - a * size[0] / 2 - b * size[1] / 2),
        *(d, e, y - d * size[0] / 2 - e * size[1] / 2),
    )
    return plane.transform(size, Image.Transform.AFFINE, moved, resample=Image.Resampling.BILINEAR)


def over_drawing(shot: ShotType) -> Camera:
    """The move that shows what kind of shot a drawn setting stands for."""
    return _DRAWN[shot]


def over_picture(shot: ShotType, number: int) -> Camera:
    """A slow move over a photo; scenes take turns, so that no two in a row move alike."""
    if shot is ShotType.TRACKING:
        return _DRAWN[shot]
    return _PHOTO[number % len(_PHOTO)]


_DRAWN = {
    ShotType.CLOSE_UP: Camera(zoom=(1.0, _NEAR)),
    ShotType.MEDIUM: Camera(zoom=(_NEAR, _NEAR), pan=((0.0, 0.9), (0.0, -0.9))),
    ShotType.WIDE: Camera(zoom=(_NEAR, 1.0)),
    ShotType.OVERHEAD: Camera(zoom=(_NEAR, _NEAR), turn=2.2),
    ShotType.POINT_OF_VIEW: Camera(zoom=(1.0, LARGER)),
    ShotType.TRACKING: Camera(zoom=(LARGER, LARGER), pan=((-1.0, 0.0), (1.0, 0.0))),
}
_PHOTO = (
    Camera(zoom=(1.0, _NEAR)),
    Camera(zoom=(_NEAR, _NEAR), pan=((-0.8, 0.3), (0.8, -0.3))),
    Camera(zoom=(_NEAR, 1.0)),
    Camera(zoom=(_NEAR, _NEAR), pan=((0.8, 0.2), (-0.8, -0.2))),
)
