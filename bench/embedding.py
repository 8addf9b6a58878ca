"""The exported model beside sentence-transformers: speed, memory, first vector, same vectors."""

import asyncio
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.corpus import captions, sample
from bench.measure import Result, interleaved
from esg.embedder import Embedder, MiniLM
from esg.export import AGREEMENT, export
from esg.onnx import OnnxMiniLM

ROUNDS = 5
TEXTS = 200
SPEED_GOAL = 1.4
MEMORY_GOAL = 2.0
START_GOAL = 8.0
STARTS = 3
ROOT = Path(__file__).parents[1]
OURS, REFERENCE = "esg.onnx:OnnxMiniLM", "esg.embedder:MiniLM"
FRESH = """
import asyncio, importlib, sys
module, name = sys.argv[1].split(":")
embedder = getattr(importlib.import_module(module), name)()
asyncio.run(embedder.embed(sys.stdin.read().split("\\0")))
# of this program alone: the usage that the system counts begins with that of whoever started it
status = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
print(status["VmHWM"].split()[0])
"""
"""A process that embeds what it is given and says how much memory it took at most (KiB, Linux)."""


def embedding_speed() -> Iterator[Result]:
    """Posts per second on all cores."""
    export()
    ours, reference = OnnxMiniLM(), MiniLM()
    texts = sample(TEXTS)
    took, took_reference = interleaved(
        lambda: _embed(ours, texts), lambda: _embed(reference, texts), rounds=ROUNDS
    )
    name = "captions embedded, sentence-transformers beside"
    yield Result(name, "/s", TEXTS / took, TEXTS / took_reference, goal=SPEED_GOAL, is_rate=True)


def embedding_agreement() -> Iterator[Result]:
    """The lowest cosine with the reference over every caption and tweet (some minutes)."""
    export()
    ours, reference, every = OnnxMiniLM(), MiniLM(), captions()
    worst = float(np.einsum("ij,ij->i", _embed(ours, every), _embed(reference, every)).min())
    yield Result(
        f"lowest cosine over {len(every):,} texts", "", worst, AGREEMENT, goal=1, is_rate=True
    )


def embedding_memory() -> Iterator[Result]:
    """Peak memory of a fresh process that embeds 200 captions."""
    export()
    ours, reference = (_fresh(which, sample(TEXTS))[0] for which in (OURS, REFERENCE))
    yield Result("memory of embedding 200", "MB", ours, reference, goal=MEMORY_GOAL)


def embedding_start() -> Iterator[Result]:
    """Seconds from the command to the first vector, in fresh processes that take turns."""
    export()
    taken: dict[str, list[float]] = {OURS: [], REFERENCE: []}
    for _ in range(STARTS):
        for which, times in taken.items():
            times.append(_fresh(which, ["chai"])[1])
    ours, reference = (statistics.median(times) for times in taken.values())
    yield Result("first vector of a fresh process", "s", ours, reference, goal=START_GOAL)


def _embed(embedder: Embedder, texts: "list[str] | tuple[str, ...]") -> "np.ndarray":
    return asyncio.run(embedder.embed(texts))


def _fresh(which: str, texts: list[str]) -> tuple[float, float]:
    """Peak MB, and seconds."""
    begun = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", FRESH, which],
        input="\0".join(texts),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) / 1024, perf_counter() - begun
