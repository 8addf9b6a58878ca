"""What the safety checks of one version found, step by step, and a person's override of it."""

from datetime import datetime
from typing import Literal

from domain.frozen import Frozen

Severity = Literal["info", "warn", "block"]
Result = Literal["passed", "flagged", "blocked", "not_run"]
RULES = "rules and dictionaries"
"""What checks without a model are called; they are no classifier."""
TOXIC = 0.3
"""Toxicity from which a text is blocked (seed design, "Safety Validation")."""
_ORDER: tuple[Severity, ...] = ("info", "warn", "block")


class SafetyFlag(Frozen):
    category: str
    severity: Severity
    term: str
    message: str


class SafetyStep(Frozen):
    """One check: what it came to, and why."""

    name: str
    """toxicity, sensitive_terms, brand, text, claims, personal_data, disclosure; of who else was
    asked: comprehend, comprehend_personal, judge"""
    result: Result
    """flagged: a person should look; not_run: it could not be asked, which is no pass."""
    category: str = ""
    """Of the gravest flag; empty without any."""
    severity: Severity | None = None
    reason: str = ""
    score: float | None = None
    """0 to 1, of steps that measure."""


class Override(Frozen):
    """A person's word that a version may go out although a check blocks it."""

    reason: str
    by: str
    at: datetime


class Safety(Frozen):
    passed: bool
    """Whether no check blocks it; an override leaves this as it was found."""
    method: str = RULES
    flags: tuple[SafetyFlag, ...] = ()
    steps: tuple[SafetyStep, ...] = ()
    """Empty in versions from before there were steps."""
    score: float | None = None
    """Toxicity, 0 to 1, the highest that any step gave."""
    override: Override | None = None

    @property
    def may_go_out(self) -> bool:
        """Whether the checks let it pass, or a person answers for it."""
        return self.passed or self.override is not None

    @property
    def blocking(self) -> tuple[SafetyFlag, ...]:
        return tuple(flag for flag in self.flags if flag.severity == "block")


def step_of(
    name: str, flags: tuple[SafetyFlag, ...], *, clean: str, score: float | None = None
) -> SafetyStep:
    """A step that ran, judged by its gravest flag.

    Args:
        name: The step's.
        flags: What it found.
        clean: Its reason when it found nothing.
        score: What it measured, if it measures.
    """
    gravest = max(flags, key=lambda flag: _ORDER.index(flag.severity), default=None)
    if gravest is None:
        return SafetyStep(name=name, result="passed", reason=clean, score=score)
    results: dict[str, Result] = {"info": "passed", "warn": "flagged", "block": "blocked"}
    return SafetyStep(
        name=name,
        result=results[gravest.severity],
        category=gravest.category,
        severity=gravest.severity,
        reason=gravest.message,
        score=score,
    )


def composed(
    steps: tuple[SafetyStep, ...], flags: tuple[SafetyFlag, ...], *, method: str = RULES
) -> Safety:
    """The whole of it: nothing is passed that one step blocks, whatever another says."""
    scores = [step.score for step in steps if step.score is not None]
    return Safety(
        passed=all(step.result != "blocked" for step in steps)
        and all(flag.severity != "block" for flag in flags),
        method=method,
        flags=flags,
        steps=steps,
        score=max(scores, default=None),
    )
