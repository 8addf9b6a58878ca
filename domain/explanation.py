"""Why: the one object by which every surface says what the engine found for a text, and why."""

from typing import Literal

from domain.expectation import Expected
from domain.frozen import Frozen
from domain.post import Reference
from domain.preference import CLEAR_FROM
from domain.register import Register

Space = Literal["semantic", "lexical"]
"""Where similarity was measured: by meaning, with the embedding model, or by spelling."""


class ReadRegister(Frozen):
    """A register that the text speaks in, with what the brand's preference model says of it."""

    register: Register
    confidence: float
    effect: float
    """Points of ERS by which such posts do better than the brand's recent level; below 0: worse."""
    posts: int | None = None
    """Own posts that speak in it; with 0 the effect is an assumption. None: nobody counted."""


class Lift(Frozen):
    """Something that would raise what the text is expected to do."""

    what: str
    """What to do, in words for the person who writes."""
    register: Register | None
    """The one to speak in, when it is about that."""
    points: float | None = None
    """By how many points of ERS above what this text is expected to do, where the model can say."""


class BestRegister(Frozen):
    """A register that the brand's model ranks."""

    register: Register
    effect: float | None = None
    """Points of ERS against the brand's recent level; None where the model told no number."""
    posts: int | None = None
    """Own posts that speak in it; with 0 the effect is an assumption. None: nobody counted."""

    @property
    def is_shown(self) -> bool:
        """Whether enough own posts stand behind it to be called a preference."""
        return self.posts is None or self.posts >= CLEAR_FROM


class Explanation(Frozen):
    """What the engine says of a text: which own posts it is near to, and what it should do."""

    space: Space
    references: tuple[Reference, ...]
    """The own posts to learn from, best first, each with the reason for its place."""
    registers: tuple[ReadRegister, ...] = ()
    """Strongest first; empty when no register could be read."""
    expected: Expected | None = None
    """The range holds four of five such posts; None while the brand has no scored post."""
    level: float | None = None
    """The brand's recent level: the mean of its posts, newer ones counting more where that foretold
    better. It is what the next post is held against."""
    lifts: tuple[Lift, ...] = ()
    """Best first."""
    best_registers: tuple[BestRegister, ...] = ()
    """All that the brand has not switched off, best first; without posts a mere assumption."""
    basis: str = ""
    """In a sentence: how many own posts the model rests on, and whether that is enough."""
