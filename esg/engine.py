"""The engine's door: a brand's posts in, references out. Knows no HTTP and no prompts."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from domain.language import language_of
from domain.platform import Platform
from domain.post import Reference
from domain.ranking import SEED_WEIGHTS, RankWeights
from esg.collector import kept_apart
from esg.columns import Wanted
from esg.embedder import Embedder, reads_language
from esg.explain import Space
from esg.importing import ImportEvents, ImportOutcome, ImportPlan, plan_import
from esg.index import Index
from esg.learn import Learned, learn_posts
from esg.lexical import LexicalIndex
from esg.matrices import CACHED_POSTS, Answer, Key, Matrices, Standing
from esg.rank import REFERENCES, BrandMatrix, rank, rank_by
from esg.shortlist import Shortlist
from esg.vectors import Progress, Vectors
from store.posts import KeyedPost
from store.unit import Store, Unit

APPROXIMATE_ABOVE = 200_000
"""Posts from which on the index finds the candidates (design, section 7)."""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    space: Space
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A text's vector, made before it was sure that it is needed."""

    embedder: Embedder
    vector: NDArray[np.float32]


class EsgEngine:
    """Imports a brand's own posts and finds those to learn from.

    Args:
        store: Where posts and vectors live.
        embedder: What turns texts to vectors.
        now: The clock that stamps rows.
        older: Models that were in force before; they answer until the new one's vectors are there.
        index: What finds the candidates among very many posts; without it search stays exact.
        approximate_above: How many posts are very many.
        weights: How similarity and ERS count; the seed's unless set otherwise.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        *,
        now: Callable[[], datetime],
        older: Sequence[Embedder] = (),
        index: Index | None = None,
        approximate_above: int = APPROXIMATE_ABOVE,
        weights: RankWeights = SEED_WEIGHTS,
    ) -> None:
        self._store = store
        self.vectors = Vectors(store, embedder, older)
        self._now = now
        self._shortlist = Shortlist(store, index, approximate_above) if index else None
        self.matrices = Matrices(store, self.vectors)
        self._lexical: OrderedDict[Key, tuple[BrandMatrix, LexicalIndex]] = OrderedDict()
        self._weights = weights

    async def import_posts(
        self,
        workspace_id: str,
        brand_id: str,
        raw: bytes,
        platform: Platform,
        mapping: Wanted | None = None,
        *,
        progress: Progress | None = None,
    ) -> ImportOutcome:
        """Read a file of own posts into the brand's history and make them searchable.

        The posts are written in one unit of work, their vectors after it in batches; what a crash
        leaves without vectors is made up by the next search. Importing a file again changes
        nothing. A long file is better taken in by a job (`worker.importer`).

        Raises:
            InvalidError: The file or the mapping is no good; nothing was written.
            NotFoundError: No such brand in this workspace.
        """
        plan = await self.plan(workspace_id, brand_id, raw, platform, mapping)
        return await self.carry_out(plan, progress=progress)

    async def plan(
        self,
        workspace_id: str,
        brand_id: str,
        raw: bytes,
        platform: Platform,
        mapping: Wanted | None = None,
        *,
        now: datetime | None = None,
    ) -> ImportPlan:
        """What the file holds, read beside the event loop. The same file makes the same plan.

        Raises:
            InvalidError: The file or the mapping is no good.
        """
        reading = partial(
            plan_import, raw, workspace_id, brand_id, platform, mapping, now=now or self._now()
        )
        return await asyncio.to_thread(kept_apart, reading)

    async def carry_out(
        self, plan: ImportPlan, *, progress: Progress | None = None
    ) -> ImportOutcome:
        """Write the plan's posts in one unit of work, then make them searchable.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        events = ImportEvents(plan.workspace_id, plan.brand_id, plan.platform, now=self._now)
        learned = Learned(0, 0, 0)
        async with self._store.writing() as unit:
            for some in plan.slices():
                learned += await self.learn(unit, plan, some)
            outcome = plan.outcome(learned)
            events.started(unit, outcome)
        await self.ensure_vectors(
            plan.workspace_id, plan.brand_id, progress=progress, events=events
        )
        async with self._store.writing() as unit:
            events.finished(unit, outcome)
        return outcome

    async def learn(self, unit: Unit, plan: ImportPlan, some: Sequence[KeyedPost]) -> Learned:
        """Write some of the plan's posts, within the caller's unit of work."""
        return await learn_posts(unit.posts, plan.workspace_id, plan.brand_id, some, at=self._now())

    async def ensure_vectors(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        among: Sequence[str] | None = None,
        progress: Progress | None = None,
        events: ImportEvents | None = None,
    ) -> int:
        """Embed every searchable post, or those of these, without a vector; says how many it gave.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            among: Only these posts; then the rest of the history is not gone through.
            progress: Told after each batch.
            events: Likewise, within its unit of work.
        """
        embedder = await self.vectors.of_import(workspace_id, brand_id)
        return await self.vectors.ensure(
            workspace_id, brand_id, embedder, among=among, progress=progress, events=events
        )

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
        query, key = text.strip(), (workspace_id, brand_id)
        # the model works while the version is read, which decides only about the matrix
        standing, foreseen = await asyncio.gather(
            self.matrices.standing(key), self._foreseen(key, query)
        )
        near = await self._near(key, standing, query, platform, distinct=distinct)
        answer = near or await self.matrices.answer(key, standing)
        matrix = answer.matrix
        if not matrix.posts:
            return SearchOutcome(space="semantic", references=())
        if answer.embedder is None or _is_lexical(query, matrix, answer.embedder):
            index = await self._lexical_index(key, matrix)
            alike = index.similarity(query)
            found = rank_by(
                alike,
                matrix,
                space="lexical",
                k=k,
                platform=platform,
                distinct=distinct,
                weights=self._weights,
            )
            return SearchOutcome(space="lexical", references=tuple(found))
        if foreseen is None or foreseen.embedder is not answer.embedder:
            foreseen = Foreseen(answer.embedder, (await answer.embedder.embed([query]))[0])
        found = rank(
            foreseen.vector,
            matrix,
            k=k,
            platform=platform,
            distinct=distinct,
            weights=self._weights,
        )
        return SearchOutcome(space="semantic", references=tuple(found))

    async def _foreseen(self, key: Key, query: str) -> Foreseen | None:
        """The text's vector, if by the matrix at hand it will be needed."""
        latest = self.matrices.latest(key)
        if latest is None or latest.embedder is None or not latest.matrix.posts:
            return None
        if _is_lexical(query, latest.matrix, latest.embedder):
            return None
        return Foreseen(latest.embedder, (await latest.embedder.embed([query]))[0])

    async def _near(
        self,
        key: Key,
        standing: Standing,
        query: str,
        platform: Platform | None,
        *,
        distinct: bool,
    ) -> Answer | None:
        """The nearest posts by the index; None where everything is to be compared."""
        embedder = standing.chosen.embedder
        if self._shortlist is None or embedder is None or not self._shortlist.is_for(standing):
            return None
        if self.matrices.cached(key, standing.version):
            return None
        vector = (await embedder.embed([query]))[0]
        matrix = await self._shortlist.matrix(key, standing, vector, platform, distinct=distinct)
        if matrix is None or _is_lexical(query, matrix, embedder):
            return None
        return Answer(embedder, matrix)

    async def _lexical_index(self, key: Key, matrix: BrandMatrix) -> LexicalIndex:
        """The index over the matrix's posts, made when first asked for and kept as long."""
        known = self._lexical.pop(key, None)
        if known is None or known[0] is not matrix:
            texts = [post.text for post in matrix.posts]
            known = (matrix, await asyncio.to_thread(LexicalIndex.build, texts))
        self._lexical[key] = known
        while len(self._lexical) > 1 and self._lexical_posts() > CACHED_POSTS:
            self._lexical.popitem(last=False)
        return known[1]

    def _lexical_posts(self) -> int:
        return sum(len(matrix.posts) for matrix, _ in self._lexical.values())


def _is_lexical(text: str, matrix: BrandMatrix, embedder: Embedder) -> bool:
    """Whether meaning cannot be compared: the model reads this text not, or most posts not.

    Outside its languages a model still gives numbers, and high ones: a brand's Hindi posts would
    all seem near to any English text.
    """
    reads = embedder.languages
    return not reads_language(reads, language_of(text)) or 2 * matrix.foreign > len(matrix.posts)
