"""A brand's colours put to use: ground, text that can be read on it, accents. Draws nothing."""

import re
from colorsys import hsv_to_rgb, rgb_to_hsv
from dataclasses import dataclass

from media.seed import number

Colour = tuple[int, int, int]

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3 level AA)."""
_EASY = 5.5
"""With a margin over the least, a brand's own colour is taken for its text."""
_VISIBLE = 1.3
"""The least contrast of an accent with the ground, so that its shape can be seen at all."""
_LIGHT = 0.78
"""The least luminance of a light ground."""
_TINT = 0.6
"""From this luminance on a colour is a tint of white to the eye."""
_MOST_COLOURS = 6
_FULL, _BRIGHT, _HUELESS = 0.7, 0.62, 0.12
"""Of a lively ground: the least saturation and value, 0 to 1; below the last a colour is a grey."""
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_FALLBACKS = (
    ("#1F3A5F", "#F4EDE1", "#E07A3F", "#8FB8A8"),
    ("#5B1E3C", "#FBEFE6", "#E8A33D", "#C9627A"),
    ("#17453B", "#F3F0E2", "#E9B949", "#D8694A"),
    ("#2B2D5B", "#F5F1EA", "#F2856D", "#8C9BE0"),
    ("#7A2F1B", "#FAF1E0", "#E2A63B", "#3E7C74"),
    ("#123C4A", "#EEF3EC", "#F0B65A", "#E2725B"),
)
"""For brands that named no colours: each a dark, a light and two accents, chosen by eye."""


@dataclass(frozen=True)
class Scheme:
    """What is painted in which colour. `ink` and `quiet` are readable on `ground`."""

    ground: Colour
    ink: Colour
    quiet: Colour
    accents: tuple[Colour, ...]


def scheme(palette: tuple[str, ...], *, brand: str, turn: int) -> Scheme:
    """The scheme of one card.

    Args:
        palette: The brand's colours as it wrote them; what is no hex colour is passed over.
        brand: Its name, which chooses the palette when it has none.
        turn: Chooses among the brand's colours for the ground, so that cards vary.
    """
    colours = _parsed(palette) or _parsed(_FALLBACKS[number(brand) % len(_FALLBACKS)])
    ground = colours[turn % len(colours)]
    return _with_ground(ground, [colour for colour in colours if colour != ground])


def light_scheme(palette: tuple[str, ...], *, brand: str, turn: int) -> Scheme:
    """A scheme on a light ground: the brand's lightest colour, or a light tint of it."""
    colours = _parsed(palette) or _parsed(_FALLBACKS[number(brand) % len(_FALLBACKS)])
    lightest = max(colours, key=_luminance)
    ground = lightest
    while _luminance(ground) < _LIGHT:
        ground = mixed(ground, _WHITE, 0.25)
    others = [colour for colour in colours if colour != lightest] or [lightest]
    turned = others[turn % len(others) :] + others[: turn % len(others)]
    return _with_ground(ground, turned)


def lively_scheme(palette: tuple[str, ...], *, brand: str, turn: int) -> Scheme:
    """A scheme on one of the brand's two liveliest colours, a dull one made livelier.

    A light tint is no lively ground, however few colours there are.
    """
    colours = _parsed(palette) or _parsed(_FALLBACKS[number(brand) % len(_FALLBACKS)])
    deep = [colour for colour in colours if _luminance(colour) < _TINT] or colours
    lively = sorted(deep, key=_liveliness, reverse=True)[:2]
    own = lively[turn % len(lively)]
    return _with_ground(_livelier(own), [colour for colour in colours if colour != own])


def _with_ground(ground: Colour, others: list[Colour]) -> Scheme:
    ink = _ink(ground, others)
    return Scheme(
        ground=ground,
        ink=ink,
        quiet=_quiet(ink, ground),
        accents=_accents(ground, ink, others),
    )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with that share of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def readable(wanted: Colour, ground: Colour) -> Colour:
    """The colour itself where it can be read on the ground, else the nearest that can."""
    end = max(_WHITE, _BLACK, key=lambda colour: contrast(colour, ground))
    for step in range(21):
        colour = mixed(wanted, end, step / 20)
        if contrast(colour, ground) >= READABLE:
            return colour
    return end  # of black and white one always can: the worse case, a mid grey, still has 4.58


def _ink(ground: Colour, others: list[Colour]) -> Colour:
    best = max(others, key=lambda colour: contrast(colour, ground), default=ground)
    if contrast(best, ground) >= _EASY:
        return best
    end = max(_WHITE, _BLACK, key=lambda colour: contrast(colour, ground))
    # a breath of the ground's own hue sits better on it than plain black or white
    return readable(mixed(end, ground, 0.06), ground)


def _quiet(ink: Colour, ground: Colour) -> Colour:
    return readable(mixed(ink, ground, 0.22), ground)


def _accents(ground: Colour, ink: Colour, others: list[Colour]) -> tuple[Colour, ...]:
    """At least three colours that show on the ground; derived ones where the brand has fewer."""
    seen = [colour for colour in others if contrast(colour, ground) >= _VISIBLE]
    derived = [mixed(ground, ink, share) for share in (0.85, 0.55, 0.28)]
    return tuple(seen + derived[len(seen) :]) if len(seen) < len(derived) else tuple(seen)


def _parsed(palette: tuple[str, ...]) -> list[Colour]:
    found = [_HEX.fullmatch(word.strip()) for word in palette]
    colours = [_colour(match.group(1)) for match in found if match]
    return list(dict.fromkeys(colours))[:_MOST_COLOURS]


def _colour(digits: str) -> Colour:
    wide = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = bytes.fromhex(wide)
    return red, green, blue


def _liveliness(colour: Colour) -> float:
    """How far a colour is from grey, 0 to 1; very light and very dark ones are dull."""
    most, least = max(colour) / 255, min(colour) / 255
    return (most - least) * min(1.0, most * 1.4)


def _livelier(colour: Colour) -> Colour:
    """The same hue at least as full and bright as is lively; of a grey, which has none, itself."""
    hue, fullness, brightness = rgb_to_hsv(*(part / 255 for part in colour))
    if fullness < _HUELESS:
        return colour
    full, bright = max(fullness, _FULL), max(brightness, _BRIGHT)
    red, green, blue = (round(part * 255) for part in hsv_to_rgb(hue, full, bright))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
