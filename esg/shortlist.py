"""The candidates among very many posts: the index finds them, their rows decide. Ranks nothing."""

import asyncio

import numpy as np
from numpy.typing import NDArray

from domain.errors import InstaMediaError
from domain.platform import Platform
from esg.chroma import Mark
from esg.embedder import Embedder
from esg.index import Index
from esg.matrices import Key, Standing, matrix_of
from esg.matrix import BrandMatrix, IndexedPost
from esg.rank import SHORTLIST
from store.unit import Store

CANDIDATES = 200
"""Ten times the shortlist, so that what HNSW overlooks or orders otherwise is hardly among it."""
MOST = 3_200
"""Where the search for different texts gives up: far beyond it nothing is similar any more."""


class Shortlist:
    """Args: store: the rows. index: what finds. above: from how many posts on it is asked."""

    def __init__(self, store: Store, index: Index, above: int) -> None:
        self._store = store
        self._index = index
        self._above = above

    def is_for(self, standing: Standing) -> bool:
        chosen = standing.chosen
        return chosen.embedder is not None and chosen.posts > self._above

    async def matrix(
        self,
        key: Key,
        standing: Standing,
        query: NDArray[np.float32],
        platform: Platform | None,
        *,
        distinct: bool,
    ) -> BrandMatrix | None:
        """A matrix of the posts nearest to a vector of shape (dim,), from their rows.

        None when the index lags behind, does not work or finds too little: then everything is
        compared.
        """
        embedder = standing.chosen.embedder
        if embedder is None:
            return None
        try:
            if not await self._index.is_fresh(key[1], Mark(standing.version, embedder.name)):
                return None
            return await self._widened(key, embedder, query, platform, distinct=distinct)
        except InstaMediaError:
            return None  # the keeper of the index tells of it

    async def _widened(
        self,
        key: Key,
        embedder: Embedder,
        query: NDArray[np.float32],
        platform: Platform | None,
        *,
        distinct: bool,
    ) -> BrandMatrix | None:
        """Twice as many each time, while equal texts leave too few different ones.

        None when the index gives fewer than it was asked for and they do not suffice: among many
        equal vectors its graph can lose its way to the others.
        """
        count = CANDIDATES
        while True:
            ids = await asyncio.to_thread(
                self._index.chroma.nearest, key[1], query, count, platform
            )
            found = await self._of_rows(key, embedder, ids)
            different = len(found.candidates(platform, distinct=distinct))
            if different >= SHORTLIST or count >= MOST:
                return found
            if len(ids) < count:
                return None
            count *= 2

    async def _of_rows(self, key: Key, embedder: Embedder, ids: list[str]) -> BrandMatrix:
        async with self._store.reading() as unit:
            rows = await unit.indexing.entries(*key, embedder.name, ids)
        posts = [
            IndexedPost(r.id, r.text, Platform(r.platform), r.published_at, r.ers) for r in rows
        ]
        return await asyncio.to_thread(matrix_of, posts, [r.vector for r in rows], embedder)
