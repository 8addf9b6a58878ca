"""From predictions to figures with intervals, and each method's difference to the controls."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from domain.study import Contrast, Estimate, Figure, Measured, Score, Truth
from esg.study import methods
from esg.study.bootstrap import Resamples
from esg.study.figures import GROUP, ndcg, spearman

Told = Mapping[str, NDArray[np.float64]]
"""By method: shape (rows, drafts); a figure of several rows is their mean."""
CONTROLS = (methods.SEMANTIC, methods.RANDOM, methods.MEAN)
FEWEST_GROUPS = 2


class Spoken:
    """Figures of every method on the same resamples: the point, and one value per resample."""

    def __init__(self, told: Told, came: NDArray[np.float64], seed: int, *, is_timed: bool) -> None:
        self.drafts = len(came)
        self.groups = len(came) // GROUP
        self._keys = list(told)
        self._rows = [len(rows) for rows in told.values()]
        stacked = np.concatenate(list(told.values()))
        errors = np.abs(stacked - came)
        # left out itself, a post of a constant mean would be ordered exactly the wrong way round
        ordered = stacked if is_timed else _without(told, methods.MEAN)
        self.by_draft = Resamples.of(self.drafts, seed)
        once = np.ones((1, self.drafts))
        figures: dict[Figure, tuple[Resamples, NDArray[np.float64], NDArray[np.float64]]] = {
            "spearman": (
                self.by_draft,
                spearman(ordered, came, once)[:, 0],
                spearman(ordered, came, self.by_draft.counts),
            ),
            "error": (self.by_draft, errors.mean(axis=1), self.by_draft.means(errors)),
        }
        if self.groups >= FEWEST_GROUPS:
            by_group = Resamples.of(self.groups, seed)
            gained = ndcg(_without(told, methods.MEAN, methods.LAST), came)
            figures["ndcg"] = (by_group, gained.mean(axis=1), by_group.means(gained))
        self._figures = {
            name: (how, self._averaged(point), self._averaged(resampled))
            for name, (how, point, resampled) in figures.items()
        }

    def _averaged(self, values: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """The mean over each method's rows."""
        ends = np.cumsum(self._rows)
        parts = np.split(values, ends[:-1])
        return {k: part.mean(axis=0) for k, part in zip(self._keys, parts, strict=True)}

    def estimate(self, method: str, figure: Figure) -> Estimate | None:
        if figure not in self._figures:
            return None
        how, point, resampled = self._figures[figure]
        return how.estimate(float(point[method]), resampled[method])

    def contrast(self, method: str, other: str, figure: Figure) -> Contrast:
        """How much better the first is than the second."""
        how, point, resampled = self._figures[figure]
        sign = -1.0 if figure == "error" else 1.0
        step = sign * float(point[method] - point[other])
        return how.contrast(step, sign * (resampled[method] - resampled[other]))

    def score(self, method: str) -> Score:
        correlation, error = self.estimate(method, "spearman"), self.estimate(method, "error")
        if correlation is None or error is None:
            raise ValueError("every truth has these two")
        return Score(
            method=method,
            spearman=correlation,
            ndcg=self.estimate(method, "ndcg"),
            error=error,
            against={
                other: {figure: self.contrast(method, other, figure) for figure in self._figures}
                for other in CONTROLS
                if other in self._keys and other != method
            },
        )


def _without(told: Told, *constant: str) -> NDArray[np.float64]:
    """All predictions, those of these methods the same for every draft.

    Who plans twenty posts at once has one mean for all of them. A mean that goes on with each of
    them rises after a good one, and so would rank a group the wrong way round.
    """
    return np.concatenate([rows * (key not in constant) for key, rows in told.items()])


def measured(
    truth: Truth, told: Told, came: NDArray[np.float64], seed: int, *, is_timed: bool
) -> Measured:
    spoken = Spoken(told, came, seed, is_timed=is_timed)
    return Measured(
        truth=truth,
        drafts=spoken.drafts,
        groups=spoken.groups,
        scores=tuple(spoken.score(method) for method in told),
    )
