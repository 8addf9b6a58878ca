"""A whole import and a whole search beside the bare embedding of the same texts."""

import asyncio
import csv
import io
import statistics
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.corpus import many_texts, sample
from bench.measure import Result
from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.platform import Platform
from esg.engine import EsgEngine
from esg.export import export
from esg.onnx import OnnxMiniLM
from store.migrate import upgrade
from store.unit import Store

POSTS = 10_000
IMPORT_GOAL = 1 / 1.1
HISTORY = 1_000
QUERIES = 100
QUERY_GOAL = 1 / 1.2
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)


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
        raw = _file(texts)
        begun = perf_counter()
        outcome = await engine.import_posts("w", "b", raw, Platform.INSTAGRAM)
        ours = perf_counter() - begun
        if outcome.imported < len(texts) * 0.99:
            raise RuntimeError(f"only {outcome.imported} of {len(texts)} posts were imported")
        begun = perf_counter()
        await model.embed(texts)
        return ours, perf_counter() - begun


async def _queries(history: list[str], texts: list[str]) -> tuple[float, float]:
    async with _engine() as (engine, model):
        await engine.import_posts("w", "b", _file(history), Platform.INSTAGRAM)
        await engine.search("w", "b", texts[0])
        ours, bare = [], []
        for text in texts:
            begun = perf_counter()
            await engine.search("w", "b", text)
            between = perf_counter()
            await model.embed([text])
            ours.append(between - begun)
            bare.append(perf_counter() - between)
        return statistics.median(ours), statistics.median(bare)


@asynccontextmanager
async def _engine() -> AsyncIterator[tuple[EsgEngine, OnnxMiniLM]]:
    """An engine over an empty SQLite file with one brand, its model loaded."""
    export()
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'app.db'}"
        await asyncio.to_thread(upgrade, url)
        store, model = Store(url, secret_keys=("a secret key of benchmarks only",)), OnnxMiniLM()
        async with store.writing() as unit:
            user = User(id="u", email="u@example.com", password_hash="", created_at=now)
            await unit.accounts.add_user(user)
            workspace = Workspace(id="w", name="w", created_at=now)
            await unit.accounts.add_workspace(workspace, owner_id="u")
            await unit.brands.add(Brand(id="b", workspace_id="w", profile=BrandProfile()), now)
        await model.embed(["chai"])
        try:
            yield EsgEngine(store, model, now=lambda: now), model
        finally:
            await store.close()


def _file(texts: list[str]) -> bytes:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("Date", "Caption", "Likes", "Comments", "Shares"))
    for n, text in enumerate(texts):
        at = BEGUN + timedelta(hours=n)
        rows.writerow((f"{at:%Y-%m-%d %H:%M}", text, n % 997, n % 31, n % 13))
    return written.getvalue().encode()
