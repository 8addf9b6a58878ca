"""What a draft is expected to do, from the brand's own posts that are closest to it.

A nearest-neighbour estimate; it is stored before publishing and compared with what came.
"""

import math
from collections.abc import Sequence

from domain.frozen import Frozen
from domain.post import Reference
from domain.statistics import variance

SPREAD = 9.0
"""ERS points by which a brand's posts differ, where too few are known to tell: the standard
deviations of the two real histories that this product was studied on are 7.4 and 10.9."""
_WEIGHT = 4
"""Observations that the assumed spread counts for beside the references' own."""
_Z_80 = 1.2816
"""Four of five outcomes lie within so many standard deviations."""


class Expected(Frozen):
    """The expected ERS with the range in which four of five such posts should land."""

    mean: float
    low: float
    high: float


def expect(references: Sequence[Reference]) -> Expected | None:
    """The mean ERS of the references, weighted by positive similarity; None without any."""
    weights = [max(r.similarity, 0.0) for r in references]
    total = sum(weights)
    if not total:
        return None
    mean = sum(w * r.ers for w, r in zip(weights, references, strict=True)) / total
    return around(mean, [r.ers for r in references])


def around(mean: float, scores: Sequence[float]) -> Expected:
    """The range around a mean that rests on these scores, cut to the scale of 0 to 100."""
    own = max(len(scores) - 1, 0)
    spread = (_WEIGHT * SPREAD**2 + own * variance(scores)) / (_WEIGHT + own)
    half = _Z_80 * math.sqrt(spread * (1 + 1 / max(len(scores), 1)))
    return Expected(mean=mean, low=max(mean - half, 0.0), high=min(mean + half, 100.0))
