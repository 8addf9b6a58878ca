"""Reads registers with what the engine knows beside the words: the vector, and what was told."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.language import ENGLISH, language_of
from domain.register import Register, RegisterReading
from esg.matrix import BrandMatrix
from esg.register_head import HEAD, RegisterHead, head_for
from registers import reader

SHARPNESS = 1.2
"""Of the softmax where words and vector speak together; by cross-validation over the exemplars."""
TOLD = 0.9
"""Confidence in a register that a post was written in: its author meant it, readers may differ."""


class RegisterReader:
    """Reads by words in every language, and by the vector too in English.

    Args:
        embedder: Name of the model that made the vectors; the shipped head fits one of them, and
            for the others words alone are read.
    """

    def __init__(self, embedder: str) -> None:
        self._head: RegisterHead | None = head_for(embedder)

    def read(
        self, text: str, vector: NDArray[np.float32] | None = None
    ) -> tuple[RegisterReading, ...]:
        """The registers of a text, strongest first, at most three.

        Args:
            text: Any.
            vector: Shape (dim,), the text's own, where it is at hand.
        """
        heard = None
        if self._head and vector is not None and _is_english(text):
            heard = self._head.scores(vector[None, :])[0]
        return _read(text, heard)

    def read_posts(
        self, matrix: BrandMatrix, places: Sequence[int], told: Mapping[str, Sequence[str]]
    ) -> list[tuple[RegisterReading, ...]]:
        """Of the matrix's posts at these places; what a post was written in is kept."""
        heard = self._head.scores(matrix.vectors) if self._head else None
        by_text: dict[str, tuple[RegisterReading, ...]] = {}
        found = []
        for post, row in ((matrix.posts[i], int(matrix.vector_of[i])) for i in places):
            if post.text not in by_text:
                heard_here = heard[row] if heard is not None and _is_english(post.text) else None
                by_text[post.text] = _read(post.text, heard_here)
            found.append(with_told(by_text[post.text], told.get(post.id, ())))
        return found


def with_told(
    read: tuple[RegisterReading, ...], told: Sequence[str]
) -> tuple[RegisterReading, ...]:
    """The readings with the registers that a post was written in, which stand first."""
    meant = tuple(RegisterReading(register=Register(name), confidence=TOLD) for name in told)
    names = {reading.register for reading in meant}
    return (*meant, *(reading for reading in read if reading.register not in names))


def _is_english(text: str) -> bool:
    return language_of(text) == ENGLISH


def _read(text: str, heard: NDArray[np.float64] | None) -> tuple[RegisterReading, ...]:
    words = reader.scores(text)
    if words is None or (heard is None and not any(words)):
        return ()
    if heard is None:
        return reader.readings(words)
    return reader.readings((np.array(words) + HEAD * heard).tolist(), SHARPNESS)
