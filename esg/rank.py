"""Exact search and re-ranking of a brand's own posts (seed 2.2; design, section 7). No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from domain.ers import combined
from domain.explanation import Space
from domain.platform import Platform
from domain.post import Reference
from domain.ranking import SEED_WEIGHTS, RankWeights
from esg.explain import Move, explain
from esg.text import text_key

SHORTLIST = 20
"""How many of the most similar posts are re-ranked (seed 2.2)."""
REFERENCES = 5
"""How many are returned unless asked otherwise."""
STRIP = 1_000
"""Rows per product. So few stay on one core whatever the linear algebra library would choose: on
busy cores its threads wait for each other (9 ms instead of 0.6 at 10,000 posts)."""


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """A post that can be found: its text is not empty and its score is known."""

    id: str
    text: str
    platform: Platform
    published_at: datetime | None
    ers: float


@dataclass(frozen=True, slots=True, eq=False)
class BrandMatrix:
    """A brand's searchable posts with their vectors, in order of post id."""

    posts: tuple[IndexedPost, ...]
    vectors: NDArray[np.float32]
    """Shape (m, dim): each different vector once, so that equal texts tie exactly whatever row
    the matrix product computes them in."""
    vector_of: NDArray[np.intp]
    """Shape (n,): the vector row of each post."""
    best_first: NDArray[np.intp]
    """Shape (n,): posts grouped by normalised text, highest ERS first, ties by id."""
    text_group: NDArray[np.intp]
    """Shape (n,): posts with the same number have the same normalised text."""
    platforms: NDArray[np.str_]
    """Shape (n,): each post's platform by name."""
    percentiles: NDArray[np.float64]
    """Shape (n,): the per cent of the posts whose ERS is lower, equal ones counted by half."""
    foreign: int = 0
    """How many of the posts are in a language that the model does not read."""
    _chosen: dict[tuple[Platform | None, bool], NDArray[np.intp]] = field(default_factory=dict)
    """Candidates by platform and `distinct`, once they were asked for."""

    @classmethod
    def build(
        cls, posts: Sequence[IndexedPost], vectors: NDArray[np.float32], *, foreign: int = 0
    ) -> "BrandMatrix":
        """The matrix of posts in any order.

        Args:
            posts: n posts with different ids.
            vectors: Shape (n, dim), unit rows, row i for posts[i].
            foreign: How many of them the model does not read.

        Raises:
            ValueError: Not one vector per post.
        """
        if vectors.ndim != 2 or len(vectors) != len(posts):
            raise ValueError(f"{len(posts)} posts do not fit vectors of shape {vectors.shape}")
        order = sorted(range(len(posts)), key=lambda i: posts[i].id)
        ordered = tuple(posts[i] for i in order)
        first_rows, vector_of = _different_rows(vectors, order)
        group = _numbered(text_key(post.text) for post in ordered)
        scores = np.array([post.ers for post in ordered], dtype=np.float64)
        return cls(
            posts=ordered,
            vectors=np.ascontiguousarray(vectors[first_rows], dtype=np.float32),
            vector_of=vector_of,
            best_first=np.lexsort((-scores, group)),
            text_group=group,
            platforms=np.array([post.platform.value for post in ordered], dtype=np.str_),
            percentiles=percentiles(scores, scores),
            foreign=foreign,
        )

    def candidates(self, platform: Platform | None, *, distinct: bool) -> NDArray[np.intp]:
        """Row numbers that may be found, rising, which is by post id."""
        if (platform, distinct) not in self._chosen:
            self._chosen[platform, distinct] = self._choose(platform, distinct=distinct)
        return self._chosen[platform, distinct]

    def similarity(self, query: NDArray[np.float32]) -> NDArray[np.float32]:
        """The product of each post's vector with the query, shape (n,).

        Always of all posts and in the same strips, so that neither a filter nor the number of
        cores changes a similarity by a rounding of the kernel.
        """
        products = np.empty(len(self.vectors), dtype=np.float32)
        for start in range(0, len(products), STRIP):
            strip = slice(start, start + STRIP)
            np.dot(self.vectors[strip], query, out=products[strip])
        return products[self.vector_of]

    def _choose(self, platform: Platform | None, *, distinct: bool) -> NDArray[np.intp]:
        rows = self.best_first if distinct else np.arange(len(self.posts), dtype=np.intp)
        if platform is not None:
            rows = rows[self.platforms[rows] == platform.value]
        if distinct and len(rows):
            groups = self.text_group[rows]
            rows = np.sort(rows[np.concatenate(([True], groups[1:] != groups[:-1]))])
        return rows


