"""The figures of a study, over many predictions and many resamples at once. Pure arithmetic."""

import numpy as np
from numpy.typing import NDArray

GROUP = 20
"""Drafts that are ranked against each other: about what a team plans at once."""
CUT = 5
_CHUNK = 200_000
"""Values of one array at a time, so that they stay in the processor's cache."""


def spearman(
    foretold: NDArray[np.float64], came: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Spearman's rank correlation, ranked anew in each resample; ties share their mean rank.

    A prediction that is the same for every draft orders nothing and counts 0.

    Args:
        foretold: Shape (m, n).
        came: Shape (n,).
        counts: Shape (b, n): how often each draft is in each resample; rows have equal sums.

    Returns:
        Shape (m, b).
    """
    result = np.zeros((len(foretold), len(counts)))
    step = max(_CHUNK // max(counts.shape[1], 1), 1)
    rows, number_of = np.unique(foretold, axis=0, return_inverse=True)
    orders = [_Order(row) for row in rows]
    target = _Order(came)
    for start in range(0, len(counts), step):
        part = np.ascontiguousarray(counts[start : start + step].T)
        weighed = np.empty_like(part)
        actual, held = target.centred_ranks(part)
        weighed[target.order] = actual * held
        actual_length = (actual * actual * held).sum(axis=0)
        for number, order in enumerate(orders):
            ranks, held = order.centred_ranks(part)
            length = np.sqrt((ranks * ranks * held).sum(axis=0) * actual_length)
            dots = (weighed[order.order] * ranks).sum(axis=0)
            found = np.divide(dots, length, out=np.zeros_like(dots), where=length > 0)
            result[number, start : start + step] = found
    return result[number_of.ravel()]


class _Order:
    """The order of n values, found once; ranks in a resample follow from counts alone."""

    def __init__(self, values: NDArray[np.float64]) -> None:
        self.order = np.argsort(values, kind="stable")
        rising = values[self.order]
        self._group = np.concatenate(([0], np.cumsum(rising[1:] != rising[:-1])))
        self._last = np.flatnonzero(np.diff(self._group, append=-1))

    def centred_ranks(
        self, counts: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Mean rank less the mean of all ranks, and the counts, in this order: shape (n, b)."""
        held = counts[self.order]
        upper = np.cumsum(held, axis=0)[self._last]
        lower = np.concatenate((np.zeros((1, counts.shape[1])), upper[:-1]))
        middle = (lower + upper - upper[-1]) / 2
        return middle[self._group] if len(self._last) < len(self._group) else middle, held


def ndcg(foretold: NDArray[np.float64], came: NDArray[np.float64]) -> NDArray[np.float64]:
    """nDCG@5 in consecutive groups of 20 drafts; what is left over at the end is left out.

    A draft's gain is its percentile in the group, the discount 1 / log2(1 + rank); drafts foretold
    alike share the discounts of their ranks. Any order has about 0.56 by chance.

    Args:
        foretold: Shape (m, n).
        came: Shape (n,).

    Returns:
        Shape (m, n // 20).
    """
    from scipy.stats import rankdata  # loads slowly, and only a study needs it

    groups = foretold.shape[1] // GROUP
    shaped = foretold[:, : groups * GROUP].reshape(len(foretold), groups, GROUP)
    actual = came[: groups * GROUP].reshape(groups, GROUP)
    gains = (rankdata(actual, axis=-1) - 0.5) / GROUP if groups else actual
    discounts = np.where(np.arange(GROUP) < CUT, 1 / np.log2(np.arange(GROUP) + 2), 0.0)
    best = (-np.sort(-gains, axis=-1)) @ discounts
    if not groups:
        return np.zeros((len(foretold), 0))
    total = np.concatenate(([0.0], np.cumsum(discounts)))
    first = rankdata(-shaped, method="min", axis=-1).astype(np.intp) - 1
    last = rankdata(-shaped, method="max", axis=-1).astype(np.intp)
    shares = (total[last] - total[first]) / (last - first)
    return np.asarray((shares * gains).sum(axis=-1) / best)
