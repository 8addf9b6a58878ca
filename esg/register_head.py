"""What a vector says of a text's registers: a softmax over the embedding, learned from exemplars.

The shipped weights are made by `python -m bench.registers` from the exemplars in `registers/data`
and fit the vectors of one model only.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from registers.library import Exemplar

HEAD = 1.5
"""What the vector's scores count beside those of the words; by cross-validation."""
SCALE = 4.0
"""Unit vectors are small numbers; scaled, one rate of learning fits."""
PENALTY = 0.01
_STEPS = 500
_FILE = "register_head.npz"


@dataclass(frozen=True, slots=True, eq=False)
class RegisterHead:
    model: str
    """Name of the embedder whose vectors it reads."""
    digest: str
    """Of the exemplars it was learned from."""
    weights: NDArray[np.float64]
    """Shape (dim + 1, classes); the last row is the bias."""
    spread: float
    """Standard deviation of the exemplars' centred scores, which makes scores comparable."""

    def scores(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Shape (n, classes), centred, in spreads, for unit vectors of shape (n, dim)."""
        raw = SCALE * vectors.astype(np.float64) @ self.weights[:-1] + self.weights[-1]
        return np.asarray((raw - raw.mean(axis=1, keepdims=True)) / self.spread)


def head_for(model: str) -> RegisterHead | None:
    """The shipped head if it reads this model's vectors."""
    head = _shipped()
    return head if head and head.model == model else None


@cache
def _shipped() -> RegisterHead | None:
    place = files("esg").joinpath("data", _FILE)
    if not place.is_file():
        return None
    with as_file(place) as path, np.load(path) as kept:
        return RegisterHead(
            model=str(kept["model"]),
            digest=str(kept["digest"]),
            weights=kept["weights"].astype(np.float64),
            spread=float(kept["spread"]),
        )


def learn(
    vectors: NDArray[np.float32], classes: Sequence[int], count: int, *, model: str, digest: str
) -> RegisterHead:
    """A head from n exemplars: multinomial logistic regression by gradient descent, with a penalty.

    Args:
        vectors: Shape (n, dim), unit rows.
        classes: The class of each.
        count: How many classes there are.
        model: Whose vectors they are.
        digest: Of the exemplars.
    """
    rows = np.hstack((SCALE * vectors.astype(np.float64), np.ones((len(vectors), 1))))
    wanted = np.eye(count)[list(classes)]
    weights = np.zeros((rows.shape[1], count))
    for _ in range(_STEPS):
        raw = rows @ weights
        heated = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares = heated / heated.sum(axis=1, keepdims=True)
        weights -= rows.T @ (shares - wanted) / len(rows) + PENALTY * weights
    raw = rows @ weights
    spread = float((raw - raw.mean(axis=1, keepdims=True)).std())
    return RegisterHead(model=model, digest=digest, weights=weights, spread=spread)


def digest_of(exemplars: Sequence[Exemplar]) -> str:
    """Of the exemplars in their order: whether a head was learned from exactly these."""
    told = "\n".join(f"{one.register or 'plain'}\t{one.text}" for one in exemplars)
    return hashlib.sha256(told.encode()).hexdigest()