def percentiles(scores: NDArray[np.float64], among: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each score the per cent of `among` that is lower, equal ones counted by half."""
    rising = np.sort(among)
    below = np.searchsorted(rising, scores, "left") + np.searchsorted(rising, scores, "right")
    return 50.0 * below / max(len(rising), 1)


def _different_rows(
    vectors: NDArray[np.float32], order: Sequence[int]
) -> tuple[list[int], NDArray[np.intp]]:
    """The first row of each different vector in that order, and for each place its number."""
    numbers = _numbered(vectors[i].tobytes() for i in order)
    first: dict[int, int] = {}
    for place, number in enumerate(numbers.tolist()):
        first.setdefault(number, order[place])
    return list(first.values()), numbers


def _numbered(values: Iterable[object]) -> NDArray[np.intp]:
    """The number of each value in order of first appearance."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in values], dtype=np.intp)


def rank(
    query: NDArray[np.float32],
    matrix: BrandMatrix,
    *,
    k: int = REFERENCES,
    platform: Platform | None = None,
    distinct: bool = False,
    top: int = SHORTLIST,
    weights: RankWeights = SEED_WEIGHTS,
) -> list[Reference]:
    """The k posts to learn from: the `top` most similar, re-ranked by combined score.

    combined = 0.4 * cosine + 0.6 * ERS / 100 (seed 2.2), unless weighed otherwise. The cosine is
    the float32 product of unit vectors, neither clipped nor rounded. Ties fall by post id as text,
    in the cut and in the order. Both ranks count from 1; `rank_semantic` is the place by
    similarity alone.

    Args:
        query: Shape (dim,), unit length.
        matrix: The brand's posts.
        k: How many to return, at most `top`.
        platform: Only posts of this platform.
        distinct: Of equal normalised texts keep the one with the highest ERS before the cut.
        top: Length of the shortlist.
        weights: Others than the seed's.
    """
    similarity = matrix.similarity(query.astype(np.float32, copy=False))
    return rank_by(
        similarity,
        matrix,
        k=k,
        platform=platform,
        distinct=distinct,
        top=top,
        weights=weights,
    )


def rank_by(
    similarity: NDArray[np.float32],
    matrix: BrandMatrix,
    *,
    space: Space = "semantic",
    k: int = REFERENCES,
    platform: Platform | None = None,
    distinct: bool = False,
    top: int = SHORTLIST,
    weights: RankWeights = SEED_WEIGHTS,
) -> list[Reference]:
    """As `rank`, from similarities of shape (n,) that were computed in any space."""
    shortlist = _most_similar(similarity, matrix.candidates(platform, distinct=distinct), top)
    rows: list[int] = shortlist.tolist()
    cosines: list[float] = similarity[shortlist].tolist()
    posts = [matrix.posts[row] for row in rows]
    scores = _scores(cosines, matrix, rows, weights)
    average = sum([post.ers for post in posts]) / len(posts) if posts else 0.0
    # rows rise by id, so among equal scores the row decides as the id would
    order = sorted(zip([-score for score in scores], rows, range(len(rows)), strict=True))
    return [
        _reference(
            posts[i],
            scores[i],
            Move(i + 1, after, cosines[i], posts[i].ers, average, space, weights),
        )
        for after, (_, _, i) in enumerate(order[:k], start=1)
    ]


def _scores(
    cosines: Sequence[float], matrix: BrandMatrix, rows: Sequence[int], weights: RankWeights
) -> list[float]:
    if weights.scale == "percentile":
        scores: list[float] = matrix.percentiles[rows].tolist()
    else:
        scores = [matrix.posts[row].ers for row in rows]
    weight = weights.ers
    return [combined(*pair, weight) for pair in zip(cosines, scores, strict=True)]


def _most_similar(
    similarity: NDArray[np.float32], candidates: NDArray[np.intp], top: int
) -> NDArray[np.intp]:
    """The `top` candidates by falling similarity; candidates rise by id, so stable order ties."""
    is_filtered = len(candidates) < len(similarity)
    values = similarity[candidates] if is_filtered else similarity
    if len(values) > top:
        floor = np.partition(values, len(values) - top)[len(values) - top]
        near = np.flatnonzero(values >= floor)
        candidates, values = candidates[near], values[near]
    return candidates[np.argsort(-values, kind="stable")[:top]]


def _reference(post: IndexedPost, score: float, move: Move) -> Reference:
    return Reference(
        post_id=post.id,
        text=post.text,
        platform=post.platform,
        published_at=post.published_at,
        similarity=move.similarity,
        ers=post.ers,
        combined=score,
        rank_semantic=move.before,
        rank=move.after,
        why=explain(move),
    )
