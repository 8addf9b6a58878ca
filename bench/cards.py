"""How long a card takes to draw, in the style and form that take longest."""

from collections.abc import Callable, Iterator

from bench.measure import Result, interleaved
from domain.look import Ratio, Style
from media.card import draw
from media.wording import CardWords

ROUNDS = 5
LIMIT_S = 0.4
"""So long a person may wait for one on a core of its own."""
_WORDS = CardWords("Diwali boxes, packed the evening before", "Kaju katli · ₹480", "Asha", "Pune")
_PALETTE = ("#8A1C3B", "#FBEFD9", "#E9A23B", "#2F6B5E")


def card_time() -> Iterator[Result]:
    """Each style's median in 9:16, the largest form; the slowest against its limit."""
    taken = interleaved(*(_draws(style) for style in Style), rounds=ROUNDS)
    yield Result("card of 1080 × 1920, slowest style", "s", max(taken), LIMIT_S, goal=1)


def _draws(style: Style) -> Callable[[], object]:
    return lambda: draw(_WORDS, _PALETTE, style=style, ratio=Ratio.STORY)
