"""The paired bootstrap: how sure a difference between two runs of the same samples is.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16.
"""

from collections.abc import Sequence

import numpy as np

from domain.frozen import Frozen

RESAMPLES = 10_000
FALSE_ALARMS = 0.05
"""How often a comparison of one task may call chance a change, over all its scorers together."""


class Interval(Frozen):
    mean: float
    """Of new minus old, over the samples that both runs could judge."""
    low: float
    high: float
    level: float
    """Of the interval, 0 to 1."""


def paired(differences: Sequence[float], *, scorers: int, seed: int) -> Interval:
    """The mean difference with its percentile interval.

    The level is Bonferroni's: with `scorers` of them looked at together, all intervals hold at
    once in at least 1 - FALSE_ALARMS of comparisons.

    Args:
        differences: New minus old, one for each sample.
        scorers: How many comparisons are made beside this one, itself included.
        seed: Fixes the resampling.
    """
    level = 1 - FALSE_ALARMS / max(scorers, 1)
    values = np.asarray(differences, dtype=np.float64)
    if not values.any():
        return Interval(mean=0.0, low=0.0, high=0.0, level=level)
    drawn = np.random.default_rng(seed).integers(0, len(values), size=(RESAMPLES, len(values)))
    means = values[drawn].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(mean=float(values.mean()), low=float(low), high=float(high), level=level)
