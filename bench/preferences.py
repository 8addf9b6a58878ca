"""Whether the preference model finds a brand's best register in 30 posts: a simulation."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.measure import Result
from domain.preference import ENOUGH_POSTS, VALIDATION_POSTS
from esg.epm import REGISTERS, choose, fit, interval

SEEDS = 200
SPREAD = 0.3
"""Standard deviation of the registers' true means, in those of a single post."""
GAPS = (0.5, 0.8, 1.2, 1.5)
"""How far the best register lies above the second."""
JUDGED = 1.2
FOUND, LOW, HIGH = 0.90, 0.75, 0.85
COUNT = len(REGISTERS)


@dataclass(frozen=True)
class Outcome:
    found: float
    """Share of brands whose best register is ranked first in the end."""
    covered: float
    """Share of the 80 % intervals that hold the true mean."""


def registers_found() -> Iterator[Result]:
    """The share found for each gap, and whether the intervals keep what they promise."""
    outcomes = {gap: simulated(gap) for gap in GAPS}
    for gap, outcome in outcomes.items():
        goal = 1.0 if gap == JUDGED else 0.0
        yield Result(
            f"best register found, gap {gap}", "share", outcome.found, FOUND, goal, is_rate=True
        )
    covered = outcomes[JUDGED].covered
    yield Result("80 % intervals hold, at least", "share", covered, LOW, goal=1, is_rate=True)
    yield Result("80 % intervals hold, at most", "share", covered, HIGH, goal=1)


def simulated(gap: float, seeds: int = SEEDS) -> Outcome:
    """Brands whose registers' means are N(0, 0.3²), the best lifted above the second by the gap.

    Each posts 30 times: five validation posts in different registers, then the engine's choice.
    Results are the register's mean plus noise of standard deviation 1.
    """
    runs = [_brand(gap, seed) for seed in range(seeds)]
    return Outcome(
        found=float(np.mean([found for found, _ in runs])),
        covered=float(np.mean([covered for _, covered in runs])),
    )


def _brand(gap: float, seed: int) -> tuple[bool, float]:
    rng = np.random.default_rng(seed)
    means = rng.normal(0, SPREAD, COUNT)
    best = int(np.argmax(means))
    means[best] = np.sort(means)[-2] + gap
    tried = rng.permutation(COUNT)[:VALIDATION_POSTS].tolist()
    results: list[float] = []
    for number in range(ENOUGH_POSTS):
        if number >= len(tried):
            posterior = fit(np.array(results), np.eye(COUNT)[tried], {}, noise=1.0)
            chosen = choose(posterior, REGISTERS, seed=seed * 1_000 + number)
            tried.append(REGISTERS.index(chosen))
        results.append(float(means[tried[number]] + rng.normal()))
    posterior = fit(np.array(results), np.eye(COUNT)[tried], {}, noise=1.0)
    low, high = interval(posterior)
    covered = float(np.mean((low <= means) & (means <= high)))
    return int(np.argmax(posterior.effects)) == best, covered
