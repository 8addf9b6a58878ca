"""A word's weight for each register, learned from the exemplars. Pure arithmetic over their words.

Complement naive Bayes over TF-IDF (Rennie et al. 2003, "Tackling the poor assumptions of naive
Bayes text classifiers"): a word speaks for a class by how rare it is in all the others, which does
well with few and unequal examples.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMOOTHING = 2.0
"""Chosen by ten-fold cross-validation over the exemplars, in all three languages."""
FEWEST = 2
"""Exemplars that a word must stand in: of a single one it says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class WordWeights:
    columns: dict[str, int]
    idf: NDArray[np.float64]
    """Shape (words,)."""
    weights: NDArray[np.float64]
    """Shape (words, classes)."""
    spread: float
    """Standard deviation of the exemplars' own centred scores, which makes scores comparable."""

    @classmethod
    def learn(
        cls, texts: Sequence[Sequence[str]], classes: Sequence[int], count: int
    ) -> "WordWeights":
        """From n texts as words, each of one of `count` classes."""
        held = Counter(word for words in texts for word in set(words))
        columns = {word: i for i, word in enumerate(w for w, n in held.items() if n >= FEWEST)}
        rows = np.array([_counted(words, columns) for words in texts])
        idf = np.log((1 + len(texts)) / (1 + (rows > 0).sum(axis=0))) + 1
        rows = _unit(rows * idf)
        total = rows.sum(axis=0)
        labels = np.asarray(classes)
        weights = np.empty((len(columns), count))
        for label in range(count):
            others = total - rows[labels == label].sum(axis=0) + SMOOTHING
            weights[:, label] = -np.log(others / others.sum())
        weights /= np.abs(weights).sum(axis=0)
        learned = cls(columns, idf, weights, spread=1.0)
        scores = np.array([learned.scores(words) for words in texts])
        return cls(columns, idf, weights, spread=float(scores.std()) or 1.0)

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Shape (classes,), centred, in spreads; all 0 when no word is known."""
        counts = Counter(word for word in words if word in self.columns)
        if not counts:
            return np.zeros(self.weights.shape[1])
        places = [self.columns[word] for word in counts]
        heavy = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * self.idf[places]
        found = heavy @ self.weights[places] / np.linalg.norm(heavy)
        return np.asarray((found - found.mean()) / self.spread)


def _counted(words: Sequence[str], columns: dict[str, int]) -> NDArray[np.float64]:
    row = np.zeros(len(columns))
    for word, count in Counter(words).items():
        if word in columns:
            row[columns[word]] = 1 + np.log(count)
    return row


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12))
