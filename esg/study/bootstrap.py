"""The moving-block bootstrap: how sure a figure over time is, when neighbours are alike.

Künsch, The jackknife and the bootstrap for general stationary observations (1989), its blocks
running on from the last observation to the first (Politis and Romano 1992): else the two ends of a
history, where one that grows differs most, would be drawn less often. For few blocks the
percentiles are moved outwards as in Hesterberg, What Teachers Should Know About the Bootstrap
(2015), section 4.3.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.study import Contrast, Estimate

RESAMPLES = 1_000
TAIL = 0.025


@dataclass(frozen=True, slots=True, eq=False)
class Resamples:
    """Which observations each resample holds, and how far its quantiles are moved outwards."""

    counts: NDArray[np.float64]
    """Shape (resamples, n)."""
    tail: float

    @classmethod
    def of(cls, n: int, seed: int, times: int = RESAMPLES) -> "Resamples":
        """Resamples of n observations in order of time, in blocks of about 2 n^(1/3)."""
        block = block_length(n)
        chance = np.random.default_rng(seed)
        starts = chance.integers(0, n, size=(times, -(-n // block)))
        rows = (starts[:, :, None] + np.arange(block)).reshape(times, -1)[:, :n] % n
        flat = (rows + n * np.arange(times)[:, None]).ravel()
        counts = np.bincount(flat, minlength=times * n).reshape(times, n).astype(np.float64)
        return cls(counts=counts, tail=_expanded(max(n // block, 2)))

    def means(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of each resample, for values of shape (m, n): shape (m, resamples)."""
        return np.asarray(values @ self.counts.T / values.shape[1])

    def estimate(self, value: float, resampled: NDArray[np.float64]) -> Estimate:
        low, high = np.quantile(resampled, [self.tail, 1 - self.tail])
        return Estimate(value=value, low=min(float(low), value), high=max(float(high), value))

    def contrast(self, value: float, resampled: NDArray[np.float64]) -> Contrast:
        """A difference of which more is better."""
        found = self.estimate(value, resampled)
        verdict = "better" if found.low > 0 else "worse" if found.high < 0 else "not better"
        return Contrast.model_validate({**found.model_dump(), "verdict": verdict})


def block_length(n: int) -> int:
    return min(max(round(2 * n ** (1 / 3)), 1), max(n // 2, 1)) if n > GROUPED else 1


GROUPED = 12
"""So few observations are means of whole groups: each is a block by itself."""


def _expanded(count: int) -> float:
    """The tail to cut off so that `count` blocks leave about TAIL of chance there."""
    from scipy.special import ndtr, stdtrit  # loads slowly, and only a study needs it

    return float(ndtr(np.sqrt(count / (count - 1)) * stdtrit(count - 1, TAIL)))
