"""Keeps the derived index and the vectors as the rows and the embedding model want them.

Search depends on neither being up to date: whatever fails here is told of and tried again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from domain.errors import InstaMediaError
from esg.index import Index
from esg.matrices import Matrices
from esg.vectors import Vectors
from store.indexing import BrandVersion
from store.unit import Store
from worker.pulse import steady_s

EVERY_S = 2.0
AFTER_FAILURE_S = 30.0
PATIENCE_S = 5.0
"""How long a stop waits for the batch at hand."""
log = structlog.get_logger()


class Keeper:
    """Two loops beside each other, so that a long embedding does not keep the index waiting.

    Args:
        store: The rows.
        index: What is brought up to date.
        vectors: What is completed when the embedding model changed or an import broke off.
        matrices: Which model a brand is searched with, and so indexed by.
    """

    def __init__(self, store: Store, index: Index, vectors: Vectors, matrices: Matrices) -> None:
        self._store = store
        self._index = index
        self._vectors = vectors
        self._matrices = matrices
        self._synced: dict[str, int] = {}
        """Brand to the version its collection was last brought to, here."""
        self._complete: dict[str, int] = {}
        """Brand to the version at which it had every vector."""
        self._behind = 0
        self._trouble = ""
        self._embedding: tuple[int, int] | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    @property
    def state(self) -> str:
        """For the health check: ok, stale or unavailable, and what is being embedded."""
        if self._trouble:
            # the code alone: the check is open to anybody, the words may name folders
            state = f"unavailable ({self._trouble})"
        elif self._behind:
            brands = "1 brand" if self._behind == 1 else f"{self._behind} brands"
            state = f"stale ({brands} behind)"
        else:
            state = "ok"
        if self._embedding is None:
            return state
        done, total = self._embedding
        return f"{state}; re-embedding {done:,} of {total:,}"

    def start(self) -> None:
        looks = (self.sync, self.embed)
        self._tasks = [asyncio.create_task(self._forever(look)) for look in looks]

    async def stop(self) -> None:
        """Let what is at hand end by itself for a moment; what is cut off is done anew."""
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _forever(self, look: Callable[[], Awaitable[bool]]) -> None:
        while not self._stopping.is_set():
            worked = False
            try:
                worked = await look()
            except InstaMediaError as error:
                log.warning("index.failed", look=look.__name__, code=error.code)
            except Exception:
                log.exception("index.failed", look=look.__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(
                    self._stopping.wait(), EVERY_S if worked else AFTER_FAILURE_S
                )

    async def sync(self) -> bool:
        """Bring every collection that lags behind up to date; whether all could be."""
        stale = [
            b
            for b in await self._store.peeks.every_brand()
            if self._synced.get(b.brand_id) != b.version
        ]
        self._behind = len(stale)
        trouble = ""
        for brand in stale:
            if self._stopping.is_set():
                return True
            try:
                await self._sync_one(brand)
                self._behind -= 1
            except InstaMediaError as error:
                trouble = error.code
                if trouble != self._trouble:
                    log.warning("index.unavailable", brand_id=brand.brand_id, reason=error.message)
                break
        self._trouble = trouble
        return not trouble

    async def _sync_one(self, brand: BrandVersion) -> None:
        started_s = steady_s()
        standing = await self._matrices.standing((brand.workspace_id, brand.brand_id))
        embedder = standing.chosen.embedder
        if embedder is not None:  # else there are too few vectors; they come, and a new version
            changes = await self._index.sync(brand.workspace_id, brand.brand_id, embedder.name)
            if changes.upserted or changes.deleted:
                log.info(
                    "index.synced",
                    brand_id=brand.brand_id,
                    upserted=changes.upserted,
                    deleted=changes.deleted,
                    seconds=round(steady_s() - started_s, 3),
                )
        self._synced[brand.brand_id] = brand.version

    async def embed(self) -> bool:
        """Give every brand's posts their vectors of the model in force."""
        for brand in await self._store.peeks.every_brand():
            if self._stopping.is_set():
                break
            if self._complete.get(brand.brand_id) == brand.version:
                continue
            try:
                worked = await self._vectors.complete(
                    brand.workspace_id, brand.brand_id, progress=self._told
                )
            finally:
                self._embedding = None
            if not worked:
                self._complete[brand.brand_id] = brand.version
        return True

    def _told(self, done: int, total: int) -> None:
        self._embedding = (done, total)
