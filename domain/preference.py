"""The emotional preference model (EPM) of a brand, as data. Computes nothing."""

from typing import Literal

from pydantic import Field

from domain.frozen import Frozen
from domain.register import Register

Confidence = Literal["low", "standard"]
Standing = Literal["above", "below"]
"""Low ("bootstrap") until about 30 of the brand's own posts have spoken (seed 2.5)."""
ENOUGH_POSTS = 30
"""Own posts with a register from which the confidence is standard (seed 2.5)."""
CLEAR_FROM = 5
"""Own posts in a register from which it may be called clearly better or worse, or a preference:
with fewer the first guess and chance say more than they do."""
VALIDATION_POSTS = 5
"""Test posts of a new brand, each in another register (seed 2.5)."""


class RegisterEffect(Frozen):
    """How posts in a register do against the brand's level at their time, in points of ERS."""

    register: Register
    mean: float
    low: float
    high: float
    """The true effect lies between them with a probability of 80 %."""
    n: int = 0
    """Own posts that speak in it with a confidence of a half at least; with 0 the effect is an
    assumption."""
    standing: Standing | None = None
    """Clearly above or below the level: the whole range is, over enough own posts."""
    prior: float = 0.0
    """What the archetype alone would say, in points of ERS."""
    prior_weight: float = Field(default=1.0, ge=0, le=1)
    """The archetype's part in the mean; it falls with every own post."""
    is_on: bool = True
    """False when the brand has switched the register off: it is never chosen."""


class PriorOrigin(Frozen):
    """Where a new brand's first guess comes from: the nearest archetype, and why that one."""

    archetype: str
    title: str
    why: str
    """The words by which it was recognised, or that nothing was."""
    because: str
    """Why such brands are thought to do so."""


class ValidationPost(Frozen):
    """One of the five test posts."""

    register: Register
    example: str
    """How a business of this kind could say it: an example, never a post of the brand."""
    is_done: bool = False
    """Whether an own post that speaks in it has its numbers."""


class Calibration(Frozen):
    """Predictions made before publishing against what came, over settled posts."""

    n: int = 0
    within: float | None = None
    """Share that landed in its range; 0.8 is what the ranges promise."""
    error: float | None = None
    """Mean absolute error in points of ERS."""
    mean_error: float | None = None
    """The same for predicting the brand's own mean each time."""
    gain: float | None = None
    """1 - error / mean_error: above 0 the model is better than the mean."""


class PreferenceModel(Frozen):
    """Best register first; those switched off last."""

    registers: tuple[RegisterEffect, ...]
    confidence: Confidence
    posts: int
    """Own posts it rests on: with a score and a register."""
    scored: int = 0
    """Own posts with a score, those in which no register was read too."""
    unclear: int = 0
    """Of the scored ones, those that speak in no register with a confidence of a half."""
    level: float | None = None
    """The brand's recent level, in points of ERS; None without a scored post. Newer posts count
    more where that foretold better, so it is not the mean of all."""
    noise: float
    """Standard deviation of a single post around its level, in points of ERS."""
    prior: PriorOrigin
    validation: tuple[ValidationPost, ...] = ()
    next_register: Register
    """What the model would try next: a draw by how likely each is the best (Thompson 1933)."""
    predictions: Calibration = Calibration()
