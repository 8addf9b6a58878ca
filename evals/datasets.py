"""Reads the hand-written cases and says what they are by hash. Judges nothing."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from domain.errors import InvalidError
from evals.task import AnyTask, Sample

HOME = Path(__file__).parent / "datasets"


def load(task: AnyTask, folder: Path = HOME) -> tuple[Any, ...]:
    """The samples of `<folder>/<task>.yaml`, brands filled in by name from `brands.yaml`.

    Raises:
        InvalidError: `bad_dataset`; names the file, the sample and what does not fit.
    """
    path = folder / f"{task.name}.yaml"
    data = read(path)
    brands = read(folder / "brands.yaml")
    defaults, cases = _shaped(path, data)
    samples = tuple(_sample(task, path, {**defaults, **case}, brands) for case in cases)
    twice = [id_ for id_, count in Counter(s.id for s in samples).items() if count > 1]
    if twice:
        raise InvalidError(
            f"{path.name}: {', '.join(twice)} is there more than once. Give each case its own id.",
            code="bad_dataset",
        )
    return samples


def _shaped(path: Path, data: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The defaults and the cases of a file.

    Raises:
        InvalidError: `bad_dataset`; without cases everything would pass.
    """
    defaults, cases = data.get("defaults") or {}, data.get("cases")
    if not isinstance(defaults, dict):
        raise _bad(path, "its defaults are no mapping of fields to values.")
    if not isinstance(cases, list) or not cases:
        raise _bad(path, "it has no list of cases under “cases:”. Write at least one there.")
    for number, case in enumerate(cases, start=1):
        if not isinstance(case, dict):
            raise _bad(path, f"case {number} is no mapping of fields to values.")
    return defaults, cases


def _bad(path: Path, why: str) -> InvalidError:
    return InvalidError(f"{path.name}: {why}", code="bad_dataset")


def read(path: Path) -> dict[str, Any]:
    """What a YAML file says.

    Raises:
        InvalidError: `bad_dataset`; it is not there, or holds no mapping.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe ones
    except FileNotFoundError as error:
        raise InvalidError(
            f"There are no cases at {path}. Write them there.", code="bad_dataset"
        ) from error
    except yaml.YAMLError as error:
        raise InvalidError(f"{path.name} is not YAML: {error}", code="bad_dataset") from error
    except UnicodeDecodeError as error:
        raise _bad(path, f"it is not UTF-8 ({error.reason}). Save it again as UTF-8.") from error
    if not isinstance(data, dict):
        raise _bad(path, "it is no mapping of names to values, or it is empty.")
    return data


def _sample(task: AnyTask, path: Path, case: dict[str, Any], brands: dict[str, Any]) -> Sample:
    named = case.get("brand")
    if isinstance(named, str) and named not in brands:
        known = ", ".join(brands)
        raise InvalidError(
            f"{path.name}, {case.get('id')}: there is no brand “{named}”. Known: {known}.",
            code="bad_dataset",
        )
    try:
        found: Sample = task.sample_type.model_validate(
            {**case, "brand": brands[named] if isinstance(named, str) else named}
        )
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise InvalidError(
            f"{path.name}, {case.get('id')}: {'; '.join(lines)}", code="bad_dataset"
        ) from error
    return found


def sample_hash(sample: Sample) -> str:
    """sha256 over what the sample says: inputs and expectations.

    What is left to defaults is left out, so that a new field that nobody uses changes no hash.
    """
    return _hash(sample.model_dump(mode="json", exclude_defaults=True))


def dataset_hash(samples: tuple[Sample, ...]) -> str:
    """sha256 over the samples whatever their order; a comment in the file changes nothing."""
    return _hash(sorted(sample_hash(sample) for sample in samples))


def _hash(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
