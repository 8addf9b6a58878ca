"""Sets a text into a box: the largest size that fits, lines of like length. Draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from media.scripts import Weight, is_indic
from media.shaping import Line, clusters, shape

_LATIN_LEADING = 1.16
_INDIC_LEADING = 1.44
"""Vowel signs and half letters stand above and below the line that Latin keeps to."""
_INDIC_SIZE = 0.84
"""Of the largest size: its letters fill more of their height than Latin ones."""
_AT_PAUSE = 0.15
"""What a break where a reader pauses is worth, against an uneven edge."""
_STEP = 4


@dataclass(frozen=True)
class Block:
    """Lines with one distance between their baselines."""

    lines: tuple[Line, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading


def fit(
    text: str, *, weight: Weight, width: float, height: float, largest: int, smallest: int
) -> Block:
    """The text in the largest size whose lines fit; at the smallest size words may be torn."""
    spacing = _LATIN_LEADING
    if is_indic(text):
        spacing, largest = _INDIC_LEADING, max(smallest, int(largest * _INDIC_SIZE))
    words = text.split()
    for size in range(largest, smallest - 1, -_STEP):
        measure = _measuring(weight, size)
        if max(map(measure, words), default=0.0) > width:
            continue
        lines = _balanced(words, measure, width)
        if len(lines) * size * spacing <= height:
            return _block(lines, weight, size, spacing)
    measure = _measuring(weight, smallest)
    pieces = [p for word in words for p in _torn(word, weight, measure, width)]
    lines = _balanced(pieces, measure, width)
    room = max(1, int(height // (smallest * spacing)))
    if len(lines) > room:
        lines = [*lines[: room - 1], _ending(lines[room - 1], measure, width)]
    return _block(lines, weight, smallest, spacing)


def fit_line(text: str, *, weight: Weight, width: float, size: int) -> Line:
    """One line of that size, shortened with dots where it is too long."""
    line = shape(text, weight, size)
    pieces = clusters(text, weight)
    while line.width > width and pieces:
        pieces.pop()
        line = shape("".join(pieces).rstrip() + "…", weight, size)
    return line


def _block(lines: list[str], weight: Weight, size: int, spacing: float) -> Block:
    return Block(tuple(shape(line, weight, size) for line in lines), size, size * spacing)


def _measuring(weight: Weight, size: int) -> Callable[[str], float]:
    @lru_cache(maxsize=1024)
    def measure(text: str) -> float:
        return shape(text, weight, size).width

    return measure


def _balanced(words: list[str], measure: Callable[[str], float], width: float) -> list[str]:
    """The fewest lines, and of their breaks those that leave the least uneven right edge."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            length = measure(" ".join(words[start:end]))
            if length > width and start < end - 1:
                break
            lines, cost, _ = best[start]
            slack = max(width - length, 0.0) / width
            pause = _AT_PAUSE if words[end - 1][-1] in ",;:.!?–—।" else 0.0
            choices.append((lines + 1, cost + slack**2 - pause, start))
        best.append(min(choices))
    broken: list[str] = []
    end = len(words)
    while end:
        start = best[end][2]
        broken.append(" ".join(words[start:end]))
        end = start
    return broken[::-1]


def _torn(word: str, weight: Weight, measure: Callable[[str], float], width: float) -> list[str]:
    """A word wider than the box in pieces that fit, between clusters only."""
    if measure(word) <= width:
        return [word]
    pieces = [""]
    for cluster in clusters(word, weight):
        if pieces[-1] and measure(pieces[-1] + cluster) > width:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _ending(line: str, measure: Callable[[str], float], width: float) -> str:
    """The last line there is room for; dots say that words are missing."""
    words = line.split()
    while len(words) > 1 and measure(" ".join(words) + "…") > width:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-") + "…"
