"""Exact search of a brand's posts beside Chroma's approximate index, on the same vectors."""

from collections.abc import Callable, Iterator
from itertools import cycle
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bench.measure import Result, interleaved
from domain.language import HINDI
from domain.platform import Platform
from esg.lexical import LexicalIndex
from esg.rank import SHORTLIST, BrandMatrix, IndexedPost, rank
from llm.offline.tongue import words as words_of

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

SIZES = (1_000, 10_000)
DIM = 384
ROUNDS = 200
QUERIES = 50
SPELLING_MS = 10.0
"""A search in the lexical space stays within a few milliseconds on an idle machine."""
BATCH = 5_000
"""Chroma refuses more than about 5,400 rows at once."""


def search_time() -> Iterator[Result]:
    """Milliseconds of one search, re-ranking included on our side."""
    for posts in SIZES:
        rng = np.random.default_rng(posts)
        vectors, queries = _unit_rows(rng, posts), _unit_rows(rng, QUERIES)
        ours, chroma = interleaved(
            _exact(rng, vectors, queries), _approximate(vectors, queries), rounds=ROUNDS
        )
        yield Result(f"search of {posts:,} posts", "ms", ours * 1e3, chroma * 1e3, goal=1)


def spelling_time() -> Iterator[Result]:
    """Milliseconds of one similarity by spelling over many Hindi posts."""
    words = [w for lines in _hindi_lines() for w in lines.split()]
    rng = np.random.default_rng(7)
    index = LexicalIndex.build([" ".join(rng.choice(words, 40)) for _ in range(SIZES[-1])])
    taken = []
    for _ in range(ROUNDS):
        query = " ".join(rng.choice(words, 25))
        started = perf_counter()
        index.similarity(query)
        taken.append(perf_counter() - started)
    ours = float(np.median(taken)) * 1e3
    yield Result(f"spelling of {SIZES[-1]:,} posts", "ms", ours, SPELLING_MS, goal=1)


def _hindi_lines() -> list[str]:
    hooks = words_of(HINDI, "hooks")
    return [line for families in hooks.values() for lines in families.values() for line in lines]


def _unit_rows(rng: np.random.Generator, count: int) -> NDArray[np.float32]:
    rows = rng.standard_normal((count, DIM)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _exact(
    rng: np.random.Generator, vectors: NDArray[np.float32], queries: NDArray[np.float32]
) -> Callable[[], object]:
    scores = rng.uniform(0, 100, len(vectors)).round(2).tolist()
    posts = [
        IndexedPost(f"p{i:06}", f"post {i}", Platform.INSTAGRAM, None, score)
        for i, score in enumerate(scores)
    ]
    matrix = BrandMatrix.build(posts, vectors)
    asked = cycle(queries)
    return lambda: rank(next(asked), matrix)


def _approximate(
    vectors: NDArray[np.float32], queries: NDArray[np.float32]
) -> Callable[[], object]:
    collection = _collection(vectors)
    asked = cycle(queries)
    return lambda: collection.query(query_embeddings=next(asked)[None, :], n_results=SHORTLIST)


def _collection(vectors: NDArray[np.float32]) -> "Collection":
    import chromadb
    from chromadb.config import Settings

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    collection = client.create_collection(
        f"bench-{len(vectors)}",
        configuration={"hnsw": {"space": "cosine"}},
        embedding_function=None,
    )
    for start in range(0, len(vectors), BATCH):
        part = vectors[start : start + BATCH]
        ids = [str(start + i) for i in range(len(part))]
        collection.add(ids=ids, embeddings=part)
    return collection
