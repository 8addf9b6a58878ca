"""The emotional preference model: which registers move a brand's audience. Pure.

A post's deviation from the brand's level is d = c + sum_k w_k r_k + e, with e ~ N(0, s^2), w the
confidences with which the post speaks in each of the eight registers (summing to 1 at most),
r_k ~ N(a_k, (t s)^2) around the archetype's guess a_k, and c ~ N(0, s^2). All is normal, so the
posterior is normal too and has a closed form (Bayesian linear regression; Gelman et al., BDA3,
section 14.8). With n posts of one register the archetype's part in its mean is about
n0 / (n0 + n), where n0 = 1 / t^2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.expectation import SPREAD
from domain.register import Register, RegisterReading

REGISTERS = tuple(Register)
SPREAD_OF_REGISTERS = 0.5
"""t: how far registers lie apart, in standard deviations of a single post. Chosen by simulation
(`python -m bench registers`): smaller hides a best register, larger believes five posts."""
_SPREAD_OF_MEAN = 1.0
_ASSUMED_POSTS = 4
"""Posts for which the assumed noise counts beside the brand's own."""
_ROUNDS = 3
Z_80 = 1.2816
"""Four of five outcomes lie within so many standard deviations."""


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is believed of the registers after the posts, in points of ERS."""

    mean: NDArray[np.float64]
    """Shape (9,): c, then r of each register in the order of `REGISTERS`."""
    cov: NDArray[np.float64]
    """Shape (9, 9)."""
    noise: float
    """s."""

    @property
    def effects(self) -> NDArray[np.float64]:
        """Shape (8,): the deviation of a post that speaks in that register alone."""
        return np.asarray(self.mean[0] + self.mean[1:])

    @property
    def effects_cov(self) -> NDArray[np.float64]:
        """Shape (8, 8)."""
        return np.asarray(_SINGLE @ self.cov @ _SINGLE.T)

    def deviation(self, weights: NDArray[np.float64]) -> tuple[float, float]:
        """The expected deviation of a post with these register weights (8,), and its variance."""
        row = np.concatenate(([1.0], weights))
        return float(row @ self.mean), float(row @ self.cov @ row)


_SINGLE = np.hstack((np.ones((len(REGISTERS), 1)), np.eye(len(REGISTERS))))


def weights_of(readings: Sequence[RegisterReading]) -> NDArray[np.float64]:
    """Shape (8,): the confidences, scaled down where they sum to more than 1."""
    weights = np.zeros(len(REGISTERS))
    for reading in readings:
        weights[REGISTERS.index(reading.register)] = reading.confidence
    return weights / max(1.0, float(weights.sum()))


def fit(
    deviations: NDArray[np.float64],
    weights: NDArray[np.float64],
    priors: Mapping[Register, float],
    *,
    noise: float | None = None,
) -> Posterior:
    """The posterior after n posts.

    Args:
        deviations: Shape (n,), each post's ERS less the brand's level at its time.
        weights: Shape (n, 8), rows as `weights_of` gives them.
        priors: The archetype's guess for each register, in standard deviations of a post.
        noise: s in points of ERS where it is known; else it is taken from the deviations, with
            `SPREAD` counting for four posts.
    """
    rows = np.hstack((np.ones((len(deviations), 1)), weights.reshape(-1, len(REGISTERS))))
    if noise is not None:
        return _posterior(deviations, rows, priors, noise)
    found = _posterior(deviations, rows, priors, _noise(deviations))
    for _ in range(_ROUNDS):  # what the registers explain is no noise
        found = _posterior(deviations, rows, priors, _noise(deviations - rows @ found.mean))
    return found


def _posterior(
    deviations: NDArray[np.float64],
    rows: NDArray[np.float64],
    priors: Mapping[Register, float],
    noise: float,
) -> Posterior:
    precision = np.full(len(REGISTERS) + 1, 1 / (SPREAD_OF_REGISTERS * noise) ** 2)
    precision[0] = 1 / (_SPREAD_OF_MEAN * noise) ** 2
    guess = np.array([0.0, *(priors.get(register, 0.0) * noise for register in REGISTERS)])
    cov = np.asarray(np.linalg.inv(np.diag(precision) + rows.T @ rows / noise**2), dtype=np.float64)
    mean = np.asarray(cov @ (precision * guess + rows.T @ deviations / noise**2))
    return Posterior(mean=mean, cov=cov, noise=noise)


def _noise(left: NDArray[np.float64]) -> float:
    """The standard deviation of what is left, with `SPREAD` counting for some posts."""
    squared = float(left @ left)
    return float(np.sqrt((_ASSUMED_POSTS * SPREAD**2 + squared) / (_ASSUMED_POSTS + len(left))))


def prior_weight(n: float) -> float:
    """The archetype's part in a register's mean after n posts that speak in it alone."""
    n0 = 1 / SPREAD_OF_REGISTERS**2
    return n0 / (n0 + n)


def interval(posterior: Posterior) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 80 % interval of each register's effect, two arrays of shape (8,)."""
    half = Z_80 * np.sqrt(np.diag(posterior.effects_cov))
    return posterior.effects - half, posterior.effects + half


def choose(posterior: Posterior, allowed: Sequence[Register], *, seed: int) -> Register:
    """The register to try next: each in proportion to how likely it is the best of those allowed.

    One draw from the posterior, and its best (Thompson 1933): what does well is used most, what is
    little known is tried now and then. The seed decides, so that a repeated run chooses the same.

    Raises:
        ValueError: No register is allowed.
    """
    if not allowed:
        raise ValueError("no register is allowed")
    drawn = np.random.default_rng(seed).multivariate_normal(
        posterior.effects, posterior.effects_cov, method="cholesky"
    )
    return max(allowed, key=lambda register: drawn[REGISTERS.index(register)])


def validation_registers(
    priors: Mapping[Register, float], allowed: Sequence[Register], count: int
) -> tuple[Register, ...]:
    """The registers of a new brand's test posts: the archetype's best guesses first."""
    order = sorted(allowed, key=lambda register: -priors.get(register, 0.0))
    return tuple(order[:count])
