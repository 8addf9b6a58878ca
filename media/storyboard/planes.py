"""Pictures as a film's frames are coded: one plane of light, two of colour at half the size.

Working on these is half the work of working on red, green and blue, and the coder takes them as
they are. ITU-R BT.709, 8 bits, limited range: 16 is black and 235 white.
"""

from dataclasses import dataclass

from PIL import Image

from media.palette import Colour

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; all even, as two pixels share a colour."""
# 219 / 255 and 224 / 255 times the weights of BT.709
_LIGHT = (0.18259, 0.61423, 0.06201, 16.0)
_BLUE = (-0.10064, -0.33857, 0.43922, 128.0)
_RED = (0.43922, -0.39894, -0.04027, 128.0)
_BACK = (
    *(1.16438, 0.0, 1.79274, -248.10),
    *(1.16438, -0.21325, -0.53291, 76.88),
    *(1.16438, 2.11240, 0.0, -289.02),
)


@dataclass(frozen=True)
class Planes:
    light: Image.Image
    blue: Image.Image
    red: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> "Planes":
        """Of an RGB picture with even sides."""
        half = (picture.width // 2, picture.height // 2)
        blue, red = (
            picture.convert("L", weights).resize(half, Image.Resampling.BOX)
            for weights in (_BLUE, _RED)
        )
        return cls(picture.convert("L", _LIGHT), blue, red)

    @classmethod
    def plain(cls, size: tuple[int, int], colour: Colour) -> "Planes":
        return cls.of(Image.new("RGB", size, colour))

    @property
    def size(self) -> tuple[int, int]:
        return self.light.size

    def each(self) -> tuple[Image.Image, Image.Image, Image.Image]:
        return self.light, self.blue, self.red

    def copy(self) -> "Planes":
        return Planes(*(plane.copy() for plane in self.each()))

    def raw(self) -> bytes:
        """As `yuv420p` is written."""
        return b"".join(plane.tobytes() for plane in self.each())

    def put(self, other: "Planes", at: tuple[int, int], mask: "Mask | None" = None) -> None:
        """Paste onto this one; `at` is even both ways."""
        masks = mask.each() if mask else (None, None, None)
        for own, piece, cut, part in zip(self.each(), other.each(), masks, (1, 2, 2), strict=True):
            own.paste(piece, (at[0] // part, at[1] // part), cut)

    def as_rgb(self) -> Image.Image:
        colours = [plane.resize(self.size, Image.Resampling.BILINEAR) for plane in self.each()]
        return Image.merge("RGB", colours).convert("RGB", _BACK)


@dataclass(frozen=True)
class Mask:
    """How much of a piece is seen, 0 to 255, at the sizes of its planes."""

    fine: Image.Image
    half: Image.Image

    @classmethod
    def of(cls, mask: Image.Image) -> "Mask":
        half = mask.resize((mask.width // 2, mask.height // 2), Image.Resampling.BOX)
        return cls(mask, half)

    def each(self) -> tuple[Image.Image, Image.Image, Image.Image]:
        return self.fine, self.half, self.half

    def weakened(self, share: float) -> "Mask":
        """Seen only to that share, 0 to 1."""
        table = [round(value * share) for value in range(256)]
        return Mask(self.fine.point(table), self.half.point(table))


def blended(one: Planes, other: Planes, share: float) -> Planes:
    """`one` with that share of `other`."""
    pairs = zip(one.each(), other.each(), strict=True)
    return Planes(*(Image.blend(a, b, share) for a, b in pairs))


def even(length: float) -> int:
    """The nearest even number of pixels."""
    return 2 * round(length / 2)
