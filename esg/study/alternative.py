"""Whether other weights are reliably better: chosen on the first half, tried on the second."""

import numpy as np
from numpy.typing import NDArray

from domain.study import Alternative, Contrast
from esg.study import methods
from esg.study.figures import spearman
from esg.study.judging import Spoken, Told


def alternative(
    told: Told,
    came: NDArray[np.float64],
    detrended: tuple[Told, NDArray[np.float64]] | None,
    seed: int,
    *,
    is_timed: bool,
) -> Alternative | None:
    """The weights that were best in the first half, and how they did in the second.

    The best of many looks good by chance; drafts that it was not chosen on do not flatter it.

    Args:
        told: Predictions on the ERS, by method.
        came: The ERS of the drafts.
        detrended: Both without growth, of the later drafts that have it.
        seed: Fixes the resampling.
        is_timed: Whether the drafts stand in order of time.
    """
    rivals = {
        m.key: m.weights
        for m in methods.WEIGHED
        if m.weights and m.key in told and m.key != methods.SEED
    }
    half = len(came) // 2
    if not rivals:
        return None
    early = np.concatenate([told[key][:, :half] for key in rivals])
    found = spearman(early, came[:half], np.ones((1, half)))[:, 0]
    best = list(rivals)[int(found.argmax())]
    second = _later(told, best, half)
    spoken = Spoken(second, came[half:], seed, is_timed=is_timed)
    against_seed = spoken.contrast(best, methods.SEED, "spearman")
    against_random = spoken.contrast(best, methods.RANDOM, "spearman")
    level = _without_growth(detrended, best, len(came) - half, seed)
    return Alternative(
        method=best,
        weights=rivals[best],
        chosen_on=half,
        tried_on=len(came) - half,
        first=float(found.max()),
        against_seed=against_seed,
        against_random=against_random,
        against_seed_detrended=level,
        is_reliable=(
            against_seed.verdict == against_random.verdict == "better"
            and (level is None or level.verdict != "worse")
        ),
    )


def _later(told: Told, best: str, start: int) -> Told:
    return {key: told[key][:, start:] for key in (best, methods.SEED, methods.RANDOM)}


def _without_growth(
    detrended: tuple[Told, NDArray[np.float64]] | None, best: str, count: int, seed: int
) -> Contrast | None:
    if detrended is None:
        return None
    told, came = detrended
    start = max(len(came) - count, 0)
    spoken = Spoken(_later(told, best, start), came[start:], seed, is_timed=True)
    return spoken.contrast(best, methods.SEED, "spearman")
