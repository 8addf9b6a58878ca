"""Runs evaluated tasks through an author on pydantic-evals. Compares nothing, writes no file."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.datasets import HOME, dataset_hash, load, sample_hash
from evals.records import HASH_KEPT, Run, SampleResult, TaskRun, prompts_now
from evals.task import Answer, AnyTask, Sample, Score
from llm.port import Author

ANSWERED = "answered"
"""A scorer every task has: 0 where the author gave no answer that fits the output type."""
AT_ONCE = 4
"""Answers asked for at the same time; enough for a model, and no burst against its limits."""
Told = Callable[[TaskRun], None]


@dataclass(repr=False)
class _Scored(Evaluator[Sample, Answer[Any], None]):
    """All scorers of one task in one pass over the answer."""

    task: AnyTask

    def evaluate(
        self, ctx: EvaluatorContext[Sample, Answer[Any], None]
    ) -> dict[str, EvaluationReason]:
        judged = {
            ANSWERED: Score(value=1.0),
            **self.task.judged(ctx.inputs, ctx.output.output),
        }
        return {n: EvaluationReason(value=s.value, reason=s.why or None) for n, s in judged.items()}

    def build_serialization_arguments(self) -> dict[str, Any]:
        return {}  # functions have no JSON


async def run(
    author: Author,
    tasks: Sequence[AnyTask],
    *,
    now: datetime,
    folder: Any = HOME,
    told: Told | None = None,
) -> Run:
    """Every sample of every task, answered by this author and scored.

    Args:
        author: Whoever answers, through the same port as in production.
        tasks: What is evaluated.
        now: When this is, for the record; samples carry their own clock.
        folder: Where the datasets lie.
        told: Heard after each task.

    Raises:
        InvalidError: `bad_dataset`.
        ScorerError: A scorer itself failed: a fault of the harness, not of the author.
    """
    done = []
    for task in tasks:
        done.append(await run_task(author, task, load(task, folder)))
        if told:
            told(done[-1])
    return Run(
        id=f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}",
        started_at=now,
        author=author.label,
        tasks=tuple(done),
    )


class ScorerError(RuntimeError):
    """A scorer raised."""


async def run_task(author: Author, task: AnyTask, samples: tuple[Sample, ...]) -> TaskRun:
    dataset = Dataset[Sample, Answer[Any], None](
        name=task.name,
        cases=[Case(name=s.id, inputs=s) for s in samples],
        evaluators=[_Scored(task)],
    )

    async def answer(sample: Sample) -> Answer[Any]:
        return await task.answer(author, sample)

    report = await dataset.evaluate(answer, name=task.name, max_concurrency=AT_ONCE, progress=False)
    results = {case.name: case for case in report.cases}
    failures = {failure.name: failure.error_message for failure in report.failures}
    return TaskRun(
        task=task.name,
        prompts=prompts_now(task.prompts),
        dataset_hash=dataset_hash(samples),
        scorers=(ANSWERED, *task.scorers),
        samples=tuple(_result(task, s, results.get(s.id), failures.get(s.id, "")) for s in samples),
    )


def _result(task: AnyTask, sample: Sample, case: Any, error: str) -> SampleResult:
    known = {
        "id": sample.id,
        "language": sample.language,
        "hash": sample_hash(sample)[:HASH_KEPT],
        "shown": task.shown(sample),
    }
    if case is None:
        lost = Score(value=0.0, why=f"no answer: {error}")
        return SampleResult(**known, error=error, scores={ANSWERED: lost})
    for failure in case.evaluator_failures:
        raise ScorerError(f"{task.name}, {sample.id}: {failure.error_message}")
    answer: Answer[Any] = case.output
    return SampleResult(
        **known,
        output=answer.output.model_dump(mode="json", exclude_defaults=True),
        scores={n: Score(value=r.value, why=r.reason or "") for n, r in case.scores.items()},
        cost_usd=sum(p.cost_usd for p in answer.provenances),
        latency_ms=round(sum(p.latency_ms for p in answer.provenances), 3),
    )
