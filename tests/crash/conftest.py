"""Stages for the crash tests: real processes or a running system, and a twin that misbehaves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from rich.console import Console

from crash.matrix import Matrix
from crash.report import Report
from crash.stage import opened

SEED = 20261128


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Collects what a part found; what failed is written to its folder."""
    return Report(SEED, Console(quiet=True), tmp_path / "report")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def matrix(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Matrix]:
    """A system in this process, with a twin of its own, for all cells of a module."""
    async with opened(tmp_path_factory.mktemp("matrix")) as found:
        yield found
