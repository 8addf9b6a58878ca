"""Reads the registers of a text from its words: cue phrases, and likeness to the exemplars."""

from collections.abc import Sequence
from functools import cache
from math import exp

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
SURE = 0.4
"""Confidence from which more than half of the readings are right (docs/registers.md)."""
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


def scores(text: str) -> list[float] | None:
    """Nine, in the order of `CLASSES`; None for a text in a script we have no words of."""
    language = language_of(text)
    if language not in WRITTEN:
        return None
    words = tokens(text, language)
    found = _weights(language).scores(words)
    for register, weight in _finder(language).evidence(words).items():
        found[CLASSES.index(register)] += CUES * weight**0.5
    return found


def cues_in(text: str) -> dict[Register, float]:
    """The weights of the different cue phrases in a text, by register; absent without any."""
    language = language_of(text)
    if language not in WRITTEN:
        return {}
    return _finder(language).evidence(tokens(text, language))


def readings(scores: Sequence[float], sharpness: float = SHARPNESS) -> tuple[RegisterReading, ...]:
    """The registers that these scores speak for, strongest first, at most three."""
    most = max(scores)
    heated = [exp(sharpness * (score - most)) for score in scores]
    total = sum(heated)
    shares = [
        (register, heat / total) for register, heat in zip(Register, heated[:-1], strict=True)
    ]
    return tuple(
        RegisterReading(register=register, confidence=round(share, 3))
        for register, share in sorted(shares, key=lambda pair: -pair[1])[:MOST]
        if share >= LEAST
    )


def read(text: str) -> tuple[RegisterReading, ...]:
    """The registers of a text, strongest first; none for one that says nothing we can read."""
    found = scores(text)
    return () if found is None or not any(found) else readings(found)


def register_of(text: str) -> Register | None:
    """The strongest register of a text, if one is read more likely than not to be right."""
    found = read(text)
    return found[0].register if found and found[0].confidence >= SURE else None
