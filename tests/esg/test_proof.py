"""The proof that the index equals the rows finds every kind of difference, and mends it."""

from dataclasses import replace

import numpy as np
import pytest

from domain.platform import Platform
from esg.chroma import embedded
from esg.engine import EsgEngine
from esg.index import Index
from esg.proof import Prover

RAW = "Caption,Likes\n" + "".join(f"post number {n} on chai and {n % 7},{n}\n" for n in range(60))
KEY = ("w", "b")


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
async def index(store, tmp_path):
    opened = Index(store, embedded(tmp_path / "chroma"))
    yield opened
    opened.chroma.close()


@pytest.fixture
async def prover(store, index, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    await engine.import_posts(*KEY, RAW.encode(), Platform.X)
    letters.seen.clear()
    return Prover(store, index, engine.matrices)


def counted(proof):
    return proof.missing, proof.extra, proof.differing


async def test_a_lost_index_is_made_again_without_embedding(prover, letters):
    first = await prover.prove(KEY, sample=10)
    assert counted(first) == (60, 0, 0)
    assert first.equal
    assert not first.rebuilt
    assert letters.seen == []
    again = await prover.prove(KEY, sample=10)
    assert (counted(again), again.equal, again.queries) == ((0, 0, 0), True, 10)
    assert again.recall_at_20 == 1.0


async def test_every_kind_of_difference_is_found_and_mended(prover, index, store):
    await prover.prove(KEY, sample=0)
    ids = sorted(index.chroma.digests("b"))
    async with store.reading() as unit:
        entries = {e.id: e for e in await unit.indexing.entries(*KEY, "letters", ids)}
    turned = np.roll(np.frombuffer(entries[ids[2]].vector, dtype="<f4"), 1).tobytes()
    spoilt = [
        replace(entries[ids[0]], text="something else"),
        replace(entries[ids[1]], likes=10**6),
        replace(entries[ids[2]], vector=turned),
        replace(entries[ids[3]], id="nobodys"),
    ]
    index.chroma.upsert("b", spoilt)
    index.chroma.delete("b", ids[4:6])
    found = await prover.prove(KEY, sample=5)
    assert counted(found) == (2, 1, 3)
    assert found.equal
    assert not found.rebuilt
    assert counted(await prover.prove(KEY, sample=0)) == (0, 0, 0)


class Blind:
    """An index that finds the first half of what it should."""

    def __init__(self, chroma):
        self._chroma = chroma

    def __getattr__(self, name):
        return getattr(self._chroma, name)

    def nearest(self, brand_id, query, count, platform):
        return self._chroma.nearest(brand_id, query, count, platform)[: count // 2]


async def test_a_recall_below_one_is_told(prover, index, store, letters, now):
    await prover.prove(KEY, sample=0)
    engine = EsgEngine(store, letters, now=lambda: now)
    blind = Prover(store, Index(store, Blind(index.chroma)), engine.matrices)
    assert (await blind.prove(KEY, sample=8)).recall_at_20 == 0.5
