"""The derived index over a real database and a real Chroma."""

import asyncio
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.errors import InvalidError, UnavailableError
from domain.platform import Platform
from esg.chroma import PAGE, Mark, digest_of, embedded, metadata_of, remote, require_safe
from esg.engine import EsgEngine
from esg.index import Changes, Index

ROOT = Path(__file__).parents[2]
HISTORY = b"""Post ID,Date,Caption,Likes,Comments,Shares
1,2025-01-01,masala chai on a rainy day,100,10,5
2,2025-01-02,fresh samosa at four,50,,1
3,,we nearly closed last winter,900,200,90
4,2025-01-05,,5,5,5
"""


@pytest.fixture
def database_url(sqlite_url):
    """Chroma is the same beside either database; tests/store holds the queries on both."""
    return sqlite_url


@pytest.fixture
def engine(store, letters, now):
    return EsgEngine(store, letters, now=lambda: now)


@pytest.fixture
def chroma(tmp_path):
    opened = embedded(tmp_path / "chroma")
    yield opened
    opened.close()


@pytest.fixture
def index(store, chroma):
    return Index(store, chroma)


async def imported(engine, raw=HISTORY):
    await engine.import_posts("w", "b", raw, Platform.INSTAGRAM)


async def version(store):
    async with store.reading() as unit:
        return (await unit.brands.get("w", "b")).posts_version


async def rows(store, ids):
    async with store.reading() as unit:
        return {e.id: e for e in await unit.indexing.entries("w", "b", "letters", ids)}


async def agrees(store, index):
    """Every searchable row is in the collection as it stands, and nothing else is."""
    async with store.reading() as unit:
        page = await unit.indexing.page("w", "b", "letters", after="", limit=1000)
    entries = await rows(store, [e.id for e in page])
    held = index.chroma.read("b", list(entries))
    assert set(index.chroma.digests("b")) == set(entries) == set(held)
    for key, entry in entries.items():
        told = {name: fact for name, fact in metadata_of(entry).items() if fact is not None}
        assert (held[key].text, held[key].metadata) == (entry.text, told)
        assert np.frombuffer(entry.vector, dtype="<f4") @ held[key].vector > 0.999999
    return len(entries)


async def test_a_collection_holds_what_the_rows_say(engine, index, store):
    await imported(engine)
    assert await index.sync("w", "b", "letters") == Changes(3, 0)
    assert await agrees(store, index) == 3
    samosa = next(
        h
        for h in index.chroma.read("b", list(index.chroma.digests("b"))).values()
        if "samosa" in h.text
    )
    assert "comments" not in samosa.metadata
    assert samosa.metadata["platform"] == "instagram"
    assert samosa.metadata["likes"] == 50


async def test_only_what_changed_is_written(engine, index, store):
    await imported(engine)
    await index.sync("w", "b", "letters")
    assert await index.sync("w", "b", "letters") == Changes(0, 0)
    await imported(engine, HISTORY.replace(b",50,,1", b",51,,1"))
    assert await index.sync("w", "b", "letters") == Changes(1, 0)
    await imported(engine, HISTORY.replace(b"samosa", b"kachori"))
    assert await index.sync("w", "b", "letters") == Changes(1, 0)
    assert await agrees(store, index) == 3


async def test_a_count_that_became_unknown_leaves_the_metadata(engine, index, store):
    await imported(engine, b"Post ID,Caption,Likes,Comments\n1,chai,3,4\n")
    await index.sync("w", "b", "letters")
    (key,) = index.chroma.digests("b")
    (entry,) = (await rows(store, [key])).values()
    index.chroma.upsert(
        "b", [type(entry)(**{**{f: getattr(entry, f) for f in entry.__slots__}, "comments": None})]
    )
    assert "comments" not in index.chroma.read("b", [key])[key].metadata


async def test_what_vanished_from_the_rows_goes_from_the_collection(engine, index, store):
    await imported(engine)
    await index.sync("w", "b", "letters")
    gone = next(iter(index.chroma.digests("b")))
    async with store.writing() as unit:
        assert (await unit.posts.remove("w", gone)).id == gone
    assert await index.sync("w", "b", "letters") == Changes(0, 1)
    assert await agrees(store, index) == 2


async def test_a_crash_in_the_middle_leaves_a_stale_mark_and_the_next_look_finishes(
    engine, index, store
):
    await imported(engine)
    await index.sync("w", "b", "letters")
    await imported(engine, HISTORY.replace(b"winter", b"summer"))
    index.chroma.begin("w", "b", "letters")
    assert index.chroma.mark("b") is None
    assert await index.sync("w", "b", "letters") == Changes(1, 0)
    assert index.chroma.mark("b") == Mark(await version(store), "letters")
    assert await agrees(store, index) == 3


