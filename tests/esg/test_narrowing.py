"""The narrowing by rounded vectors: its bound holds, and no nearest post is ever passed over."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain.platform import Platform
from esg.matrix import BrandMatrix, IndexedPost
from esg.narrowing import Rounded


def unit(rng, rows, dim, spread=1.0):
    """Unit vectors around one point: the smaller the spread, the more alike they all are."""
    vectors = np.ones(dim) / dim**0.5 + spread * rng.standard_normal((rows, dim)) / dim**0.5
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def matrix_of(vectors):
    posts = [
        IndexedPost(f"p{i:06}", f"post {i}", list(Platform)[i % 3], None, float(i % 100))
        for i in range(len(vectors))
    ]
    return BrandMatrix.build(posts, vectors)


def brute(vectors, query, among, top):
    """The exact nearest by the definition: the product of two vectors at a time."""
    alike = np.array([np.vecdot(vectors[i], query) for i in among], dtype=np.float32)
    order = sorted(range(len(among)), key=lambda place: (-alike[place], among[place]))[:top]
    return [int(among[place]) for place in order], [float(alike[place]) for place in order]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1, 3, 16, 384, 500]),
    st.sampled_from([1e-6, 1e-3, 1.0, 1e3, 1e6]),
)
def test_no_product_is_further_off_than_it_says(seed, dim, length):
    rng = np.random.default_rng(seed)
    vectors = (length * rng.standard_normal((90, dim))).astype(np.float32)
    query = rng.standard_normal(dim).astype(np.float32)
    near, error = Rounded(vectors).products(query)
    exact = vectors.astype(np.float64) @ query.astype(np.float64)
    steps = np.abs(vectors).max() / 127 * np.abs(query).max() / 127
    assert np.abs(near - exact / steps).max() <= error


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1, 19, 20, 21, 300, 2_500]),
    st.sampled_from([0.0, 1e-7, 1e-3, 0.05, 1.0]),
    st.booleans(),
)
def test_the_nearest_are_those_of_all_products_however_alike_the_posts(seed, rows, spread, some):
    rng = np.random.default_rng(seed)
    vectors = unit(rng, rows, 48, spread)
    vectors[rng.integers(rows, size=rows // 3)] = vectors[0]
    matrix, query = matrix_of(vectors), unit(rng, 1, 48)[0]
    among = matrix.candidates(Platform.LINKEDIN if some else None, distinct=False)
    found, alike = matrix.likeness(query).nearest(among, 20)
    assert (found.tolist(), alike.tolist()) == brute(vectors, query, among, 20)


@pytest.mark.parametrize("count", [10, 5_000])
def test_more_than_a_few_are_found_as_well(count):
    rng = np.random.default_rng(4)
    vectors = unit(rng, 6_000, 32)
    matrix, query = matrix_of(vectors), vectors[17]
    among = matrix.candidates(None, distinct=False)
    found, _ = matrix.likeness(query).nearest(among, count)
    assert found.tolist() == brute(vectors, query, among, count)[0]


def test_few_rows_are_left_to_compare():
    rng = np.random.default_rng(5)
    rounded, query = Rounded(unit(rng, 10_000, 384)), unit(rng, 1, 384)[0]
    near, error = rounded.products(query)
    assert (near >= np.sort(near)[-20] - 2 * error).sum() < 500


def test_products_that_are_not_what_they_must_be_are_not_relied_upon():
    vectors = unit(np.random.default_rng(6), 100, 16)
    vectors[3] = np.nan
    with capture_logs() as said:
        assert Rounded.of(vectors) is None
        assert Rounded.of(np.zeros((5, 0), dtype=np.float32)) is None
    assert [entry["event"] for entry in said] == ["esg.rounding_refused"]
    matrix = matrix_of(unit(np.random.default_rng(7), 100, 16))
    plain = replace(matrix, rounded=None)
    query, among = matrix.vectors[4], matrix.candidates(None, distinct=False)
    with_it, without = (m.likeness(query).nearest(among, 20) for m in (matrix, plain))
    assert with_it[0].tolist() == without[0].tolist()
    assert with_it[1].tolist() == without[1].tolist()
