"""How good predictions were: those stored before publishing against what came. Pure."""

import math
from collections.abc import Sequence

from domain.expectation import Expected
from domain.frozen import Frozen
from domain.preference import Calibration


class Scored(Frozen):
    """A settled post with what was expected of it before it went out."""

    came: float
    expected: Expected
    level: float | None = None
    """The brand's own mean at that time; None for predictions from before it was kept."""


def calibrate(posts: Sequence[Scored]) -> Calibration:
    """Share within the range, mean absolute error, and the gain over predicting the brand's mean.

    The gain compares the same posts: those whose mean was kept.
    """
    if not posts:
        return Calibration()
    misses = [abs(post.came - post.expected.mean) for post in posts]
    pairs = [
        (miss, abs(post.came - post.level))
        for miss, post in zip(misses, posts, strict=True)
        if post.level is not None
    ]
    by_mean = _mean([other for _, other in pairs])
    ours = _mean([miss for miss, _ in pairs])
    return Calibration(
        n=len(posts),
        within=_mean([float(p.expected.low <= p.came <= p.expected.high) for p in posts]),
        error=_mean(misses),
        mean_error=by_mean,
        gain=1 - ours / by_mean if ours is not None and by_mean else None,
    )


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
