"""The words the offline author works from: YAML files shipped in this package, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """The content of `data/<name>.yml`; callers treat it as read-only."""
    text = files("llm.offline").joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - one of the two safe loaders
