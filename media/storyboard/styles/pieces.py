"""What the styles share: a scene as it is given, its window's picture, who it is from."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from domain.video import Scene, ScenePart, ShotType
from media.frames import Frame
from media.ink import write
from media.layouts.pieces import Align, Said, Sheet, smooth, write_signature
from media.palette import READABLE, Scheme, contrast, mixed
from media.scripts import Weight
from media.setting import fit_line
from media.shaping import Line, shape
from media.storyboard.camera import over_drawing, over_picture
from media.storyboard.pictures import covering, larger
from media.storyboard.planes import Box, even
from media.storyboard.scenery import Setting
from media.storyboard.stage import Moving

Scenery = Callable[[ShotType, Setting], Image.Image]


@dataclass(frozen=True)
class Given:
    """A scene, and all it is drawn with."""

    frame: Frame
    scene: Scene
    colours: Scheme
    said: Said
    """Name, place and initials; the headline is the brand's name again."""
    contact: str
    logo: bytes | None
    seed: tuple[str, str]
    """Brand, and what tells this scene from the others."""
    picture: Image.Image | None

    @property
    def is_hook(self) -> bool:
        return self.scene.part is ScenePart.HOOK

    @property
    def is_call(self) -> bool:
        return self.scene.part is ScenePart.CALL

    @property
    def is_upright(self) -> bool:
        """Whether the window stands over the words; in a wide frame it is beside them."""
        return not self.frame.is_wide

    def blank(self) -> Image.Image:
        return Image.new("RGB", (self.frame.width, self.frame.height), self.colours.ground)

    def by_part(self, *, hook: float, content: float, call: float) -> float:
        return hook if self.is_hook else call if self.is_call else content


def moving(given: Given, window: Box, scenery: Scenery, mask: Image.Image | None = None) -> Moving:
    """The scene's picture in that window, or a setting drawn for its shot."""
    shot, number = given.scene.shot, given.scene.scene_number
    size = (window[2] - window[0], window[3] - window[1])
    if given.picture is not None:
        photo = covering(given.picture, size)
        return Moving(photo, window, over_picture(shot, number), mask)
    drawn = scenery(shot, Setting(larger(size), given.colours, given.seed))
    return Moving(drawn, window, over_drawing(shot), mask)


def evened(left: float, top: float, right: float, bottom: float) -> Box:
    return even(left), even(top), even(right), even(bottom)


def sign(
    given: Given, card: Image.Image, *, left: int, right: int, bottom: int, align: Align = "left"
) -> int:
    """Who it is from, at the foot; in the call larger, under how to reach it.

    Returns:
        The height above which words may stand.
    """
    frame = given.frame
    mark = frame.scaled(120 if given.is_call else 84)
    sheet = Sheet(card, frame, given.said, given.colours, given.seed, given.logo)
    middle = bottom - mark / 2
    write_signature(sheet, x=left, middle=middle, width=right - left, mark=mark, align=align)
    top = bottom - mark - frame.scaled(56)
    if given.is_call and given.contact:
        return _contact(given, card, (left, right), top + frame.scaled(12), align)
    return top


def _contact(
    given: Given, card: Image.Image, sides: tuple[int, int], bottom: int, align: Align
) -> int:
    """How to reach the brand on a label in the ink's colour; the height above which is room."""
    frame, colours = given.frame, given.colours
    size, width = frame.scaled(50), sides[1] - sides[0]
    line = whole_line(given.contact, "Bold", width - size * 1.7, (size, frame.scaled(26)))
    wide, high = round(line.width + size * 1.7), round(size * 1.95)
    left = sides[0] + (width - wide) // 2 if align == "center" else sides[0]
    box = (left, bottom - high, left + wide, bottom)

    def stick(draw: ImageDraw.ImageDraw, fine: int) -> None:
        draw.rounded_rectangle(
            (0, 0, wide * fine - 1, high * fine - 1), radius=high * fine / 2, fill=colours.ink
        )

    smooth(card, box, stick)
    baseline = bottom - high / 2 + line.size * 0.34
    write(card, line, x=left + size * 0.85, baseline=baseline, colour=colours.ground)
    return bottom - high - frame.scaled(56)


def whole_line(text: str, weight: Weight, width: float, sizes: tuple[int, int]) -> Line:
    """One line between the largest and the smallest size; shortened only below that."""
    for size in range(sizes[0], sizes[1] - 1, -2):
        line = shape(text, weight, size)
        if line.width <= width:
            return line
    return fit_line(text, weight=weight, width=width, size=sizes[1])


def veil(given: Given) -> int:
    """How much of any picture may show through the ground so that words can be read, 0 to 255."""
    ground, ink = given.colours.ground, given.colours.ink
    for strength in range(96, 0, -4):
        share = strength / 255
        ends = (mixed(ground, end, share) for end in ((255, 255, 255), (0, 0, 0)))
        if all(contrast(ink, end) >= READABLE + 0.3 for end in ends):
            return strength
    return 0


def melting(size: tuple[int, int], *, begins: float, ends: float, veiled: int) -> Image.Image:
    """A mask that is whole down to `begins`, a veil from `ends` on, and nothing at the bottom.

    Args:
        begins: A share of the height, as is `ends`.
    """
    width, height = size
    column = Image.new("L", (1, height))
    column.putdata([_melted(row / height, begins, ends, veiled) for row in range(height)])
    return column.resize((width, height))


def _melted(at: float, begins: float, ends: float, veiled: int) -> int:
    if at <= begins:
        return 255
    if at < ends:
        share = (at - begins) / (ends - begins)
        return round(255 + (veiled - 255) * share * share * (3 - 2 * share))
    return round(veiled * (1 - (at - ends) / max(1e-6, 1 - ends)))
