"""Proves that a brand's collection says what its rows say, and repairs it where it does not."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from domain.frozen import Frozen
from esg.chroma import Held, Mark, metadata_of
from esg.index import Index
from esg.matrices import Answer, Key, Matrices
from esg.rank import SHORTLIST
from store.indexing import IndexEntry
from store.unit import Store

ALIKE = 0.999999
"""Cosine of a row's vector and the collection's: Chroma normalises anew, which costs a last bit."""
_TIE = 1e-6
"""Posts this close to the twentieth are as good an answer as it is."""


class BrandProof(Frozen):
    brand_id: str
    model: str | None
    """Whose vectors are indexed; None while no model has enough of them, and nothing is."""
    posts: int
    """Searchable posts by the rows."""
    missing: int
    extra: int
    differing: int
    """Entries with another text, metadata or vector than their row. These three: as found."""
    rebuilt: bool
    """Whether the repair of single entries did not do, and the collection was made anew."""
    equal: bool
    """Whether the collection now equals the rows."""
    queries: int
    recall_at_20: float | None
    """Of the exact 20 nearest the part that Chroma finds, over real posts as queries."""


@dataclass(slots=True)
class _Difference:
    posts: int = 0
    missing: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.differing or self.extra)


class Prover:
    """Args: store: the rows. index: what is proved. matrices: the exact search."""

    def __init__(self, store: Store, index: Index, matrices: Matrices) -> None:
        self._store = store
        self._index = index
        self._matrices = matrices

    async def prove(self, key: Key, *, sample: int) -> BrandProof:
        """Compare every entry with its row, repair, compare again, and try `sample` queries.

        Raises:
            NotFoundError: No such brand in this workspace.
            UnavailableError: The index does not work.
        """
        standing = await self._matrices.standing(key)
        embedder = standing.chosen.embedder
        if embedder is None:
            return _nothing(key[1], standing.chosen.posts)
        async with self._index.locks[key[1]]:
            await asyncio.to_thread(self._index.chroma.begin, *key, embedder.name)
            found = await self._compared(key, embedder.name)
            left, rebuilt = found, False
            if found:
                await self._repair(key, embedder.name, found)
                left = await self._compared(key, embedder.name)
            if left:
                left, rebuilt = await self._rebuilt(key, embedder.name), True
            if not left:
                mark = Mark(standing.version, embedder.name)
                await asyncio.to_thread(self._index.chroma.finish, *key, mark)
        answer = await self._matrices.answer(key, standing)
        queries, recall = await asyncio.to_thread(self._recall, key[1], answer, sample)
        return BrandProof(
            brand_id=key[1],
            model=embedder.name,
            posts=left.posts,
            missing=len(found.missing),
            extra=len(found.extra),
            differing=len(found.differing),
            rebuilt=rebuilt,
            equal=not left,
            queries=queries,
            recall_at_20=recall,
        )

    async def _compared(self, key: Key, model: str) -> _Difference:
        gone = dict.fromkeys(await asyncio.to_thread(self._index.chroma.digests, key[1]))
        found = _Difference()
        async for page in self._index.pages(*key, model):
            ids = [entry.id for entry in page]
            async with self._store.reading() as unit:
                rows = await unit.indexing.entries(*key, model, ids)
            held = await asyncio.to_thread(self._index.chroma.read, key[1], ids)
            found.posts += len(rows)
            found.missing += [e.id for e in rows if e.id not in held]
            found.differing += [e.id for e in rows if e.id in held and _differs(e, held[e.id])]
            for post_id in ids:
                gone.pop(post_id, None)
        found.extra = list(gone)
        return found

    async def _repair(self, key: Key, model: str, found: _Difference) -> None:
        # what differs goes first: an upsert would leave keys that no row knows of
        await asyncio.to_thread(self._index.chroma.delete, key[1], found.extra + found.differing)
        await self._index.put(*key, model, found.missing + found.differing)

    async def _rebuilt(self, key: Key, model: str) -> _Difference:
        await asyncio.to_thread(self._index.chroma.drop, key[1])
        await asyncio.to_thread(self._index.chroma.begin, *key, model)
        async for page in self._index.pages(*key, model):
            await self._index.put(*key, model, [entry.id for entry in page])
        return await self._compared(key, model)

    def _recall(self, brand_id: str, answer: Answer, sample: int) -> tuple[int, float | None]:
        matrix = answer.matrix
        if not matrix.posts or not sample:
            return 0, None
        row_of = {post.id: row for row, post in enumerate(matrix.posts)}
        rows = np.unique(np.linspace(0, len(matrix.posts) - 1, sample).astype(int)).tolist()
        found = wanted = 0
        for row in rows:
            query = matrix.vectors[matrix.vector_of[row]]
            alike = (matrix.vectors @ query)[matrix.vector_of]
            count = min(SHORTLIST, len(alike))
            floor = np.partition(alike, len(alike) - count)[len(alike) - count] - _TIE
            ids: Sequence[str] = self._index.chroma.nearest(brand_id, query, count, None)
            found += sum(i in row_of and bool(alike[row_of[i]] >= floor) for i in ids)
            wanted += count
        return len(rows), found / wanted


def _differs(entry: IndexEntry, held: Held) -> bool:
    told = {name: fact for name, fact in metadata_of(entry).items() if fact is not None}
    vector = np.frombuffer(entry.vector, dtype="<f4")
    if held.text != entry.text or held.metadata != told or held.vector.shape != vector.shape:
        return True
    length = float(np.linalg.norm(held.vector) * np.linalg.norm(vector))
    return float(vector @ held.vector) < ALIKE * length


def _nothing(brand_id: str, posts: int) -> BrandProof:
    return BrandProof(
        brand_id=brand_id,
        model=None,
        posts=posts,
        missing=posts,
        extra=0,
        differing=0,
        rebuilt=False,
        equal=False,
        queries=0,
        recall_at_20=None,
    )
