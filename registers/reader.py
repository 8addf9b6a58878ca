"""Reads the registers of a text from its words: cue phrases, and likeness to the exemplars."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from domain.language import WRITTEN, language_of
from domain.register import Register, RegisterReading
from registers import library
from registers.bayes import WordWeights
from registers.cues import CueFinder
from registers.words import tokens

CLASSES: tuple[Register | None, ...] = (*Register, None)
"""The eight, and a plain post that speaks in none."""
CUES = 1.0
"""What the root of a text's cue weights counts beside its likeness to the exemplars."""
SHARPNESS = 1.6
"""Of the scores' softmax, so that confidences are about the share of readings that are right; as
`CUES`, by cross-validation over the exemplars."""
LEAST = 0.2
"""Confidence below which a register is not told: eight even chances are 0.11 each."""
MOST = 3


@cache
def _finder(language: str) -> CueFinder:
    return CueFinder(language)


@cache
def _weights(language: str) -> WordWeights:
    some = library.exemplars(language)
    return WordWeights.learn(
        [tokens(one.text, language) for one in some],
        [CLASSES.index(one.register) for one in some],
        len(CLASSES),
    )


def scores(text: str) -> NDArray[np.float64] | None:
    """Shape (9,) in the order of `CLASSES`; None for a text in a script we have no words of."""
    language = language_of(text)
    if language not in WRITTEN:
        return None
    words = tokens(text, language)
    found = _weights(language).scores(words)
    for register, weight in _finder(language).evidence(words).items():
        found[CLASSES.index(register)] += CUES * weight**0.5
    return found


def readings(
    scores: NDArray[np.float64], sharpness: float = SHARPNESS
) -> tuple[RegisterReading, ...]:
    """The registers that these scores speak for, strongest first, at most three."""
    heated = np.exp(sharpness * (scores - scores.max()))
    shares = heated / heated.sum()
    order = sorted(range(len(Register)), key=lambda place: -shares[place])
    return tuple(
        RegisterReading(register=_at(place), confidence=round(float(shares[place]), 3))
        for place in order[:MOST]
        if shares[place] >= LEAST
    )


def read(text: str) -> tuple[RegisterReading, ...]:
    """The registers of a text, strongest first; none for one that says nothing we can read."""
    found = scores(text)
    return () if found is None or not found.any() else readings(found)


def register_of(text: str) -> Register | None:
    """The strongest register of a text, if any can be read."""
    found: Sequence[RegisterReading] = read(text)
    return found[0].register if found else None


def _at(place: int) -> Register:
    return tuple(Register)[place]
