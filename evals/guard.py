"""Whether baselines still speak of what is in the tree: no prompt lands without its own."""

from collections import Counter
from collections.abc import Iterable

from pydantic import ValidationError

from evals.archive import BASELINES, baselines_of
from evals.catalogue import chosen, covered
from evals.comparison import SEED, Comparison, compare
from evals.datasets import dataset_hash, load, sample_hash
from evals.records import HASH_KEPT, Baseline, Run, SampleResult, TaskRun, prompts_now
from evals.running import ANSWERED
from evals.task import AnyTask, Sample
from prompts import loader

NAMED = 3
"""Samples named in a sentence."""


def guarded(
    run: Run, baselines: dict[str, Baseline] | None = None, *, seed: int = SEED
) -> Comparison:
    """The comparison with all that makes a baseline stale.

    Args:
        run: What was run just now.
        baselines: By task; the committed ones of the run's author when left out.
        seed: Of the bootstrap.
    """
    known = baselines_of(run, BASELINES) if baselines is None else baselines
    stale = [problem for task in run.tasks for problem in _stale(task, known.get(task.task))]
    found = compare(run, known, seed=seed)
    every = (*_uncovered(), *outdated(run.tasks), *stale, *found.stale)
    return found.model_copy(update={"stale": every})


def outdated(tasks: Iterable[TaskRun]) -> tuple[str, ...]:
    """Why these results no longer speak of the prompts and cases as they lie there now."""
    advice = "Measure it again: insta-media eval run"
    found = []
    for task in tasks:
        (known,) = chosen((task.task,))
        if prompts_now(known.prompts) != task.prompts:
            found.append(f"A prompt of {task.task} changed after this run. {advice}")
        if set(task.scorers) != {ANSWERED, *known.scorers}:
            found.append(f"The scorers of {task.task} changed after this run. {advice}")
        cases = load(known)
        if dataset_hash(cases) != task.dataset_hash:
            found.append(f"The cases of {task.task} changed after this run. {advice}")
        elif misfit := _misfit(task, known, cases):
            found.append(
                f"The run's file does not hold what {task.task} was asked: {misfit}. {advice}"
            )
    return tuple(found)


def _uncovered() -> tuple[str, ...]:
    missing = sorted(set(loader.names()) - covered())
    return tuple(
        f"The prompt “{name}” has no eval. Write its task in evals/tasks and its cases in "
        "evals/datasets, and enter it in evals/catalogue.py (docs/evals.md shows how)."
        for name in missing
    )


def _stale(task: TaskRun, baseline: Baseline | None) -> list[str]:
    advice = f"Look at what it does, then: insta-media eval baseline {task.task} --reason “…”"
    if baseline is None:
        return [f"{task.task} has no baseline. {advice}"]
    (known,) = chosen((task.task,))
    found = [f"{change}. {advice}" for change in _prompt_changes(task, baseline.run)]
    if task.dataset_hash != baseline.run.dataset_hash:
        found.append(f"The cases of {task.task} changed since its baseline. {advice}")
    elif misfit := _misfit(baseline.run, known, load(known)):
        found.append(f"The baseline of {task.task} does not fit its cases: {misfit}. {advice}")
    if set(task.scorers) != set(baseline.run.scorers):
        others = ", ".join(sorted(set(task.scorers) ^ set(baseline.run.scorers)))
        found.append(f"The scorers of {task.task} changed since its baseline ({others}). {advice}")
    return found


def _misfit(run: TaskRun, task: AnyTask, cases: tuple[Sample, ...]) -> str:
    """How a file's samples differ from the cases they claim to be of; empty when they do not.

    What is not in a baseline is compared with nothing, so a file that lost samples, or what was
    judged of them, would let everything pass.
    """
    wanted = {case.id: sample_hash(case)[:HASH_KEPT] for case in cases}
    held = {sample.id: sample.hash for sample in run.samples}
    by_id = {case.id: case for case in cases}
    unjudged = [s.id for s in run.samples if s.id in by_id and _is_unjudged(s, by_id[s.id], task)]
    found = [
        ("lacks", [id_ for id_ in wanted if id_ not in held]),
        ("has besides", [id_ for id_ in held if id_ not in wanted]),
        ("has other words for", [i for i in held if i in wanted and held[i] != wanted[i]]),
        ("lacks scores for", unjudged),
        ("has twice", [i for i, n in Counter(s.id for s in run.samples).items() if n > 1]),
    ]
    return "; ".join(f"it {what} {_named(ids)}" for what, ids in found if ids)


def _is_unjudged(result: SampleResult, case: Sample, task: AnyTask) -> bool:
    """Whether it lacks a score that its own answer can be given: that one fell out of the file."""
    if ANSWERED not in result.scores:
        return True
    if result.scores[ANSWERED].value < 1 and result.output is None:
        return False
    try:
        output = task.output_type.model_validate(result.output)
    except ValidationError:
        return True
    return not task.judged(case, output).keys() <= result.scores.keys()


def _named(ids: list[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more}"


def _prompt_changes(task: TaskRun, before: TaskRun) -> list[str]:
    old = {prompt.name: prompt for prompt in before.prompts}
    found = []
    for prompt in task.prompts:
        known = old.get(prompt.name)
        if known is None:
            found.append(f"{task.task} asks the prompt “{prompt.name}” now")
        elif prompt.version != known.version:
            found.append(
                f"The prompt “{prompt.name}” is {prompt.version} now; the baseline of {task.task} "
                f"was made with {known.version}"
            )
        elif prompt.hash != known.hash:
            found.append(
                f"The prompt file of “{prompt.name}” {prompt.version} changed since the baseline "
                f"of {task.task}"
            )
    return found
