"""A brand's posts as one model sees them, read from the rows and kept while they stay the same."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.language import language_of
from esg.embedder import Embedder, reads_language
from esg.matrix import BrandMatrix, IndexedPost
from esg.vectors import Chosen, Vectors
from store.unit import Store
from store.vectors import SearchRow

CACHED_POSTS = 200_000
"""Posts over all cached matrices, about 300 MB at 384 values each."""
_TRIES = 5
"""Readings of a history that is being written; the last one stands, and is not kept."""
Key = tuple[str, str]
"""Workspace and brand."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a brand is searched with at one version of its posts."""

    version: int
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Answer:
    """The posts of a brand with the vectors of one model, or of none."""

    embedder: Embedder | None
    matrix: BrandMatrix


class Matrices:
    """Args: store: where posts and vectors live. vectors: which model answers."""

    def __init__(self, store: Store, vectors: Vectors) -> None:
        self._store = store
        self._vectors = vectors
        self._standings: dict[Key, Standing] = {}
        self._cache: OrderedDict[Key, tuple[int, Answer]] = OrderedDict()

    async def standing(self, key: Key) -> Standing:
        """What the brand is searched with now; a few missing vectors are made up first.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        version, found = await self._looked(key)
        if found.can_make_up and found.embedder:
            await self._vectors.ensure(*key, found.embedder)
            version, found = await self._looked(key)
        self._standings[key] = Standing(version, found)
        return self._standings[key]

    async def _looked(self, key: Key) -> tuple[int, Chosen]:
        known = self._standings.get(key)
        if (
            known
            and not known.chosen.can_make_up
            and await self._store.peeks.posts_version(*key) == known.version
        ):
            return known.version, known.chosen
        async with self._store.reading() as unit:
            version = await unit.posts.version(*key)
            return version, await self._vectors.choose(unit, *key)

    def latest(self, key: Key) -> Answer | None:
        """What answered last, at whatever version."""
        known = self._cache.get(key)
        return known[1] if known else None

    def cached(self, key: Key, version: int) -> Answer | None:
        known = self._cache.get(key)
        if known is None or known[0] != version:
            return None
        self._cache.move_to_end(key)
        return known[1]

    async def answer(self, key: Key, standing: Standing) -> Answer:
        """The brand's posts at that version, or at the present one if they changed."""
        for _ in range(_TRIES):
            known = self.cached(key, standing.version)
            if known:
                return known
            rows, version = await self._rows(key, standing.chosen)
            if version == standing.version:
                break
            standing = await self.standing(key)
        answer = await asyncio.to_thread(_built, rows, standing.chosen.embedder)
        if version == standing.version:
            self._remember(key, version, answer)
        return answer

    async def _rows(self, key: Key, chosen: Chosen) -> tuple[Sequence[SearchRow], int | None]:
        """The rows and their version; None when it changed while they were read."""
        async with self._store.reading() as unit:
            before = await unit.posts.version(*key)
            if chosen.embedder is None:
                rows = await unit.indexing.texts(*key)
            else:
                rows = await unit.posts.vectors.search_rows(*key, chosen.embedder.name)
            after = await unit.posts.version(*key)
        return rows, before if before == after else None

    def _remember(self, key: Key, version: int, answer: Answer) -> None:
        self._cache[key] = (version, answer)
        self._cache.move_to_end(key)
        while len(self._cache) > 1 and self._cached_posts() > CACHED_POSTS:
            self._cache.popitem(last=False)

    def _cached_posts(self) -> int:
        return sum(len(answer.matrix.posts) for _, answer in self._cache.values())


def _built(rows: Sequence[SearchRow], embedder: Embedder | None) -> Answer:
    posts = [IndexedPost(r.id, r.text, r.platform, r.published_at, r.ers) for r in rows]
    if embedder is None:
        return Answer(None, BrandMatrix.build(posts, np.zeros((len(rows), 0), dtype=np.float32)))
    return Answer(embedder, matrix_of(posts, [r.vector for r in rows], embedder))


def matrix_of(
    posts: Sequence[IndexedPost], vectors: Sequence[bytes], embedder: Embedder
) -> BrandMatrix:
    """The matrix of posts with their float32 vectors, and how many the model does not read."""
    rows: NDArray[np.float32] = np.frombuffer(b"".join(vectors), dtype="<f4")
    foreign = sum(not reads_language(embedder.languages, language_of(p.text)) for p in posts)
    return BrandMatrix.build(posts, rows.reshape(len(posts), embedder.dim), foreign=foreign)
