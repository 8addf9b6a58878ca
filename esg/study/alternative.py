"""Whether other weights are reliably better: chosen on the first half, tried on the second."""

import numpy as np
from numpy.typing import NDArray

from domain.ranking import RankWeights
from domain.study import Alternative, Truth
from esg.study import methods
from esg.study.figures import spearman
from esg.study.judging import Spoken, Told

Known = dict[Truth, tuple[Told, NDArray[np.float64]]]
"""By truth: predictions by method, and what came."""


WORTH = 0.02
"""A smaller step of the rank correlation is none that anybody would notice."""


def alternative(known: Known, seed: int, *, is_timed: bool) -> Alternative | None:
    """The weights that were best in the first half, and how they did in the second.

    The best of many looks good by chance; drafts that it was not chosen on do not flatter it. It is
    judged on the ERS and, where that names nothing, on the ERS with growth taken out; what is
    better on one must not be worse on the other. Without an order of time nothing is reliable.
    """
    found = [
        _tried(known, truth, guard, seed, is_timed=is_timed)
        for truth, guard in _PAIRS
        if truth in known and methods.SEED in known[truth][0]
    ]
    return next((one for one in found if one.is_reliable), found[0] if found else None)


_PAIRS: tuple[tuple[Truth, Truth], ...] = (("ers", "detrended"), ("detrended", "ers"))


def _tried(known: Known, truth: Truth, guard: Truth, seed: int, *, is_timed: bool) -> Alternative:
    told, came = known[truth]
    half = len(came) // 2
    rivals = _rivals(told)
    early = np.concatenate([told[key][:, :half] for key in rivals])
    found = spearman(early, came[:half], np.ones((1, half)))[:, 0]
    best = list(rivals)[int(found.argmax())]
    spoken = _later(told, came, best, len(came) - half, seed, is_timed=is_timed)
    against_seed = spoken.contrast(best, methods.SEED, "spearman")
    against_random = spoken.contrast(best, methods.RANDOM, "spearman")
    guarded = None
    if guard in known:
        other = _later(*known[guard], best, len(came) - half, seed, is_timed=is_timed)
        guarded = other.contrast(best, methods.SEED, "spearman")
    return Alternative(
        truth=truth,
        method=best,
        weights=rivals[best],
        chosen_on=half,
        tried_on=len(came) - half,
        first=float(found.max()),
        against_seed=against_seed,
        against_random=against_random,
        guard=guarded,
        is_reliable=(
            is_timed
            and against_seed.value >= WORTH
            and against_seed.verdict == against_random.verdict == "better"
            and (guarded is None or guarded.verdict != "worse")
        ),
    )


def _rivals(told: Told) -> dict[str, RankWeights]:
    return {
        m.key: m.weights
        for m in methods.WEIGHED
        if m.weights and m.key in told and m.key != methods.SEED
    }


def _later(
    told: Told, came: NDArray[np.float64], best: str, count: int, seed: int, *, is_timed: bool
) -> Spoken:
    """The figures on the last `count` drafts."""
    start = max(len(came) - count, 0)
    kept = {key: told[key][:, start:] for key in (best, methods.SEED, methods.RANDOM)}
    return Spoken(kept, came[start:], seed, is_timed=is_timed)
