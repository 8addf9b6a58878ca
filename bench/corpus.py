"""What is measured on: real texts where outside data lies, and vectors in clusters like theirs."""

import csv
from functools import cache
from itertools import count, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.platform import Platform
from esg.matrix import BrandMatrix, IndexedPost

DATA = Path(__file__).parents[2] / "shared" / "data"
FILES = (
    ("instagram_creator/posts.csv", "Caption"),
    ("instagram_creator/posts_undated.csv", "Caption"),
    ("x_topic/posts.csv", "text"),
)
DIM = 384
CLUSTERS = 300
SPREAD = 0.6
"""Noise of a post around its topic, in lengths of the topic's vector: cosines of 0.7 within one."""


@cache
def captions() -> tuple[str, ...]:
    """Every different caption and tweet of the outside data, captions first.

    Raises:
        OSError: The data is not here.
    """
    found: list[str] = []
    for name, column in FILES:
        with (DATA / name).open(encoding="utf-8", errors="replace", newline="") as opened:
            found += [row[column].strip() for row in csv.DictReader(opened)]
    return tuple(dict.fromkeys(text for text in found if text))


def sample(size: int) -> list[str]:
    """So many of them, evenly from first to last."""
    texts = captions()
    return [texts[i * len(texts) // size] for i in range(size)]


def many_texts(size: int) -> list[str]:
    """Different texts: the real ones, then the first half of one with the second of another."""
    texts = captions()
    mixed = (
        f"{one[: len(one) // 2]}{other[len(other) // 2 :]}"
        for step in count(1)
        for one, other in zip(texts, texts[step * 7 :] + texts[: step * 7], strict=True)
    )
    return list(islice(dict.fromkeys([*texts, *islice(mixed, 2 * size)]), size))


def unit_rows(rng: np.random.Generator, size: int) -> NDArray[np.float32]:
    """Unit vectors around topics, which are the same for every size and generator."""
    topics = np.random.default_rng(1).standard_normal((CLUSTERS, DIM)).astype(np.float32)
    rows = topics[rng.integers(CLUSTERS, size=size)]
    rows += SPREAD * rng.standard_normal((size, DIM)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def matrix_of(vectors: NDArray[np.float32]) -> BrandMatrix:
    """Posts of five platforms with scores, one for each vector; the row number is in the id."""
    platforms = list(Platform)
    scores = np.random.default_rng(2).uniform(0, 100, len(vectors)).round(2).tolist()
    posts = [
        IndexedPost(f"p{i:06}", post_text(i), platforms[i % len(platforms)], None, score)
        for i, score in enumerate(scores)
    ]
    return BrandMatrix.build(posts, vectors)


def post_text(number: int) -> str:
    """The text of that post: as long as a caption."""
    return f"post {number}: fresh from our kitchen today, come by and tell us how you like it #chai"
