"""Whether baselines still speak of what is in the tree: no prompt lands without its own."""

from collections.abc import Iterable

from evals.archive import BASELINES, baselines_of
from evals.catalogue import chosen, covered
from evals.comparison import SEED, Comparison, compare
from evals.datasets import dataset_hash, load
from evals.records import Baseline, Run, TaskRun, prompts_now
from prompts import loader


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
        if dataset_hash(load(known)) != task.dataset_hash:
            found.append(f"The cases of {task.task} changed after this run. {advice}")
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
    found = [f"{change}. {advice}" for change in _prompt_changes(task, baseline.run)]
    if task.dataset_hash != baseline.run.dataset_hash:
        found.append(f"The cases of {task.task} changed since its baseline. {advice}")
    if set(task.scorers) != set(baseline.run.scorers):
        others = ", ".join(sorted(set(task.scorers) ^ set(baseline.run.scorers)))
        found.append(f"The scorers of {task.task} changed since its baseline ({others}). {advice}")
    return found


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
