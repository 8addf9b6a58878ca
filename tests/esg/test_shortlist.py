"""Above a number of posts the index finds the candidates, and the results stay the same."""

import numpy as np
import pytest

from domain.platform import Platform
from esg.chroma import embedded
from esg.engine import EsgEngine
from esg.index import Index

KEY = ("w", "b")
POSTS = 700
WORDS = (
    "chai",
    "rain",
    "samosa",
    "winter",
    "kettle",
    "queue",
    "ginger",
    "morning",
    "street",
    "cup",
)


class WordEmbedder:
    """A random direction for each word, summed: near for texts that share words."""

    name, dim, languages = "words", 64, frozenset({"en"})

    async def embed(self, texts):
        rows = np.stack([sum(map(self._direction, t.casefold().split())) for t in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _direction(self, word):
        return np.random.default_rng(list(word.encode())).normal(size=self.dim)


def history(start, count, platform_word):
    chance = np.random.default_rng(start)
    lines = []
    for n in range(start, start + count):
        words = " ".join(chance.choice(WORDS, 4))
        lines.append(f"the {words} {platform_word} of day {n % 90},{chance.integers(900)}")
    return ("Caption,Likes\n" + "\n".join(lines)).encode()


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
async def index(store, tmp_path, now):
    exact = EsgEngine(store, WordEmbedder(), now=lambda: now)
    await exact.import_posts(*KEY, history(0, POSTS - 200, "story"), Platform.INSTAGRAM)
    await exact.import_posts(*KEY, history(POSTS, 200, "thread"), Platform.X)
    opened = Index(store, embedded(tmp_path / "chroma"))
    await opened.sync(*KEY, "words")
    yield opened
    opened.chroma.close()


@pytest.fixture
def engines(store, index, now):
    """One that compares everything, and one that asks the index above 500 posts."""
    exact = EsgEngine(store, WordEmbedder(), now=lambda: now)
    many = EsgEngine(store, WordEmbedder(), now=lambda: now, index=index, approximate_above=500)
    return exact, many


def plain(outcome):
    return [(r.post_id, round(r.similarity, 5), r.rank, r.why) for r in outcome.references]


async def used_the_index(engine):
    standing = await engine.matrices.standing(KEY)
    return engine.matrices.cached(KEY, standing.version) is None


async def test_the_index_gives_the_results_of_comparing_everything(engines):
    exact, many = engines
    for words in ("the chai rain kettle", "the winter queue of day 7", "the ginger morning cup"):
        for options in ({}, {"distinct": True}, {"platform": Platform.X}):
            ours = await many.search(*KEY, words, 20, **options)
            assert plain(ours) == plain(await exact.search(*KEY, words, 20, **options))
            assert len(ours.references) == 20
    assert await used_the_index(many)
    assert not await used_the_index(exact)


async def test_an_index_that_lags_behind_is_not_asked(engines, index):
    exact, many = engines
    await exact.import_posts(*KEY, b"Caption,Likes\nthe chai rain kettle,800\n", Platform.X)
    found = await many.search(*KEY, "the chai rain kettle", 20)
    assert "the chai rain kettle" in {r.text for r in found.references}
    assert not await used_the_index(many)
    await index.sync(*KEY, "words")
    fresh = EsgEngine(
        many._store, WordEmbedder(), now=lambda: None, index=index, approximate_above=500
    )
    assert plain(await fresh.search(*KEY, "the chai rain kettle", 20)) == plain(found)
    assert await used_the_index(fresh)


async def test_an_index_that_does_not_work_takes_nothing_down(engines, index):
    exact, many = engines
    index.chroma.close()
    found = await many.search(*KEY, "the chai rain kettle", 20)
    assert plain(found) == plain(await exact.search(*KEY, "the chai rain kettle", 20))


async def test_many_equal_texts_do_not_hide_the_different_ones(engines, index):
    exact, many = engines
    same = "".join(f"1{n:03},the chai rain kettle,{n}\n" for n in range(300))
    await exact.import_posts(*KEY, ("Post ID,Caption,Likes\n" + same).encode(), Platform.INSTAGRAM)
    await index.sync(*KEY, "words")
    ours = await many.search(*KEY, "the chai rain kettle", 20, distinct=True)
    assert plain(ours) == plain(await exact.search(*KEY, "the chai rain kettle", 20, distinct=True))
    assert len({r.text for r in ours.references}) == 20


async def test_a_text_the_model_does_not_read_is_compared_by_spelling(engines):
    _, many = engines
    assert (await many.search(*KEY, "बारिश में चाय", 5)).space == "lexical"
