"""Exact search of a brand's posts beside an index and a library, on the same vectors."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bench.corpus import DIM, matrix_of, post_text, unit_rows
from bench.measure import Result, interleaved
from domain.language import HINDI
from domain.platform import Platform
from esg.lexical import LexicalIndex
from esg.matrix import BrandMatrix
from esg.rank import SHORTLIST, rank
from llm.offline.tongue import words as words_of

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

INDEX_GOALS = {1_000: 20.0, 10_000: 7.0}
TOLD = 100_000
"""Posts at which the times are told without a goal: an index is meant for such numbers."""
LIBRARY_SIZES = (10_000, 100_000)
LIBRARY_GOAL = 1 / 1.5
FILTER_GOAL = 1 / 1.3
EXACT_UP_TO = 200_000
ROUNDS = {1_000: 20, 10_000: 20, 100_000: 4}
IN_A_ROW = 20
QUERIES = 50
CHECKED = 20
"""Queries whose whole shortlist is compared with brute force in double precision."""
SPELLING_MS = 10.0
"""A search in the lexical space stays within a few milliseconds on an idle machine."""
BATCH = 5_000
"""Chroma refuses more than about 5,400 rows at once."""
Vectors = NDArray[np.float32]


def search_time() -> Iterator[Result]:
    """Milliseconds of an explained top five, beside a query of an embedded persistent Chroma."""
    for posts in (*INDEX_GOALS, TOLD):
        vectors, queries = _vectors(posts)
        matrix, goal = matrix_of(vectors), INDEX_GOALS.get(posts, 0.0)
        with _collection(vectors) as collection:
            ours, chroma = interleaved(
                _exact(matrix, queries),
                _approximate(collection, queries),
                rounds=ROUNDS[posts],
                in_a_row=IN_A_ROW,
            )
            yield _ms(f"explained top 5 of {posts:,} posts, Chroma beside", ours, chroma, goal)
            if posts == TOLD:
                found = [_ids_by_index(collection, query) for query in queries[:CHECKED]]
                yield _recall(vectors, queries, matrix, recall(vectors, queries, found))


def library_time() -> Iterator[Result]:
    """Milliseconds beside faiss.IndexFlatIP, which finds the same twenty and explains nothing."""
    import faiss

    for posts in LIBRARY_SIZES:
        vectors, queries = _vectors(posts)
        index = faiss.IndexFlatIP(DIM)
        index.add(vectors)
        ours, flat = interleaved(
            _exact(matrix_of(vectors), queries),
            _flat(index, queries),
            rounds=ROUNDS[posts],
            in_a_row=IN_A_ROW,
        )
        name = f"explained top 5 of {posts:,} posts, faiss.IndexFlatIP beside"
        yield _ms(name, ours, flat, LIBRARY_GOAL)


def filter_time() -> Iterator[Result]:
    """Milliseconds with a filter, and of different texts only, beside a search without either."""
    for posts in INDEX_GOALS:
        vectors, queries = _vectors(posts)
        matrix = matrix_of(vectors)
        plain, filtered, different = interleaved(
            _exact(matrix, queries),
            _exact(matrix, queries, platform=Platform.X),
            _exact(matrix, queries, distinct=True),
            rounds=ROUNDS[posts],
            in_a_row=IN_A_ROW,
        )
        yield _ms(f"one platform of {posts:,} posts", filtered, plain, FILTER_GOAL)
        yield _ms(f"different texts of {posts:,} posts", different, plain, FILTER_GOAL)


def exactness() -> Iterator[Result]:
    """Recall against brute force at the most posts that are searched exactly."""
    vectors, queries = _vectors(EXACT_UP_TO)
    yield _recall(vectors, queries, matrix_of(vectors), 1.0)


def recall(vectors: Vectors, queries: Vectors, found: list[list[int]]) -> float:
    """The share of the true twenty that were found, over as many queries as were asked.

    A row as near as the twentieth to the last bits of float32 counts as one of them.
    """
    hits = 0
    for query, rows in zip(queries, found, strict=False):
        true = _brute(vectors, query)
        floor = np.partition(true, -SHORTLIST)[-SHORTLIST]
        hits += int((true[np.array(rows)] >= floor - 1e-7).sum())
    return hits / (SHORTLIST * len(found))


def _brute(vectors: Vectors, query: NDArray[np.float32]) -> NDArray[np.float64]:
    parts = np.array_split(vectors, max(1, len(vectors) // 10_000))
    return np.concatenate([part.astype(np.float64) @ query.astype(np.float64) for part in parts])


def _recall(vectors: Vectors, queries: Vectors, matrix: BrandMatrix, other: float) -> Result:
    ranked = [rank(query, matrix, k=SHORTLIST) for query in queries[:CHECKED]]
    found = [[int(reference.post_id[1:]) for reference in one] for one in ranked]
    ours = recall(vectors, queries, found)
    name = f"recall of the nearest 20 of {len(vectors):,} posts"
    return Result(name, "", ours, other, goal=1, is_rate=True)


def _ms(name: str, ours: float, reference: float, goal: float) -> Result:
    return Result(name, "ms", ours * 1e3, reference * 1e3, goal=goal)


def _vectors(posts: int) -> tuple[Vectors, Vectors]:
    rng = np.random.default_rng(posts)
    return unit_rows(rng, posts), unit_rows(rng, QUERIES)


def _exact(
    matrix: BrandMatrix,
    queries: Vectors,
    *,
    platform: Platform | None = None,
    distinct: bool = False,
) -> Callable[[], object]:
    asked = cycle(queries)
    return lambda: rank(next(asked), matrix, platform=platform, distinct=distinct)


def _flat(index: Any, queries: Vectors) -> Callable[[], object]:
    asked = cycle(queries)
    return lambda: index.search(next(asked)[None, :], SHORTLIST)


def _approximate(collection: "Collection", queries: Vectors) -> Callable[[], object]:
    asked = cycle(queries)
    return lambda: collection.query(
        query_embeddings=next(asked)[None, :],
        n_results=SHORTLIST,
        include=["documents", "metadatas", "distances"],
    )


def _ids_by_index(collection: "Collection", query: NDArray[np.float32]) -> list[int]:
    found = collection.query(query_embeddings=query[None, :], n_results=SHORTLIST)
    return [int(one) for one in found["ids"][0]]


@contextmanager
def _collection(vectors: Vectors) -> Iterator["Collection"]:
    """The vectors with texts and what a filter needs, in a folder of their own."""
    import chromadb
    from chromadb.config import Settings

    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        collection = client.create_collection(
            "posts", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        platforms = list(Platform)
        for start in range(0, len(vectors), BATCH):
            rows = range(start, min(start + BATCH, len(vectors)))
            collection.add(
                ids=[str(i) for i in rows],
                embeddings=vectors[rows.start : rows.stop],
                documents=[post_text(i) for i in rows],
                metadatas=[
                    {"platform": platforms[i % len(platforms)].value, "ers": float(i % 100)}
                    for i in rows
                ],
            )
        yield collection


def spelling_time() -> Iterator[Result]:
    """Milliseconds of one similarity by spelling over many Hindi posts."""
    words = [w for lines in _hindi_lines() for w in lines.split()]
    rng, posts = np.random.default_rng(7), max(INDEX_GOALS)
    index = LexicalIndex.build([" ".join(rng.choice(words, 40)) for _ in range(posts)])
    taken = []
    for _ in range(ROUNDS[posts] * IN_A_ROW):
        query = " ".join(rng.choice(words, 25))
        started = perf_counter()
        index.similarity(query)
        taken.append(perf_counter() - started)
    ours = float(np.median(taken)) * 1e3
    yield Result(f"spelling of {posts:,} posts", "ms", ours, SPELLING_MS, goal=1)


def _hindi_lines() -> list[str]:
    hooks = words_of(HINDI, "hooks")
    return [line for families in hooks.values() for lines in families.values() for line in lines]
