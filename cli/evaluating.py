"""What the `eval` commands do and how it looks on a terminal. Judges nothing by itself."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from cli import output
from config.settings import load_settings
from domain.errors import ConflictError, InvalidError, NotFoundError
from evals import archive, catalogue, running
from evals.comparison import SEED, Comparison, ScorerChange, TaskComparison, Verdict, compare
from evals.guard import guarded, outdated
from evals.records import Run, TaskRun, prompts_now, summary
from evals.reporting import html as page
from evals.reporting import markdown as document
from evals.reporting.words import score, signed
from llm.build import OFFLINE, build_author
from llm.model.options import Options
from llm.model.paying import Payer, paid_by
from llm.port import Author, close
from llm.recording import Recorder, Replay
from worker.models import model_options

_USAGE = {"unknown_task", "no_run", "bad_run", "bad_recording", "bad_dataset", "bad_file"}
STYLES = {Verdict.REGRESSION: "bold red", Verdict.IMPROVEMENT: "green", Verdict.NO_CHANGE: "dim"}
MARKS = {Verdict.REGRESSION: "▼", Verdict.IMPROVEMENT: "▲", Verdict.NO_CHANGE: "·"}
SHOWN = 12
"""Samples named on a terminal; the report has them all."""


@contextmanager
def usage() -> Iterator[None]:
    """What a person mistyped ends with 2; 1 is kept for "it got worse"."""
    try:
        yield
    except (InvalidError, NotFoundError) as error:
        if error.code not in _USAGE:
            raise
        raise typer.BadParameter(error.message) from error


def author(model: str, *, record: Path | None, replay: Path | None) -> Author:
    """Who answers.

    Raises:
        typer.BadParameter: This installation has no such author.
    """
    if replay:
        return Replay.read(replay)
    try:
        built = build_author(_options(model))
    except InvalidError as error:
        raise typer.BadParameter(
            f"{error.message} Answers of a model that were recorded are scored with --replay FILE.",
            param_hint="--model",
        ) from error
    return Recorder(built, record) if record else built


def _options(model: str) -> Options:
    """One model for every role: a run measures one. Only who asks a model needs its settings."""
    if model == OFFLINE:
        return Options(model)
    return replace(model_options(load_settings(model=model)), roles={})


async def _ran(author: Author, chosen: Sequence[Any]) -> Run:
    try:
        with paid_by(Payer("evals")):
            return await running.run(author, chosen, now=datetime.now(UTC), told=_tell)  # noqa: TID251
    finally:
        await close(author)


def run(author: Author, tasks: tuple[str, ...], runs: Path) -> tuple[Run, Path]:
    """Every case of these tasks, answered and scored.

    Raises:
        InvalidError: `unknown_task`, or `bad_prompt` before anything is asked.
    """
    chosen = catalogue.chosen(tasks)
    for task in chosen:
        prompts_now(task.prompts)
    done = asyncio.run(_ran(author, chosen))
    if isinstance(author, Recorder):
        author.save()
    return done, archive.write_run(done, runs)


def _tell(task: TaskRun) -> None:
    output.note(f"{task.task}: {len(task.samples)} samples")


def compared(
    name: str | None,
    against: str | None,
    *,
    runs: Path,
    baselines: Path | None,
    seed: int | None,
) -> Comparison:
    found = archive.read_run(name, runs) if name else archive.newest_run(runs)
    chosen = SEED if seed is None else seed
    if against:
        other = archive.read_run(against, runs)
        return compare(found, archive.as_baselines(other, f"run {other.id}"), seed=chosen)
    known = archive.baselines_of(found, baselines or archive.BASELINES)
    return guarded(found, known, seed=chosen)


def write_reports(
    found: Comparison, *, markdown: Path | None, html: Path | None, runs: Path
) -> dict[str, str]:
    """Both reports, beside the run unless told otherwise."""
    files = {
        "markdown": (markdown or runs / f"{found.run.id}.md", document.render(found)),
        "html": (html or runs / f"{found.run.id}.html", page.render(found)),
    }
    for path, text in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    return {name: str(path) for name, (path, _) in files.items()}


def set_baselines(
    name: str | None, tasks: tuple[str, ...], reason: str, *, runs: Path, folder: Path | None
) -> list[str]:
    found = archive.read_run(name, runs) if name else archive.newest_run(runs)
    wanted = {task.name for task in catalogue.chosen(tasks)} if tasks else None
    kept = [task for task in found.tasks if wanted is None or task.task in wanted]
    if not kept:
        held = ", ".join(task.task for task in found.tasks)
        raise InvalidError(f"Run {found.id} has only {held}.", code="unknown_task")
    if old := outdated(kept):
        raise ConflictError(f"No baseline was written. {' '.join(old)}", code="run_outdated")
    return [
        str(
            archive.write_baseline(
                archive.as_baseline(found, task, reason), folder or archive.BASELINES
            )
        )
        for task in kept
    ]


def show_run(done: tuple[Run, Path], *, as_json: bool) -> None:
    found, path = done
    if as_json:
        tasks = [summary(task) for task in found.tasks]
        output.value({"run": found.id, "author": found.author, "file": str(path), "tasks": tasks})
        return
    table = _table("task", "scorer", "all", "English", "Hindi", "Hinglish", "judged")
    for task in found.tasks:
        for row, name in enumerate(task.scorers):
            languages = [score(task.mean(name, code)) for code in (None, "en", "hi", "hi-Latn")]
            judged = sum(name in sample.scores for sample in task.samples)
            table.add_row(
                "" if row else task.task, name, *languages, f"{judged}/{len(task.samples)}"
            )
    output.show(table)
    output.note(f"{found.author}, kept in {path}. Next: insta-media eval compare")


def show_comparison(found: Comparison, files: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        output.value(_as_json(found, files))
        return
    table = _table("task", "scorer", "before", "now", "change", "interval", "verdict")
    for task in found.tasks:
        changed = [change for change in task.scorers if change.worse or change.better]
        for row, change in enumerate(changed):
            table.add_row("" if row else task.task, *_cells(change))
        if not changed:
            table.add_row(task.task, *_unchanged(task))
    output.show(table)
    for task in found.tasks:
        _show_samples(task)
    for problem in found.stale:
        output.show(Text.assemble(("stale  ", "bold yellow"), problem))
    _show_end(found, files)


def _cells(change: ScorerChange) -> list[str | Text]:
    interval = f"{signed(change.interval.low)} … {signed(change.interval.high)}"
    verdict = Text(f"{MARKS[change.verdict]} {change.verdict.value}", STYLES[change.verdict])
    step = signed(change.new - change.old)
    return [change.scorer, score(change.old), score(change.new), step, interval, verdict]


def _unchanged(task: TaskComparison) -> list[str | Text]:
    verdict = Text(f"{MARKS[Verdict.NO_CHANGE]} {Verdict.NO_CHANGE.value}", "dim")
    return [f"all {len(task.scorers)}", "", "", "", "", verdict]


def _show_samples(task: TaskComparison) -> None:
    worse = [sample for sample in task.samples if sample.is_worse]
    if not worse:
        return
    output.show(Text(f"\n{task.task}: {len(worse)} of {len(task.new.samples)} got worse", "bold"))
    table = _table("sample", "scorer", "was", "is", "why")
    for sample in worse[:SHOWN]:
        for row, change in enumerate(c for c in sample.scores if c.step < 0):
            old, new = (score(s.value if s else None) for s in (change.old, change.new))
            why = change.new.why if change.new else ""
            table.add_row("" if row else sample.id, change.scorer, old, new, why)
    output.show(table)
    if len(worse) > SHOWN:
        output.note(f"{len(worse) - SHOWN} more are in the report.")


def _show_end(found: Comparison, files: dict[str, str]) -> None:
    worse = ", ".join(task.task for task in found.regressed)
    if worse:
        output.failure(
            f"{worse} got worse. Mend it; or, if it is meant, say why: "
            "insta-media eval baseline TASK --reason “…”"
        )
    elif found.stale:
        output.failure(
            "Baselines do not speak of this tree any more; the lines above say what to do."
        )
    else:
        output.note(f"Nothing got worse.{_kept(found)}")
    output.note(f"Reports: {files['markdown']} and {files['html']}")


def _kept(found: Comparison) -> str:
    """A gain is only held to once it is the measure."""
    better = [task.task for task in found.tasks if task.verdict is Verdict.IMPROVEMENT]
    if not better:
        return ""
    return f" To hold on to what got better: insta-media eval baseline {' '.join(better)} --reason"


def _as_json(found: Comparison, files: dict[str, str]) -> dict[str, Any]:
    return {
        "run": found.run.id,
        "author": found.run.author,
        "passed": found.passed,
        "exact": found.exact,
        "stale": list(found.stale),
        "tasks": [
            {
                "task": task.task,
                "verdict": task.verdict.value,
                "scorers": [change.model_dump(mode="json") for change in task.scorers],
                "worse": [sample.id for sample in task.samples if sample.is_worse],
                "better": [sample.id for sample in task.samples if sample.is_better],
                "unpaired": list(task.unpaired),
            }
            for task in found.tasks
        ],
        "reports": files,
    }


def show_files(files: list[str], *, as_json: bool) -> None:
    if as_json:
        output.value({"baselines": files})
        return
    for path in files:
        output.say(path)
    output.note("Commit these files with the change they measure.")


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
