"""Gives posts their vectors, and chooses the model whose vectors answer. Ranks nothing.

When the embedding model changes, a brand is searched with the vectors of the one before until the
new one's are complete; the switch and the removal of the old vectors are one transaction.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from esg.embedder import Embedder
from esg.importing import ImportEvents
from store.indexing import Embedded
from store.unit import Store, Unit
from store.vectors import TextVector

VECTOR_BATCH = 256
"""Posts per write of vectors: what a crash in the middle of a long import has to embed again."""
FEW = 64
"""Missing vectors that a search makes up by itself, half a second; and posts per background write,
so that a search waits for that long at most.
"""
Progress = Callable[[int, int], None]
"""Told after each batch how many posts have their vector, and of how many that lacked one."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a brand is searched with now."""

    embedder: Embedder | None
    """None: no model at hand has vectors of half the posts, so they are compared by spelling."""
    posts: int
    """How many can be found once each has its vector."""
    missing: int
    """How many of them have none of this model."""

    @property
    def can_make_up(self) -> bool:
        """Whether a search gives those their vectors before it answers."""
        return self.embedder is not None and 0 < self.missing <= FEW


class Vectors:
    """The vectors of one process's models.

    Args:
        store: Where posts and vectors live.
        target: The model in force.
        older: Models that may have been in force before, and can still be loaded.
    """

    def __init__(self, store: Store, target: Embedder, older: Sequence[Embedder] = ()) -> None:
        self._store = store
        self.target = target
        self._models = {e.name: e for e in (*older, target)}
        self._locks: defaultdict[tuple[str, str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def choose(self, unit: Unit, workspace_id: str, brand_id: str) -> Chosen:
        """The model to answer with: the one in force, unless most of its vectors are to be made."""
        counted = await unit.indexing.embedded(workspace_id, brand_id)
        missing = counted.posts - counted.by_model.get(self.target.name, 0)
        if missing <= FEW:
            return Chosen(self.target, counted.posts, missing)
        fullest = self._fullest(counted)
        have = counted.by_model.get(fullest.name, 0)
        embedder = fullest if 2 * have >= counted.posts else None
        return Chosen(embedder, counted.posts, counted.posts - have)

    def _fullest(self, counted: Embedded) -> Embedder:
        """Of the models at hand the one with the most vectors; in a tie the one in force."""
        return max(
            self._models.values(), key=lambda e: (counted.by_model.get(e.name, 0), e is self.target)
        )

    async def of_import(self, workspace_id: str, brand_id: str) -> Embedder:
        """The model that new posts need a vector of, so that they are found at once."""
        if len(self._models) == 1:
            return self.target
        async with self._store.reading() as unit:
            return self._fullest(await unit.indexing.embedded(workspace_id, brand_id))

    async def ensure(
        self,
        workspace_id: str,
        brand_id: str,
        embedder: Embedder,
        *,
        among: Sequence[str] | None = None,
        progress: Progress | None = None,
        events: ImportEvents | None = None,
    ) -> int:
        """Embed every searchable post that has no vector of it yet; says how many got one.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            embedder: The model.
            among: Only these posts; then the rest of the history is not gone through.
            progress: Told after each batch.
            events: Likewise, within its unit of work.
        """
        async with self._locks[workspace_id, brand_id, embedder.name]:
            missing = among
            if missing is None:
                missing = await self._missing(workspace_id, brand_id, embedder)
            done = 0
            for start in range(0, len(missing), VECTOR_BATCH):
                end = min(start + VECTOR_BATCH, len(missing))
                vectors = await self._made(workspace_id, brand_id, embedder, missing[start:end])
                async with self._store.writing() as unit:
                    await unit.posts.lock(workspace_id, brand_id)
                    done += await unit.posts.vectors.write(
                        workspace_id, brand_id, embedder.name, vectors, more_follow=True
                    )
                    if done and end == len(missing):
                        await unit.indexing.touch(workspace_id, brand_id)
                    if events:
                        events.progress(unit, end, len(missing))
                if progress:
                    progress(end, len(missing))
            return done

    async def _missing(self, workspace_id: str, brand_id: str, embedder: Embedder) -> Sequence[str]:
        async with self._store.reading() as unit:
            return await unit.posts.vectors.missing(workspace_id, brand_id, embedder.name)

    async def complete(
        self, workspace_id: str, brand_id: str, *, progress: Progress | None = None
    ) -> bool:
        """Give every post its vector of the model in force, then part with the others' vectors.

        In small batches, each committed: a crash loses one of them. Until the last one nothing
        changes for a search. Says whether there was anything to do.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            progress: Told after each batch how many posts have this model's vector, of how many.
        """
        lock = self._locks[workspace_id, brand_id, self.target.name]
        async with self._store.reading() as unit:
            counted = await unit.indexing.embedded(workspace_id, brand_id)
        if set(counted.by_model) <= {self.target.name} and self._lacks(counted) <= 0:
            return False
        if lock.locked():
            return False  # an import is at it
        async with lock:
            while not await self._batch(workspace_id, brand_id, counted.posts, progress):
                pass
        return True

    def _lacks(self, counted: Embedded) -> int:
        return counted.posts - counted.by_model.get(self.target.name, 0)

    async def _batch(
        self, workspace_id: str, brand_id: str, total: int, progress: Progress | None
    ) -> bool:
        """Go through what is missing now; whether nothing was missing in the end, and it is done.

        Posts may come and change meanwhile, so the end is looked at in the writing unit itself.
        """
        model = self.target.name
        async with self._store.reading() as unit:
            missing = await unit.posts.vectors.missing(workspace_id, brand_id, model)
        total = max(total, len(missing))
        for start in range(0, len(missing), FEW):
            batch = missing[start : start + FEW]
            vectors = await self._made(workspace_id, brand_id, self.target, batch)
            async with self._store.writing() as unit:
                await unit.posts.lock(workspace_id, brand_id)
                await unit.posts.vectors.write(
                    workspace_id, brand_id, model, vectors, more_follow=True
                )
            if progress:
                progress(total - len(missing) + start + len(batch), total)
        async with self._store.writing() as unit:
            await unit.posts.lock(workspace_id, brand_id)
            if await unit.indexing.lacking(workspace_id, brand_id, model):
                return False
            await unit.indexing.supersede(workspace_id, brand_id, model)
        return True

    async def _made(
        self, workspace_id: str, brand_id: str, embedder: Embedder, ids: Sequence[str]
    ) -> list[TextVector]:
        """A vector for each post; a text is embedded once, and not at all if it was before."""
        model = embedder.name
        async with self._store.reading() as unit:
            texts = await unit.posts.vectors.texts(workspace_id, brand_id, model, ids)
            different = list(dict.fromkeys(texts.values()))
            known = await unit.posts.vectors.known(workspace_id, brand_id, model, different)
        fresh = [text for text in different if text not in known]
        if fresh:
            rows = (await embedder.embed(fresh)).astype("<f4")
            known |= {text: row.tobytes() for text, row in zip(fresh, rows, strict=True)}
        return [TextVector(post_id=i, text=t, vector=known[t]) for i, t in texts.items()]
