"""A whole import and a whole search beside the bare embedding of the same texts."""

import asyncio
import statistics
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from time import perf_counter

from bench.corpus import many_texts, sample
from bench.history import BRAND, WORKSPACE, empty_history, history_file
from bench.measure import Result
from domain.platform import Platform
from esg.engine import EsgEngine
from esg.export import export
from esg.onnx import OnnxMiniLM

POSTS = 10_000
IMPORT_GOAL = 1 / 1.1
HISTORY = 1_000
QUERIES = 100
QUERY_GOAL = 1 / 1.2


def import_time() -> Iterator[Result]:
    """Seconds from the bytes of a file to searchable posts in a SQLite file."""
    texts = many_texts(POSTS)
    ours, bare = asyncio.run(_import(texts))
    yield Result(f"import of {POSTS:,}, bare embedding beside", "s", ours, bare, goal=IMPORT_GOAL)


def query_time() -> Iterator[Result]:
    """Milliseconds of one search when all is warm; both sides take turns with the same texts."""
    ours, bare = asyncio.run(_queries(sample(HISTORY), sample(QUERIES)))
    yield Result(
        "warm search, bare embedding beside", "ms", ours * 1e3, bare * 1e3, goal=QUERY_GOAL
    )


async def _import(texts: list[str]) -> tuple[float, float]:
    async with _engine() as (engine, model):
        raw = history_file(texts)
        begun = perf_counter()
        outcome = await engine.import_posts(WORKSPACE, BRAND, raw, Platform.INSTAGRAM)
        ours = perf_counter() - begun
        if outcome.imported < len(texts) * 0.99:
            raise RuntimeError(f"only {outcome.imported} of {len(texts)} posts were imported")
        begun = perf_counter()
        await model.embed(texts)
        return ours, perf_counter() - begun


async def _queries(history: list[str], texts: list[str]) -> tuple[float, float]:
    async with _engine() as (engine, model):
        await engine.import_posts(WORKSPACE, BRAND, history_file(history), Platform.INSTAGRAM)
        await engine.search(WORKSPACE, BRAND, texts[0])
        ours, bare = [], []
        for text in texts:
            begun = perf_counter()
            await engine.search(WORKSPACE, BRAND, text)
            between = perf_counter()
            await model.embed([text])
            ours.append(between - begun)
            bare.append(perf_counter() - between)
        return statistics.median(ours), statistics.median(bare)


@asynccontextmanager
async def _engine() -> AsyncIterator[tuple[EsgEngine, OnnxMiniLM]]:
    """An engine over an empty history, its model loaded."""
    export()
    model = OnnxMiniLM()
    await model.embed(["chai"])
    async with empty_history(model) as (engine, _):
        yield engine, model
