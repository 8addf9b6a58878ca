"""The preference model as a method of the study: what a draft's registers add to a prediction."""

import numpy as np

from domain.register import RegisterReading
from esg.archetypes import UNKNOWN
from esg.epm import fit, weights_of
from esg.level import level_of
from esg.study.foretelling import Draft, Foreteller
from registers.reader import read

KEY, TITLE = "epm", "Combined, 0.6 + registers"
NEWEST = 500
"""Earlier posts it learns from: more change little, and every draft learns anew."""


class Feeling:
    """Adds what the registers of a draft did in the posts before it, against their level.

    Registers are read from words alone, in every language, so that no vector is needed; no
    archetype is assumed.
    """

    def __init__(self) -> None:
        self._read: dict[str, tuple[RegisterReading, ...]] = {}

    def __call__(self, draft: Draft) -> float:
        known = ~np.isnan(draft.earlier)
        values = draft.earlier[known][-NEWEST:]
        texts = [t for t, is_known in zip(draft.earlier_texts, known, strict=True) if is_known]
        level = level_of(values.tolist())
        if level is None:
            return draft.seed
        weights = np.array([weights_of(self._registers(text)) for text in texts[-NEWEST:]])
        speaks = weights.any(axis=1)
        posterior = fit((values - level.before)[speaks], weights[speaks], UNKNOWN.priors)
        deviation, _ = posterior.deviation(weights_of(self._registers(draft.text)))
        return draft.seed + deviation - float(posterior.mean[0])

    def _registers(self, text: str) -> tuple[RegisterReading, ...]:
        if text not in self._read:
            self._read[text] = read(text)
        return self._read[text]


def feeling() -> dict[str, tuple[str, Foreteller]]:
    """The method as `study` takes it."""
    return {KEY: (TITLE, Feeling())}
