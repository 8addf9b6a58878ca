"""Means with honest intervals for few values. Knows nothing of posts."""

import math
from collections.abc import Sequence

from domain.frozen import Frozen

FEWEST = 3
"""Values below which no interval is stated: two points fit any story."""
_T_975 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Student's t, 97.5 %, for 1 to 30 degrees of freedom (any table of the distribution)."""


class Mean(Frozen):
    """A mean with its 95 % interval; the interval is absent for fewer than three values."""

    n: int = 0
    mean: float | None = None
    low: float | None = None
    high: float | None = None


class Difference(Frozen):
    """How far two groups' means lie apart (second minus first), with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def t_975(freedom: float) -> float:
    """Student's t for a two-sided 95 % interval; between table rows the wider one is taken."""
    rows = max(1, math.floor(freedom))
    if rows <= len(_T_975):
        return _T_975[rows - 1]
    # Cornish-Fisher expansion, exact to three decimals above 30
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def variance(values: Sequence[float]) -> float:
    """The sample variance; 0 for fewer than two values."""
    if len(values) < 2:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1)


def mean_of(
    values: Sequence[float], *, least: float = 0.0, most: float = 100.0, grain: float = 0.0
) -> Mean:
    """The mean of values on a scale from `least` to `most`; the interval is cut to the scale.

    Args:
        values: Of one group.
        least: Where the scale begins.
        most: Where it ends.
        grain: The least standard deviation to assume. A few values that happen to be equal say
            nothing of how much such values differ.
    """
    n = len(values)
    if not n:
        return Mean()
    mean = math.fsum(values) / n
    if n < FEWEST:
        return Mean(n=n, mean=mean)
    half = t_975(n - 1) * math.sqrt(max(variance(values), grain**2) / n)
    return Mean(n=n, mean=mean, low=max(mean - half, least), high=min(mean + half, most))


def difference(
    pairs: Sequence[tuple[Sequence[float], Sequence[float]]], *, grain: float = 0.0
) -> Difference | None:
    """Second minus first, within each pair of groups, weighted by the second groups' sizes.

    Comparing within pairs (one per platform) keeps a change of platforms from looking like a
    change of quality. Welch's unequal variances; None when no pair has three values on each side.
    `grain` as in `mean_of`.
    """
    usable = [(a, b) for a, b in pairs if min(len(a), len(b)) >= FEWEST]
    total = sum(len(b) for _, b in usable)
    if not total:
        return None
    value = spread = bound = 0.0
    for a, b in usable:
        weight = len(b) / total
        value += weight * (math.fsum(b) / len(b) - math.fsum(a) / len(a))
        for group in (a, b):
            part = weight**2 * max(variance(group), grain**2) / len(group)
            spread += part
            bound += part**2 / (len(group) - 1)
    freedom = spread**2 / bound if bound else 1.0
    half = t_975(freedom) * math.sqrt(spread)
    return Difference(value=value, low=value - half, high=value + half)
