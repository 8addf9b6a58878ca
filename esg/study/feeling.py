"""The preference model as methods of the study: registers alone, and all that is expected."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.register import RegisterReading
from esg.archetypes import UNKNOWN
from esg.brand import alike_share
from esg.epm import Posterior, fit, weights_of
from esg.level import level_of
from esg.study.foretelling import Draft, Foreteller
from registers.reader import read

REGISTERS, EXPECTED = "registers", "expected"
NEWEST = 500
"""Earlier posts that registers are learned from: more change little, and each draft learns anew."""


@dataclass(frozen=True, slots=True, eq=False)
class _Learned:
    posterior: Posterior
    level: float
    left: NDArray[np.float64]
    """Shape (earlier,): what level and registers do not explain; NaN where nothing is known."""


class Feeling:
    """What the product expects of a draft, by the rules of `esg.brand`.

    Registers are read from words alone, in every language; no archetype is assumed.
    """

    def __init__(self) -> None:
        self._read: dict[str, tuple[RegisterReading, ...]] = {}
        self._kept: tuple[Draft, _Learned | None] | None = None

    def registers(self, draft: Draft) -> float:
        """The default's prediction, and what the draft's registers bring."""
        learned = self._learned(draft)
        if learned is None:
            return draft.seed
        return draft.seed + self._deviation(draft, learned) - float(learned.posterior.mean[0])

    def expected(self, draft: Draft) -> float:
        """The level, what the registers bring, and a share of what similar posts had left."""
        learned = self._learned(draft)
        if learned is None:
            return draft.seed
        left = learned.left[draft.near]
        known = ~np.isnan(left)
        share = alike_share(left[known], draft.alike[known])
        return learned.level + self._deviation(draft, learned) + share

    def _deviation(self, draft: Draft, learned: _Learned) -> float:
        return learned.posterior.deviation(weights_of(self._of(draft.text)))[0]

    def _learned(self, draft: Draft) -> _Learned | None:
        if self._kept is None or self._kept[0] is not draft:
            self._kept = (draft, self._learn(draft))
        return self._kept[1]

    def _learn(self, draft: Draft) -> _Learned | None:
        known = np.flatnonzero(~np.isnan(draft.earlier))[-NEWEST:]
        level = level_of(draft.earlier[known].tolist())
        if level is None:
            return None
        deviations = draft.earlier[known] - level.before
        weights = np.array([weights_of(self._of(draft.earlier_texts[i])) for i in known])
        speaks = weights.any(axis=1)
        posterior = fit(deviations[speaks], weights[speaks], UNKNOWN.priors)
        explained = posterior.mean[0] + weights @ posterior.mean[1:]
        left = np.full(len(draft.earlier), np.nan)
        left[known] = deviations - np.where(speaks, explained, 0.0)
        return _Learned(posterior, level.now, left)

    def _of(self, text: str) -> tuple[RegisterReading, ...]:
        if text not in self._read:
            self._read[text] = read(text)
        return self._read[text]


def feeling() -> dict[str, tuple[str, Foreteller]]:
    """The methods as `study` takes them."""
    one = Feeling()
    return {
        REGISTERS: ("Combined, 0.6 + registers", one.registers),
        EXPECTED: ("What the product expects", one.expected),
    }
