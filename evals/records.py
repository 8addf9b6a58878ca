"""What a run leaves behind: results by task and sample, and the baseline they become."""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.frozen import Frozen
from evals.task import Language, Score
from prompts import loader

HASH_KEPT = 16
"""Digits of a sample's hash: enough to tell it from its old self."""


class SampleResult(Frozen):
    id: str
    language: Language
    hash: str
    """Of the sample: a changed sample is not compared with its old self."""
    shown: str
    """The input, for people."""
    output: Any = None
    """As JSON; null when there was no answer."""
    error: str = ""
    scores: dict[str, Score] = Field(default_factory=dict)
    """Only what could be judged."""
    cost_usd: float = 0.0
    latency_ms: float = 0.0


class PromptUsed(Frozen):
    name: str
    version: str
    hash: str


def prompts_now(names: tuple[str, ...]) -> tuple[PromptUsed, ...]:
    """The newest version of each, as an author would be asked it."""
    newest = (loader.load(name) for name in names)
    return tuple(PromptUsed(name=p.front.name, version=p.version, hash=p.hash) for p in newest)


class TaskRun(Frozen):
    task: str
    prompts: tuple[PromptUsed, ...]
    dataset_hash: str
    scorers: tuple[str, ...]
    samples: tuple[SampleResult, ...]

    def mean(self, scorer: str, language: str | None = None) -> float | None:
        """None where nothing was judged."""
        values = [
            s.scores[scorer].value
            for s in self.samples
            if scorer in s.scores and language in (None, s.language)
        ]
        return sum(values) / len(values) if values else None

    @property
    def cost_usd(self) -> float:
        return sum(s.cost_usd for s in self.samples)

    def latency_ms(self, quantile: float) -> float:
        """Of the answers, by nearest rank; 0 without any."""
        ordered = sorted(s.latency_ms for s in self.samples)
        return ordered[min(int(quantile * len(ordered)), len(ordered) - 1)] if ordered else 0.0


class Run(Frozen):
    id: str
    started_at: datetime
    author: str
    tasks: tuple[TaskRun, ...]


class Baseline(Frozen):
    """What an author is held to in one task, and why it became that."""

    author: str
    made_at: datetime
    reason: str = Field(min_length=1)
    run: TaskRun


def summary(run: TaskRun) -> dict[str, Any]:
    """The figures of one task: means by scorer, cost in US dollars, latency in milliseconds."""
    return {
        "task": run.task,
        "samples": len(run.samples),
        "scores": {name: run.mean(name) for name in run.scorers},
        "cost_usd": run.cost_usd,
        "latency_ms": {"p50": run.latency_ms(0.5), "p95": run.latency_ms(0.95)},
    }