async def test_a_process_killed_between_its_writes_never_says_that_it_is_done(
    engine, store, tmp_path
):
    raw = "Caption,Likes\n" + "".join(f"post number {n},{n}\n" for n in range(PAGE + 100))
    await imported(engine, raw.encode())
    code = f"""
import asyncio, os
from pathlib import Path
from esg.chroma import Chroma, embedded
from esg.index import Index
from store.unit import Store
chroma = embedded(Path({str(tmp_path / "chroma")!r}))
class Dying(Index):
    async def put(self, *given):
        written = await super().put(*given)
        os._exit(9)
asyncio.run(Dying(Store({store.url!r}, secret_keys=("k" * 40,)), chroma).sync("w", "b", "letters"))
"""
    died = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], cwd=ROOT)
    assert died.returncode == 9
    chroma = embedded(tmp_path / "chroma")
    try:
        assert chroma.mark("b") is None
        index = Index(store, chroma)
        assert await index.sync("w", "b", "letters") == Changes(100, 0)
        assert await agrees_in_pages(store, index) == PAGE + 100
    finally:
        chroma.close()


async def agrees_in_pages(store, index):
    held = index.chroma.digests("b")
    seen = {}
    async for page in index.pages("w", "b", "letters"):
        seen |= {e.id: digest_of(e) for e in page}
    assert seen == held
    return len(seen)


async def test_what_is_written_during_a_sync_leaves_the_mark_behind(engine, store, chroma):
    class Late(Index):
        async def put(self, *given):
            await imported(engine, b"Caption,Likes\nwritten meanwhile,1\n")
            return await super().put(*given)

    await imported(engine)
    await Late(store, chroma).sync("w", "b", "letters")
    now_at = Mark(await version(store), "letters")
    index = Index(store, chroma)
    assert not await index.is_fresh("b", now_at)
    await index.sync("w", "b", "letters")
    assert await index.is_fresh("b", now_at)
    assert await agrees(store, index) == 4


async def test_another_models_collection_is_made_anew(engine, index, store, letters, now):
    await imported(engine)
    await index.sync("w", "b", "letters")
    wide = type(letters)()
    wide.name, wide.dim = "wide", 48
    await EsgEngine(store, wide, now=lambda: now).search("w", "b", "chai")
    assert await index.sync("w", "b", "wide") == Changes(3, 0)
    (held,) = index.chroma.read("b", [next(iter(index.chroma.digests("b")))]).values()
    assert held.vector.shape == (48,)


async def test_two_syncs_at_once_write_once(engine, index):
    await imported(engine)
    done = await asyncio.gather(*(index.sync("w", "b", "letters") for _ in range(3)))
    assert sorted(c.upserted for c in done) == [0, 0, 3]


async def test_the_nearest_are_found_also_on_one_platform(engine, index, letters):
    await imported(engine)
    await engine.import_posts("w", "b", b"Caption,Likes\nmasala chai,2\n", Platform.X)
    await index.sync("w", "b", "letters")
    query = (await letters.embed(["masala chai"]))[0]
    held = index.chroma.read("b", list(index.chroma.digests("b")))
    found = index.chroma.nearest("b", query, 2, None)
    assert [held[i].text for i in found] == ["masala chai", "masala chai on a rainy day"]
    only = index.chroma.nearest("b", query, 20, Platform.X)
    assert [held[i].text for i in only] == ["masala chai"]


async def test_a_second_process_is_told_that_the_folder_is_taken(chroma, tmp_path):
    chroma.mark("b")
    with pytest.raises(UnavailableError, match="Another process keeps the index") as refused:
        embedded(tmp_path / "chroma").mark("b")
    assert refused.value.code == "index_in_use"


async def test_a_brand_id_that_chroma_would_refuse_still_has_a_collection(chroma):
    odd = "a brand / of ours …"
    chroma.begin("w", odd, "m")
    chroma.finish("w", odd, Mark(1, "m"))
    assert chroma.mark(odd) == Mark(1, "m")
    assert chroma.mark("a brand / of ours") is None
    chroma.drop(odd)
    assert chroma.mark(odd) is None


async def test_a_broken_folder_is_told_of_with_what_to_do(tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"this is no database, and long enough to be read")
    broken = embedded(folder)
    with pytest.raises(UnavailableError, match="insta-media reindex"):
        broken.mark("b")
    broken.close()


async def test_a_server_that_does_not_answer_is_told_of():
    with pytest.raises(UnavailableError, match="INSTA_CHROMA_URL"):
        remote("http://127.0.0.1:9", any_version=True).mark("b")


@pytest.mark.parametrize("version", ["0.6.3", "1.0.0", "1.5.9", "1.5.9-rc1", "", "unknown"])
def test_a_server_that_may_have_the_hole_is_refused(version):
    with pytest.raises(InvalidError, match="CVE-2026-45829") as refused:
        require_safe(version)
    assert "INSTA_CHROMA_ANY_VERSION" in refused.value.message


@pytest.mark.parametrize("version", ["1.5.10", "1.6.0", "2.0.0"])
def test_a_newer_server_is_used(version):
    require_safe(version)
