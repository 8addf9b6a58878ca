"""Colours by name: the English word for a hex colour, as one says it to a person or a model."""

import re

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_NAMES = {
    "black": 0x111111, "charcoal": 0x36454F, "grey": 0x808080, "light grey": 0xC8C8C8,
    "white": 0xFFFFFF, "cream": 0xF6E9D0, "ivory": 0xFAF6EA, "beige": 0xE0CDA9,
    "tan": 0xC49A6C, "warm brown": 0x8B5A2B, "dark brown": 0x4B2E1A, "rust": 0xA8441F,
    "terracotta": 0xD2694A, "orange": 0xF28C28, "saffron": 0xF4A524, "gold": 0xD4A937,
    "mustard": 0xC99A1E, "yellow": 0xF7D832, "pale yellow": 0xFBF0A8, "lime green": 0x9CCB3B,
    "leaf green": 0x4C9A3B, "dark green": 0x1F4A34, "olive": 0x6E6B2A, "mint": 0xB5E2CC,
    "sage": 0x9CB394, "teal": 0x147C78, "turquoise": 0x3FC3BE, "sky blue": 0x8CC6EE,
    "blue": 0x2C67C9, "navy blue": 0x17294F, "indigo": 0x3D3A8C, "violet": 0x7A4FB5,
    "purple": 0x6A2480, "lavender": 0xC9BDE8, "magenta": 0xC7297F, "pink": 0xF08CB0,
    "pale pink": 0xF8D7DE, "coral": 0xF2806B, "red": 0xD62828, "maroon": 0x701C2C,
}  # fmt: skip
"""Chosen by eye, one for each hue and tone that brands of small shops have."""


def named(colour: str) -> str:
    """The nearest name; empty for what is no hex colour."""
    match = _HEX.fullmatch(colour.strip())
    if match is None:
        return ""
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    value = int(digits, 16)
    return min(_NAMES, key=lambda name: _apart(value, _NAMES[name]))


def all_named(palette: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a palette in its order, each once."""
    return tuple(dict.fromkeys(filter(None, map(named, palette))))


def _apart(one: int, other: int) -> float:
    """How far apart two colours look: weighted RGB, https://www.compuphase.com/cmetric.htm"""
    (r, g, b), (s, h, c) = _parts(one), _parts(other)
    mean = (r + s) / 2
    return (
        (2 + mean / 256) * (r - s) ** 2 + 4 * (g - h) ** 2 + (2 + (255 - mean) / 256) * (b - c) ** 2
    )


def _parts(value: int) -> tuple[int, int, int]:
    return value >> 16, value >> 8 & 255, value & 255
