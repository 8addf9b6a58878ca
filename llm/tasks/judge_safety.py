"""A model's second look at a post beside the rules, of which the stricter wins: the types."""

from typing import Literal

from pydantic import Field

from domain.frozen import Frozen
from domain.safety import Severity
from llm.port import Task

Category = Literal[
    "toxicity", "caste", "religious", "political", "brand", "claim", "personal_data", "disclosure"
]


class JudgeSafetyInputs(Frozen):
    text: str
    """Everything that readers would see."""
    language: str = "en"
    """One of `domain.language`'s codes, or "und"."""
    business_name: str = ""
    industry: str = ""
    tone: tuple[str, ...] = ()
    avoid_words: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """What claims may rest on, in the words of the brand."""


class SafetyIssue(Frozen):
    category: Category
    severity: Severity
    term: str
    """The words of the text that it is about."""
    reason: str


class SafetyJudgement(Frozen):
    toxicity: float = Field(ge=0, le=1, allow_inf_nan=False)
    issues: tuple[SafetyIssue, ...] = ()
    """Gravest first; empty when nothing is to be said."""


JUDGE_SAFETY = Task("judge_safety", JudgeSafetyInputs, SafetyJudgement)
