"""The paired bootstrap: how sure a difference between two runs of the same samples is.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16; for few samples
the percentiles are moved outwards as in Hesterberg, What Teachers Should Know About the Bootstrap
(2015), section 4.3, or too many alarms would be false.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr, stdtrit

from domain.frozen import Frozen

RESAMPLES = 10_000
FALSE_ALARMS = 0.05
"""How often a comparison of one task may call chance a change, over all its scorers together."""


FEWEST = 4
"""Samples below which nothing is certain: two or three answers move the same way by chance alone
far more often than FALSE_ALARMS, and resampling what never differs finds no spread."""


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
    count, mean = len(values), float(values.mean())
    if not values.any() or count < FEWEST:
        return Interval(mean=mean, low=min(mean, 0.0), high=max(mean, 0.0), level=level)
    drawn = np.random.default_rng(seed).integers(0, count, size=(RESAMPLES, count))
    tail = _expanded((1 - level) / 2, count)
    low, high = np.quantile(values[drawn].mean(axis=1), [tail, 1 - tail])
    return Interval(mean=mean, low=float(low), high=float(high), level=level)


def _expanded(tail: float, count: int) -> float:
    """The tail to cut off each side so that `count` samples leave about `tail` of chance there."""
    return float(ndtr(np.sqrt(count / (count - 1)) * stdtrit(count - 1, tail)))
