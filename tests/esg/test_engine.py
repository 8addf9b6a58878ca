"""Import and search over a real database."""

import asyncio

import numpy as np
import pytest

from domain.errors import InvalidError, NotFoundError
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.ranking import RankWeights
from esg.engine import EsgEngine
from esg.onnx import packaged_embedder
from esg.vectors import VECTOR_BATCH

HISTORY = b"""Date,Caption,Likes,Comments,Shares
2025-01-01,masala chai on a rainy day,100,10,5
2025-01-02,masala chai on a rainy day,300,30,15
2025-01-03,fresh samosa at four,50,5,1
2025-01-04,we nearly closed last winter,900,200,90
2025-01-05,,5,5,5
2025-01-06,no numbers yet,,,
"""


@pytest.fixture
def engine(store, letters, now):
    return EsgEngine(store, letters, now=lambda: now)


async def imported(engine, raw=HISTORY, platform=Platform.INSTAGRAM):
    outcome = await engine.import_posts("w", "b", raw, platform)
    return outcome.imported, outcome.updated, outcome.unchanged, len(outcome.rejected)


async def texts_found(engine, text="chai", **options):
    return [r.text for r in (await engine.search("w", "b", text, 20, **options)).references]


async def test_importing_again_changes_nothing_and_embeds_nothing(engine, letters, store):
    assert await imported(engine) == (6, 0, 0, 0)
    assert sorted(letters.seen) == sorted(set(letters.seen))
    assert len(letters.seen) == 3
    async with store.reading() as unit:
        version = (await unit.brands.get("w", "b")).posts_version
    assert await imported(engine) == (0, 0, 6, 0)
    assert len(letters.seen) == 3
    async with store.reading() as unit:
        assert (await unit.brands.get("w", "b")).posts_version == version


async def test_only_what_changed_is_written_and_only_a_changed_text_is_embedded(engine, letters):
    raw = b"Post ID,Caption,Likes\n1,chai,10\n2,samosa,20\n"
    assert await imported(engine, raw) == (2, 0, 0, 0)
    assert await imported(engine, raw.replace(b"10", b"11")) == (0, 1, 1, 0)
    assert sorted(letters.seen) == ["chai", "samosa"]
    assert await imported(engine, raw.replace(b"samosa", b"kachori")) == (0, 2, 0, 0)
    assert letters.seen[2:] == ["kachori"]
    assert sorted(await texts_found(engine)) == ["chai", "kachori"]


async def test_every_row_is_counted_once(engine):
    raw = b"Caption,Likes\nchai,1\nchai,1\nchai,2\nbad,-1\n"
    assert await imported(engine, raw) == (2, 0, 1, 1)
    assert await imported(engine, raw) == (0, 0, 3, 1)


async def test_a_post_without_text_or_score_is_kept_and_not_found(engine, store):
    await imported(engine)
    assert len(await texts_found(engine)) == 4
    async with store.reading() as unit:
        assert len(await unit.posts.list("w", "b")) == 6


async def test_a_score_that_comes_later_makes_the_post_searchable(engine):
    await imported(engine)
    await imported(engine, b"Date,Caption,Likes\n2025-01-06,no numbers yet,4\n")
    assert "no numbers yet" in await texts_found(engine)


async def test_references_tell_their_whole_score(engine):
    await imported(engine)
    outcome = await engine.search("w", "b", "masala chai on a rainy day")
    assert outcome.space == "semantic"
    by_rank = {r.rank: r for r in outcome.references}
    assert list(by_rank) == [1, 2, 3, 4]
    best = by_rank[1]
    assert best.text == "masala chai on a rainy day"
    assert best.ers == ers_of_counts(300, 30, 15)
    assert best.similarity == pytest.approx(1, abs=1e-6)
    assert best.combined == 0.4 * best.similarity + 0.6 * best.ers / 100
    assert best.platform is Platform.INSTAGRAM


