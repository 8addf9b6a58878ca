"""Where runs and baselines lie as files, and how they are read back. Judges nothing."""

import json
import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from domain.errors import InvalidError, NotFoundError
from domain.frozen import Frozen
from evals.records import Baseline, Run, TaskRun, summary

KindT = TypeVar("KindT", bound=Frozen)
RUNS = Path("build/evals")
"""Below the working folder, git-ignored."""
BASELINES = Path(__file__).parent / "baselines"


def write_run(run: Run, folder: Path = RUNS) -> Path:
    """The run as `<folder>/<run id>.json`, with a summary for readers that count nothing."""
    data = run.model_dump(mode="json")
    data["summary"] = [summary(task) for task in run.tasks]
    return _write(folder / f"{run.id}.json", data)


def read_run(name: str | Path, folder: Path = RUNS) -> Run:
    """A run by its id or file.

    Raises:
        NotFoundError: No such run.
        InvalidError: The file is not one.
    """
    path = Path(name) if Path(name).suffix == ".json" else folder / f"{name}.json"
    data = _read(path, f"There is no run {name}. List them with: ls {folder}")
    data.pop("summary", None)
    return _parsed(Run, data, path)


def newest_run(folder: Path = RUNS) -> Run:
    """The last run in the folder.

    Raises:
        NotFoundError: `no_run`.
    """
    runs = sorted(folder.glob("*-*-*.json"), key=lambda p: (p.stat().st_mtime_ns, p.name))
    if not runs:
        raise NotFoundError(
            f"There is no run in {folder} yet. Make one: insta-media eval run", code="no_run"
        )
    return read_run(runs[-1], folder)


def slug(author: str) -> str:
    """The author's label as a folder's name."""
    return re.sub(r"[^a-z0-9.]+", "-", author.lower()).strip("-") or "author"


def write_baseline(baseline: Baseline, folder: Path = BASELINES) -> Path:
    """The baseline at `<folder>/<author>/<task>.json`, in the place of the one before.

    Latencies differ from run to run without anybody's doing, so samples keep none.
    """
    still = [s.model_copy(update={"latency_ms": 0.0}) for s in baseline.run.samples]
    kept = baseline.model_copy(
        update={"run": baseline.run.model_copy(update={"samples": tuple(still)})}
    )
    data = kept.model_dump(mode="json")
    data["summary"] = summary(baseline.run)
    return _write(folder / slug(baseline.author) / f"{baseline.run.task}.json", data)


def read_baseline(author: str, task: str, folder: Path = BASELINES) -> Baseline | None:
    """What the author is held to in this task; None when nothing was set.

    Raises:
        InvalidError: The file is not a baseline.
    """
    path = folder / slug(author) / f"{task}.json"
    if not path.exists():
        return None
    try:
        data = _read(path, "")
        data.pop("summary", None)
        return _parsed(Baseline, data, path)
    except InvalidError as error:
        raise InvalidError(
            f"{error.message} Bring the file back from version control, or measure anew: "
            f"insta-media eval run {task}, then insta-media eval baseline {task} --reason “…”",
            code=error.code,
        ) from error


def baselines_of(run: Run, folder: Path = BASELINES) -> dict[str, Baseline]:
    """The baselines that this run is compared with, by task."""
    found = {task.task: read_baseline(run.author, task.task, folder) for task in run.tasks}
    return {task: baseline for task, baseline in found.items() if baseline}


def as_baselines(run: Run, reason: str) -> dict[str, Baseline]:
    """Another run in the place of baselines, to compare two runs with each other."""
    return {t.task: as_baseline(run, t, reason) for t in run.tasks}


def as_baseline(run: Run, task: TaskRun, reason: str) -> Baseline:
    return Baseline(author=run.author, made_at=run.started_at, reason=reason, run=task)


def _write(path: Path, data: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    text = json.dumps(data, ensure_ascii=False, indent=1)
    beside.write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")
    return beside.replace(path)


def _read(path: Path, missing: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotFoundError(missing, code="no_run") from error
    except UnicodeDecodeError as error:
        raise InvalidError(f"{path} is no text, so no JSON either.", code="bad_run") from error
    except (ValueError, RecursionError) as error:
        raise InvalidError(f"{path} is not JSON: {error}.", code="bad_run") from error
    return data if isinstance(data, dict) else {}


def _parsed(kind: type[KindT], data: dict[str, Any], path: Path) -> KindT:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise InvalidError(
            f"{path} is not {'a run' if kind is Run else 'a baseline'} of this version: "
            f"{error.error_count()} fields do not fit, first {error.errors()[0]['loc']}.",
            code="bad_run",
        ) from error
