"""Drawn settings, one for each kind of shot, of the simple shapes that cards are made of.

They are larger than what is seen of them, so that a camera can move over them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from domain.video import ShotType
from media import motif
from media.palette import Colour, Scheme, contrast, mixed
from media.seed import numbers

_FINE = 2
"""Drawn this much larger and reduced, which smooths the edges."""
Size = tuple[int, int]


@dataclass(frozen=True)
class Setting:
    """What is drawn: how large, in which colours, chosen by which words."""

    size: Size
    colours: Scheme
    words: tuple[str, ...]

    @property
    def short(self) -> int:
        return min(self.size)

    @property
    def long(self) -> int:
        return max(self.size)


def patterned(shot: ShotType, setting: Setting) -> Image.Image:
    """A rich setting, of the brand's own pattern."""
    return _PATTERNED[shot](setting)


def plain(shot: ShotType, setting: Setting) -> Image.Image:
    """A quiet setting, of one or two shapes."""
    return _smooth(setting, _PLAIN[shot])


def _tiles(setting: Setting, across: float) -> Image.Image:
    """The pattern with so many tiles on the short side, cut out of its middle."""
    width, height = setting.size
    tile = round(setting.short / across)
    columns, rows = -(-width // tile) + 1, -(-height // tile) + 1
    band = motif.band(setting.colours, rows=rows, columns=columns, tile=tile, words=setting.words)
    left, top = (band.width - width) // 2, (band.height - height) // 2
    return band.crop((left, top, left + width, top + height))


def _close(setting: Setting) -> Image.Image:
    return _tiles(setting, 1.3)


def _medium(setting: Setting) -> Image.Image:
    return _tiles(setting, 2.6)


def _wide(setting: Setting) -> Image.Image:
    return _tiles(setting, 5.2)


def _tracking(setting: Setting) -> Image.Image:
    return _tiles(setting, 3.4)


def _overhead(setting: Setting) -> Image.Image:
    return _smooth(setting, _table)


def _doorway(setting: Setting) -> Image.Image:
    return _smooth(setting, _arches)


_PATTERNED: dict[ShotType, Callable[[Setting], Image.Image]] = {
    ShotType.CLOSE_UP: _close,
    ShotType.MEDIUM: _medium,
    ShotType.WIDE: _wide,
    ShotType.OVERHEAD: _overhead,
    ShotType.POINT_OF_VIEW: _doorway,
    ShotType.TRACKING: _tracking,
}


class _Pen:
    """Draws in the setting's own pixels, whatever the picture's are."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        box = tuple(part * _FINE for part in (x - radius, y - radius, x + radius, y + radius))
        self._draw.ellipse(box, fill=colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        box = tuple(part * _FINE for part in (x - radius, y - radius, x + radius, y + radius))
        self._draw.ellipse(box, outline=colour, width=max(1, round(width * _FINE)))

    def block(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        box = tuple(part * _FINE for part in (left, top, right, bottom))
        self._draw.rectangle(box, fill=colour)


Paint = Callable[[_Pen, Setting], None]


def _smooth(setting: Setting, paint: Paint) -> Image.Image:
    width, height = setting.size
    picture = Image.new("RGB", (width * _FINE, height * _FINE), setting.colours.ground)
    paint(_Pen(ImageDraw.Draw(picture)), setting)
    return picture.resize(setting.size, Image.Resampling.BOX)


def _table(pen: _Pen, setting: Setting) -> None:
    """Plates and bowls on a table, from above: a large one, small ones in a ring around it."""
    colours, unit = setting.colours, setting.short
    width, height = setting.size
    one, other, third = colours.accents[:3]
    pen.block(0, 0, width, height, mixed(one, colours.ground, 0.08))
    x, y = width / 2, height / 2
    for share, colour in ((0.47, colours.ground), (0.43, other), (0.40, colours.ground)):
        pen.disc(x, y, unit * share, colour)
    chance = numbers("table", *setting.words)
    for dx, dy, radius in _BOWLS:
        fill = (one, other, third)[next(chance) % 3]
        _bowl(pen, (x + dx * unit, y + dy * unit), radius * unit, fill, colours)
    # what stands beside it, where there is room
    for side in (-1, 1) if setting.long > unit * _ROOMY else ():
        along = setting.long * 0.5 - unit * 0.08
        at = (x, y + side * along) if height > width else (x + side * along, y)
        _bowl(pen, at, unit * 0.2, (other, third)[next(chance) % 2], colours)


_BOWLS = (
    (0.0, 0.02, 0.135),
    (-0.235, -0.10, 0.10),
    (0.235, -0.10, 0.10),
    (0.0, -0.255, 0.10),
    (-0.16, 0.225, 0.085),
    (0.16, 0.225, 0.085),
)
"""Across, down and radius, in shares of the short side; none touches another."""
_ROOMY = 1.45


def _bowl(pen: _Pen, at: tuple[float, float], radius: float, fill: Colour, colours: Scheme) -> None:
    rim = colours.ink if contrast(fill, colours.ground) < 1.5 else fill
    pen.disc(*at, radius, rim)
    pen.disc(*at, radius * 0.84, colours.ground)
    pen.disc(*at, radius * 0.72, fill)
    pen.disc(at[0] - radius * 0.2, at[1] - radius * 0.2, radius * 0.16, colours.ground)


def _arches(pen: _Pen, setting: Setting) -> None:
    """Doorways behind each other, as one walks through them."""
    colours = setting.colours
    row = (*colours.accents[:3], colours.ground)
    _nested(pen, setting, [row[step % 4] for step in range(7)])


def _nested(pen: _Pen, setting: Setting, fills: list[Colour]) -> None:
    width, height = setting.size
    x = width / 2
    for step, fill in enumerate(fills):
        half = min(width, height) * (0.62 - 0.085 * step)
        base = height - height * 0.035 * step
        top = height * 0.5 - half * 0.35
        pen.disc(x, top, half, fill)
        pen.block(x - half, top, x + half, base, fill)


def _one_disc(pen: _Pen, setting: Setting) -> None:
    width, height = setting.size
    strong, soft = _strong(setting)
    pen.block(0, 0, width, height, soft)
    pen.disc(width * 0.58, height * 0.56, setting.short * 0.56, strong)
    pen.ring(
        width * 0.58,
        height * 0.56,
        setting.short * 0.47,
        setting.short * 0.006,
        setting.colours.ground,
    )


def _disc_and_ring(pen: _Pen, setting: Setting) -> None:
    width, height = setting.size
    strong, soft = _strong(setting)
    pen.block(0, 0, width, height, soft)
    pen.disc(width * 0.44, height * 0.47, setting.short * 0.29, strong)
    pen.ring(
        width * 0.66,
        height * 0.64,
        setting.short * 0.17,
        setting.short * 0.012,
        setting.colours.ink,
    )


def _horizon(pen: _Pen, setting: Setting) -> None:
    """A low sun behind hills."""
    width, height = setting.size
    strong, soft = _strong(setting)
    pen.block(0, 0, width, height, soft)
    pen.disc(width * 0.6, height * 0.6, setting.short * 0.21, strong)
    for x, share in ((0.16, 0.5), (0.86, 0.66)):
        fill = mixed(setting.colours.ink, soft, share)
        pen.disc(width * x, height * 0.62 + setting.long * 0.62, setting.long * 0.6, fill)


def _rings(pen: _Pen, setting: Setting) -> None:
    """A plate on a cloth, from above."""
    width, height = setting.size
    strong, soft = _strong(setting)
    pen.block(0, 0, width, height, soft)
    x, y, unit = width * 0.5, height * 0.5, setting.short
    pen.disc(x, y, unit * 0.4, setting.colours.ground)
    for share in (0.35, 0.31):
        pen.ring(x, y, unit * share, unit * 0.005, strong)
    pen.disc(x - unit * 0.05, y + unit * 0.03, unit * 0.15, strong)
    pen.disc(x + unit * 0.14, y - unit * 0.12, unit * 0.055, setting.colours.ink)


def _plain_doorway(pen: _Pen, setting: Setting) -> None:
    strong, soft = _strong(setting)
    width, height = setting.size
    pen.block(0, 0, width, height, soft)
    fills = [mixed(soft, strong, share) for share in (0.22, 0.48, 0.74, 1.0)]
    _nested(pen, setting, [*fills, setting.colours.ground])


def _row(pen: _Pen, setting: Setting) -> None:
    """Discs on a shelf, to walk along."""
    width, height = setting.size
    strong, soft = _strong(setting)
    pen.block(0, 0, width, height, soft)
    radius, base = setting.short * 0.17, height * 0.66
    chance = numbers("row", *setting.words)
    for at in range(8):
        size = radius * (0.55 + 0.15 * (next(chance) % 4))
        x = width * (at + 0.35) / 5.6
        pen.disc(x, base - size, size, mixed(strong, soft, 0.22 * (at % 3)))
    pen.block(0, base, width, base + setting.short * 0.012, setting.colours.ink)


def _strong(setting: Setting) -> tuple[Colour, Colour]:
    """The accent that shows most, and a tint of it that is told from the ground."""
    ground = setting.colours.ground
    strong = max(setting.colours.accents, key=lambda one: contrast(one, ground))
    return strong, mixed(ground, strong, 0.2)


_PLAIN: dict[ShotType, Paint] = {
    ShotType.CLOSE_UP: _one_disc,
    ShotType.MEDIUM: _disc_and_ring,
    ShotType.WIDE: _horizon,
    ShotType.OVERHEAD: _rings,
    ShotType.POINT_OF_VIEW: _plain_doorway,
    ShotType.TRACKING: _row,
}