async def test_other_weights_than_the_seeds_are_used_and_told(engine, store, letters, now):
    await imported(engine)
    only_similar = EsgEngine(store, letters, now=lambda: now, weights=RankWeights(ers=0.0))
    found = (await only_similar.search("w", "b", "masala chai on a rainy day")).references
    assert [r.rank for r in found] == [r.rank_semantic for r in found]
    assert all("weighed as 100 % similarity and 0 % ERS" in r.why for r in found)
    same = (await engine.search("w", "b", "masala chai on a rainy day")).references
    assert [r.rank for r in same] != [r.rank_semantic for r in same]
    assert not any("weighed" in r.why for r in same)


async def test_distinct_shows_a_repost_once_and_search_by_itself_never_merges(engine):
    await imported(engine)
    assert len(await texts_found(engine)) == 4
    distinct = await engine.search("w", "b", "chai", 20, distinct=True)
    chai = [r for r in distinct.references if "chai" in r.text]
    assert [r.ers for r in chai] == [ers_of_counts(300, 30, 15)]


async def test_a_platform_narrows_the_candidates(engine):
    await imported(engine)
    await imported(engine, b"Caption,Likes\nonly on x,3\n", Platform.X)
    assert await texts_found(engine, platform=Platform.X) == ["only on x"]
    assert len(await texts_found(engine)) == 5


