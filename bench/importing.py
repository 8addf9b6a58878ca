"""A long import as its job does it: what it takes beside embedding, and whom it holds up."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bench.corpus import DIM, many_texts, unit_rows
from bench.history import BRAND, WORKSPACE, empty_history, history_file
from bench.measure import Result
from domain.job import Job, JobStatus
from domain.platform import Platform
from esg.engine import EsgEngine
from store.blobs import FolderBlobs
from store.unit import Store
from tools.imports import take_in
from tools.services import Services
from worker.desk import Desk
from worker.importer import Importer

ROWS = 100_000
SPEED = 2_000
"""Texts per second of the embedder; a real one takes some minutes longer for so many."""
OVERHEAD_GOAL = 0.0
LATE_MS = 100.0
"""So long nobody else's request may wait for the event loop."""
SILENT_S = 10.0
"""A person should see an import get on at least so often."""
TICK_S = 0.005
LOOK_S = 0.25


class SteadyEmbedder:
    """Any vectors, at a steady speed and beside the event loop; adds up the time it took."""

    name = "steady"
    dim = DIM
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.taken_s = 0.0
        self._rng = np.random.default_rng(5)

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        begun = perf_counter()
        await asyncio.to_thread(sleep, len(texts) / SPEED)
        rows = unit_rows(self._rng, len(texts))
        self.taken_s += perf_counter() - begun
        return rows


def job_time() -> Iterator[Result]:
    """Seconds of a job of 100,000 rows, how late the event loop was, how long a job was silent."""
    took, embedding, late, silent = asyncio.run(_job(history_file(many_texts(ROWS))))
    name = f"import job of {ROWS:,} rows, its embedding alone beside"
    yield Result(name, "s", took, embedding, goal=OVERHEAD_GOAL)
    for told, share in (("99 of 100 times", 99.0), ("at worst", 100.0)):
        held = float(np.percentile(late, share)) * 1e3
        yield Result(f"event loop held up by it, {told}", "ms", held, LATE_MS, goal=1)
    yield Result("longest time it told no progress", "s", silent, SILENT_S, goal=1)


async def _job(raw: bytes) -> tuple[float, float, list[float], float]:
    """Seconds in all, of embedding, of each delay of the loop, and of the longest silence."""
    model, late = SteadyEmbedder(), list[float]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with empty_history(model) as (engine, store):
            services = _services(store, engine, Path(folder))
            ticking = asyncio.create_task(_tick(late))
            begun = perf_counter()
            job_id = await take_in(services, WORKSPACE, BRAND, raw, Platform.INSTAGRAM, None)
            if not isinstance(job_id, str):
                raise RuntimeError("the file was taken in at once, not by a job")
            watching = asyncio.create_task(_watched(store, job_id))
            await asyncio.gather(*await Desk(services, [Importer(services)], owner="bench").look())
            took = perf_counter() - begun
            ticking.cancel()
            return took, model.taken_s, late, await watching


def _services(store: Store, engine: EsgEngine, folder: Path) -> Services:
    """What an import asks for; it asks nobody outside."""
    nobody = cast(Any, None)
    return Services(
        store=store,
        author=nobody,
        esg=engine,
        platforms=nobody,
        sites=nobody,
        blobs=FolderBlobs(folder),
        clock=_now,
        real_clock=_now,
        sandbox_sites={},
    )


def _now() -> datetime:
    return datetime.now(UTC)


async def _tick(late: list[float]) -> None:
    """Note how much later than asked for the loop comes back."""
    while True:
        begun = perf_counter()
        await asyncio.sleep(TICK_S)
        late.append(perf_counter() - begun - TICK_S)


async def _watched(store: Store, job_id: str) -> float:
    """The longest time the job stood at one number, as who asks for it sees it."""
    longest, moved, done = 0.0, perf_counter(), -1
    while True:
        async with store.reading() as unit:
            job: Job = await unit.jobs.get(WORKSPACE, job_id)
        now = perf_counter()
        longest = max(longest, now - moved)
        if job.done != done:
            done, moved = job.done, now
        if job.status is JobStatus.FAILED:
            raise RuntimeError(f"the job failed: {job.error}")
        if job.status is JobStatus.DONE:
            return longest
        await asyncio.sleep(LOOK_S)
