"""Re-ranking against a slow reference that follows the design's sentence word by word."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.platform import Platform
from domain.ranking import RankWeights
from esg.matrix import BrandMatrix, IndexedPost
from esg.rank import rank
from esg.text import text_key

DIM = 8


def unit(seed):
    vector = np.random.default_rng(seed).normal(size=DIM)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def vector_of(text):
    """Equal texts have equal vectors, as an embedder gives them."""
    return unit(sum(ord(char) * 31**i for i, char in enumerate(text)) % 2**32)


def made(post_id, text, ers):
    return IndexedPost(post_id, text, Platform.X, None, ers)


def built(posts):
    rows = [vector_of(post.text) for post in posts]
    return BrandMatrix.build(posts, np.array(rows, dtype=np.float32).reshape(len(posts), DIM))


def slow_cosine(a, b):
    return math.fsum(float(x) * float(y) for x, y in zip(a, b, strict=True))


def slow_rank(query, posts, *, k=5, platform=None, distinct=False, top=20):
    pool = [p for p in posts if platform is None or p.platform == platform]
    if distinct:
        best = {}
        for post in sorted(pool, key=lambda p: (-p.ers, p.id)):
            best.setdefault(text_key(post.text), post)
        pool = list(best.values())
    cosine = {
        p.id: math.fsum(float(a) * float(b) for a, b in zip(query, vector_of(p.text), strict=True))
        for p in pool
    }
    near = sorted(pool, key=lambda p: (-cosine[p.id], p.id))[:top]
    score = {p.id: 0.4 * cosine[p.id] + 0.6 * p.ers / 100 for p in near}
    final = sorted(near, key=lambda p: (-score[p.id], p.id))
    return [
        (p.id, cosine[p.id], score[p.id], near.index(p) + 1, n) for n, p in enumerate(final, 1)
    ][:k]


posts_strategy = st.lists(
    st.tuples(
        st.sampled_from(["chai", "Chai ", "samosa", "lassi", *(f"post {n}" for n in range(40))]),
        st.sampled_from(list(Platform)),
        st.floats(min_value=0, max_value=100).map(lambda x: round(x, 2)),
    ),
    max_size=60,
).map(
    lambda rows: [
        IndexedPost(f"p{n:02}", text, platform, None, ers)
        for n, (text, platform, ers) in enumerate(rows)
    ]
)
options_strategy = st.fixed_dictionaries(
    {
        "k": st.integers(min_value=1, max_value=30),
        "platform": st.none() | st.sampled_from(list(Platform)),
        "distinct": st.booleans(),
    }
)


@given(posts_strategy, options_strategy, st.integers(min_value=0, max_value=10**6))
def test_rank_agrees_with_the_slow_reference(posts, options, seed):
    query = unit(seed)
    found = rank(query, built(posts), **options)
    expected = slow_rank(query, posts, **options)
    assert [r.post_id for r in found] == [e[0] for e in expected]
    for reference, (_, cosine, score, before, after) in zip(found, expected, strict=True):
        assert reference.similarity == pytest.approx(cosine, abs=1e-6)
        assert reference.combined == pytest.approx(score, abs=1e-6)
        assert (reference.rank_semantic, reference.rank) == (before, after)


@given(posts_strategy, options_strategy, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(posts, options, chance):
    shuffled = list(posts)
    chance.shuffle(shuffled)
    query = unit(3)
    assert rank(query, built(posts), **options) == rank(query, built(shuffled), **options)


@given(posts_strategy, options_strategy)
def test_scores_are_bounded_and_fall_and_only_the_formula_makes_them(posts, options):
    found = rank(unit(5), built(posts), **options)
    assert len(found) <= min(options["k"], 20)
    for reference in found:
        assert abs(reference.similarity) <= 1 + 1e-6
        assert -0.4 - 1e-6 <= reference.combined <= 1 + 1e-6
        assert reference.combined == 0.4 * reference.similarity + 0.6 * reference.ers / 100
        assert 1 <= reference.rank_semantic <= 20
        assert reference.why
    assert [r.combined for r in found] == sorted((r.combined for r in found), reverse=True)
    assert [r.rank for r in found] == list(range(1, len(found) + 1))


@given(posts_strategy, st.booleans())
def test_a_filter_by_platform_never_changes_a_similarity(posts, distinct):
    query, matrix = unit(9), built(posts)
    everywhere = {r.post_id: r.similarity for r in rank(query, matrix, k=20, top=1000)}
    for reference in rank(query, matrix, k=20, platform=Platform.X, distinct=distinct, top=1000):
        assert everywhere.get(reference.post_id, reference.similarity) == reference.similarity


def test_equal_texts_tie_exactly_and_fall_by_id_whatever_row_they_stand_in():
    rng = random.Random(7)
    others = [f"other {n}" for n in range(533)]
    posts = [IndexedPost(f"p{n:04}", text, Platform.X, None, 30.0) for n, text in enumerate(others)]
    posts += [
        IndexedPost(f"q{rng.random()}", "the same", Platform.X, None, 30.0) for _ in range(30)
    ]
    found = rank(vector_of("the same"), built(posts), k=20)
    assert len({r.similarity for r in found}) == 1
    assert [r.post_id for r in found] == sorted(p.id for p in posts if p.id[0] == "q")[:20]


@given(posts_strategy, st.integers(min_value=0, max_value=10), st.booleans())
def test_other_weights_are_used_and_named(posts, tenths, is_percentile):
    weights = RankWeights(ers=tenths / 10, scale="percentile" if is_percentile else "hundred")
    found = rank(unit(4), built(posts), k=20, weights=weights)
    for reference in found:
        lower = sum((p.ers < reference.ers) + 0.5 * (p.ers == reference.ers) for p in posts)
        score = 100 * lower / len(posts) if is_percentile else reference.ers
        expected = (1 - weights.ers) * reference.similarity + weights.ers * score / 100
        assert reference.combined == pytest.approx(expected, abs=1e-9)
        assert ("weighed as" in reference.why) == (weights != RankWeights())
        assert ("ERS percentile" in reference.why) == is_percentile
    assert [r.combined for r in found] == sorted((r.combined for r in found), reverse=True)


def test_only_the_twenty_most_similar_are_reranked():
    query = unit(0)
    posts = [made(f"p{n:03}", f"text {n}", 1.0) for n in range(100)]
    cosines = sorted((float(query @ vector_of(p.text)), p.id) for p in posts)
    outside = cosines[79][1]
    posts = [
        p if p.id != outside else IndexedPost(p.id, p.text, p.platform, None, 100.0) for p in posts
    ]
    assert outside not in {r.post_id for r in rank(query, built(posts), k=20)}
    assert rank(query, built(posts), k=1, top=21)[0].post_id == outside


def test_distinct_keeps_the_strongest_of_equal_texts_before_the_cut():
    same = [
        IndexedPost(
            f"a{n:02}", "Fresh  CHAI" if n % 2 else "fresh chai", Platform.X, None, float(n)
        )
        for n in range(25)
    ]
    other = IndexedPost("z", "something else", Platform.X, None, 0.0)
    matrix = built([*same, other])
    query = vector_of("fresh chai")
    assert "z" not in {r.post_id for r in rank(query, matrix, k=20)}
    assert {r.post_id for r in rank(query, matrix, k=20, distinct=True)} == {"a24", "z"}


def test_an_empty_history_or_platform_has_no_references():
    assert rank(unit(1), built([])) == []
    only = built([made("a", "x", 1.0)])
    assert rank(unit(1), only, platform=Platform.YOUTUBE, distinct=True) == []


def test_a_matrix_needs_one_vector_per_post():
    with pytest.raises(ValueError, match="do not fit"):
        BrandMatrix.build([], np.zeros((2, DIM), dtype=np.float32))


@given(posts_strategy)
def test_what_is_said_of_a_move_is_true(posts):
    found = rank(unit(11), built(posts), k=20)
    average = sum(r.ers for r in found) / len(found) if found else 0.0
    for reference in found:
        assert ("moved up" in reference.why) == (reference.rank < reference.rank_semantic)
        assert ("moved down" in reference.why) == (reference.rank > reference.rank_semantic)
        if "is above" in reference.why:
            assert reference.ers > average - 1e-9
        if "is below" in reference.why:
            assert reference.ers < average + 1e-9
        if "even higher ERS" in reference.why:
            below = [r for r in found if r.rank_semantic > reference.rank_semantic]
            assert any(r.ers > reference.ers for r in below)
        if "beats that" in reference.why:
            ahead = [r for r in found if r.rank_semantic < reference.rank_semantic]
            assert any(r.ers < reference.ers for r in ahead)
