"""On every real history the top 5 is what a plain computation over all posts gives."""

import math
import struct
from itertools import pairwise

import pytest

from domain.platform import Platform
from esg.engine import EsgEngine
from esg.onnx import packaged_embedder

KEY = ("w", "b")
HISTORIES = {
    "creator": ("instagram_creator/posts.csv", Platform.INSTAGRAM),
    "creator, undated": ("instagram_creator/posts_undated.csv", Platform.INSTAGRAM),
    "many accounts on X": ("x_topic/posts.csv", Platform.X),
}
QUESTIONS = (
    "How to learn time series forecasting with Python",
    "Thank you all, we could not have done it without you 🙏",
    "😂😂😂",
    "आज की चाय on the house for everyone",
)
TINY = 1e-6
"""Cosines of float32 sums taken in another order differ by so much."""


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


def plain_top(query, rows, distinct, top=20, k=5):
    """By the design's words: the most similar 20, then 0.4 cosine + 0.6 ERS / 100, ties by id."""
    scored = [(math.fsum(map(float.__mul__, query, vector)), row) for row, vector in rows]
    if distinct:
        best = {}
        for cosine, row in scored:
            key = " ".join(row.text.casefold().split())
            if key not in best or (-row.ers, row.id) < (-best[key][1].ers, best[key][1].id):
                best[key] = (cosine, row)
        scored = list(best.values())
    near = sorted(scored, key=lambda pair: (-pair[0], pair[1].id))[:top]
    combined = [(0.4 * cosine + 0.6 * row.ers / 100, cosine, row) for cosine, row in near]
    combined.sort(key=lambda entry: (-entry[0], entry[2].id))
    return combined[:k]


@pytest.mark.slow
@pytest.mark.parametrize("name", HISTORIES)
async def test_the_top_5_of_a_real_history_is_the_plain_computations(shared_data, store, now, name):
    file, platform = HISTORIES[name]
    embedder = packaged_embedder()
    engine = EsgEngine(store, embedder, now=lambda: now)
    await engine.import_posts(*KEY, (shared_data / file).read_bytes(), platform)
    async with store.reading() as unit:
        found = await unit.posts.vectors.search_rows(*KEY, embedder.name)
    rows = [(row, struct.unpack(f"<{embedder.dim}f", row.vector)) for row in found]
    assert len(rows) > 90
    for question in QUESTIONS:
        query = [float(value) for value in (await embedder.embed([question]))[0]]
        for distinct in (False, True):
            told = await engine.search(*KEY, question, distinct=distinct)
            if told.space == "lexical":
                continue  # tests/esg/test_lexical.py holds the other space against its own
            expected = plain_top(query, rows, distinct)
            assert [r.combined for r in told.references] == pytest.approx(
                [score for score, _, _ in expected], abs=TINY
            )
            if _is_clear(expected):
                assert [r.post_id for r in told.references] == [row.id for _, _, row in expected]


def _is_clear(expected):
    """Whether no two scores are so near that the order of a sum decides between them."""
    scores = [score for score, _, _ in expected]
    return all(a - b > 2 * TINY for a, b in pairwise(scores))


@pytest.mark.parametrize(
    "caption",
    [
        "x" * 10_000,
        "chai " * 2_000,
        "🙏🔥🎉",
        "चाय aur samosa with الشاي and 茶",
        "\u200b a \u200b",
        "#chai #pune",
    ],
)
async def test_odd_captions_are_found_explained_and_expected(store, now, caption):
    engine = EsgEngine(store, packaged_embedder(), now=lambda: now)
    quoted = '"' + caption.replace('"', '""') + '"'
    raw = f"Caption,Likes\n{quoted},10\nmasala chai for two,20\n".encode()
    outcome = await engine.import_posts(*KEY, raw, Platform.INSTAGRAM)
    assert outcome.imported == 2
    found = await engine.explain(*KEY, caption)
    assert {r.text for r in found.references} >= {"masala chai for two"}
    assert found.expected.low <= found.expected.mean <= found.expected.high
    for reference in found.references:
        assert math.isfinite(reference.similarity)
        assert reference.why


async def test_equal_scores_and_a_single_post_are_plain_cases(store, now):
    engine = EsgEngine(store, packaged_embedder(), now=lambda: now)
    nothing = await engine.explain(*KEY, "chai")
    assert (nothing.references, nothing.expected, nothing.level) == ((), None, None)
    assert nothing.basis.startswith("No own post shows yet")
    await engine.import_posts(*KEY, b"Caption,Likes\nmasala chai,20\n", Platform.INSTAGRAM)
    one = await engine.explain(*KEY, "chai")
    assert one.references[0].why.startswith("Most similar")
    assert one.level == pytest.approx(one.references[0].ers)
    same = "".join(f"tea of day {n},20\n" for n in range(30))
    await engine.import_posts(*KEY, f"Caption,Likes\n{same}".encode(), Platform.INSTAGRAM)
    many = await engine.explain(*KEY, "tea")
    assert len({r.ers for r in many.references}) == 1
    assert [r.rank for r in many.references] == [r.rank_semantic for r in many.references]
