"""Keeps a brand's collection as its rows are, by what changed. Ranks nothing, embeds nothing."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from esg.chroma import PAGE, Chroma, Mark, digest_of
from store.indexing import IndexEntry
from store.unit import Store


@dataclass(frozen=True, slots=True)
class Changes:
    upserted: int
    deleted: int


class Index:
    """The derived index over the rows, which are the truth.

    Args:
        store: Where posts and vectors live.
        chroma: The collections.
    """

    def __init__(self, store: Store, chroma: Chroma) -> None:
        self._store = store
        self.chroma = chroma
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """By brand; whoever changes a collection holds its lock."""

    async def is_fresh(self, brand_id: str, mark: Mark) -> bool:
        """Whether the brand's collection was made from exactly this.

        Raises:
            UnavailableError: The index cannot be asked.
        """
        return await asyncio.to_thread(self.chroma.mark, brand_id) == mark

    async def sync(self, workspace_id: str, brand_id: str, model: str) -> Changes:
        """Bring the brand's collection to its rows: upsert what is other, delete what is gone.

        The version is read before the rows: what is written meanwhile leaves the mark behind, never
        ahead. A crash on the way leaves the collection marked stale.

        Raises:
            NotFoundError: No such brand in this workspace.
            UnavailableError: The index cannot be written.
        """
        async with self.locks[brand_id]:
            async with self._store.reading() as unit:
                version = await unit.posts.version(workspace_id, brand_id)
            if await self.is_fresh(brand_id, Mark(version, model)):
                return Changes(0, 0)
            await asyncio.to_thread(self.chroma.begin, workspace_id, brand_id, model)
            changes = await self._brought(workspace_id, brand_id, model)
            mark = Mark(version, model)
            await asyncio.to_thread(self.chroma.finish, workspace_id, brand_id, mark)
            return changes

    async def _brought(self, workspace_id: str, brand_id: str, model: str) -> Changes:
        there = await asyncio.to_thread(self.chroma.digests, brand_id)
        gone = dict.fromkeys(there)
        upserted = 0
        async for page in self.pages(workspace_id, brand_id, model):
            changed = [e.id for e in page if there.get(e.id) != digest_of(e)]
            upserted += await self.put(workspace_id, brand_id, model, changed)
            for entry in page:
                gone.pop(entry.id, None)
        await asyncio.to_thread(self.chroma.delete, brand_id, list(gone))
        return Changes(upserted, len(gone))

    async def pages(
        self, workspace_id: str, brand_id: str, model: str
    ) -> AsyncIterator[tuple[IndexEntry, ...]]:
        """The brand's entries without vectors, by rising id."""
        after = ""
        while True:
            async with self._store.reading() as unit:
                page = await unit.indexing.page(
                    workspace_id, brand_id, model, after=after, limit=PAGE
                )
            if not page:
                return
            yield page
            after = page[-1].id

    async def put(self, workspace_id: str, brand_id: str, model: str, ids: Sequence[str]) -> int:
        """Upsert these posts from their rows; says how many there still were."""
        if not ids:
            return 0
        async with self._store.reading() as unit:
            entries = await unit.indexing.entries(workspace_id, brand_id, model, ids)
        if entries:
            await asyncio.to_thread(self.chroma.upsert, brand_id, entries)
        return len(entries)
