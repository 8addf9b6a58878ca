"""The figures of a study, over many predictions and many resamples at once. Pure arithmetic."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

GROUP = 20
"""Drafts that are ranked against each other: about what a team plans at once."""
CUT = 5
_CHUNK = 4_000_000
"""Values of one array at a time, 32 MB."""


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
    orders = [_Order.of(row) for row in foretold]
    target = _Order.of(came)
    for start in range(0, len(counts), step):
        part = counts[start : start + step]
        actual = target.centred_ranks(part)
        weighed = part * actual
        actual_length = (weighed * actual).sum(axis=1)
        for number, order in enumerate(orders):
            ranks = order.centred_ranks(part)
            length = np.sqrt((part * ranks * ranks).sum(axis=1) * actual_length)
            dots = (weighed * ranks).sum(axis=1)
            found = np.divide(dots, length, out=np.zeros_like(dots), where=length > 0)
            result[number, start : start + step] = found
    return result


class _Order:
    """The order of n values, found once; ranks in a resample follow from counts alone."""

    def __init__(self, order: NDArray[np.intp], group: NDArray[np.intp]) -> None:
        self._order = order
        self._group = group
        self._last = np.flatnonzero(np.diff(group, append=-1))
        self._is_strict = len(self._last) == len(group)

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> "_Order":
        order = np.argsort(values, kind="stable")
        rising = values[order]
        return cls(order, np.concatenate(([0], np.cumsum(rising[1:] != rising[:-1]))))

    def centred_ranks(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shape (b, n): mean rank less the mean of all ranks."""
        upper = np.cumsum(counts[:, self._order], axis=1)
        total = upper[:, -1:]
        if not self._is_strict:
            upper = upper[:, self._last]
        lower = np.concatenate((np.zeros((len(counts), 1)), upper[:, :-1]), axis=1)
        middle = (lower + upper - total) / 2
        ranks = np.empty_like(counts)
        ranks[:, self._order] = middle if self._is_strict else middle[:, self._group]
        return ranks


def ndcg(foretold: NDArray[np.float64], came: NDArray[np.float64]) -> NDArray[np.float64]:
    """nDCG@5 in consecutive groups of 20 drafts; what is left over at the end is left out.

    A draft's gain is its percentile in the group, the discount 1 / log2(1 + rank); drafts foretold
    alike share the discounts of their ranks. Any order has about 0.57 by chance.

    Args:
        foretold: Shape (m, n).
        came: Shape (n,).

    Returns:
        Shape (m, n // 20).
    """
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
