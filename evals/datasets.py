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
    data = _read(path)
    brands = _read(folder / "brands.yaml")
    samples = tuple(
        _sample(task, path, {**data.get("defaults", {}), **c}, brands) for c in data["cases"]
    )
    twice = [id_ for id_, count in Counter(s.id for s in samples).items() if count > 1]
    if twice:
        raise InvalidError(
            f"{path.name}: {', '.join(twice)} is there more than once. Give each case its own id.",
            code="bad_dataset",
        )
    return samples


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe ones
    except FileNotFoundError as error:
        raise InvalidError(
            f"There are no cases at {path}. Write them there.", code="bad_dataset"
        ) from error
    except yaml.YAMLError as error:
        raise InvalidError(f"{path.name} is not YAML: {error}", code="bad_dataset") from error


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
