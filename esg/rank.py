"""Exact search and re-ranking of a brand's own posts (seed 2.2; design, section 7). No I/O."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.ers import combined
from domain.explanation import Space
from domain.platform import Platform
from domain.post import Reference
from domain.ranking import SEED_WEIGHTS, RankWeights
from esg.explain import Move, explain
from esg.matrix import BrandMatrix, IndexedPost, Likeness

SHORTLIST = 20
"""How many of the most similar posts are re-ranked (seed 2.2)."""
REFERENCES = 5
"""How many are returned unless asked otherwise."""


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
    return rank_by(
        matrix.likeness(query),
        matrix,
        k=k,
        platform=platform,
        distinct=distinct,
        top=top,
        weights=weights,
    )


def rank_by(
    alike: Likeness,
    matrix: BrandMatrix,
    *,
    space: Space = "semantic",
    k: int = REFERENCES,
    platform: Platform | None = None,
    distinct: bool = False,
    top: int = SHORTLIST,
    weights: RankWeights = SEED_WEIGHTS,
) -> list[Reference]:
    """As `rank`, by a likeness in any space."""
    shortlist, similarity = alike.nearest(matrix.candidates(platform, distinct=distinct), top)
    rows: list[int] = shortlist.tolist()
    cosines: list[float] = similarity.tolist()
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
    return [combined(c, score, weight) for c, score in zip(cosines, scores, strict=True)]


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
