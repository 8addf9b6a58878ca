"""Stages for the short forms of the crash tests: real processes, a twin, a person with accounts."""

from pathlib import Path

import pytest
from rich.console import Console

from crash.report import Report

SEED = 20261128


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Collects what a part found; what failed is written to its folder."""
    return Report(SEED, Console(quiet=True), tmp_path / "report")
