"""Stages for the short forms of the crash tests: real processes, a twin, a person with accounts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from crash.report import Report

SEED = 20261128


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Report]:
    """Collects what a part found; at the end every promise must have held."""
    made = Report(SEED, Console(quiet=True), tmp_path / "report")
    yield made
    results = made.results()
    assert results
    assert [f"{r.part}, {r.point}: {flaw}" for r in results for flaw in r.flaws] == []
