"""How well a draft fits what moves a brand's audience: verdicts, and what can be missing. Pure."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a resonance score means (seed 2.4)."""

    GREAT = "great"
    CLOSE = "close"
    FLAT = "flat"
    MISALIGNED = "misaligned"


BANDS = ((80.0, Verdict.GREAT), (60.0, Verdict.CLOSE), (40.0, Verdict.FLAT))
"""From which score on each verdict holds, best first; below all of them: misaligned."""
BANNED_CAP = 59.0
"""The most that a draft with a word the brand avoids can score: never close."""


class Signal(StrEnum):
    """What a draft can lack, as a closed list of codes."""

    RESEMBLANCE = "resemblance"
    """It is near to none of the brand's own posts that did well."""
    REGISTER = "register"
    """No feeling is read in it, or one that does not do well for the brand."""
    HOOK = "hook"
    SPECIFICITY = "specificity"
    CALL_TO_ACTION = "call_to_action"
    LENGTH = "length"
    BANNED_WORDS = "banned_words"
    ORDERS = "orders"
    """It holds words to a program, which no reader is meant to see."""


def verdict_of(score: float) -> Verdict:
    """The band of a score from 0 to 100; 79.99 is close."""
    return next((verdict for least, verdict in BANDS if score >= least), Verdict.MISALIGNED)
