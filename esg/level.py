"""The level a brand's posts are at, moment by moment: what "the brand's own mean" is here. Pure.

An account that grows lifts every post, so a post is held against the posts shortly before it, by an
exponentially weighted mean whose memory the brand's own past chooses (simple exponential smoothing,
Brown 1956). With a steady account the long memory wins and the level is the plain mean so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MEMORIES: tuple[float | None, ...] = (None, 60, 30, 15, 8)
"""Posts after which a post counts half; None: every post counts alike."""
LEARNED_FROM = 30
"""Posts before which one memory cannot be told from another, and all count alike."""
_WARMING = 10
"""First posts whose errors say more of the beginning than of the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Of n scores in time order."""

    before: NDArray[np.float64]
    """Shape (n,): the level each post was published at, from earlier posts only; the first's own
    score for the first, of which nothing was known."""
    now: float
    """The level the next post meets."""


def level_of(scores: Sequence[float]) -> Level | None:
    """The running level of scores in time order; None without any.

    The memory is the one that would have predicted best up to that post, so that no post's level
    rests on what came after it.
    """
    if not len(scores):
        return None
    values = np.asarray(scores, dtype=np.float64)
    tracks = np.array([_track(values, memory) for memory in MEMORIES])
    chosen = _best_so_far(tracks[:, :-1], values)
    before = tracks[chosen[:-1], np.arange(len(values))]
    return Level(before=before, now=float(tracks[chosen[-1], -1]))


def _track(values: NDArray[np.float64], memory: float | None) -> NDArray[np.float64]:
    """Shape (n + 1,): the weighted mean of the values before each place."""
    keep = 1.0 if memory is None else 0.5 ** (1 / memory)
    track = np.empty(len(values) + 1)
    track[0] = values[0]
    total = weight = 0.0
    for place, value in enumerate(values.tolist(), start=1):
        total = total * keep + value
        weight = weight * keep + 1
        track[place] = total / weight
    return track


def _best_so_far(tracks: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Shape (n + 1,): the memory with the least squared error over the posts before each place."""
    squared = (tracks - values) ** 2
    squared[:, :_WARMING] = 0
    error = np.concatenate((np.zeros((len(tracks), 1)), np.cumsum(squared, axis=1)), axis=1)
    best = np.argmin(error, axis=0)
    best[:LEARNED_FROM] = 0
    return np.asarray(best, dtype=np.intp)