async def test_equal_texts_of_different_imports_tie_exactly(store, now):
    class Jittery:
        """Gives a text another vector each time, as batching does in the last bit."""

        name, dim, languages = "jittery", 32, frozenset({"en"})
        chance = np.random.default_rng(1)

        async def embed(self, texts):
            rows = self.chance.normal(size=(len(texts), self.dim)).astype(np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    engine = EsgEngine(store, Jittery(), now=lambda: now)
    for day in range(1, 4):
        await imported(engine, f"Date,Caption,Likes\n2025-02-0{day},same,5\n".encode())
    found = (await engine.search("w", "b", "anything")).references
    assert len({r.similarity for r in found}) == 1
    assert [r.post_id for r in found] == sorted(r.post_id for r in found)


async def test_a_search_sees_every_import_before_it(engine):
    await imported(engine)
    assert "new words" not in await texts_found(engine)
    await imported(engine, b"Caption,Likes\nnew words,3\n")
    assert "new words" in await texts_found(engine)


async def test_a_repeated_search_reads_no_rows_and_embeds_only_the_query(engine, letters):
    await imported(engine)
    await engine.search("w", "b", "chai")
    letters.seen.clear()
    await engine.search("w", "b", "samosa")
    assert letters.seen == ["samosa"]


async def test_posts_left_without_vectors_are_made_up_by_the_next_search(store, letters, now):
    class Broken(type(letters)):
        async def embed(self, texts):
            raise RuntimeError("the process died here")

    with pytest.raises(RuntimeError):
        await EsgEngine(store, Broken(), now=lambda: now).import_posts(
            "w", "b", HISTORY, Platform.INSTAGRAM
        )
    engine = EsgEngine(store, letters, now=lambda: now)
    assert len(await texts_found(engine)) == 4
    assert await engine.ensure_vectors("w", "b") == 0


async def test_only_the_named_posts_get_vectors_and_the_rest_when_all_are_asked_for(
    engine, letters, store
):
    plan = await engine.plan("w", "b", HISTORY, Platform.INSTAGRAM)
    async with store.writing() as unit:
        await engine.learn(unit, plan, plan.told)
    named = [one.post for one in plan.told if one.post.text.startswith("we nearly")]
    ids = [post.id for post in named]
    assert await engine.ensure_vectors("w", "b", among=ids) == 1
    assert letters.seen == [named[0].text]
    assert await engine.ensure_vectors("w", "b", among=ids) == 0
    assert await engine.ensure_vectors("w", "b") == 3


async def test_another_model_embeds_anew_and_never_meets_the_old_vectors(
    engine, store, now, letters
):
    await imported(engine)
    other = type(letters)()
    other.name = "other"
    found = await EsgEngine(store, other, now=lambda: now).search("w", "b", "chai", 20)
    assert len(found.references) == 4
    assert len(other.seen) == 4


async def test_an_empty_history_has_no_references(engine):
    assert (await engine.search("w", "b", "chai")).references == ()


@pytest.mark.parametrize("text", ["", "  \n\u00a0"])
async def test_an_empty_query_is_refused(engine, text):
    with pytest.raises(InvalidError, match="is empty"):
        await engine.search("w", "b", text)


async def test_asking_for_no_references_is_refused(engine):
    with pytest.raises(InvalidError, match="at least one"):
        await engine.search("w", "b", "chai", 0)


async def test_another_workspaces_brand_does_not_exist(engine):
    await imported(engine)
    with pytest.raises(NotFoundError):
        await engine.search("v", "b", "chai")
    with pytest.raises(NotFoundError):
        await engine.import_posts("v", "b", HISTORY, Platform.INSTAGRAM)
    assert (await engine.search("v", "c", "chai")).references == ()


async def test_the_same_history_has_the_same_order_in_every_workspace(engine):
    await imported(engine)
    await engine.import_posts("v", "c", HISTORY, Platform.INSTAGRAM)
    ours = (await engine.search("w", "b", "chai", 20)).references
    theirs = (await engine.search("v", "c", "chai", 20)).references
    assert [r.post_id.removeprefix("b-") for r in ours] == [
        r.post_id.removeprefix("c-") for r in theirs
    ]


async def test_a_bad_file_writes_nothing(engine, store):
    with pytest.raises(InvalidError):
        await engine.import_posts("w", "b", b"a,b\n1,2\n", Platform.X)
    async with store.reading() as unit:
        assert await unit.posts.list("w", "b") == ()


async def test_a_long_import_tells_its_progress(engine):
    count = VECTOR_BATCH * 2 + 1
    raw = "Caption,Likes\n" + "".join(f"post {n},{n}\n" for n in range(count))
    told = []
    await engine.import_posts(
        "w", "b", raw.encode(), Platform.X, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(VECTOR_BATCH, count), (VECTOR_BATCH * 2, count), (count, count)]


async def test_imports_at_the_same_time_lose_nothing(engine):
    files = [f"Caption,Likes\nshared,1\nonly {n},1\n".encode() for n in range(5)]
    outcomes = await asyncio.gather(*(imported(engine, raw) for raw in files))
    assert sum(o[0] for o in outcomes) == 6
    assert len(await texts_found(engine)) == 6


# the reading of rows is each database's own and tested by itself; embedding them all takes long
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_creators_history_is_searched_as_the_design_says(shared_data, store, now):
    raw = (shared_data / "instagram_creator" / "posts.csv").read_bytes()
    embedder = packaged_embedder()
    engine = EsgEngine(store, embedder, now=lambda: now)
    outcome = await engine.import_posts("w", "b", raw, Platform.INSTAGRAM)
    assert (outcome.imported, outcome.unchanged, outcome.rejected) == (176, 0, ())
    question = "How to learn time series forecasting with Python"
    found = (await engine.search("w", "b", question)).references

    async with store.reading() as unit:
        posts = await unit.posts.list("w", "b", limit=500)
    query, *rows = (await embedder.embed([question, *(p.text for p in posts)])).astype(float)
    cosine = {p.id: float(query @ row) for p, row in zip(posts, rows, strict=True)}
    near = sorted(posts, key=lambda p: (-round(cosine[p.id], 5), p.id))[:20]
    best = sorted(near, key=lambda p: (-round(0.4 * cosine[p.id] + 0.006 * p.ers, 5), p.id))[:5]
    assert [r.post_id for r in found] == [p.id for p in best]
    distinct = (await engine.search("w", "b", question, 20, distinct=True)).references
    assert len({r.text for r in distinct}) == len(distinct) == 20


async def test_ids_rest_on_platform_and_natural_key_alone(engine):
    await imported(engine, b"Post ID,Caption,Likes\n77,chai,1\n", Platform.X)
    found = (await engine.search("w", "b", "chai")).references
    assert found[0].post_id == post_id("b", "x", "id:77")
