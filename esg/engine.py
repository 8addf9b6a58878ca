"""The engine's door: a brand's posts in, references out. Knows no HTTP and no prompts."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from domain.explanation import Explanation
from domain.language import language_of
from domain.platform import Platform
from domain.post import Reference
from esg.embedder import Embedder, reads_language
from esg.explain import Space
from esg.explaining import explained
from esg.history import ParsedHistory, parse_history, to_post
from esg.importing import ImportEvents, ImportOutcome
from esg.learn import learn_posts
from esg.lexical import LexicalIndex
from esg.rank import REFERENCES, BrandMatrix, IndexedPost, rank, rank_by
from store.posts import KeyedPost, SearchRow, TextVector
from store.unit import Store

VECTOR_BATCH = 256
"""Posts per write of vectors: what a crash in the middle of a long import has to embed again."""
CACHED_POSTS = 200_000
"""Posts over all cached matrices, about 300 MB at 384 values each."""
Progress = Callable[[int, int], None]
"""Told after each batch how many posts have their vector, and of how many that lacked one."""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    space: Space
    references: tuple[Reference, ...]


class EsgEngine:
    """Imports a brand's own posts and finds those to learn from.

    Args:
        store: Where posts and vectors live.
        embedder: What turns texts to vectors.
        now: The clock that stamps rows.
    """

    def __init__(self, store: Store, embedder: Embedder, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._embedder = embedder
        self._now = now
        self._cache: OrderedDict[tuple[str, str], tuple[int, BrandMatrix]] = OrderedDict()
        self._lexical: dict[tuple[str, str], tuple[BrandMatrix, LexicalIndex]] = {}
        self._embedding: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def import_posts(
        self,
        workspace_id: str,
        brand_id: str,
        raw: bytes,
        platform: Platform,
        mapping: dict[str, str] | None = None,
        *,
        progress: Progress | None = None,
    ) -> ImportOutcome:
        """Read a CSV of own posts into the brand's history and make them searchable.

        The posts are written in one unit of work, their vectors after it in batches; what a crash
        leaves without vectors is made up by the next search. Importing a file again changes
        nothing.

        Raises:
            InvalidError: The file or the mapping is no good; nothing was written.
            NotFoundError: No such brand in this workspace.
        """
        history = await asyncio.to_thread(
            parse_history, raw, platform=platform, now=self._now(), mapping=mapping
        )
        told = await asyncio.to_thread(_keyed_posts, history, workspace_id, brand_id)
        events = ImportEvents(workspace_id, brand_id, platform, now=self._now)
        async with self._store.writing() as unit:
            learned = await learn_posts(unit.posts, workspace_id, brand_id, told, at=self._now())
            outcome = ImportOutcome(
                imported=learned.imported,
                updated=learned.updated,
                unchanged=learned.unchanged + history.repeated,
                rejected=history.rejected,
                mapping=history.mapping,
                notes=history.notes,
            )
            events.started(unit, outcome)
        await self.ensure_vectors(workspace_id, brand_id, progress=progress, events=events)
        async with self._store.writing() as unit:
            events.finished(unit, outcome)
        return outcome

    async def ensure_vectors(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        progress: Progress | None = None,
        events: ImportEvents | None = None,
    ) -> int:
        """Embed every searchable post that has no vector yet; says how many got one."""
        model = self._embedder.name
        async with self._embedding[workspace_id, brand_id]:
            async with self._store.reading() as unit:
                missing = await unit.posts.vectors.missing(workspace_id, brand_id, model)
            done = 0
            for start in range(0, len(missing), VECTOR_BATCH):
                batch = missing[start : start + VECTOR_BATCH]
                vectors = await self._vectors(workspace_id, brand_id, batch)
                async with self._store.writing() as unit:
                    await unit.posts.lock(workspace_id, brand_id)
                    done += await unit.posts.vectors.write(workspace_id, brand_id, model, vectors)
                    if events:
                        events.progress(unit, start + len(batch), len(missing))
                if progress:
                    progress(start + len(batch), len(missing))
            return done

    async def _vectors(
        self, workspace_id: str, brand_id: str, ids: Sequence[str]
    ) -> list[TextVector]:
        """A vector for each post; a text is embedded once, and not at all if it was before."""
        model = self._embedder.name
        async with self._store.reading() as unit:
            texts = await unit.posts.vectors.texts(workspace_id, brand_id, model, ids)
            different = list(dict.fromkeys(texts.values()))
            known = await unit.posts.vectors.known(workspace_id, brand_id, model, different)
        fresh = [text for text in different if text not in known]
        rows = (await self._embedder.embed(fresh)).astype("<f4")
        known |= {text: row.tobytes() for text, row in zip(fresh, rows, strict=True)}
        return [TextVector(post_id=i, text=t, vector=known[t]) for i, t in texts.items()]

    async def search(
        self,
        workspace_id: str,
        brand_id: str,
        text: str,
        k: int = REFERENCES,
        platform: Platform | None = None,
        *,
        distinct: bool = False,
    ) -> SearchOutcome:
        """The brand's own posts to learn from for this text, best first; none without a history.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            text: A draft, a brief, an idea; beyond the model's window it is cut.
            k: How many, at most the shortlist of 20.
            platform: Only posts of this platform.
            distinct: Never two posts of the same normalised text.

        Raises:
            InvalidError: Empty text, or k below 1.
            NotFoundError: No such brand in this workspace.
        """
        if not text.strip():
            raise InvalidError(
                "The text to search for is empty. Write what the post is about.", code="empty_text"
            )
        if k < 1:
            raise InvalidError("Ask for at least one reference (k ≥ 1).", code="bad_k")
        matrix = await self._matrix(workspace_id, brand_id)
        if not matrix.posts:
            return SearchOutcome(space="semantic", references=())
        if self._is_lexical(text, matrix):
            index = await self._lexical_index((workspace_id, brand_id), matrix)
            alike = index.similarity(text.strip())
            found = rank_by(
                alike, matrix, space="lexical", k=k, platform=platform, distinct=distinct
            )
            return SearchOutcome(space="lexical", references=tuple(found))
        query = (await self._embedder.embed([text.strip()]))[0]
        found = rank(query, matrix, k=k, platform=platform, distinct=distinct)
        return SearchOutcome(space="semantic", references=tuple(found))

    async def explain(
        self,
        workspace_id: str,
        brand_id: str,
        text: str,
        *,
        platform: Platform | None = None,
        k: int = REFERENCES,
    ) -> Explanation:
        """Why a text should do what it should: references, registers, expectation.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            text: A draft, as a reader would see it.
            platform: Where it is to go out; None: anywhere.
            k: How many references, no two of the same text.

        Raises:
            InvalidError: Empty text, or k below 1.
            NotFoundError: No such brand in this workspace.
        """
        found = await self.search(workspace_id, brand_id, text, k, platform, distinct=True)
        return explained(text, found.references, found.space)

    def _is_lexical(self, text: str, matrix: BrandMatrix) -> bool:
        """Whether meaning cannot be compared: the model reads this text not, or most posts not.

        Outside its languages a model still gives numbers, and high ones: a brand's Hindi posts
        would all seem near to any English text.
        """
        reads = self._embedder.languages
        return not reads_language(reads, language_of(text)) or 2 * matrix.foreign > len(
            matrix.posts
        )

    async def _lexical_index(self, key: tuple[str, str], matrix: BrandMatrix) -> LexicalIndex:
        """The index over the matrix's posts, made when first asked for and kept as long."""
        known = self._lexical.get(key)
        if known and known[0] is matrix:
            return known[1]
        index = await asyncio.to_thread(LexicalIndex.build, [post.text for post in matrix.posts])
        self._lexical[key] = (matrix, index)
        return index

    async def _matrix(self, workspace_id: str, brand_id: str) -> BrandMatrix:
        """The brand's matrix at its present version, from the cache or the rows."""
        key = (workspace_id, brand_id)
        async with self._store.reading() as unit:
            version = (await unit.brands.get(workspace_id, brand_id)).posts_version
        cached = self._cache.get(key)
        if cached and cached[0] == version:
            self._cache.move_to_end(key)
            return cached[1]
        await self.ensure_vectors(workspace_id, brand_id)
        async with self._store.reading() as unit:
            version = (await unit.brands.get(workspace_id, brand_id)).posts_version
            rows = await unit.posts.vectors.search_rows(workspace_id, brand_id, self._embedder.name)
        matrix = await asyncio.to_thread(_built, rows, self._embedder)
        self._remember(key, version, matrix)
        return matrix

    def _remember(self, key: tuple[str, str], version: int, matrix: BrandMatrix) -> None:
        self._cache[key] = (version, matrix)
        self._cache.move_to_end(key)
        while len(self._cache) > 1 and self._cached_posts() > CACHED_POSTS:
            dropped, _ = self._cache.popitem(last=False)
            self._lexical.pop(dropped, None)

    def _cached_posts(self) -> int:
        return sum(len(matrix.posts) for _, matrix in self._cache.values())


def _keyed_posts(history: ParsedHistory, workspace_id: str, brand_id: str) -> list[KeyedPost]:
    return [
        KeyedPost(
            post=to_post(
                row, workspace_id=workspace_id, brand_id=brand_id, platform=history.platform
            ),
            natural_key=row.natural_key,
        )
        for row in history.rows
    ]


def _built(rows: Sequence[SearchRow], embedder: Embedder) -> BrandMatrix:
    posts = [IndexedPost(r.id, r.text, r.platform, r.published_at, r.ers) for r in rows]
    vectors: NDArray[np.float32] = np.frombuffer(b"".join(r.vector for r in rows), dtype="<f4")
    foreign = sum(not reads_language(embedder.languages, language_of(r.text)) for r in rows)
    return BrandMatrix.build(posts, vectors.reshape(len(rows), embedder.dim), foreign=foreign)
