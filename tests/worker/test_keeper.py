"""The keeper brings collections and vectors up to date, and says truly how far it is."""

import asyncio

import numpy as np
import pytest

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.errors import UnavailableError
from domain.platform import Platform
from esg.chroma import Mark, embedded
from esg.engine import EsgEngine
from esg.index import Index
from store.migrate import upgrade
from store.unit import Store
from worker.keeper import Keeper

COUNT = 130
RAW = ("Caption,Likes\n" + "".join(f"post {n} about chai,{n}\n" for n in range(COUNT))).encode()


class Counting:
    languages = frozenset({"en"})
    dim = 26

    def __init__(self, name):
        self.name = name
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def embed(self, texts):
        await self.may_go.wait()
        rows = [[1.0 + t.count(chr(97 + n)) for n in range(self.dim)] for t in texts]
        made = np.array(rows, dtype=np.float32).reshape(-1, self.dim)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
async def store(tmp_path, now):
    url = f"sqlite+aiosqlite:///{tmp_path / 'app.db'}"
    upgrade(url)
    opened = Store(url, secret_keys=("a secret key of tests only, long",))
    async with opened.writing() as unit:
        user = User(id="u", email="u@example.com", password_hash="", created_at=now)
        await unit.accounts.add_user(user)
        for workspace in ("w", "v"):
            made = Workspace(id=workspace, name=workspace, created_at=now)
            await unit.accounts.add_workspace(made, owner_id="u")
            brand = Brand(id=f"{workspace}-brand", workspace_id=workspace, profile=BrandProfile())
            await unit.brands.add(brand, now)
    yield opened
    await opened.close()


@pytest.fixture
async def chroma(tmp_path):
    opened = embedded(tmp_path / "chroma")
    yield opened
    opened.close()


def kept(store, chroma, embedder, now, older=()):
    index = Index(store, chroma)
    engine = EsgEngine(store, embedder, now=lambda: now, older=older, index=index)
    return engine, Keeper(store, index, engine.vectors, engine.matrices)


async def test_every_workspaces_collection_follows_its_rows(store, chroma, now):
    engine, keeper = kept(store, chroma, Counting("one"), now)
    assert keeper.state == "ok"
    for workspace in ("w", "v"):
        await engine.import_posts(workspace, f"{workspace}-brand", RAW, Platform.X)
    assert await keeper.sync()
    assert keeper.state == "ok"
    assert len(chroma.digests("w-brand")) == len(chroma.digests("v-brand")) == COUNT
    gone = next(iter(chroma.digests("w-brand")))
    async with store.writing() as unit:
        await unit.posts.remove("w", gone)
    await keeper.sync()
    assert set(chroma.digests("v-brand")) == {
        i.replace("w-brand", "v-brand") for i in {*chroma.digests("w-brand"), gone}
    }
    assert gone not in chroma.digests("w-brand")


async def test_an_index_that_does_not_work_is_said_so_and_caught_up_with_later(
    store, chroma, now, tmp_path
):
    engine, _ = kept(store, chroma, Counting("one"), now)
    await engine.import_posts("w", "w-brand", RAW, Platform.X)
    chroma.mark("w-brand")
    second = embedded(tmp_path / "chroma")
    _, late = kept(store, second, Counting("one"), now)
    assert not await late.sync()
    assert late.state == "unavailable (index_in_use)"
    chroma.close()
    assert await late.sync()
    assert late.state == "ok"
    assert len(second.digests("w-brand")) == COUNT
    second.close()
    with pytest.raises(UnavailableError):
        second.mark("w-brand")


async def test_a_change_of_model_is_told_with_its_progress_and_indexed_at_the_switch(
    store, chroma, now
):
    one, two = Counting("one"), Counting("two")
    engine, keeper = kept(store, chroma, one, now)
    await engine.import_posts("w", "w-brand", RAW, Platform.X)
    await keeper.sync()
    two.may_go.clear()
    engine, keeper = kept(store, chroma, two, now, older=(one,))
    work = asyncio.create_task(keeper.embed())
    await keeper.sync()
    mark = chroma.mark("w-brand")
    assert mark is not None
    assert mark.model == "one"
    keeper._told(64, COUNT)
    assert keeper.state == "ok; re-embedding 64 of 130"
    two.may_go.set()
    await work
    assert keeper.state == "ok"
    await keeper.sync()
    async with store.reading() as unit:
        version = (await unit.brands.get("w", "w-brand")).posts_version
        assert (await unit.indexing.embedded("w", "w-brand")).by_model == {"two": COUNT}
    assert chroma.mark("w-brand") == Mark(version, "two")


async def test_it_starts_and_stops_without_leaving_anything_behind(store, chroma, now):
    engine, keeper = kept(store, chroma, Counting("one"), now)
    await engine.import_posts("w", "w-brand", RAW, Platform.X)
    keeper.start()
    for _ in range(400):
        if chroma.mark("w-brand"):
            break
        await asyncio.sleep(0.05)
    await keeper.stop()
    assert keeper.state == "ok"
