"""A brand's posts with their vectors, and which of them are nearest to a text. No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from domain.platform import Platform
from esg.narrowing import Rounded
from esg.text import text_key

STRIP = 1_000
"""Rows per exact product, so that no number of candidates takes much memory at once."""
_STRIPES = 128
_HIGH = 7
Rows = NDArray[np.intp]
Values = NDArray[np.float32]


class Likeness(Protocol):
    """How alike each of a brand's posts is to a text."""

    def nearest(self, among: Rows, top: int) -> tuple[Rows, Values]:
        """The `top` rows by falling likeness, and how alike they are.

        Args:
            among: Row numbers, rising, which decides where two are equally alike.
            top: How many at most.
        """
        ...


@dataclass(frozen=True, slots=True)
class Computed:
    """A likeness that was computed for every post, in whatever space."""

    values: Values
    """Shape (posts,)."""

    def nearest(self, among: Rows, top: int) -> tuple[Rows, Values]:
        values = self.values if len(among) == len(self.values) else self.values[among]
        if len(values) > top:
            near = (values >= _reached(values, top)).nonzero()[0]
            among, values = among[near], values[near]
        return _by_falling(among, values, top)


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
    """Shape (m, dim): each different vector once."""
    vector_of: Rows
    """Shape (n,): the vector row of each post."""
    best_first: Rows
    """Shape (n,): posts grouped by normalised text, highest ERS first, ties by id."""
    text_group: Rows
    """Shape (n,): posts with the same number have the same normalised text."""
    platforms: NDArray[np.str_]
    """Shape (n,): each post's platform by name."""
    percentiles: NDArray[np.float64]
    """Shape (n,): the per cent of the posts whose ERS is lower, equal ones counted by half."""
    foreign: int = 0
    """How many of the posts are in a language that the model does not read."""
    rounded: Rounded | None = None
    """Narrows the vectors to those that may be nearest; None where it cannot."""
    _chosen: dict[tuple[Platform | None, bool], Rows] = field(default_factory=dict)
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
        different = np.ascontiguousarray(vectors[first_rows], dtype=np.float32)
        return cls(
            posts=ordered,
            vectors=different,
            vector_of=vector_of,
            best_first=np.lexsort((-scores, group)),
            text_group=group,
            platforms=np.array([post.platform.value for post in ordered], dtype=np.str_),
            percentiles=percentiles(scores, scores),
            foreign=foreign,
            rounded=Rounded.of(different),
        )

    def candidates(self, platform: Platform | None, *, distinct: bool) -> Rows:
        """Row numbers that may be found, rising, which is by post id."""
        if (platform, distinct) not in self._chosen:
            self._chosen[platform, distinct] = self._choose(platform, distinct=distinct)
        return self._chosen[platform, distinct]

    def likeness(self, query: Values) -> "ByMeaning":
        """How alike the posts are to a text of that vector, of shape (dim,)."""
        return ByMeaning(self, query.astype(np.float32, copy=False))

    def _choose(self, platform: Platform | None, *, distinct: bool) -> Rows:
        rows = self.best_first if distinct else np.arange(len(self.posts), dtype=np.intp)
        if platform is not None:
            rows = rows[self.platforms[rows] == platform.value]
        if distinct and len(rows):
            groups = self.text_group[rows]
            rows = np.sort(rows[np.concatenate(([True], groups[1:] != groups[:-1]))])
        return rows


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """The likeness of meaning: the float32 product of unit vectors, neither clipped nor rounded.

    Each product is computed from its two vectors alone, so that neither a filter nor the number of
    posts or cores changes a similarity, and equal texts tie exactly.
    """

    matrix: BrandMatrix
    query: Values

    def nearest(self, among: Rows, top: int) -> tuple[Rows, Values]:
        if len(among) > top and self.matrix.rounded:
            among = self._narrowed(self.matrix.rounded, among, top)
        return _by_falling(among, self._products(among), top)

    def _narrowed(self, rounded: Rounded, among: Rows, top: int) -> Rows:
        """Those that are among the nearest, or would be if the rounding had hidden it."""
        near, error = rounded.products(self.query)
        posts = len(self.matrix.posts)
        if len(near) < posts:
            near = near[self.matrix.vector_of]
        if len(among) < posts:
            near = near[among]
        # twice: the last of the nearest may be less near by the error, another post nearer by it
        kept: Rows = (near >= _reached(near, top) - 2 * error).nonzero()[0]
        return kept if len(among) == posts else among[kept]

    def _products(self, rows: Rows) -> Values:
        vectors, places = self.matrix.vectors, rows
        if len(vectors) < len(self.matrix.posts):
            places = self.matrix.vector_of[rows]
        if len(places) <= STRIP:
            few: Values = np.vecdot(vectors[places], self.query)
            return few
        products = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), STRIP):
            strip = slice(start, start + STRIP)
            np.vecdot(vectors[places[strip]], self.query, out=products[strip])
        return products


def _reached(values: NDArray[Any], count: int) -> float:
    """A value that at least so many reach, and few more than that.

    The highest of each of many stripes are different values, so the n-th of them is reached by n.
    To find it among those few takes a tenth of the time.
    """
    height = len(values) // _STRIPES
    if height >= _HIGH and count <= _STRIPES:
        values = values[: height * _STRIPES].reshape(height, _STRIPES).max(axis=0)
    place = len(values) - count
    return float(np.partition(values, place)[place])


def _by_falling(rows: Rows, values: Values, top: int) -> tuple[Rows, Values]:
    """Rows rise, so a stable order lets the first of equals win."""
    order = np.argsort(-values, kind="stable")[:top]
    return rows[order], values[order]


def percentiles(scores: NDArray[np.float64], among: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each score the per cent of `among` that is lower, equal ones counted by half."""
    rising = np.sort(among)
    below = np.searchsorted(rising, scores, "left") + np.searchsorted(rising, scores, "right")
    return 50.0 * below / max(len(rising), 1)


def _different_rows(vectors: NDArray[np.float32], order: Sequence[int]) -> tuple[list[int], Rows]:
    """The first row of each different vector in that order, and for each place its number."""
    numbers = _numbered(vectors[i].tobytes() for i in order)
    first: dict[int, int] = {}
    for place, number in enumerate(numbers.tolist()):
        first.setdefault(number, order[place])
    return list(first.values()), numbers


def _numbered(values: Iterable[object]) -> Rows:
    """The number of each value in order of first appearance."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in values], dtype=np.intp)
