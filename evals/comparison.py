"""Compares a run with baselines: what changed by scorer and by sample, and whether it counts."""

from enum import StrEnum
from typing import Any

from domain.frozen import Frozen
from evals.bootstrap import Interval, paired
from evals.records import Baseline, Run, SampleResult, TaskRun
from evals.task import Language, Score
from llm.offline.author import LABEL

SEED = 20_261
NEAR = 1e-9
"""Scores closer than this are equal: sums of floats."""


class Verdict(StrEnum):
    REGRESSION = "regression"
    IMPROVEMENT = "improvement"
    NO_CHANGE = "no change"


class ScorerChange(Frozen):
    scorer: str
    old: float
    new: float
    """Means over the samples that both runs could judge."""
    samples: int
    worse: int
    better: int
    interval: Interval
    verdict: Verdict


class ScoreChange(Frozen):
    scorer: str
    old: Score | None
    new: Score | None
    """None: it could not be judged there."""

    @property
    def step(self) -> float:
        """New minus old; 0 where one of them is missing."""
        return self.new.value - self.old.value if self.old and self.new else 0.0


class SampleChange(Frozen):
    """One sample whose scores or output are not what they were."""

    id: str
    language: Language
    shown: str
    old_output: Any
    new_output: Any
    scores: tuple[ScoreChange, ...]
    """Those that changed."""

    @property
    def is_worse(self) -> bool:
        return any(change.step < -NEAR for change in self.scores)

    @property
    def is_better(self) -> bool:
        return any(change.step > NEAR for change in self.scores)


class TaskComparison(Frozen):
    task: str
    old: TaskRun
    new: TaskRun
    reason: str
    """Why the baseline became what it is."""
    scorers: tuple[ScorerChange, ...]
    samples: tuple[SampleChange, ...]
    """Worse ones first."""
    unpaired: tuple[str, ...] = ()
    """Samples that are new, gone, or not what they were: not compared."""

    @property
    def moved(self) -> bool:
        """Whether any answer or score is not what it was."""
        return bool(self.samples or self.unpaired)

    @property
    def regressed(self) -> bool:
        return self.verdict is Verdict.REGRESSION

    @property
    def verdict(self) -> Verdict:
        found = {change.verdict for change in self.scorers}
        for verdict in (Verdict.REGRESSION, Verdict.IMPROVEMENT):
            if verdict in found:
                return verdict
        return Verdict.NO_CHANGE


class Comparison(Frozen):
    run: Run
    exact: bool
    """Both sides are of the author that answers the same every time: each lower score counts, no
    chance is in play."""
    seed: int
    tasks: tuple[TaskComparison, ...]
    stale: tuple[str, ...] = ()
    """Why the two sides do not speak of the same, with what to do."""

    @property
    def regressed(self) -> tuple[TaskComparison, ...]:
        return tuple(t for t in self.tasks if t.regressed)

    @property
    def passed(self) -> bool:
        return not (self.regressed or self.stale)


def compare(run: Run, baselines: dict[str, Baseline], *, seed: int = SEED) -> Comparison:
    """The run beside its baselines; a task without one is left out (and told by the guard)."""
    known = {task.task: baselines[task.task] for task in run.tasks if task.task in baselines}
    exact = {run.author, *(baseline.author for baseline in known.values())} == {LABEL}
    tasks = tuple(
        compare_task(task, known[task.task], exact=exact, seed=seed)
        for task in run.tasks
        if task.task in known
    )
    apart = tuple(
        f"No case of {task.task} is the same in both runs, so nothing of it was compared."
        for task in tasks
        if not task.scorers
    )
    return Comparison(run=run, exact=exact, seed=seed, tasks=tasks, stale=apart)


def compare_task(new: TaskRun, baseline: Baseline, *, exact: bool, seed: int) -> TaskComparison:
    before = {sample.id: sample for sample in baseline.run.samples}
    pairs = [
        (before[s.id], s) for s in new.samples if s.id in before and before[s.id].hash == s.hash
    ]
    kept = {sample.id for _, sample in pairs}
    names = dict.fromkeys([*new.scorers, *baseline.run.scorers])
    judged = {name: found for name in names if (found := _judged_twice(pairs, name))}
    changes = [change for pair in pairs if (change := _sample_change(*pair))]
    return TaskComparison(
        task=new.task,
        old=baseline.run,
        new=new,
        reason=baseline.reason,
        scorers=tuple(
            _scorer_change(name, found, scorers=len(judged), exact=exact, seed=seed)
            for name, found in judged.items()
        ),
        samples=tuple(sorted(changes, key=lambda c: (not c.is_worse, not c.is_better))),
        unpaired=tuple(
            id_ for id_ in {**before, **{s.id: s for s in new.samples}} if id_ not in kept
        ),
    )


def _judged_twice(
    pairs: list[tuple[SampleResult, SampleResult]], name: str
) -> list[tuple[float, float]]:
    return [
        (old.scores[name].value, new.scores[name].value)
        for old, new in pairs
        if name in old.scores and name in new.scores
    ]


def _scorer_change(
    name: str, values: list[tuple[float, float]], *, scorers: int, exact: bool, seed: int
) -> ScorerChange:
    differences = [new - old if abs(new - old) > NEAR else 0.0 for old, new in values]
    interval = paired(differences, scorers=scorers, seed=seed)
    worse, better = sum(d < 0 for d in differences), sum(d > 0 for d in differences)
    return ScorerChange(
        scorer=name,
        old=sum(old for old, _ in values) / len(values),
        new=sum(new for _, new in values) / len(values),
        samples=len(values),
        worse=worse,
        better=better,
        interval=interval,
        verdict=_exactly(worse, better) if exact else _surely(interval),
    )


def _exactly(worse: int, better: int) -> Verdict:
    if worse:
        return Verdict.REGRESSION
    return Verdict.IMPROVEMENT if better else Verdict.NO_CHANGE


def _surely(interval: Interval) -> Verdict:
    if interval.high < 0:
        return Verdict.REGRESSION
    return Verdict.IMPROVEMENT if interval.low > 0 else Verdict.NO_CHANGE


def _sample_change(old: SampleResult, new: SampleResult) -> SampleChange | None:
    scores = tuple(
        ScoreChange(scorer=name, old=old.scores.get(name), new=new.scores.get(name))
        for name in dict.fromkeys([*old.scores, *new.scores])
        if not _equal(old.scores.get(name), new.scores.get(name))
    )
    if not scores and old.output == new.output:
        return None
    return SampleChange(
        id=new.id,
        language=new.language,
        shown=new.shown,
        old_output=old.output,
        new_output=new.output if not new.error else {"error": new.error},
        scores=scores,
    )


def _equal(old: Score | None, new: Score | None) -> bool:
    if old is None or new is None:
        return old is new
    return abs(old.value - new.value) <= NEAR
