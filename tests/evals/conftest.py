"""Authors that are worse than the offline one on purpose, and what the offline one measures."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from evals import archive, running
from evals.catalogue import chosen
from evals.records import Baseline, Run
from llm.build import build_author
from llm.port import Author, InT, OutT, Task, Written

AT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
Spoil = Callable[[Any, Any], Any]
"""(inputs, output) to a worse output."""


class Degraded:
    """The offline author with one prompt's answers made worse."""

    def __init__(self, prompt: str, spoil: Spoil, *, label: str | None = None) -> None:
        self._author, self._prompt, self._spoil = build_author("offline"), prompt, spoil
        self.label = label or self._author.label

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        written = await self._author.write(task, inputs)
        if task.prompt != self._prompt:
            return written
        return Written(output=self._spoil(inputs, written.output), provenance=written.provenance)


@pytest.fixture(scope="session")
def degraded() -> Callable[..., Degraded]:
    return Degraded


@pytest.fixture(scope="session")
def noisy() -> Callable[..., Degraded]:
    """An author that is wrong now and then, as a model is: another draw for each seed."""

    def make(prompt: str, spoil: Spoil, *, share: float, seed: int) -> Degraded:
        chance = random.Random(seed)

        def now_and_then(inputs: Any, output: Any) -> Any:
            return spoil(inputs, output) if chance.random() < share else output

        return Degraded(prompt, now_and_then, label="noisy author")

    return make


@pytest.fixture(scope="session")
def measure() -> Callable[..., Run]:
    """Runs these tasks, or all, through an author."""

    def run(author: Author, *tasks: str) -> Run:
        return asyncio.run(running.run(author, chosen(tasks), now=AT))

    return run


@pytest.fixture(scope="session")
def measured(measure: Callable[..., Run]) -> Run:
    """Every task, answered by the offline author."""
    return measure(build_author("offline"))


@pytest.fixture(scope="session")
def baselines(measured: Run) -> dict[str, Baseline]:
    return archive.as_baselines(measured, "the measure of these tests")
